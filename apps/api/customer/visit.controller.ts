import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { z } from 'zod';
import { isRefused, type Refused } from '#visits/refused';
import { visitOf, type Visit } from '#store/visit';
import { askForCall } from '#flows/commands/call-back';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { findWindows } from '#flows/commands/find-windows';
import { holdWindow } from '#flows/commands/hold-window';
import { chooseOnPage, noteOnPage } from '#flows/commands/visit-page';
import { byCustomer, type Doorward } from '#flows/doorward';
import { menuOf } from '#flows/messages/context';
import { type CustomerWho, Door, TheCustomer } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { confirmPage, type Page, timesPage, visitPage } from '#apps/api/customer/pages';
import { instant, text, uuid } from '#apps/api/schemas';

const HoldForm = z.strictObject({ technicianId: uuid, from: instant, to: instant }).refine((w) => w.from < w.to);
const ConfirmForm = z.strictObject({ holdId: uuid });
const ChooseForm = z.strictObject({ digit: z.string().regex(/^\d$/) });
const NoteForm = z.strictObject({ note: text().trim().min(1).max(300) });

/** What happened to the last form, said on the page that follows. */
const SAID: Record<string, string> = {
  booked: 'Done. We have sent you a text with everything.',
  taken: 'That time was just taken. These are still free.',
  expired: 'That time could not be kept any longer. These are still free.',
  gone: 'That choice has run out. Here is what is true now.',
  kept: 'Good. Your visit stays as it is.',
  called: 'A person will call you; the time is in your texts.',
  noted: 'Your note is passed on.',
};

/** The address is anybody's to write: only a word of the list above says anything. */
const sentence = (said: unknown) => (typeof said === 'string' && Object.hasOwn(SAID, said) ? SAID[said]! : null);

/** The customer's page: plain HTML and forms. A GET changes nothing, ever: phones and scanners open links by themselves. */
@ApiExcludeController()
@Controller('v/:token')
@Door('visit')
export class VisitController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async page(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Query('said') said?: string,
  ): Promise<string> {
    const page = await this.pageOf(who, token);
    if (page.visit.state === 'requested') return this.timesOf(page, said);
    const menu = await menuOf({ sql: this.house.store.read }, page.visit, page.now);
    return visitPage(page, menu, sentence(said));
  }

  @Get('times')
  @Header('content-type', 'text/html; charset=utf-8')
  async times(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Query('said') said?: string,
  ): Promise<string> {
    return this.timesOf(await this.pageOf(who, token), said);
  }

  @Post('hold')
  async hold(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: HoldForm }) form: z.infer<typeof HoldForm>,
    @Res() reply: FastifyReply,
  ) {
    const { technicianId, from, to } = form;
    const held = await holdWindow(this.house)({
      appointmentId: who.appointmentId,
      technicianId,
      window: { from, to },
      actor: byCustomer(who.name),
    });
    return see(reply, isRefused(held) ? `/v/${token}/times?said=${saidOf(held)}` : `/v/${token}/held/${held.holdId}`);
  }

  @Get('held/:holdId')
  async held(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Param('holdId', { schema: uuid }) holdId: string,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.pageOf(who, token);
    const [hold] = await this.house.store.read<{
      id: string;
      from: Date;
      to: Date;
      expiresAt: Date;
      technician: string;
    }>(
      `SELECT h.id, h.window_from AS "from", h.window_to AS "to", h.expires_at AS "expiresAt", t.name AS technician
       FROM hold h JOIN technician t ON t.id = h.technician_id WHERE h.id = $1 AND h.appointment_id = $2 AND h.state = 'active'`,
      [holdId, who.appointmentId],
    );
    if (!hold) return see(reply, `/v/${token}/times?said=expired`);
    const { from, to, ...rest } = hold;
    return reply.type('text/html; charset=utf-8').send(confirmPage(page, { ...rest, window: { from, to } }));
  }

  @Post('confirm')
  async confirm(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: ConfirmForm }) form: z.infer<typeof ConfirmForm>,
    @Res() reply: FastifyReply,
  ) {
    const confirmed = await confirmBooking(this.house)({
      appointmentId: who.appointmentId,
      holdId: form.holdId,
      actor: byCustomer(who.name),
    });
    return see(reply, isRefused(confirmed) ? `/v/${token}/times?said=${saidOf(confirmed)}` : `/v/${token}?said=booked`);
  }

  @Post('choose')
  async choose(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: ChooseForm }) form: z.infer<typeof ChooseForm>,
    @Res() reply: FastifyReply,
  ) {
    const chosen = await chooseOnPage(this.house)({
      appointmentId: who.appointmentId,
      digit: form.digit,
      actor: byCustomer(who.name),
    });
    return see(reply, `/v/${token}?said=${isRefused(chosen) ? 'gone' : chosen.did === 'kept' ? 'kept' : 'booked'}`);
  }

  @Post('call-me')
  async callMe(@TheCustomer() who: CustomerWho, @Param('token') token: string, @Res() reply: FastifyReply) {
    await askForCall(this.house)({ appointmentId: who.appointmentId, actor: byCustomer(who.name) });
    return see(reply, `/v/${token}?said=called`);
  }

  @Post('note')
  async note(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: NoteForm }) form: z.infer<typeof NoteForm>,
    @Res() reply: FastifyReply,
  ) {
    await noteOnPage(this.house)({ appointmentId: who.appointmentId, note: form.note, actor: byCustomer(who.name) });
    return see(reply, `/v/${token}?said=noted`);
  }

  /** The same event with a higher SEQUENCE after every change, so that a calendar replaces what it has. */
  @Get('calendar.ics')
  @HttpCode(200)
  async calendar(@TheCustomer() who: CustomerWho, @Param('token') token: string, @Res() reply: FastifyReply) {
    const { visit } = await this.pageOf(who, token);
    if (!visit.window) return see(reply, `/v/${token}`);
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="visit.ics"')
      .send(this.calendarOf(visit, token));
  }

  private calendarOf(visit: Visit, token: string): string {
    const { COMPANY_NAME, PUBLIC_URL, DESK_NUMBER } = this.house.settings;
    const calendar = ical({
      name: COMPANY_NAME,
      method: ICalCalendarMethod.PUBLISH,
      prodId: { company: 'Doorward', product: 'Doorward' },
    });
    calendar.createEvent({
      id: `${visit.appointmentId}@doorward`,
      sequence: visit.revision - 1,
      start: visit.window!.from,
      end: visit.window!.to,
      summary: `${COMPANY_NAME}: ${visit.work.name} visit (ref ${visit.ref})`,
      location: visit.place.street,
      description: `Your technician arrives in this time. Questions: ${DESK_NUMBER}`,
      url: `${PUBLIC_URL}/v/${token}`,
      status: visit.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
    return calendar.toString();
  }

  private async timesOf(page: Page, said: string | undefined): Promise<string> {
    const slots = await findWindows(this.house)({ appointmentId: page.visit.appointmentId });
    return timesPage(page, isRefused(slots) ? [] : slots, sentence(said));
  }

  private async pageOf(who: CustomerWho, token: string): Promise<Page> {
    const { COMPANY_NAME, DESK_NUMBER } = this.house.settings;
    const visit = (await visitOf({ sql: this.house.store.read }, who.appointmentId))!;
    return { visit, path: `/v/${token}`, company: COMPANY_NAME, desk: DESK_NUMBER, now: await this.house.store.now() };
  }
}

const see = (reply: FastifyReply, url: string) => reply.redirect(url, 303);
const saidOf = ({ code }: Refused) => (code === 'taken' ? 'taken' : 'expired');
