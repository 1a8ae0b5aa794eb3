import { dayAt, type LocalDay } from '#time/zone';
import { type Refused, refuse } from '#visits/refused';
import {
  beginDayPlan,
  type DayPlanSeen,
  dayPlanOf,
  endDayPlan,
  noteProgress,
  type PlanProgress,
} from '#store/day-plans';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { inSlices } from '#flows/steps/in-slices';
import { type DaySeen, lookAtDay, proposalOf, type Thought, thinkOver } from '#flows/steps/plan-for-day';

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
    if ((Date.parse(command.day) - Date.parse(today)) / 86_400_000 > MOST_DAYS_AHEAD)
      return refuse('infeasible', `At most ${MOST_DAYS_AHEAD} days ahead can be planned.`);
    if (territory.reason !== null)
      return refuse('infeasible', `Nobody is sent anywhere on that day: ${territory.reason}.`);
    const seen = await lookAtDay(reader, house.settings, {
      territory,
      day: command.day,
      appointmentIds: command.appointmentIds ?? null,
      now,
    });
    const known = new Set([...seen.candidates, ...seen.leftOut].map(({ visit }) => visit.appointmentId));
    if (command.appointmentIds?.some((id) => !known.has(id)))
      return refuse('absent', `Not every one of these visits is in ${command.territory}.`);
    const planId = await house.store.commit((tx) =>
      beginDayPlan(tx, {
        territoryId: territory.id,
        day: command.day,
        askedBy: byDispatcher(command.dispatcher),
        visits: seen.candidates.length,
      }),
    );
    if (planId === null) return refuse('taken', 'That day is being planned at the moment.');
    return { planId, done: plan(house, planId, seen, (command.seconds ?? SECONDS) * 1000) };
  };

/** How far it is is written down this often. */
const NOTE_EVERY_MS = 400;

async function plan(house: Doorward, planId: string, seen: DaySeen, budgetMs: number): Promise<void> {
  const unwanted = new AbortController();
  const clock = () => performance.now();
  let noted = clock();
  const note = (thought: Thought | null) => {
    if (!thought || clock() < noted + NOTE_EVERY_MS) return;
    noted = clock();
    house.store
      .commit((tx) => noteProgress(tx, planId, progressOf(seen, thought)))
      .then((wanted) => wanted || unwanted.abort())
      .catch((error: unknown) => house.onFailure?.('noting how far the planning of a day is', error));
  };
  try {
    const thinking = thinkOver(seen, clock, budgetMs);
    const { ended, last } = await inSlices(thinking, { clock, budgetMs, onProgress: note, cancel: unwanted.signal });
    if (ended === 'cancelled') return;
    const proposal = proposalOf(seen, last);
    await house.store.commit(async (tx) => {
      if (last) await noteProgress(tx, planId, { ...progressOf(seen, last), share: 1 });
      await endDayPlan(tx, planId, 'planned', proposal);
    });
  } catch (error) {
    house.onFailure?.('planning a day', error);
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
