import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { liftBlock, placeBlock } from '#flows/commands/block';
import type { Doorward } from '#flows/doorward';
import { actorOf } from '#apps/api/doors/actor';
import { Door, type StaffWho, TheStaff } from '#apps/api/doors/door';
import { callerOf, Once, TheKey } from '#apps/api/doors/once';
import { HOUSE } from '#apps/api/house';
import { answered } from '#apps/api/problem';
import { NewBlock, Reason, uuid } from '#apps/api/schemas';

/** Another department's stop on a visit: never without an owner, a reason, an end and words for the customer. */
@ApiTags('booking')
@Controller('api')
@Door('desk-or-integration')
@Once()
@ApiHeader({
  name: 'idempotency-key',
  required: false,
  description: 'Done once for each key; repeated, the first answer comes again',
})
export class BlockController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Post('appointments/:id/block')
  async place(
    @Param('id', { schema: uuid }) appointmentId: string,
    @Body({ schema: NewBlock }) body: z.infer<typeof NewBlock>,
    @TheStaff() who: StaffWho,
    @TheKey() key: string | undefined,
  ) {
    const once = key ? { caller: callerOf(who), key } : undefined;
    return answered(await placeBlock(this.house)({ appointmentId, ...body, actor: actorOf(who), once }));
  }

  @Post('appointments/:id/block/lift')
  @HttpCode(200)
  async lift(
    @Param('id', { schema: uuid }) appointmentId: string,
    @Body({ schema: Reason }) body: z.infer<typeof Reason>,
    @TheStaff() who: StaffWho,
  ) {
    return answered(await liftBlock(this.house)({ appointmentId, reason: body.reason, actor: actorOf(who) }));
  }
}
