import { plusMinutes } from '#time/minutes';
import { overlaps } from '#time/window';
import type { DigitMeaning } from '#visits/prompt';
import { SMS_HOLD_MINUTES } from '#visits/hold';
import { choose, collide } from '#routes/choices';
import type { Slot } from '#routes/slot-search';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit } from '#store/visit';
import { type Doorward, DOORWARD } from '#flows/doorward';
import { clearDeadHolds, placeHolds } from '#flows/steps/holds';
import { putPrompt } from '#flows/steps/prompts';
import { searchSlots, slotsStillFree } from '#flows/steps/slots';

/** How far ahead alternatives are looked for, today included. */
const DAYS = 3;
const MOST_CHOICES = 3;

export type Offer = { readonly visit: Visit; readonly promptId: string; readonly choices: number };

/**
 * Finds up to three other times, holds each of them, and puts them to the customer as digits: 1 keeps what he has,
 * 2 and up take one, 0 is a person. Searches first and locks afterwards, only the technicians it has chosen, so that a
 * hundred offers at once do not stand in one line; what was taken in between drops out of the offer.
 * Null when the visit is gone or `stillWanted` says no behind the locks.
 */
export async function offerChoices(
  tx: Tx,
  house: Doorward,
  seen: Visit,
  stillWanted: (visit: Visit) => boolean,
): Promise<Offer | null> {
  const found = await searchSlots(tx, house, { visit: seen, now: tx.now, days: DAYS, each: 'every' });
  const wish = {
    technicianId: seen.ticket?.technicianId ?? null,
    now: tx.now,
    zone: seen.place.zone,
    most: MOST_CHOICES,
  };
  const chosen = choose(
    found.filter((slot) => !isTheSame(slot, seen)),
    wish,
  );
  const technicians = [...new Set(chosen.map((slot) => slot.technicianId))];
  const visit = await lockVisit(tx, seen.appointmentId, technicians, seen);
  if (!visit || !stillWanted(visit)) return null;
  await clearDeadHolds(tx, technicians);

  const expiresAt = plusMinutes(tx.now, SMS_HOLD_MINUTES);
  const free: Slot[] = [];
  const digits: Record<string, DigitMeaning> = { '0': { does: 'person' }, '1': { does: 'keep' } };
  const promptId = await putPrompt(tx, visit, { kind: 'choice', digits, expiresAt });
  for (const still of await slotsStillFree(tx, visit, chosen))
    // What this visit has and holds itself is not seen as taken, and a stay may have moved within its window.
    if (still && !isTheSame(still, visit) && !free.some((other) => collide(other, still))) free.push(still);
  for (const [nth, { holdId }] of (await placeHolds(tx, visit, free, { expiresAt, promptId })).entries())
    digits[String(nth + 2)] = { does: 'take', holdId };
  await tx.sql('UPDATE prompt SET digits = $2 WHERE id = $1', [promptId, digits]);
  tx.record({
    type: 'offer.made',
    actor: DOORWARD,
    reason: free.length ? `${free.length} other times held until the text's deadline` : 'no other time was free',
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    data: { promptId, expiresAt, slots: free },
  });
  return { visit, promptId, choices: free.length };
}

/** The time he has already is no alternative, nor is one with the same technician before the latest we tell of him. */
const isTheSame = ({ technicianId, stay, window }: Slot, { ticket, eta }: Visit) =>
  ticket !== null &&
  technicianId === ticket.technicianId &&
  (overlaps(stay, ticket.planned) || (eta !== null && window.from < eta.p90 && window.to > eta.p10));
