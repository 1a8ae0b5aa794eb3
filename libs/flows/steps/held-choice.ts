import { isAlive } from '#visits/hold';
import type { DigitMeaning } from '#visits/prompt';
import { reschedule } from '#visits/appointment';
import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Window } from '#time/window';
import type { Slot } from '#routes/slot-search';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit } from '#store/visit';
import { promiseVisit } from '#flows/steps/confirm';
import { clearDeadHolds, holdOf, releaseHolds } from '#flows/steps/holds';
import type { Chain } from '#flows/steps/gap';
import { type Said, sayConfirmed } from '#flows/steps/confirmation';
import { rulesOf } from '#flows/steps/rules';
import type { Settings } from '#flows/settings';
import { endPromptsOf } from '#flows/steps/prompts';
import { slotStillFree } from '#flows/steps/slots';
import { stillMeets } from '#flows/steps/terms';
import { tellOthers } from '#flows/steps/parties';
import { endOfUse } from '#flows/steps/useful';

/** What is said of the choice, and the chain of gaps it belongs to. */
type How = { readonly reason?: string; readonly chain?: Chain; readonly said?: Said };

/**
 * The customer takes one of the times held for him: a new promise, the old one replaced, the rest let go, both
 * technicians told, the confirmation written. Refused when the hold is gone or the visit has moved on; nothing has
 * changed then.
 */
export async function takeHeldChoice(
  tx: Tx,
  appointmentId: string,
  holdId: string,
  actor: string,
  how: How = {},
): Promise<Visit | Refused> {
  const seen = await holdOf(tx, holdId);
  if (seen?.appointmentId !== appointmentId) return refuse('absent', 'That choice is not known any more.');
  const visit = await lockVisit(tx, appointmentId, [seen.technicianId]);
  const hold = await holdOf(tx, holdId);
  if (!visit || !hold || !isAlive(hold, tx.now)) return refuse('expired', 'That time is gone.');
  if (visit.arrivedAt) return refuse('closed', 'Your technician is already there.');
  // He was told where a later visit has to move as well: see `offerChoices`.
  if (!(await stillMeets(tx, visit, hold, 'first'))) return refuse('expired', 'That time is gone.');
  return moveTo(tx, visit, hold, { ...how, holdId, actor });
}

/** A time that was offered and is not held; `revision` is of the promise it was offered instead of. */
type OpenChoice = { readonly technicianId: string; readonly window: Window; readonly revision: number };

/** What such a digit means, with its instants read. */
export const openChoice = ({ technicianId, window }: Extract<DigitMeaning, { does: 'try' }>) => ({
  technicianId,
  window: { from: new Date(window.from), to: new Date(window.to) },
});

/** The same for a time that is not held: he has it if it is still free behind the locks, else nothing has changed. */
export async function takeOpenChoice(
  tx: Tx,
  appointmentId: string,
  { technicianId, window, revision }: OpenChoice,
  { settings, actor, said }: { readonly settings: Settings; readonly actor: string; readonly said?: Said },
): Promise<Visit | Refused> {
  const visit = await lockVisit(tx, appointmentId, [technicianId]);
  if (!visit || visit.revision !== revision) return refuse('expired', 'That choice has run out.');
  if (visit.arrivedAt) return refuse('closed', 'Your technician is already there.');
  await clearDeadHolds(tx, [technicianId]);
  const rules = await rulesOf(tx, settings, visit, tx.now);
  const isAhead = window.from > tx.now;
  const slot = isAhead ? await slotStillFree(tx, visit, { technicianId, window }, {}, 'first', rules) : null;
  if (!slot) return refuse('taken', 'That time was just taken.');
  return moveTo(tx, visit, slot, { holdId: null, actor, ...(said && { said }) });
}

type Taking = How & { readonly holdId: string | null; readonly actor: string };

async function moveTo(
  tx: Tx,
  visit: Visit,
  { technicianId, window, stay }: Pick<Slot, 'technicianId' | 'window' | 'stay'>,
  { holdId, actor, reason, chain, said }: Taking,
): Promise<Visit | Refused> {
  const { appointmentId } = visit;
  const move = promiseOf(visit, window, tx.now);
  if (isRefused(move)) return move;
  if (holdId) await tx.sql(`UPDATE hold SET prompt_id = NULL, state = 'taken' WHERE id = $1`, [holdId]);
  await endPromptsOf(tx, [visit], 'answered');
  await releaseHolds(tx, appointmentId, holdId);
  const promised = await promiseVisit(tx, visit, {
    technicianId,
    window: move.window,
    stay,
    holdId,
    actor,
    reason: reason ?? 'the customer chose this time',
    ...(chain && { chain }),
  });
  await sayConfirmed(tx, visit, promised, { ...said, isReply: true });
  return promised;
}

/** A first promise is made in time, a later one replaces the one before. */
function promiseOf(visit: Visit, window: Window, now: Date): { readonly window: Window } | Refused {
  if (visit.state !== 'requested') return reschedule(visit, window, now);
  return window.to <= now ? refuse('expired', 'That time has already passed.') : { window };
}

/** The customer keeps what he has: the offer is closed, what was held for it is free, the told arrival stands. */
export async function keepVisit(
  tx: Tx,
  appointmentId: string,
  actor: string,
  said: Said = {},
): Promise<Visit | Refused> {
  const visit = await lockVisit(tx, appointmentId);
  if (!visit || visit.state !== 'confirmed') return refuse('closed', 'This visit is over.');
  if (visit.suspendedAt) return refuse('closed', 'This time is not confirmed any more.');
  await endPromptsOf(tx, [visit], 'answered');
  const { workOrderId, revision } = visit;
  tx.record({
    type: 'visit.kept',
    actor,
    reason: 'the customer keeps his technician',
    workOrderId,
    appointmentId,
    technicianId: visit.ticket?.technicianId ?? null,
  });
  const key = `kept:${appointmentId}:${revision}:${tx.now.toISOString()}`;
  const phone = said.phone ?? visit.customer.phone;
  const claims = { revision };
  const usefulUntil = endOfUse(visit);
  tx.say({
    key,
    kind: 'kept',
    phone,
    workOrderId,
    appointmentId,
    claims,
    ...(said.also && { facts: { also: said.also } }),
    isReply: true,
    usefulUntil,
  });
  await tellOthers(tx, visit, phone, { key, kind: 'other-kept', claims, usefulUntil });
  return visit;
}
