import type { Window } from '#time/window';
import type { LocalDay } from '#time/zone';
import { SILENT_SECONDS } from '#store/silent';
import type { Tx } from '#store/tx';

type Reader = Pick<Tx, 'sql'>;

/** How far the planning of a day is: the share of its time that is used up, and the best plan so far. */
export type PlanProgress = {
  readonly share: number;
  readonly visits: number;
  readonly planned: number;
};

type Who = { readonly appointmentId: string; readonly ref: string; readonly customer: string; readonly work: string };

/** A visit with the time and the technician that are proposed for it. */
export type ProposedVisit = Who & {
  readonly technicianId: string;
  readonly technician: string;
  readonly window: Window;
  readonly stay: Window;
  /** How much further everybody drives for it. */
  readonly extraMinutes: number;
};

export type Proposal = {
  readonly visits: readonly ProposedVisit[];
  readonly leftOut: readonly (Who & { readonly why: string })[];
  readonly extraMinutes: number;
};

export type DayPlanState = 'planning' | 'planned' | 'cancelled' | 'failed';

export type DayPlanSeen = {
  readonly id: string;
  readonly territory: string;
  readonly zone: string;
  readonly day: LocalDay;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly state: DayPlanState;
  readonly progress: PlanProgress;
  readonly proposal: Proposal | null;
};

/** The planning as it stands; one whose process has ended has failed. Null when there is none. */
export async function dayPlanOf(tx: Reader, planId: string): Promise<DayPlanSeen | null> {
  const [row] = await tx.sql<DayPlanSeen>(
    `SELECT p.id, t.name AS territory, t.zone, p.day::text AS day, p.asked_by AS "askedBy", p.asked_at AS "askedAt",
            CASE WHEN p.state = 'planning' AND p.seen_at < clock_timestamp() - make_interval(secs => $2) THEN 'failed' ELSE p.state END AS state,
            p.progress, p.proposal
     FROM day_plan p JOIN territory t ON t.id = p.territory_id WHERE p.id = $1`,
    [planId, SILENT_SECONDS],
  );
  return row ? { ...row, proposal: row.proposal && withDates(row.proposal) } : null;
}

/** Notes that a day is being planned. Null while somebody else is at it. */
export async function beginDayPlan(
  tx: Tx,
  { territoryId, day, askedBy, visits }: { territoryId: string; day: LocalDay; askedBy: string; visits: number },
): Promise<string | null> {
  await tx.sql(
    `UPDATE day_plan SET state = 'failed' WHERE territory_id = $1 AND day = $2 AND state = 'planning'
       AND seen_at < clock_timestamp() - make_interval(secs => $3)`,
    [territoryId, day, SILENT_SECONDS],
  );
  const progress: PlanProgress = { share: 0, visits, planned: 0 };
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO day_plan (territory_id, day, asked_by, asked_at, state, progress, seen_at)
     VALUES ($1, $2, $3, $4, 'planning', $5, clock_timestamp())
     ON CONFLICT (territory_id, day) WHERE state = 'planning' DO NOTHING RETURNING id`,
    [territoryId, day, askedBy, tx.now, JSON.stringify(progress)],
  );
  return row?.id ?? null;
}

/** False when nobody wants the plan any more. */
export const noteProgress = async (tx: Reader, planId: string, progress: PlanProgress): Promise<boolean> =>
  (
    await tx.sql(
      `UPDATE day_plan SET progress = $2, seen_at = clock_timestamp() WHERE id = $1 AND state = 'planning' RETURNING id`,
      [planId, JSON.stringify(progress)],
    )
  ).length > 0;

/** Writes how the planning ended, unless it was ended before. True when this was the end. */
export const endDayPlan = async (
  tx: Reader,
  planId: string,
  state: Exclude<DayPlanState, 'planning'>,
  proposal: Proposal | null = null,
): Promise<boolean> =>
  (
    await tx.sql(`UPDATE day_plan SET state = $2, proposal = $3 WHERE id = $1 AND state = 'planning' RETURNING id`, [
      planId,
      state,
      proposal && JSON.stringify(proposal),
    ])
  ).length > 0;

const span = ({ from, to }: Window): Window => ({ from: new Date(from), to: new Date(to) });
const withDates = ({ visits, ...rest }: Proposal): Proposal => ({
  ...rest,
  visits: visits.map((visit) => ({ ...visit, window: span(visit.window), stay: span(visit.stay) })),
});
