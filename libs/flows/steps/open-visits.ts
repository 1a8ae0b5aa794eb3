import { type Refused, refuse } from '#visits/refused';
import { newIds } from '#store/new-ids';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit, visitsAfter } from '#store/visit';
import { DOORWARD } from '#flows/doorward';

/** A kind of work with what it asks of the one that comes before it. */
type Work = {
  readonly code: string;
  readonly needsFirst: string | null;
  readonly gapMinutes: number;
  readonly sameTechnician: boolean;
};

export type OpenedVisit = {
  readonly appointmentId: string;
  readonly workType: string;
  /** The visit that has to be done first; null when none has. */
  readonly needsFirst: string | null;
  /** At least so long after it. */
  readonly gapMinutes: number;
  readonly sameTechnician: boolean;
};

/** A chain of more visits than this is no work order any more, or a circle. */
const MOST_VISITS = 5;

/** The kinds of work of an order, in the order in which they have to be done: what one needs first stands before it. */
export async function worksFor(tx: Tx, code: string): Promise<Work[] | Refused> {
  const works: Work[] = [];
  for (let wanted: string | null = code; wanted !== null;) {
    const [work]: Work[] = await tx.sql<Work>(
      `SELECT code, needs_first AS "needsFirst", gap_minutes AS "gapMinutes", same_technician AS "sameTechnician"
       FROM work_type WHERE code = $1`,
      [wanted],
    );
    if (!work) return refuse('absent', `There is no work type called ${wanted}.`);
    works.unshift(work);
    if (works.length > MOST_VISITS)
      return refuse('infeasible', `${code} needs more than ${MOST_VISITS - 1} other visits first, or needs itself.`);
    wanted = work.needsFirst;
  }
  return works;
}

/** Opens them, nothing promised yet; each knows the one it rests on. */
export async function openVisits(tx: Tx, workOrderId: string, works: readonly Work[]): Promise<OpenedVisit[]> {
  const opened: OpenedVisit[] = [];
  for (const { code, gapMinutes, sameTechnician } of works) {
    const needsFirst = opened.at(-1)?.appointmentId ?? null;
    const needs = needsFirst ? { gapMinutes, sameTechnician } : { gapMinutes: 0, sameTechnician: false };
    const [row] = await tx.sql<{ id: string }>(
      `INSERT INTO appointment (work_order_id, work_type_code, state, needs_first_id, gap_minutes, same_technician)
       VALUES ($1, $2, 'requested', $3, $4, $5) RETURNING id`,
      [workOrderId, code, needsFirst, needs.gapMinutes, needs.sameTechnician],
    );
    opened.push({ appointmentId: row!.id, workType: code, needsFirst, ...needs });
  }
  return opened;
}

/**
 * Another visit in the place of one that did not do its work, still to be promised. Nothing happens when nothing rests on
 * that one any more: somebody has opened another already.
 */
export async function openInPlaceOf(tx: Tx, over: Visit, reason: string): Promise<void> {
  await lockVisit(tx, over.appointmentId);
  const resting = (await visitsAfter(tx, over.appointmentId)).filter(
    ({ state }) => state === 'requested' || state === 'confirmed',
  );
  if (!resting.length) return;
  const [appointmentId] = (await newIds(tx, 1)) as [string];
  await openFollower(tx, over, { ...over, appointmentId }, { type: 'visit.wanted', reason });
}

/** What the following visit asks for that may differ from the one before; what is not named is as it was. */
type Follower = Pick<Visit, 'appointmentId' | 'part' | 'notBefore'> & {
  readonly skill?: string | undefined;
  readonly minutes?: number | undefined;
};

/**
 * Writes the visit that goes on with one that is over, with all that one asked for beyond its kind of work; what rested on
 * that one rests on it. The caller holds the lock of the one that is over.
 */
export async function openFollower(
  tx: Tx,
  over: Visit,
  { appointmentId, part, notBefore, skill, minutes }: Follower,
  because: { readonly type: 'visit.wanted' | 'visit.goes-on'; readonly reason: string; readonly actor?: string },
): Promise<void> {
  await tx.sql(
    `INSERT INTO appointment (id, work_order_id, work_type_code, state, follows_id, needs_first_id, gap_minutes, same_technician,
       extra_skill, part, not_before, minutes)
     SELECT $2, work_order_id, work_type_code, 'requested', id, needs_first_id, gap_minutes, same_technician,
       coalesce($3, extra_skill), $4, $5, coalesce($6, minutes) FROM appointment WHERE id = $1`,
    [over.appointmentId, appointmentId, skill ?? null, part, notBefore, minutes ?? null],
  );
  tx.record({
    actor: DOORWARD,
    ...because,
    workOrderId: over.workOrderId,
    appointmentId,
    technicianId: over.ticket?.technicianId ?? null,
    data: { follows: over.appointmentId },
  });
  await tx.sql(
    `UPDATE appointment SET needs_first_id = $2 WHERE needs_first_id = $1 AND state IN ('requested', 'confirmed')`,
    [over.appointmentId, appointmentId],
  );
}
