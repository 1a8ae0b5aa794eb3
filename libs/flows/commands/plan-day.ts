import { dayAt, daysBetween, type LocalDay } from '#time/zone';
import { type Refused, refuse } from '#visits/refused';
import {
  beginDayPlan,
  type DayPlanSeen,
  dayPlanOf,
  endDayPlan,
  noteProgress,
  type PlanProgress,
} from '#store/day-plans';
import type { Store } from '#store/store';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { type DaySeen, lookAtDay, proposalOf, type Thought, thinkOver } from '#flows/steps/plan-for-day';
import { thinkAloud } from '#flows/steps/think-aloud';

export type PlanDay = {
  /** By its name. */
  readonly territory: string;
  readonly day: LocalDay;
  /** Those to be planned, the most important first; without them all that wait are, the oldest first. */
  readonly appointmentIds?: readonly string[] | undefined;
  readonly seconds?: number | undefined;
  readonly dispatcher: string;
};

/** The planning goes on after the answer; `done` resolves when it has ended, and never rejects. */
export type Planning = { readonly planId: string; readonly done: Promise<void> };

const SECONDS = 5;
/** Farther ahead nobody knows who works. */
const MOST_DAYS_AHEAD = 60;

/**
 * Begins to plan a territory's day: visits that wait for a time are put around what is promised already. Nothing is
 * promised or held by it. Whoever asks later sees how far it is, and what came of it; and may cancel it from any process.
 */
export const planDay =
  (house: Doorward) =>
  async (command: PlanDay): Promise<Planning | Refused> => {
    const reader = { sql: house.store.read };
    const [territory] = await house.store.read<{ id: string; zone: string; reason: string | null }>(
      `SELECT t.id, t.zone, b.reason FROM territory t LEFT JOIN blackout b ON b.territory_id = t.id AND b.day = $2 WHERE t.name = $1`,
      [command.territory, command.day],
    );
    if (!territory) return refuse('absent', `There is no territory called ${command.territory}.`);
    const now = await house.store.now();
    const today = dayAt(now, territory.zone);
    if (command.day < today) return refuse('expired', 'That day is over.');
    if (daysBetween(today, command.day) > MOST_DAYS_AHEAD)
      return refuse('infeasible', `At most ${MOST_DAYS_AHEAD} days ahead can be planned.`);
    if (territory.reason !== null)
      return refuse('infeasible', `Nobody is sent anywhere on that day: ${territory.reason}.`);
    const asked = command.appointmentIds ?? null;
    if (asked && !(await areIn(reader, territory.id, asked)))
      return refuse('absent', `Not every one of these visits is in ${command.territory}.`);
    const planId = await house.store.commit((tx) =>
      beginDayPlan(tx, {
        territoryId: territory.id,
        day: command.day,
        askedBy: byDispatcher(command.dispatcher),
        visits: asked?.length ?? 0,
      }),
    );
    if (planId === null) return refuse('taken', 'That day is being planned at the moment.');
    const look = () => lookAtDay(reader, house.settings, { territory, day: command.day, appointmentIds: asked, now });
    return { planId, done: plan(house, planId, look, (command.seconds ?? SECONDS) * 1000) };
  };

const areIn = async ({ sql }: { readonly sql: Store['read'] }, territoryId: string, ids: readonly string[]) => {
  const rows = await sql(
    `SELECT 1 FROM appointment a JOIN work_order w ON w.id = a.work_order_id JOIN address d ON d.id = w.address_id
     WHERE a.id = ANY($2) AND d.territory_id = $1`,
    [territoryId, ids],
  );
  return rows.length === new Set(ids).size;
};

/** Nothing is looked at before the answer: a full day is thousands of drives. */
async function plan(house: Doorward, planId: string, look: () => Promise<DaySeen>, budgetMs: number): Promise<void> {
  const note = (progress: PlanProgress) => house.store.commit((tx) => noteProgress(tx, planId, progress));
  const what = 'planning a day';
  try {
    const seen = await look();
    if (!(await note({ share: 0, visits: seen.candidates.length, planned: 0 }))) return;
    const clock = () => performance.now();
    const thinking = await thinkAloud(house, thinkOver(seen, clock, budgetMs), {
      budgetMs,
      say: (thought) => (thought ? note(progressOf(seen, thought)) : Promise.resolve(true)),
      what,
    });
    if (thinking.ended === 'cancelled') return;
    const { last } = thinking;
    const proposing = await thinkAloud(house, proposalOf(seen, last), {
      budgetMs: Infinity,
      say: () => note(last ? progressOf(seen, last) : { share: 1, visits: seen.candidates.length, planned: 0 }),
      what,
    });
    if (proposing.ended !== 'finished') return;
    await house.store.commit(async (tx) => {
      if (last) await noteProgress(tx, planId, { ...progressOf(seen, last), share: 1 });
      await endDayPlan(tx, planId, 'planned', proposing.done);
    });
  } catch (error) {
    house.onFailure?.(what, error);
    await house.store.commit((tx) => endDayPlan(tx, planId, 'failed')).catch(() => undefined); // said already
  }
}

function progressOf({ candidates }: DaySeen, { share, best }: Thought): PlanProgress {
  return {
    share: Math.min(1, share),
    visits: candidates.length,
    planned: candidates.length - best.leftOut,
  };
}

/** How far a planning is, and what came of it. */
export const readDayPlan =
  (house: Doorward) =>
  async (planId: string): Promise<DayPlanSeen | Refused> =>
    (await dayPlanOf({ sql: house.store.read }, planId)) ?? refuse('absent', 'There is no such plan.');

/** Nobody wants it any more: the process that plans stops within half a second. */
export const cancelDayPlan =
  (house: Doorward) =>
  (planId: string): Promise<{ cancelled: true } | Refused> =>
    house.store.commit(async (tx) => {
      if (await endDayPlan(tx, planId, 'cancelled')) return { cancelled: true as const };
      const plan = await dayPlanOf(tx, planId);
      return plan
        ? refuse('closed', `This plan is ${plan.state} already.`)
        : refuse('absent', 'There is no such plan.');
    });
