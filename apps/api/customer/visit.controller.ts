import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { z } from 'zod';
import { isRefused, type Refused, refuse } from '#visits/refused';
import { mayComeSooner } from '#visits/sooner';
import type { Window } from '#time/window';
import type { Menu } from '#conversation/facts';
import { type Visit, visitsOfWorkOrder } from '#store/visit';
import { askForCall } from '#flows/commands/call-back';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { findTimes } from '#flows/commands/find-windows';
import { holdWindow } from '#flows/commands/hold-window';
import { waitForEarlier } from '#flows/commands/waiting';
import { chooseOnPage, noteOnPage } from '#flows/commands/visit-page';
import { byCustomer, type Doorward } from '#flows/doorward';
import { menuOf } from '#flows/messages/context';
import { earlierOffer } from '#flows/messages/earlier-offer';
import { mayBeTexted } from '#flows/steps/consent';
import { isWaiting } from '#flows/steps/waiting';
import { type CustomerWho, Door, TheCustomer } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { confirmPage, type FirstHeld, type HeldSeen, type Page, timesPage, visitPage } from '#apps/api/customer/pages';
import { instant, text, uuid } from '#apps/api/schemas';

/** Which visit of the order; without it the one that comes next. */
const which = { visit: uuid.optional() };
const HoldForm = z
  .strictObject({ ...which, technicianId: uuid, from: instant, to: instant })
  .refine((w) => w.from < w.to);
const ConfirmForm = z.strictObject({ holdId: uuid });
const ChooseForm = z.strictObject({ ...which, digit: z.string().regex(/^\d$/) });
const WaitForm = z.strictObject({ ...which, wants: z.enum(['yes', 'no']) });
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
  waits: 'Good. We text you when an earlier time opens; until then you keep this one.',
  waitsNot: 'Good. You keep this time, and we look for no other.',
  waitsNever: 'Nobody can come sooner any more. Here is what is true now.',
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
    const { visit, others, now } = page;
    if (visit.state === 'requested' && !visit.followsId) return this.timesOf(page, said);
    const reader = { sql: this.house.store.read };
    const menus = new Map<string, Menu>();
    for (const one of [visit, ...others]) {
      const menu = await menuOf(reader, one, now);
      if (menu) menus.set(one.appointmentId, menu);
    }
    return visitPage(page, {
      menus,
      earlier: await earlierOffer(reader, visit.appointmentId, now),
      waits: mayComeSooner(visit) ? await isWaiting(reader, visit.appointmentId) : null,
      said: sentence(said),
    });
  }

  @Get('times')
  @Header('content-type', 'text/html; charset=utf-8')
  async times(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Query('said') said?: string,
    @Query('visit') visit?: string,
  ): Promise<string> {
    return this.timesOf(await this.pageOf(who, token, visit), said);
  }

  @Post('hold')
  async hold(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: HoldForm }) form: z.infer<typeof HoldForm>,
    @Res() reply: FastifyReply,
  ) {
    const { technicianId, from, to } = form;
    const { visit, others } = await this.pageOf(who, token, form.visit);
    const { appointmentId } = visit;
    const window = { from, to };
    const held = await holdWindow(this.house)({ appointmentId, technicianId, window, actor: byCustomer(who.name) });
    if (isRefused(held)) return see(reply, `/v/${token}/times?said=${saidOf(held)}&visit=${appointmentId}`);
    // What rests on it is chosen next, so that both are held before either is promised.
    const next = others.find(({ state, needs }) => state === 'requested' && needs?.firstId === appointmentId);
    return see(reply, next ? `/v/${token}/times?visit=${next.appointmentId}` : `/v/${token}/held/${held.holdId}`);
  }

  @Get('held/:holdId')
  async held(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Param('holdId', { schema: uuid }) holdId: string,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.pageOf(who, token);
    const holds = await this.heldBy(who, holdId, [page.visit, ...page.others]);
    if (!holds.some(({ id }) => id === holdId)) return see(reply, `/v/${token}/times?said=expired`);
    return reply.type('text/html; charset=utf-8').send(confirmPage(page, holds));
  }

  @Post('confirm')
  async confirm(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: ConfirmForm }) form: z.infer<typeof ConfirmForm>,
    @Res() reply: FastifyReply,
  ) {
    const [hold] = await this.house.store.read<{ appointmentId: string }>(
      `SELECT h.appointment_id AS "appointmentId" FROM hold h JOIN appointment a ON a.id = h.appointment_id
       WHERE h.id = $1 AND a.work_order_id = $2`,
      [form.holdId, who.workOrderId],
    );
    const confirmed = await confirmBooking(this.house)({
      appointmentId: hold?.appointmentId ?? who.appointmentId,
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
    const { visit } = await this.pageOf(who, token, form.visit);
    const chosen = await chooseOnPage(this.house)({
      appointmentId: visit.appointmentId,
      digit: form.digit,
      actor: byCustomer(who.name),
    });
    return see(reply, `/v/${token}?said=${isRefused(chosen) ? 'gone' : chosen.did === 'kept' ? 'kept' : 'booked'}`);
  }

  @Post('wait')
  async wait(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: WaitForm }) form: z.infer<typeof WaitForm>,
    @Res() reply: FastifyReply,
  ) {
    const wants = form.wants === 'yes';
    const { visit } = await this.pageOf(who, token, form.visit);
    const { appointmentId } = visit;
    const answer = await waitForEarlier(this.house)({ appointmentId, wants, actor: byCustomer(who.name) });
    return see(reply, `/v/${token}?said=${isRefused(answer) ? 'waitsNever' : wants ? 'waits' : 'waitsNot'}`);
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
    const { visit, others } = await this.pageOf(who, token);
    const promised = [visit, ...others].filter(({ window }) => window !== null);
    if (!promised.length) return see(reply, `/v/${token}`);
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="visit.ics"')
      .send(this.calendarOf(promised, token));
  }

  private calendarOf(visits: readonly Visit[], token: string): string {
    const { COMPANY_NAME, PUBLIC_URL, DESK_NUMBER } = this.house.settings;
    const calendar = ical({
      name: COMPANY_NAME,
      method: ICalCalendarMethod.PUBLISH,
      prodId: { company: 'Doorward', product: 'Doorward' },
    });
    for (const visit of visits)
      calendar.createEvent({
        id: `${visit.appointmentId}@doorward`,
        sequence: visit.revision - 1,
        start: visit.window!.from,
        end: visit.window!.to,
        summary: `${COMPANY_NAME}: ${visit.work.name} visit (ref ${visit.ref})`,
        location: visit.place.street,
        description: `Your technician arrives in this time. Questions: ${DESK_NUMBER}`,
        url: `${PUBLIC_URL}/v/${token}`,
        status: calendarStatus(visit),
      });
    return calendar.toString();
  }

  private async timesOf(page: Page, said: string | undefined): Promise<string> {
    // A part nobody knows the day of cannot be promised for any.
    const isBookable = !page.visit.part || page.visit.notBefore !== null;
    const found = isBookable
      ? await findTimes(this.house)({ appointmentId: page.visit.appointmentId })
      : refuse(
          'infeasible',
          `Nobody knows yet when the part comes (${page.visit.part}). We call you as soon as we do.`,
        );
    const firstHeld = await this.heldFor(page.visit.needs?.firstId ?? null);
    const times = isRefused(found)
      ? { slots: [], moves: false, without: found.refused, firstHeld }
      : { ...found, without: null, firstHeld };
    return timesPage(page, times, sentence(said));
  }

  /** The visit asked for, if it is one of the order's, else the one that comes next. */
  private async pageOf(who: CustomerWho, token: string, which?: string): Promise<Page> {
    const { COMPANY_NAME, DESK_NUMBER } = this.house.settings;
    const all = await visitsOfWorkOrder({ sql: this.house.store.read }, who.workOrderId);
    const visit = all.find(({ appointmentId }) => appointmentId === which) ?? all[0]!;
    const others = all.filter((one) => one !== visit);
    const now = await this.house.store.now();
    const texts = await mayBeTexted({ sql: this.house.store.read }, visit.customer.phone);
    return { texts, visit, others, path: `/v/${token}`, company: COMPANY_NAME, desk: DESK_NUMBER, now };
  }

  /** What is held of the visit that has to be done first, while both are chosen. */
  private async heldFor(firstId: string | null): Promise<FirstHeld | null> {
    if (!firstId) return null;
    const [row] = await this.house.store.read<Window & { until: Date }>(
      `SELECT window_from AS "from", window_to AS "to", expires_at AS until FROM hold
       WHERE appointment_id = $1 AND state = 'active' AND prompt_id IS NULL AND expires_at > doorward_now() ORDER BY id DESC LIMIT 1`,
      [firstId],
    );
    return row ? { appointmentId: firstId, window: { from: row.from, to: row.to }, until: row.until } : null;
  }

  /** What is held while the customer decides, the visit that has to be done first first. */
  private async heldBy({ workOrderId }: CustomerWho, holdId: string, visits: readonly Visit[]): Promise<HeldSeen[]> {
    const rows = await this.house.store.read<Omit<HeldSeen, 'visit' | 'window'> & Window & { appointmentId: string }>(
      `SELECT h.id, h.appointment_id AS "appointmentId", h.window_from AS "from", h.window_to AS "to",
              CASE h.state WHEN 'active' THEN h.expires_at END AS until, t.name AS technician
       FROM hold h JOIN technician t ON t.id = h.technician_id JOIN appointment a ON a.id = h.appointment_id
       WHERE a.work_order_id = $1 AND ((h.id = $2 AND h.state = 'unheld')
         OR (h.state = 'active' AND h.expires_at > doorward_now() AND (h.id = $2 OR a.state = 'requested' AND h.prompt_id IS NULL)))
       ORDER BY h.window_from`,
      [workOrderId, holdId],
    );
    return rows.map(({ appointmentId, from, to, ...hold }) => ({
      ...hold,
      window: { from, to },
      visit: visits.find((one) => one.appointmentId === appointmentId)!,
    }));
  }
}

const calendarStatus = ({ state, suspendedAt }: Visit) =>
  state === 'cancelled'
    ? ICalEventStatus.CANCELLED
    : suspendedAt
      ? ICalEventStatus.TENTATIVE
      : ICalEventStatus.CONFIRMED;

const see = (reply: FastifyReply, url: string) => reply.redirect(url, 303);
const saidOf = ({ code }: Refused) => (code === 'taken' ? 'taken' : 'expired');
