import { type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
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
 * Another visit in the place of one that did not do its work, still to be promised; what rested on that one rests on
 * this. One that follows it already and is still to come is taken instead of a second. Gives its id.
 */
export async function openInPlaceOf(tx: Tx, over: Visit, reason: string): Promise<string> {
  const [known] = await tx.sql<{ id: string }>(
    `SELECT id FROM appointment WHERE follows_id = $1 AND state IN ('requested', 'confirmed') ORDER BY id DESC LIMIT 1`,
    [over.appointmentId],
  );
  const id = known?.id ?? (await openFollower(tx, over, reason));
  await tx.sql(
    `UPDATE appointment SET needs_first_id = $2 WHERE needs_first_id = $1 AND state IN ('requested', 'confirmed')`,
    [over.appointmentId, id],
  );
  return id;
}

async function openFollower(tx: Tx, over: Visit, reason: string): Promise<string> {
  const { workOrderId } = over;
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO appointment (work_order_id, work_type_code, state, follows_id, needs_first_id, gap_minutes, same_technician)
     SELECT work_order_id, work_type_code, 'requested', id, needs_first_id, gap_minutes, same_technician
     FROM appointment WHERE id = $1 RETURNING id`,
    [over.appointmentId],
  );
  tx.record({ type: 'visit.wanted', actor: DOORWARD, reason, workOrderId, appointmentId: row!.id });
  return row!.id;
}
