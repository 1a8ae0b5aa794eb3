import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Doorward } from '#flows/doorward';
import { askPhones } from '#apps/api/demo/ask-phones';
import { EVENT_STREAM, OpenLines } from '#apps/api/demo/open-lines';
import { requireOwnPage } from '#apps/api/demo/own-page';
import { Door } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';

/** The simulated phones and the switches of their carrier, handed through to the demo's page, which they check for themselves. */
@ApiExcludeController()
@Controller('demo')
@Door('demo')
export class DemoPhonesController {
  constructor(
    @Inject(HOUSE) private readonly house: Doorward,
    @Inject(OpenLines) private readonly lines: OpenLines,
  ) {}

  @Get('phones')
  phones() {
    return this.ask('/phones');
  }

  @Get('phones/:phone/messages')
  messages(@Param('phone') phone: string) {
    return this.ask(`/phones/${encodeURIComponent(phone)}/messages`);
  }

  @Get('switches')
  switches() {
    return this.ask('/switches');
  }

  @Post('phones/:phone/messages')
  text(@Param('phone') phone: string, @Body() body: unknown, @Req() request: FastifyRequest) {
    requireOwnPage(request, this.house.settings);
    return this.ask(`/phones/${encodeURIComponent(phone)}/messages`, body ?? null);
  }

  @Post('switches')
  @HttpCode(200)
  change(@Body() body: unknown, @Req() request: FastifyRequest) {
    requireOwnPage(request, this.house.settings);
    return this.ask('/switches', body ?? null);
  }

  /** Everything that happens on the phones, as it happens. */
  @Get('events')
  async events(@Res() reply: FastifyReply): Promise<void> {
    const signal = this.lines.until(reply);
    const { body } = await askPhones(this.house.settings.TWILIO_API_BASE, { path: '/events', signal });
    const line = Readable.fromWeb(body as never);
    line.on('error', () => reply.raw.destroy()); // the page or the carrier went away: it comes back and asks anew
    void reply.headers(EVENT_STREAM).send(line);
  }

  private async ask(path: string, body?: unknown): Promise<unknown> {
    return (await askPhones(this.house.settings.TWILIO_API_BASE, { path, body })).json();
  }
}
