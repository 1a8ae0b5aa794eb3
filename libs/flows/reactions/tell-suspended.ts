import { later, plusMinutes } from '#time/minutes';
import type { Rift } from '#visits/dependency';
import { SMS_HOLD_MINUTES } from '#visits/hold';
import type { Tx } from '#store/tx';
import { type Visit, visitOf } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { offerCancel } from '#flows/steps/cancel-digits';
import { causeOf, riftOf } from '#flows/steps/dependents';
import { offerFirst } from '#flows/steps/offer-first';
import { offerChoices } from '#flows/steps/offer';
import { openInPlaceOf } from '#flows/steps/open-visits';
import { putPrompt } from '#flows/steps/prompts';
import { endOfUse } from '#flows/steps/useful';

/**
 * A visit stands still because the one it rests on has moved or will not happen: the customer is told why, with times
 * that fit held for him; or, where there is no first visit any more, with the way to book another one.
 */
export async function tellSuspended(
  house: Doorward,
  tx: Tx,
  event: { appointmentId: string; id: string },
): Promise<void> {
  const visit = await visitOf(tx, event.appointmentId);
  const why = visit?.suspendedAt ? riftOf(visit) : null;
  if (!visit || !why) return;
  if (why === 'first-open' && (await causeOf(tx, visit, why)) === why) {
    const offer = await offerFirst(tx, house, visit.needs!.firstId);
    if (offer) return saySurveyFirst(tx, offer, event.id);
  }
  if (why === 'first-cancelled' || why === 'first-failed' || why === 'first-open')
    return firstIsOff(tx, visit, why, event.id);
  const offer = await offerChoices(
    tx,
    house,
    visit,
    ({ state, suspendedAt }) => state === 'confirmed' && suspendedAt !== null,
  );
  if (!offer) return;
  if (!offer.choices)
    await putPrompt(tx, visit, { kind: 'menu', digits: PERSON, expiresAt: later(visit.window!.from, tx.now) });
  say(tx, visit, 'suspended', event.id, { why });
}

const PERSON = { '0': { does: 'person' } } as const;

/** Booked by the company before the visit it rests on: that one's times, in the text that tells of both. */
function saySurveyFirst(tx: Tx, { visit: first, next }: { visit: Visit; next: Visit }, eventId: string): void {
  tx.say({
    key: `survey-first:${eventId}`,
    kind: 'survey-first',
    phone: first.customer.phone,
    workOrderId: first.workOrderId,
    appointmentId: first.appointmentId,
    urgency: next.window!.from,
    usefulUntil: plusMinutes(tx.now, SMS_HOLD_MINUTES),
  });
}

/** Another first visit is to be booked by the link: what went on in another one already is not opened twice. */
async function firstIsOff(tx: Tx, visit: Visit, why: Rift, eventId: string): Promise<void> {
  const cause = await causeOf(tx, visit, why);
  if (why !== 'first-open') {
    const first = (await visitOf(tx, visit.needs!.firstId))!;
    const said = cause === 'first-failed' ? 'could not be completed' : 'was cancelled';
    await openInPlaceOf(tx, first, `the ${first.work.name.toLowerCase()} ${said}`);
  }
  // The text about what was not completed says it all, and that a person calls or which times there are.
  const digit = cause === 'first-failed' ? null : await offerCancel(tx, visit);
  say(tx, visit, 'first-is-off', eventId, { why: cause, digit });
}

function say(tx: Tx, visit: Visit, kind: string, eventId: string, facts: Record<string, unknown>): void {
  tx.say({
    key: `${kind}:${eventId}`,
    kind,
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    claims: { revision: visit.revision },
    facts,
    urgency: visit.window!.from,
    usefulUntil: endOfUse(visit),
  });
}
