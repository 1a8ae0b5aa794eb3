import type { ReactedTo } from '#visits/event';
import type { Tx } from '#store/tx';
import { type Visit, visitsOf } from '#store/visit';
import { knowsOfDelay } from '#eta/judgement';
import { type Doorward, DOORWARD } from '#flows/doorward';
import { tellSuspended } from '#flows/reactions/tell-suspended';
import { offerOthers } from '#flows/reactions/offer-others';
import { handOver } from '#flows/steps/hand-over';
import { offerEach } from '#flows/steps/offer';
import { notSetBack, takeOne } from '#flows/steps/take-one';
import { endOfUse } from '#flows/steps/useful';

type Event = { readonly id: string; readonly appointmentId: string; readonly reason: string };
type Reaction = (house: Doorward, tx: Tx, event: Event) => Promise<void>;

/** What follows from what happened, in a commit of its own. The compiler sees to it that no event is forgotten here. */
export const REACTIONS: Record<ReactedTo, Reaction> = {
  'visit.at-risk': tellDelay,
  'visit.suspended': tellSuspended,
  'ticket.declined': findNext,
  'ticket.expired': findNext,
  'visit.lost-technician': offerOthers,
};

/**
 * Before the promise breaks: other times are held, and one text says how late, that it stands, and what else there is.
 * What the same technician's delay does to his other customers is dealt with in the same commit.
 */
async function tellDelay(house: Doorward, tx: Tx, event: Event): Promise<void> {
  const others = await othersOfTheSame(tx, event);
  const events = [event, ...others];
  const visits = await visitsOf(
    tx,
    events.map(({ appointmentId }) => appointmentId),
  );
  const seen = events.flatMap(
    ({ appointmentId }) => visits.find((visit) => visit.appointmentId === appointmentId) ?? [],
  );
  // A phone gets one question at a time: a second visit of the same customer waits for its own turn.
  const isSecond = ({ customer, appointmentId }: Visit) =>
    seen.find((visit) => visit.customer.phone === customer.phone)!.appointmentId !== appointmentId;
  const first = [...new Set(seen)].filter((visit) => !isSecond(visit));
  for (const { visit, promptId } of await offerEach(tx, house, first.filter(isToBeTold), isToBeTold)) {
    const { id } = events.find(({ appointmentId }) => appointmentId === visit.appointmentId)!;
    sayLate(tx, visit, { key: `late:${id}`, promptId });
  }
  const done = others.filter(({ appointmentId }) => first.some((visit) => visit.appointmentId === appointmentId));
  if (done.length)
    await tx.sql('UPDATE timeline SET reacted_at = $2 WHERE id = ANY($1)', [done.map(({ id }) => id), tx.now]);
}

/** The risks of the same technician that wait as well, most urgent first. What has failed before is dealt with alone. */
const othersOfTheSame = (tx: Tx, { id }: Event): Promise<Event[]> =>
  tx.sql<Event>(
    `SELECT t.id, t.appointment_id AS "appointmentId", t.reason FROM timeline t JOIN appointment a ON a.id = t.appointment_id
     WHERE t.reacted_at IS NULL AND t.type = 'visit.at-risk' AND t.id <> $1
       AND t.technician_id = (SELECT technician_id FROM timeline WHERE id = $1)
       AND NOT EXISTS (SELECT 1 FROM setback s WHERE s.key IN ('event:' || $1, 'event:' || t.id))
     ORDER BY a.window_to, t.id FOR UPDATE OF t SKIP LOCKED`,
    [id],
  );

function sayLate(tx: Tx, visit: Visit, { key, promptId }: { key: string; promptId: string }): void {
  tx.say({
    key,
    kind: 'late',
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    claims: { revision: visit.revision, technicianId: visit.ticket!.technicianId, p50: visit.eta!.p50 },
    facts: { promptId },
    urgency: visit.window!.to,
    usefulUntil: endOfUse(visit),
  });
}

const isToBeTold = (visit: Visit) =>
  visit.state === 'confirmed' &&
  visit.atRiskAt !== null &&
  !visit.suspendedAt &&
  !visit.block &&
  visit.window !== null &&
  !knowsOfDelay(visit.window, visit.told) &&
  !visit.arrivedAt &&
  visit.ticket !== null;

/** A ticket without a technician goes to the next one at once. */
async function findNext(_house: Doorward, tx: Tx, event: Event): Promise<void> {
  await handOver(tx, event.appointmentId, DOORWARD, event.reason);
}

/**
 * Takes the most urgent event that waits for its reaction (the promise that ends first, then the oldest event) and does
 * what follows from it. True when there was one. The mark and the doing are one commit: whatever dies in between, the event still waits.
 */
export const reactOnce = async (house: Doorward): Promise<boolean> =>
  (await takeOne(house, 'event', nextEvent, async (tx, event) => {
    await REACTIONS[event.type](house, tx, event);
    await tx.sql('UPDATE timeline SET reacted_at = $2 WHERE id = $1', [event.id, tx.now]);
  })) !== 'nothing';

const nextEvent = async (tx: Tx) =>
  (
    await tx.sql<Event & { type: ReactedTo }>(
      `SELECT t.id, t.type, t.appointment_id AS "appointmentId", t.reason
       FROM timeline t LEFT JOIN appointment a ON a.id = t.appointment_id
       WHERE t.reacted_at IS NULL AND ${notSetBack('event', 't.id')}
       ORDER BY a.window_to NULLS FIRST, t.id FOR UPDATE OF t SKIP LOCKED LIMIT 1`,
    )
  )[0];
