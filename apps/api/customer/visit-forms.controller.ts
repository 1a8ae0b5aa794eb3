import { Body, Controller, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
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
import { Form, type Leads, pageOf, timesOf } from '#apps/api/customer/form';
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

  @Form('hold')
  async hold(@TheCustomer() who: CustomerWho, @Body({ schema: HoldForm }) form: z.infer<typeof HoldForm>) {
    const { visit, technicianId, ...window } = form;
    const his = await this.meant(who, visit);
    const held = await holdWindow(this.house)({ ...his, technicianId, window });
    if (isRefused(held)) return timesOf(who, tooLate(held), his.appointmentId);
    // What rests on it is chosen next, so that both are held before either is promised.
    const [next] = await this.house.store.read<{ id: string }>(
      `SELECT id FROM appointment WHERE work_order_id = $1 AND needs_first_id = $2 AND state = 'requested' ORDER BY id LIMIT 1`,
      [who.workOrderId, his.appointmentId],
    );
    return { url: next ? `${who.path}/times?visit=${next.id}` : `${who.path}/held/${held.holdId}` };
  }

  @Form('confirm')
  async confirm(
    @TheCustomer() who: CustomerWho,
    @Body({ schema: ConfirmForm }) { holdId, revision, note }: z.infer<typeof ConfirmForm>,
  ) {
    const [hold] = await this.house.store.read<{ appointmentId: string }>(
      `SELECT h.appointment_id AS "appointmentId" FROM hold h JOIN appointment a ON a.id = h.appointment_id
       WHERE h.id = $1 AND a.work_order_id = $2`,
      [holdId, who.workOrderId],
    );
    const his = { appointmentId: hold?.appointmentId ?? who.appointmentId, actor: byCustomer(who.name) };
    // Kept first, so that it is not lost with a time that is gone.
    const noted = hold && note ? await noteOnPage(this.house)({ ...his, note }) : null;
    const confirmed = await confirmBooking(this.house)({ ...his, holdId, revision });
    if (!isRefused(confirmed)) return pageOf(who, 'booked');
    if (confirmed.code === 'stale' || confirmed.code === 'closed') return pageOf(who, 'changed');
    const isNoted = noted !== null && !isRefused(noted) && !noted.call;
    return timesOf(who, isNoted ? 'taken-noted' : tooLate(confirmed), hold?.appointmentId);
  }

  @Form('choose')
  async choose(@TheCustomer() who: CustomerWho, @Body({ schema: ChooseForm }) form: z.infer<typeof ChooseForm>) {
    const { visit, prompt: promptId, digit } = form;
    const his = await this.meant(who, visit);
    const chosen = await chooseOnPage(this.house)({ ...his, digit, promptId });
    if (!isRefused(chosen)) return pageOf(who, chosen.did === 'kept' ? 'kept' : 'booked');
    if (chosen.code === 'taken') return timesOf(who, 'taken', his.appointmentId);
    return pageOf(who, chosen.code === 'stale' ? 'changed' : 'gone');
  }

  @Form('wait')
  wait(
    @TheCustomer() who: CustomerWho,
    @Body({ schema: WaitForm }) { visit, wants }: z.infer<typeof WaitForm>,
  ): Promise<Leads> {
    const isWanted = wants === 'yes';
    const says = { done: isWanted ? 'waits' : 'waitsNot', refused: 'waitsNever' } as const;
    return this.does(who, visit, says, (his) => waitForEarlier(this.house)({ ...his, wants: isWanted }));
  }

  @Form('call-me')
  callMe(@TheCustomer() who: CustomerWho): Promise<Leads> {
    return this.does(who, undefined, { done: 'called', refused: 'called' }, askForCall(this.house));
  }

  @Form('note')
  async note(
    @TheCustomer() who: CustomerWho,
    @Body({ schema: NoteForm }) { note }: z.infer<typeof NoteForm>,
  ): Promise<Leads> {
    const noted = await noteOnPage(this.house)({ ...(await this.meant(who)), note });
    if (isRefused(noted)) return pageOf(who, 'closed');
    return pageOf(who, noted.call ? 'called' : 'noted');
  }

  @Form('cancel')
  async cancel(
    @TheCustomer() who: CustomerWho,
    @Body({ schema: CancelForm }) { visit, ...given }: z.infer<typeof CancelForm>,
  ) {
    if (this.numbers.isOver(who.workOrderId)) return pageOf(who, 'tries');
    const cancelled = await cancelOnPage(this.house)({ ...(await this.meant(who, visit)), ...given });
    if (isRefused(cancelled) && cancelled.code === 'forbidden') this.numbers.count(who.workOrderId);
    return pageOf(who, isRefused(cancelled) ? notCancelled(cancelled) : 'cancelled');
  }

  @Form('again')
  again(
    @TheCustomer() who: CustomerWho,
    @Body({ schema: AgainForm }) { visit }: z.infer<typeof AgainForm>,
  ): Promise<Leads> {
    return this.does(who, visit, { done: null, refused: 'closed' }, wantAgain(this.house));
  }

  @Form('rate')
  rate(
    @TheCustomer() who: CustomerWho,
    @Body({ schema: RateForm }) { visit, stars }: z.infer<typeof RateForm>,
  ): Promise<Leads> {
    const says = { done: 'rated', refused: 'closed' } as const;
    return this.does(who, visit, says, (his) => rateOnPage(this.house)({ ...his, stars }));
  }

  @Form('language')
  language(
    @TheCustomer() who: CustomerWho,
    @Body({ schema: LanguageForm }) { language }: z.infer<typeof LanguageForm>,
  ): Promise<Leads> {
    const says = { done: null, refused: null };
    return this.does(who, undefined, says, (his) => speakLanguage(this.house)({ ...his, language }));
  }

  @Form('wrong-person')
  wrongPerson(@TheCustomer() who: CustomerWho): Promise<Leads> {
    const says = { done: null, refused: null };
    return this.does(who, undefined, says, saysWrongPerson(this.house));
  }

  /** The shape of most forms: something is done about the visit he means, and the page says what came of it. */
  private async does(
    who: CustomerWho,
    which: string | undefined,
    says: { readonly done: Said | null; readonly refused: Said | null },
    act: (his: His) => Promise<unknown>,
  ): Promise<Leads> {
    const answer = await act(await this.meant(who, which));
    return pageOf(who, isRefused(answer) ? says.refused : says.done);
  }

  /** The visit asked for, if it is one of the order's, else the one that comes next. */
  private async meant({ workOrderId, appointmentId, name, phone }: CustomerWho, which?: string): Promise<His> {
    const [known] = which
      ? await this.house.store.read('SELECT 1 FROM appointment WHERE id = $1 AND work_order_id = $2', [
          which,
          workOrderId,
        ])
      : [];
    return { appointmentId: which && known ? which : appointmentId, actor: byCustomer(name), phone };
  }
}

/** His visit, and that it is he who acts, the customer or a contact: what is done and told is his by his phone. */
type His = { readonly appointmentId: string; readonly actor: string; readonly phone: string };

const tooLate = ({ code }: Refused): Said => (code === 'taken' ? 'taken' : 'expired');

function notCancelled({ code }: Refused): Said {
  if (code === 'forbidden') return 'number';
  return code === 'stale' ? 'changed' : 'closed';
}
