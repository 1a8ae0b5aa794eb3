import { plusMinutes } from '#time/minutes';
import { sayDate, sayWindow } from '#time/say';
import type { Window } from '#time/window';
import { type Money, sayMoney } from '#visits/money';
import { knowsOfDelay } from '#eta/judgement';
import { APART_MINUTES } from '#conversation/may-leave';
import type { Tx } from '#store/tx';
import { type Visit, visitOf } from '#store/visit';
import { DOORWARD } from '#flows/doorward';

/** So long the text about a delay has to leave, before the credit is told without it. */
const DELAY_TOLD_MINUTES = 2;
/** Until then it is worth saying that a window was missed; a person who can be reached only later sees it in the story. */
const USEFUL_HOURS = 12;

/**
 * Whether a visit gets another time for a reason of ours: he is late, or nobody has it. Then the time it had is still the
 * one that was promised first, and is judged; a time that its customer gave up by his own wish is not.
 */
const movesForUs = ({ window, atRiskAt, told, ticket, suspendedAt, block }: Visit): boolean =>
  window !== null && !suspendedAt && !block && (atRiskAt !== null || !ticket || knowsOfDelay(window, told));

/** The end of the window he was promised first is watched though he has another time by now. */
export function watchFirstPromise(tx: Tx, before: Visit): void {
  const { appointmentId, window } = before;
  if (!movesForUs(before) || !window || window.to <= tx.now) return;
  tx.wake({ key: `credit.due:${appointmentId}`, kind: 'credit.due', subject: appointmentId, dueAt: window.to });
}

/**
 * Nobody came by the end of the promised window: where the cause is ours the customer gets the credit and one text that
 * says so, once for each work order whatever else is missed. The caller holds the lock of the visit, and has found that
 * nobody is there.
 */
export async function creditFor(tx: Tx, amount: Money | null, visit: Visit, missed: Window): Promise<void> {
  if (!amount || visit.suspendedAt || visit.block || (await isHisDoing(tx, visit, missed))) return;
  const { appointmentId, workOrderId, place, customer, ticket } = visit;
  const reason = `nobody came by the end of ${sayDate(missed.from, place.zone)}, ${sayWindow(missed, place.zone)}`;
  const [given] = await tx.sql<{ id: string }>(
    `INSERT INTO credit (work_order_id, appointment_id, amount_cents, currency, reason, window_from, window_to, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (work_order_id) DO NOTHING RETURNING id`,
    [workOrderId, appointmentId, amount.cents, amount.currency, reason, missed.from, missed.to, tx.now],
  );
  if (!given) return;
  tx.record({
    type: 'credit.given',
    actor: DOORWARD,
    reason: `${sayMoney(amount)}: ${reason}`,
    workOrderId,
    appointmentId,
    technicianId: ticket?.technicianId ?? null,
    data: { creditId: given.id, ...amount, window: missed },
  });
  const sendAfter = await afterTheDelay(tx, visit);
  tx.say({
    key: `missed-window:${workOrderId}`,
    kind: 'missed-window',
    phone: customer.phone,
    workOrderId,
    appointmentId,
    facts: { missed },
    isForOne: true,
    urgency: missed.to,
    ...(sendAfter ? { sendAfter } : {}),
    usefulUntil: plusMinutes(tx.now, USEFUL_HOURS * 60),
  });
}

/**
 * When the text about the credit may leave, where that is not now. A delay of which he has yet to hear has a text of its
 * own, which says both: the credit is told alone only if that one has not left by then. Who has heard of it a moment ago
 * gets no second text within the same minutes.
 */
async function afterTheDelay(tx: Tx, { appointmentId }: Visit): Promise<Date | null> {
  const { window, atRiskAt, told } = (await visitOf(tx, appointmentId))!;
  if (!window) return null;
  if (!knowsOfDelay(window, told)) return atRiskAt ? plusMinutes(tx.now, DELAY_TOLD_MINUTES) : null;
  const rested = plusMinutes(told!.at, APART_MINUTES);
  return rested > tx.now ? rested : null;
}

/** He has said that he is not at home before it is over, or another department held the visit while it lasted. */
async function isHisDoing(tx: Tx, { appointmentId }: Visit, missed: Window): Promise<boolean> {
  const found = await tx.sql(
    `SELECT 1 FROM alert WHERE key = 'late-customer:' || $1::text AND opened_at <= $3
     UNION ALL SELECT 1 FROM block WHERE appointment_id = $1::uuid AND placed_at < $3 AND (ended_at IS NULL OR ended_at > $2)`,
    [appointmentId, missed.from, missed.to],
  );
  return found.length > 0;
}
