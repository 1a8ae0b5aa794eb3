import '@fastify/cookie';
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { isRefused } from '#visits/refused';
import { signInDispatcher, signOutDispatcher } from '#flows/commands/sign-in';
import type { Doorward } from '#flows/doorward';
import { giveSession } from '#apps/api/desk/session-cookie';
import { type DispatcherWho, Door, TheDispatcher } from '#apps/api/doors/door';
import { isOurOrigin } from '#apps/api/doors/door.guard';
import { SESSION_COOKIE } from '#apps/api/doors/keys';
import { HOUSE } from '#apps/api/house';
import { Problem } from '#apps/api/problem';
import { SignIn } from '#apps/api/schemas';

@ApiTags('desk')
@Controller('api/session')
export class SessionController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Post()
  @Door('open')
  @HttpCode(204)
  async signIn(
    @Body({ schema: SignIn }) body: z.infer<typeof SignIn>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { settings } = this.house;
    if (!isOurOrigin(request.headers.origin, settings.PUBLIC_URL, request.headers.host))
      throw new Problem(403, 'Foreign origin', 'Please sign in on our own page.');
    const answer = await signInDispatcher(this.house)(body);
    if (isRefused(answer)) throw new Problem(401, 'Not signed in', answer.refused);
    giveSession(reply, answer.token, settings);
  }

  @Get()
  @Door('desk')
  whoAmI(@TheDispatcher() who: DispatcherWho) {
    return { name: who.name, role: who.role };
  }

  @Delete()
  @Door('desk')
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest & { cookies: Record<string, string> },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await signOutDispatcher(this.house)(request.cookies[SESSION_COOKIE] ?? '');
    void reply.clearCookie(SESSION_COOKIE, { path: '/' });
  }
}
