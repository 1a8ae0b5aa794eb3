import { Controller, Get, Header, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isRefused } from '#visits/refused';
import { redeemSignInLink, signInLinkOwner } from '#flows/commands/sign-in';
import type { Doorward } from '#flows/doorward';
import { Door } from '#apps/api/doors/door';
import { tooManyLinks } from '#apps/api/doors/door.guard';
import { TooManyTries } from '#apps/api/doors/too-many-tries';
import { HOUSE } from '#apps/api/house';
import { Problem } from '#apps/api/problem';
import { signInPage } from '#apps/api/customer/pages/sign-in';

/** A technician's one-time link: the page asks, the button signs in. */
@ApiExcludeController()
@Controller('t/:token')
@Door('open')
export class SignInLinkController {
  private readonly guesses = new TooManyTries(30, 60_000);

  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async page(@Param('token') token: string, @Req() { ip }: FastifyRequest): Promise<string> {
    const name = await signInLinkOwner(this.house, token);
    if (!name) throw this.wrong(ip);
    return signInPage(this.house.settings.COMPANY_NAME, name, `/t/${token}`);
  }

  /** The device token travels in the fragment, which no server and no log ever sees. */
  @Post()
  async signIn(@Param('token') token: string, @Req() { ip }: FastifyRequest, @Res() reply: FastifyReply) {
    const signedIn = await redeemSignInLink(this.house)(token);
    if (isRefused(signedIn)) throw this.wrong(ip);
    return reply.redirect(`/tech/#token=${signedIn.token}`, 303);
  }

  /** A link that is right opens beside whoever guesses, for behind a proxy all have one address. */
  private wrong(ip: string): Problem {
    if (this.guesses.isOver(ip)) return tooManyLinks();
    this.guesses.count(ip);
    return new Problem(
      404,
      'Not found',
      `This sign-in link was used already or is too old. Ask the desk (${this.house.settings.DESK_NUMBER}) for a new one.`,
    );
  }
}
