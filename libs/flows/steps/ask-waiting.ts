import { minutesBetween, plusMinutes } from '#time/minutes';
import { overlaps, type Window } from '#time/window';
import { isSooner, mayComeSooner } from '#visits/sooner';
import { type Asking, howToAsk, inOrder, MOST_ASKED, REST_HOURS, type Waiter } from '#visits/waiting';
import { isRefused } from '#visits/refused';
import type { Route, TravelMinutes } from '#routes/route';
import type { Slot, Terms } from '#routes/slot-search';
import { newIds } from '#store/new-ids';
import { routesOf } from '#store/route';
import type { Tx } from '#store/tx';
import { lockVisits, type Visit, visitsOf } from '#store/visit';
import { type Doorward, DOORWARD } from '#flows/doorward';
import { openTravel } from '#flows/steps/drives';
import { askAgain } from '#flows/steps/gap';
import { clearDeadHolds, placeHold } from '#flows/steps/holds';
import { putPrompt } from '#flows/steps/prompts';
import { type Rules, rulesOf } from '#flows/steps/rules';
import { everySlotOn, fitAgain, readRoutesOf } from '#flows/steps/slots';
import { termsOf } from '#flows/steps/terms';

export type Gap = Window & {
  readonly id: string;
  readonly technicianId: string;
  readonly technician: string;
  readonly territoryId: string;
  readonly zone: string;
  readonly region: string | null;
  readonly rootId: string | null;
  readonly closedAt: Date | null;
  /** How many were asked, and whether one of them is deciding. */
  readonly asked: number;
  readonly isAsking: boolean;
};

/** How many of those who wait one look considers: those who would gain the most. */
const MOST_WAITING = 20;
/** So many are read to find them: some have begun, or stand still. */
const MOST_READ = 60;
/** Nobody is asked about what begins sooner than an answer could come. */
const LEAST_ANSWER_MINUTES = 10;

/** The gap as it stands; null when there is none. */
export async function gapOf(tx: Tx, id: string): Promise<Gap | null> {
  const [gap] = await tx.sql<Gap>(
    `SELECT g.id, g.technician_id AS "technicianId", t.name AS technician, d.territory_id AS "territoryId", d.zone, d.region,
            g.free_from AS "from", g.free_to AS "to", g.root_id AS "rootId", g.closed_at AS "closedAt",
            (SELECT count(*)::int FROM gap_offer WHERE gap_id = g.id) AS asked,
            EXISTS (SELECT 1 FROM gap_offer WHERE gap_id = g.id AND state = 'asked' AND answer_by > $2) AS "isAsking"
     FROM gap g JOIN technician t ON t.id = g.technician_id JOIN appointment a ON a.id = g.freed_by_id
     JOIN work_order w ON w.id = a.work_order_id JOIN address d ON d.id = w.address_id WHERE g.id = $1`,
    [id, tx.now],
  );
  return gap ?? null;
}

/** Nobody is asked about it any more. */
export async function closeGap(tx: Tx, { id, technicianId }: Gap, why: string): Promise<void> {
  await tx.sql('UPDATE gap SET closed_at = $2, closed_why = $3 WHERE id = $1 AND closed_at IS NULL', [id, tx.now, why]);
  tx.record({ type: 'gap.closed', actor: DOORWARD, reason: why, technicianId, data: { gapId: id } });
}

type Suited = Waiter & { readonly visit: Visit; readonly slot: Slot };

/**
 * Asks the next of those who wait whether he would rather have this gap, or, when there is no time for one after the
 * other, all that are left at once. The slots are those of the real search. At most three are asked about one gap.
 */
export async function askWaiting(tx: Tx, house: Doorward, gap: Gap): Promise<void> {
  if (gap.isAsking) return;
  if (gap.asked >= MOST_ASKED) return closeGap(tx, gap, 'nobody of those asked took it');
  const suited = inOrder(await whoSuits(tx, house, gap)).slice(0, MOST_ASKED - gap.asked);
  const [first] = suited;
  if (!first) return closeGap(tx, gap, gap.asked ? 'nobody else who waits fits' : 'nobody who waits fits');
  const asking = howToAsk(tx.now, first.slot.stay.from, suited.length);
  if (!asking) return closeGap(tx, gap, 'there is no time left to ask anybody');
  const chosen = asking.how === 'in-turn' ? [first] : suited;
  const visits = await lockVisits(
    tx,
    chosen.map(({ visit }) => visit),
    [gap.technicianId],
  );
  const now = await gapOf(tx, gap.id);
  if (!now || now.closedAt || now.isAsking) return;
  await clearDeadHolds(tx, [gap.technicianId]);
  const routes = await readRoutesOf(
    tx,
    chosen.map(({ slot }) => slot),
  );
  const around = await openTravel(tx);
  for (const visit of visits) {
    const { slot } = chosen.find(({ appointmentId }) => appointmentId === visit.appointmentId)!;
    const own = chosen.length > 1 ? howToAsk(tx.now, slot.stay.from, suited.length) : asking;
    const travel = await around(routes, visit.place);
    const terms = await termsOf(tx, visit);
    const rules = await rulesOf(tx, house.settings, visit, tx.now);
    const still =
      own && !isRefused(terms) && fitAgain(routes, { visit, now: own.answerBy, terms, rules }, slot, travel);
    if (still && isSooner(visit, still.window))
      await ask(tx, visit, { gap, slot: still, asking: { ...own, how: asking.how } });
  }
  // Whoever could not be asked after all is passed over, and the next look finds who is left.
  if (!(await gapOf(tx, gap.id))!.isAsking) askAgain(tx, gap.id, plusMinutes(tx.now, 1));
}

async function whoSuits(tx: Tx, { settings }: Doorward, gap: Gap): Promise<Suited[]> {
  const waiting = await whoWaits(tx, gap);
  if (!waiting.length) return [];
  const visits = (await visitsInOrder(tx, waiting)).filter(mayComeSooner).slice(0, MOST_WAITING);
  const routes = await routesOf(tx, [gap.technicianId], {
    from: plusMinutes(gap.from, -720),
    to: plusMinutes(gap.to, 720),
  });
  const around = await openTravel(tx);
  const suited: Suited[] = [];
  for (const visit of visits) {
    const terms = await termsOf(tx, visit);
    if (isRefused(terms)) continue;
    const rules = await rulesOf(tx, settings, visit, tx.now);
    const travel = await around(routes, visit.place);
    const slot = sooner({ visit, now: tx.now, terms, rules }, gap, routes, settings, travel);
    const { since } = waiting.find(({ appointmentId }) => appointmentId === visit.appointmentId)!;
    if (slot)
      suited.push({
        visit,
        slot,
        since,
        appointmentId: visit.appointmentId,
        present: visit.window!.from,
        offered: slot.window.from,
      });
  }
  return suited;
}

type Asked = { readonly visit: Visit; readonly now: Date; readonly terms: Terms; readonly rules: Rules };

/** The soonest time before his own in which the technician could do his visit in this gap. */
function sooner(
  { visit, now, terms, rules }: Asked,
  gap: Gap,
  routes: readonly Route[],
  settings: Doorward['settings'],
  travel: TravelMinutes,
): Slot | null {
  const soonest = plusMinutes(now, LEAST_ANSWER_MINUTES);
  const days = Math.min(settings.DAYS_AHEAD, Math.ceil(minutesBetween(now, gap.to) / 1440) + 1);
  const found = everySlotOn(routes, settings, { visit, now: soonest, days, terms, rules }, travel)
    .filter(({ stay, window }) => overlaps(stay, gap) && isSooner(visit, window))
    .sort((a, b) => a.window.from.getTime() - b.window.from.getTime());
  for (const slot of found) {
    const asking = howToAsk(now, slot.stay.from, 1);
    // He still has to get there when the answer comes at the last moment.
    const still = asking && fitAgain(routes, { visit, now: asking.answerBy, terms, rules }, slot, travel);
    if (still) return still;
  }
  return null;
}

async function visitsInOrder(tx: Tx, waiting: readonly { appointmentId: string }[]): Promise<Visit[]> {
  const ids = waiting.map(({ appointmentId }) => appointmentId);
  const visits = await visitsOf(tx, ids);
  return ids.flatMap((id) => visits.find(({ appointmentId }) => appointmentId === id) ?? []);
}

/**
 * Those of the territory who may be asked, who has the latest time first: not on the way of this chain already, not asked
 * in the last hours, with no other question open, texts on.
 */
const whoWaits = (tx: Tx, gap: Gap): Promise<{ appointmentId: string; since: Date }[]> =>
  tx.sql(
    `SELECT w.appointment_id AS "appointmentId", w.placed_at AS since
     FROM waitlist w JOIN appointment a ON a.id = w.appointment_id JOIN work_order o ON o.id = a.work_order_id
     JOIN customer c ON c.id = o.customer_id JOIN address d ON d.id = o.address_id
     WHERE w.ended_at IS NULL AND d.territory_id = $1 AND a.window_from > $2
       AND NOT EXISTS (SELECT 1 FROM consent k WHERE k.phone = c.phone AND NOT k.texts)
       AND NOT EXISTS (SELECT 1 FROM prompt p WHERE p.phone = c.phone AND p.state = 'open' AND p.expires_at > $3)
       AND NOT EXISTS (
         SELECT 1 FROM gap_offer f JOIN gap g ON g.id = f.gap_id JOIN appointment fa ON fa.id = f.appointment_id
         JOIN work_order fo ON fo.id = fa.work_order_id
         WHERE fo.customer_id = c.id AND (f.asked_at > $3::timestamptz - make_interval(hours => $4)
           OR (f.state = 'taken' AND coalesce(g.root_id, g.id) = $5)))
       AND NOT EXISTS (SELECT 1 FROM gap g WHERE g.freed_by_id = a.id AND coalesce(g.root_id, g.id) = $5)
     ORDER BY a.window_from DESC, w.placed_at, w.id LIMIT $6`,
    [gap.territoryId, gap.from, tx.now, REST_HOURS, gap.rootId ?? gap.id, MOST_READ],
  );

type Question = { readonly gap: Gap; readonly slot: Slot; readonly asking: Asking };

async function ask(tx: Tx, visit: Visit, { gap, slot, asking }: Question): Promise<void> {
  const { appointmentId, workOrderId, revision } = visit;
  const { how, answerBy } = asking;
  const [offerId] = (await newIds(tx, 1)) as [string];
  const promptId = await putPrompt(tx, visit, {
    kind: 'earlier',
    digits: { '0': { does: 'person' }, '1': { does: 'take-earlier', offerId }, '2': { does: 'keep' } },
    expiresAt: answerBy,
  });
  const held = how === 'in-turn' ? await placeHold(tx, visit, slot, { expiresAt: answerBy, promptId }) : null;
  await tx.sql(
    `INSERT INTO gap_offer (id, gap_id, appointment_id, prompt_id, hold_id, window_from, window_to, state, asked_at, answer_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'asked', $8, $9)`,
    [
      offerId,
      gap.id,
      appointmentId,
      promptId,
      held?.holdId ?? null,
      slot.window.from,
      slot.window.to,
      tx.now,
      answerBy,
    ],
  );
  tx.record({
    type: 'gap.offered',
    actor: DOORWARD,
    reason: held
      ? `${gap.technician} has a gap: held for this customer`
      : `${gap.technician} has a gap: the first yes has it`,
    workOrderId,
    appointmentId,
    technicianId: gap.technicianId,
    data: { gapId: gap.id, window: slot.window, stay: slot.stay, answerBy, how },
  });
  tx.say({
    key: `earlier:${offerId}`,
    kind: 'earlier',
    phone: visit.customer.phone,
    workOrderId,
    appointmentId,
    claims: { revision },
    facts: { offerId },
    urgency: answerBy,
    usefulUntil: plusMinutes(answerBy, -LEAST_READING_MINUTES),
  });
}

/** A text that comes later than that leaves nobody the time to answer. */
const LEAST_READING_MINUTES = 2;
