import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { DayPlanSeen } from '#store/day-plans';
import { offerPlanned } from '#flows/commands/offer-planned';
import { cancelDayPlan, planDay, readDayPlan } from '#flows/commands/plan-day';
import type { Doorward } from '#flows/doorward';
import { type DispatcherWho, Door, TheDispatcher } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { answered } from '#apps/api/problem';
import { NewDayPlan, PlannedOffers, uuid } from '#apps/api/schemas';

/** Planning a day from the visits that wait for a time: begun, looked at, cancelled, and put to the customers. */
@ApiTags('desk')
@Controller('api/day-plans')
@Door('desk')
export class DayPlansController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  /** Answers at once; the planning goes on behind it. */
  @Post()
  @HttpCode(202)
  async begin(@Body({ schema: NewDayPlan }) body: z.infer<typeof NewDayPlan>, @TheDispatcher() who: DispatcherWho) {
    const { appointments, ...rest } = body;
    const { planId } = await answered(
      await planDay(this.house)({ ...rest, appointmentIds: appointments, dispatcher: who.name }),
    );
    return { id: planId };
  }

  @Get(':id')
  async read(@Param('id', { schema: uuid }) id: string): Promise<DayPlanSeen> {
    return answered(await readDayPlan(this.house)(id));
  }

  @Delete(':id')
  @HttpCode(204)
  async cancel(@Param('id', { schema: uuid }) id: string): Promise<void> {
    await answered(await cancelDayPlan(this.house)(id));
  }

  @Post(':id/offers')
  @HttpCode(202)
  async offer(
    @Param('id', { schema: uuid }) planId: string,
    @Body({ schema: PlannedOffers }) body: z.infer<typeof PlannedOffers>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    return answered(
      await offerPlanned(this.house)({ planId, appointmentIds: body.appointments, dispatcher: who.name }),
    );
  }
}
