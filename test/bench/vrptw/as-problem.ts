import type { Problem } from '#routes/plan/problem';
import type { Instance } from '#test/bench/vrptw/instance';

/** An instance as our planner takes it: travel as the crow flies in double precision, every customer a must. */
export function asProblem({ depot, customers, vehicles, capacity }: Instance): Problem {
  const all = [depot, ...customers];
  const travel = new Float64Array(all.length ** 2);
  for (const [i, a] of all.entries())
    for (const [j, b] of all.entries()) travel[i * all.length + j] = Math.hypot(a.x - b.x, a.y - b.y);
  return {
    visits: customers.map(({ demand, ready, due, service }, i) => ({
      place: i + 1,
      duration: service,
      from: ready,
      to: due,
      skills: [],
      demand,
      penalty: null,
    })),
    stretches: Array.from({ length: vehicles }, () => ({
      start: 0,
      end: 0,
      from: depot.ready,
      to: depot.due,
      skills: [],
      capacity,
      rest: null,
    })),
    places: all.length,
    travel,
  };
}
