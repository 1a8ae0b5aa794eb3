import { Dice } from '#routes/plan/dice';
import type { Plan, Problem } from '#routes/plan/problem';
import { Recreate } from '#routes/plan/recreate';
import { Ruin } from '#routes/plan/ruin';
import { layOut } from '#routes/plan/terrain';
import { Tours } from '#routes/plan/tours';

/** The best plan so far. */
export type Best = {
  /** Driving, and the penalties of what is left out. */
  readonly cost: number;
  readonly leftOut: number;
  readonly tries: number;
  plan(): Plan;
};

/** A pause comes after a hundred tries, sooner when a try takes longer: a millisecond or two. */
const TRIES_PER_PAUSE = 100;
/** How much worse a plan may be and still be gone on with, as shares of a mean drive: at the beginning and at the end. */
const HOT = 3;
const COLD = 0.01;

/**
 * Plans and goes on planning: slack induction by string removals with simulated annealing (Christiaens and Vanden
 * Berghe 2020). Yields the best plan so far every millisecond or two, soon that of plain insertion. The caller
 * looks at the clock: it answers with the share of the time that is used up, from 0 to 1, by which the search grows
 * calmer, and stops asking when it has enough. The same problem, seed and answers give the same plans.
 */
export function* improve(problem: Problem, seed: number): Generator<Best, never, number> {
  const laying = layOut(problem);
  let share = 0;
  let laid = laying.next();
  for (; !laid.done; laid = laying.next()) share = yield nothing(problem);
  const terrain = laid.value;
  const dice = new Dice(seed);
  const [ruin, recreate] = [new Ruin(terrain, dice), new Recreate(terrain, dice)];
  const [trial, current, best] = [new Tours(terrain), new Tours(terrain), new Tours(terrain)];
  let tries = 0;
  const said: Best = {
    get cost() {
      return best.cost;
    },
    get leftOut() {
      return best.absentCount;
    },
    get tries() {
      return tries;
    },
    plan: () => best.plan(),
  };
  recreate.run(trial, trial.absentCount);
  current.copyFrom(trial);
  best.copyFrom(trial);
  const drive = meanDrive(best);
  const triesPerPause = Math.ceil(TRIES_PER_PAUSE * Math.min(1, TRIES_PER_PAUSE / (terrain.visits + 1)));
  share = yield said;
  for (;;) {
    const warmth = drive * HOT * (COLD / HOT) ** Math.min(1, share);
    for (let i = 0; i < triesPerPause; i++, tries++) {
      recreate.run(trial, ruin.run(trial));
      if (trial.cost < current.cost - warmth * Math.log(dice.next())) {
        current.copyFrom(trial);
        if (trial.cost < best.cost) best.copyFrom(trial);
      } else trial.copyFrom(current);
    }
    share = yield said;
  }
}

/** Before there is a plan everybody is left out. */
const nothing = ({ visits, stretches }: Problem): Best => ({
  cost: Infinity,
  leftOut: visits.length,
  tries: 0,
  plan: () => ({ tours: stretches.map(() => []), leftOut: visits.map((_, v) => v), driving: 0 }),
});

/** Of the first plan; a plan of nothing has nothing to compare either. */
function meanDrive({ terrain, absentCount, driving }: Tours): number {
  return driving / Math.max(1, terrain.visits - absentCount);
}
