import type { Window } from '#time/window';
import { isRefused, type Refused, refuse } from '#visits/refused';
import { isSooner } from '#visits/sooner';
import type { GapOfferState } from '#visits/waiting';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit } from '#store/visit';
import type { Said } from '#flows/steps/confirmation';
import { takeHeldChoice } from '#flows/steps/held-choice';
import { clearDeadHolds, placeHold } from '#flows/steps/holds';
import { tooLate } from '#flows/steps/gap-offers';
import { rulesOf } from '#flows/steps/rules';
import type { Settings } from '#flows/settings';
import { slotStillFree } from '#flows/steps/slots';
import { stillMeets } from '#flows/steps/terms';
import { endWaiting } from '#flows/steps/waiting';

type OfferSeen = {
  readonly id: string;
  readonly gapId: string;
  readonly rootId: string | null;
  readonly moves: number;
  readonly closedAt: Date | null;
  readonly appointmentId: string;
  readonly technicianId: string;
  readonly holdId: string | null;
  readonly from: Date;
  readonly to: Date;
  readonly state: GapOfferState;
  readonly answerBy: Date;
};

const GONE = refuse('expired', 'That earlier time is gone. You keep the time you have.');

/**
 * The customer takes the earlier time he was asked about. The first yes has it; whoever else was asked is too late, and
 * a yes after its deadline never acts. Refused when it is gone: nothing has changed then.
 */
export async function takeEarlier(
  tx: Tx,
  settings: Settings,
  offerId: string,
  actor: string,
  said: Said = {},
): Promise<Visit | Refused> {
  const seen = await offerOf(tx, offerId);
  if (!seen) return GONE;
  const visit = await lockVisit(tx, seen.appointmentId, [seen.technicianId]);
  // Behind the technician's lock nobody else can take it.
  const offer = await offerOf(tx, offerId);
  if (!visit || !offer || !isStillOffered(offer, tx.now) || !isSooner(visit, offer)) return GONE;
  const holdId = offer.holdId ?? (await holdNow(tx, settings, visit, offer));
  if (!holdId || !(await isStillMet(tx, visit, holdId))) return GONE;
  await tx.sql(`UPDATE gap_offer SET state = 'taken', ended_at = $2, hold_id = $3 WHERE id = $1`, [
    offerId,
    tx.now,
    holdId,
  ]);
  await tx.sql(`UPDATE gap SET closed_at = $2, closed_why = 'taken' WHERE id = $1`, [offer.gapId, tx.now]);
  tx.sleep(`gap.ask:${offer.gapId}`);
  await tooLate(tx, offer.gapId);
  await endWaiting(tx, visit, 'he took an earlier time', actor);
  const chain = { rootId: offer.rootId ?? offer.gapId, moves: offer.moves + 1 };
  const how = { reason: 'he took an earlier time', chain, said };
  const taken = await takeHeldChoice(tx, visit.appointmentId, holdId, actor, how);
  if (isRefused(taken))
    throw new Error(`the earlier time of offer ${offerId} was found free and refused: ${taken.refused}`);
  return taken;
}

const isStillOffered = ({ state, answerBy, closedAt }: OfferSeen, now: Date) =>
  state === 'asked' && now < answerBy && !closedAt;

/** What else the visit asks for may have changed while he was deciding. */
async function isStillMet(tx: Tx, visit: Visit, holdId: string): Promise<boolean> {
  const [hold] = await tx.sql<{ technicianId: string; from: Date; to: Date }>(
    'SELECT technician_id AS "technicianId", stay_from AS "from", stay_to AS "to" FROM hold WHERE id = $1',
    [holdId],
  );
  return stillMeets(tx, visit, { technicianId: hold!.technicianId, stay: { from: hold!.from, to: hold!.to } });
}

async function holdNow(tx: Tx, settings: Settings, visit: Visit, offer: OfferSeen): Promise<string | null> {
  await clearDeadHolds(tx, [offer.technicianId]);
  const window: Window = { from: offer.from, to: offer.to };
  if (window.from <= tx.now) return null;
  const rules = await rulesOf(tx, settings, visit, tx.now);
  const slot = await slotStillFree(tx, visit, { technicianId: offer.technicianId, window }, {}, 'all', rules);
  return slot && (await placeHold(tx, visit, slot, { expiresAt: offer.answerBy, promptId: null })).holdId;
}

async function offerOf(tx: Tx, offerId: string): Promise<OfferSeen | null> {
  const [offer] = await tx.sql<OfferSeen>(
    `SELECT o.id, o.gap_id AS "gapId", g.root_id AS "rootId", g.moves, g.closed_at AS "closedAt",
            o.appointment_id AS "appointmentId", g.technician_id AS "technicianId",
            CASE WHEN h.state = 'active' THEN o.hold_id END AS "holdId",
            o.window_from AS "from", o.window_to AS "to", o.state, o.answer_by AS "answerBy"
     FROM gap_offer o JOIN gap g ON g.id = o.gap_id LEFT JOIN hold h ON h.id = o.hold_id WHERE o.id = $1`,
    [offerId],
  );
  return offer ?? null;
}
