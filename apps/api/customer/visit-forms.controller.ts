import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { isRefused, type Refused } from '#visits/refused';
import { LANGUAGES } from '#time/language';
import { askForCall } from '#flows/commands/call-back';
import { cancelOnPage } from '#flows/commands/cancel-on-page';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { holdWindow } from '#flows/commands/hold-window';
import { rateOnPage } from '#flows/commands/rate-on-page';
import { speakLanguage } from '#flows/commands/speak-language';
import { chooseOnPage, noteOnPage } from '#flows/commands/visit-page';
import { waitForEarlier } from '#flows/commands/waiting';
import { wantAgain } from '#flows/commands/want-again';
import { saysWrongPerson } from '#flows/commands/wrong-person';
import { byCustomer, type Doorward } from '#flows/doorward';
import { type CustomerWho, Door, TheCustomer } from '#apps/api/doors/door';
import { TooManyTries } from '#apps/api/doors/too-many-tries';
import { HOUSE } from '#apps/api/house';
import { readPage } from '#apps/api/customer/read-page';
import type { Said } from '#apps/api/customer/said';
import { instant, text, uuid } from '#apps/api/schemas';

/** Which visit of the order; without it the one that comes next. */
const which = { visit: uuid.optional() };
const revision = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);
const Note = text().trim().max(300);

const HoldForm = z
  .strictObject({ ...which, technicianId: uuid, from: instant, to: instant })
  .refine((w) => w.from < w.to);
const ConfirmForm = z.strictObject({ holdId: uuid, revision: revision.optional(), note: Note.optional() });
const ChooseForm = z.strictObject({ ...which, prompt: uuid.optional(), digit: z.string().regex(/^\d$/) });
const WaitForm = z.strictObject({ ...which, wants: z.enum(['yes', 'no']) });
const NoteForm = z.strictObject({ note: Note.min(1) });
const CancelForm = z.strictObject({ ...which, revision, houseNumber: text().trim().min(1).max(80) });
const AgainForm = z.strictObject({ ...which });
const RateForm = z.strictObject({
  ...which,
  stars: z
    .string()
    .regex(/^[1-5]$/)
    .transform(Number),
});
const LanguageForm = z.strictObject({ language: z.enum(LANGUAGES) });

/**
 * What a customer does on his page: plain forms, each answered by the page that is true afterwards. Sent twice they are
 * done once; sent from a page that is old they say what is true now.
 */
@ApiExcludeController()
@Controller('v/:token')
@Door('visit')
export class VisitFormsController {
  /** Of house numbers, for each order: there are not many, and a link could be somebody else's. */
  private readonly numbers = new TooManyTries(5, 3_600_000);

  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Post('hold')
  async hold(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: HoldForm }) form: z.infer<typeof HoldForm>,
    @Res() reply: FastifyReply,
  ) {
    const { technicianId, from, to } = form;
    const { visit, others } = await readPage(this.house, who, token, form.visit);
    const { appointmentId } = visit;
    const window = { from, to };
    const held = await holdWindow(this.house)({ appointmentId, technicianId, window, actor: byCustomer(who.name) });
    if (isRefused(held)) return reply.redirect(timesOf(token, tooLate(held), appointmentId), 303);
    // What rests on it is chosen next, so that both are held before either is promised.
    const next = others.find(({ state, needs }) => state === 'requested' && needs?.firstId === appointmentId);
    return reply.redirect(
      next ? `/v/${token}/times?visit=${next.appointmentId}` : `/v/${token}/held/${held.holdId}`,
      303,
    );
  }

  @Post('confirm')
  async confirm(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: ConfirmForm }) { holdId, revision, note }: z.infer<typeof ConfirmForm>,
    @Res() reply: FastifyReply,
  ) {
    const [hold] = await this.house.store.read<{ appointmentId: string }>(
      `SELECT h.appointment_id AS "appointmentId" FROM hold h JOIN appointment a ON a.id = h.appointment_id
       WHERE h.id = $1 AND a.work_order_id = $2`,
      [holdId, who.workOrderId],
    );
    const actor = byCustomer(who.name);
    const appointmentId = hold?.appointmentId ?? who.appointmentId;
    // Kept first, so that it is not lost with a time that is gone.
    const noted = hold && note ? await noteOnPage(this.house)({ appointmentId, note, actor }) : null;
    const confirmed = await confirmBooking(this.house)({ appointmentId, holdId, revision, actor });
    if (!isRefused(confirmed)) return reply.redirect(pageOf(token, 'booked'), 303);
    if (confirmed.code === 'stale' || confirmed.code === 'closed') return reply.redirect(pageOf(token, 'changed'), 303);
    const isNoted = noted !== null && !isRefused(noted);
    return reply.redirect(timesOf(token, isNoted ? 'taken-noted' : tooLate(confirmed), hold && appointmentId), 303);
  }

  @Post('choose')
  async choose(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: ChooseForm }) form: z.infer<typeof ChooseForm>,
    @Res() reply: FastifyReply,
  ) {
    const { visit } = await readPage(this.house, who, token, form.visit);
    const chosen = await chooseOnPage(this.house)({
      appointmentId: visit.appointmentId,
      digit: form.digit,
      promptId: form.prompt,
      actor: byCustomer(who.name),
      phone: who.phone,
    });
    if (!isRefused(chosen)) return reply.redirect(pageOf(token, chosen.did === 'kept' ? 'kept' : 'booked'), 303);
    return chosen.code === 'taken'
      ? reply.redirect(timesOf(token, 'taken', visit.appointmentId), 303)
      : reply.redirect(pageOf(token, chosen.code === 'stale' ? 'changed' : 'gone'), 303);
  }

  @Post('wait')
  async wait(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: WaitForm }) form: z.infer<typeof WaitForm>,
    @Res() reply: FastifyReply,
  ) {
    const wants = form.wants === 'yes';
    const { visit } = await readPage(this.house, who, token, form.visit);
    const { appointmentId } = visit;
    const answer = await waitForEarlier(this.house)({ appointmentId, wants, actor: byCustomer(who.name) });
    return reply.redirect(pageOf(token, isRefused(answer) ? 'waitsNever' : wants ? 'waits' : 'waitsNot'), 303);
  }

  @Post('call-me')
  async callMe(@TheCustomer() who: CustomerWho, @Param('token') token: string, @Res() reply: FastifyReply) {
    await askForCall(this.house)({ appointmentId: who.appointmentId, actor: byCustomer(who.name) });
    return reply.redirect(pageOf(token, 'called'), 303);
  }

  @Post('note')
  async note(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: NoteForm }) { note }: z.infer<typeof NoteForm>,
    @Res() reply: FastifyReply,
  ) {
    const { appointmentId, name } = who;
    const noted = await noteOnPage(this.house)({ appointmentId, note, actor: byCustomer(name) });
    return reply.redirect(pageOf(token, isRefused(noted) ? 'closed' : 'noted'), 303);
  }

  @Post('cancel')
  async cancel(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: CancelForm }) form: z.infer<typeof CancelForm>,
    @Res() reply: FastifyReply,
  ) {
    if (this.numbers.isOver(who.workOrderId)) return reply.redirect(pageOf(token, 'tries'), 303);
    const { visit } = await readPage(this.house, who, token, form.visit);
    const { houseNumber, revision } = form;
    const { appointmentId } = visit;
    const command = { appointmentId, houseNumber, revision, actor: byCustomer(who.name) };
    const cancelled = await cancelOnPage(this.house)(command);
    if (isRefused(cancelled) && cancelled.code === 'forbidden') this.numbers.count(who.workOrderId);
    return reply.redirect(pageOf(token, isRefused(cancelled) ? notCancelled(cancelled) : 'cancelled'), 303);
  }

  @Post('again')
  async again(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: AgainForm }) form: z.infer<typeof AgainForm>,
    @Res() reply: FastifyReply,
  ) {
    const { visit } = await readPage(this.house, who, token, form.visit);
    const { appointmentId } = visit;
    const wanted = await wantAgain(this.house)({ appointmentId, actor: byCustomer(who.name) });
    return reply.redirect(isRefused(wanted) ? pageOf(token, 'closed') : `/v/${token}`, 303);
  }

  @Post('rate')
  async rate(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: RateForm }) form: z.infer<typeof RateForm>,
    @Res() reply: FastifyReply,
  ) {
    const { visit } = await readPage(this.house, who, token, form.visit);
    const { appointmentId } = visit;
    const rated = await rateOnPage(this.house)({ appointmentId, stars: form.stars, actor: byCustomer(who.name) });
    return reply.redirect(pageOf(token, isRefused(rated) ? 'closed' : 'rated'), 303);
  }

  @Post('language')
  async language(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: LanguageForm }) { language }: z.infer<typeof LanguageForm>,
    @Res() reply: FastifyReply,
  ) {
    const { appointmentId, name } = who;
    await speakLanguage(this.house)({ appointmentId, language, actor: byCustomer(name) });
    return reply.redirect(`/v/${token}`, 303);
  }

  @Post('wrong-person')
  async wrongPerson(
    @TheCustomer() { appointmentId, phone }: CustomerWho,
    @Param('token') token: string,
    @Res() reply: FastifyReply,
  ) {
    await saysWrongPerson(this.house)({ appointmentId, phone });
    return reply.redirect(`/v/${token}`, 303);
  }
}

const pageOf = (token: string, said: Said) => `/v/${token}?said=${said}`;
const timesOf = (token: string, said: Said, visit?: string) =>
  `/v/${token}/times?said=${said}${visit ? `&visit=${visit}` : ''}`;
const tooLate = ({ code }: Refused): Said => (code === 'taken' ? 'taken' : 'expired');

function notCancelled({ code }: Refused): Said {
  if (code === 'forbidden') return 'number';
  return code === 'stale' ? 'changed' : 'closed';
}
