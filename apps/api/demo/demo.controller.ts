import '@fastify/cookie';
import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { signInAtOnce, signInDemoDispatcher } from '#flows/commands/sign-in';
import { demoSignIn } from '#flows/demo-town';
import type { Doorward } from '#flows/doorward';
import { requireOwnPage } from '#apps/api/demo/own-page';
import { giveSession } from '#apps/api/desk/session-cookie';
import { Door } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { answered } from '#apps/api/problem';
import { uuid } from '#apps/api/schemas';

/** The demo lets everybody be every technician, and the dispatcher of its town. None of this exists outside it. */
@ApiExcludeController()
@Controller('demo')
@Door('demo')
export class DemoController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Get('technicians')
  technicians() {
    return this.house.store.read('SELECT id, name, phone FROM technician WHERE active ORDER BY name');
  }

  @Post('technicians/:id/sign-in')
  @HttpCode(200)
  async signIn(@Param('id', { schema: uuid }) id: string, @Req() request: FastifyRequest) {
    requireOwnPage(request, this.house.settings);
    return answered(await signInAtOnce(this.house)(id));
  }

  @Post('desk/sign-in')
  @HttpCode(204)
  async signInDesk(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    requireOwnPage(request, this.house.settings);
    const { token } = await answered(await signInDemoDispatcher(this.house)(demoSignIn.email));
    giveSession(reply, token, this.house.settings);
  }
}
