import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { signInAtOnce } from '#flows/commands/sign-in';
import type { Doorward } from '#flows/doorward';
import { Door } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { answered } from '#apps/api/problem';
import { uuid } from '#apps/api/schemas';

/** The demo lets everybody be every technician. None of this exists outside it. */
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
  async signIn(@Param('id', { schema: uuid }) id: string) {
    return answered(await signInAtOnce(this.house)(id));
  }
}
