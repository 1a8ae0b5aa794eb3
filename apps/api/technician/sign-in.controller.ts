import { Controller, Get, Header, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { redeemSignInLink, signInLinkOwner } from '#flows/commands/sign-in';
import type { Doorward } from '#flows/doorward';
import { Door } from '#apps/api/doors/door';
import { TooManyTries } from '#apps/api/doors/too-many-tries';
import { HOUSE } from '#apps/api/house';
import { answered, Problem } from '#apps/api/problem';
import { signInPage } from '#apps/api/customer/pages';

/** A technician's one-time link: the page asks, the button signs in. */
@ApiExcludeController()
@Controller('t/:token')
@Door('open')
export class SignInLinkController {
  private readonly guesses = new TooManyTries(30, 60_000);

  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async page(@Param('token') token: string, @Req() request: FastifyRequest): Promise<string> {
    const name = this.guesses.isOver(request.ip) ? null : await signInLinkOwner(this.house, token);
    if (!name) {
      this.guesses.count(request.ip);
      throw new Problem(
        404,
        'Not found',
        `This sign-in link was used already or is too old. Ask the desk (${this.house.settings.DESK_NUMBER}) for a new one.`,
      );
    }
    return signInPage(this.house.settings.COMPANY_NAME, name, `/t/${token}`);
  }

  /** The device token travels in the fragment, which no server and no log ever sees. */
  @Post()
  async signIn(@Param('token') token: string, @Res() reply: FastifyReply) {
    const { token: device } = await answered(await redeemSignInLink(this.house)(token));
    return reply.redirect(`/tech/#token=${device}`, 303);
  }
}
