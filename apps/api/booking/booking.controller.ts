import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { isRefused } from '#visits/refused';
import type { Slot } from '#routes/slot-search';
import { boardVisitsOf } from '#store/board';
import type { BoardVisit } from '#store/views';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { putContact, putEmail } from '#flows/commands/contacts';
import { findWindows, freshWindows } from '#flows/commands/find-windows';
import { holdWindow } from '#flows/commands/hold-window';
import { openWorkOrder } from '#flows/commands/open-work-order';
import { waitForEarlier } from '#flows/commands/waiting';
import type { Doorward } from '#flows/doorward';
import { actorOf } from '#apps/api/doors/actor';
import { Door, type StaffWho, TheStaff } from '#apps/api/doors/door';
import { callerOf, Once, TheKey } from '#apps/api/doors/once';
import { HOUSE } from '#apps/api/house';
import { answered, problemOf } from '#apps/api/problem';
import { ChooseWindow, NewContact, NewWorkOrder, PutEmail, uuid } from '#apps/api/schemas';

const choice = ({ technicianId, window }: Slot) => ({ technicianId, window });

/** Booking for other programs and for the desk: open a work order, look for windows, hold one, confirm it. */
@ApiTags('booking')
@Controller('api')
@Door('desk-or-integration')
@Once()
@ApiHeader({
  name: 'idempotency-key',
  required: false,
  description: 'Done once for each key; repeated, the first answer comes again',
})
export class BookingController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Post('work-orders')
  async open(
    @Body({ schema: NewWorkOrder }) body: z.infer<typeof NewWorkOrder>,
    @TheStaff() who: StaffWho,
    @TheKey() key: string | undefined,
  ) {
    const once = key ? { caller: callerOf(who), key } : undefined;
    return answered(await openWorkOrder(this.house)({ ...body, actor: actorOf(who), once }));
  }

  /** Another phone on the visit: it hears the news and may ask and choose. */
  @Post('work-orders/:id/contacts')
  async contact(
    @Param('id', { schema: uuid }) workOrderId: string,
    @Body({ schema: NewContact }) body: z.infer<typeof NewContact>,
    @TheStaff() who: StaffWho,
  ) {
    return answered(await putContact(this.house)({ workOrderId, ...body, actor: actorOf(who) }));
  }

  /** Where somebody on the visit is written to when no text reaches him; null takes the address away. */
  @Put('work-orders/:id/email')
  async email(
    @Param('id', { schema: uuid }) workOrderId: string,
    @Body({ schema: PutEmail }) body: z.infer<typeof PutEmail>,
    @TheStaff() who: StaffWho,
  ) {
    return answered(await putEmail(this.house)({ workOrderId, ...body, actor: actorOf(who) }));
  }

  @Get('appointments/:id/windows')
  async windows(@Param('id', { schema: uuid }) appointmentId: string) {
    return (await answered(await findWindows(this.house)({ appointmentId, mayBeAhead: true }))).map(choice);
  }

  @Post('appointments/:id/hold')
  async hold(
    @Param('id', { schema: uuid }) appointmentId: string,
    @Body({ schema: ChooseWindow }) body: z.infer<typeof ChooseWindow>,
    @TheStaff() who: StaffWho,
  ) {
    const held = await holdWindow(this.house)({ appointmentId, ...body, actor: actorOf(who), mayBeAhead: true });
    // Whoever was too late gets fresh choices in the same answer.
    if (isRefused(held))
      throw problemOf(held, { windows: (await freshWindows(this.house, appointmentId)).map(choice) });
    return held;
  }

  @Post('appointments/:id/holds/:holdId/confirm')
  @HttpCode(200)
  async confirm(
    @Param('id', { schema: uuid }) appointmentId: string,
    @Param('holdId', { schema: uuid }) holdId: string,
    @TheStaff() who: StaffWho,
  ): Promise<BoardVisit> {
    const confirmed = await confirmBooking(this.house)({
      appointmentId,
      holdId,
      actor: actorOf(who),
      mayBeAhead: true,
    });
    if (isRefused(confirmed))
      throw problemOf(confirmed, { windows: (await freshWindows(this.house, appointmentId)).map(choice) });
    return (await boardVisitsOf({ sql: this.house.store.read }, [appointmentId]))[0]!;
  }

  @Put('appointments/:id/waitlist')
  @HttpCode(200)
  wait(@Param('id', { schema: uuid }) appointmentId: string, @TheStaff() who: StaffWho): Promise<{ waits: boolean }> {
    return this.waits(appointmentId, who, true);
  }

  @Delete('appointments/:id/waitlist')
  @HttpCode(200)
  leave(@Param('id', { schema: uuid }) appointmentId: string, @TheStaff() who: StaffWho): Promise<{ waits: boolean }> {
    return this.waits(appointmentId, who, false);
  }

  private async waits(appointmentId: string, who: StaffWho, wants: boolean) {
    return answered(await waitForEarlier(this.house)({ appointmentId, wants, actor: actorOf(who) }));
  }
}
