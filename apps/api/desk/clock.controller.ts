import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { clockFace } from '#store/board';
import { setClock } from '#flows/commands/set-clock';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { type DispatcherWho, Door, TheDispatcher } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { answered, Problem } from '#apps/api/problem';
import { SetClock } from '#apps/api/schemas';

/** The one clock. In the demo it can stand, run faster or jump; outside it is the time of day. */
@ApiTags('desk')
@Controller('api/clock')
@Door('desk')
export class ClockController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Get()
  async face() {
    return { ...(await clockFace({ sql: this.house.store.read })), canChange: this.house.settings.DEMO };
  }

  @Post()
  @HttpCode(200)
  async set(@Body({ schema: SetClock }) body: z.infer<typeof SetClock>, @TheDispatcher() who: DispatcherWho) {
    if (!this.house.settings.DEMO) throw new Problem(403, 'Real time', 'Only the demo has a clock that can be set.');
    return answered(await setClock(this.house)({ ...body, actor: byDispatcher(who.name) }));
  }
}
