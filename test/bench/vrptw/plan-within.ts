import { improve } from '#routes/plan/improve';
import { asProblem } from '#test/bench/vrptw/as-problem';
import type { Instance } from '#test/bench/vrptw/instance';

/** The routes of the best plan, in customer numbers of the file, and what they took. */
export type Driven = {
  readonly routes: readonly (readonly number[])[];
  readonly seconds: number;
  readonly tries: number;
};

/**
 * Plans until `seconds` of CPU are used up: all threads of the process, the reading of the problem into tables included.
 * On a machine that others use as well that is the time a quiet one would show on its clock.
 */
export function planWithin(instance: Instance, seconds: number, seed: number): Driven {
  const begun = process.cpuUsage();
  const used = () => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1e6;
  };
  const planning = improve(asProblem(instance), seed);
  let { value: best } = planning.next(0);
  for (let now = used(); now < seconds; now = used()) best = planning.next(now / seconds).value;
  const routes = best.plan().tours.map((tour) => tour.map(({ visit }) => instance.customers[visit]!.id));
  return { routes, seconds: used(), tries: best.tries };
}
