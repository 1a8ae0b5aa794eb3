import { PassThrough } from 'node:stream';
import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Doorward } from '#flows/doorward';
import { EVENT_STREAM, OpenLines } from '#apps/api/demo/open-lines';
import { requireOwnPage } from '#apps/api/demo/own-page';
import { hasStories, listStories, playStory, type StoryName } from '#apps/api/demo/play-story';
import { Door } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { Problem } from '#apps/api/problem';

/** The stories of the tests, played for whoever looks: real parts, a world beside the demo's, one at a time. */
@ApiExcludeController()
@Controller('demo/stories')
@Door('demo')
export class StoriesController {
  private known: Promise<readonly StoryName[]> | null = null;
  private isPlaying = false;

  constructor(
    @Inject(HOUSE) private readonly house: Doorward,
    @Inject(OpenLines) private readonly lines: OpenLines,
  ) {}

  @Get()
  async list(): Promise<{ areHere: boolean; stories: readonly StoryName[] }> {
    return { areHere: hasStories(), stories: await this.stories() };
  }

  /** Answers with the story's lines as events, while it is played. */
  @Post(':name/play')
  @HttpCode(200)
  async play(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    requireOwnPage(request, this.house.settings);
    if (!(await this.stories()).some((story) => story.name === name))
      throw new Problem(404, 'No such story', 'There is no such story here.');
    if (this.isPlaying)
      throw new Problem(
        409,
        'Another story',
        'A story is being played already. It ends by itself within three minutes.',
      );
    this.isPlaying = true;
    const told = new PassThrough();
    void reply.headers(EVENT_STREAM).send(told);
    try {
      const event = (kind: string, data: string) => told.write(`event: ${kind}\ndata: ${data}\n\n`);
      const failure = await playStory(name, {
        databaseUrl: this.house.settings.DATABASE_URL,
        onLine: (line) => event('line', line),
        signal: this.lines.until(reply),
      });
      event('end', JSON.stringify({ failure }));
    } finally {
      this.isPlaying = false;
      told.end();
    }
  }

  /** Asked for once; a failure is not kept. */
  private async stories(): Promise<readonly StoryName[]> {
    if (!hasStories()) return [];
    this.known ??= listStories();
    return this.known.catch((failure: unknown) => {
      this.known = null;
      throw failure;
    });
  }
}
