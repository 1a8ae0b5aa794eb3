import type { Instance } from '#test/bench/vrptw/instance';

/** Rounding only: no window is kept by a hair more than this. */
const TOLERANCE = 1e-9;

/** What came of looking at a plan from the file alone. */
export type Verdict = { readonly distance: number; readonly vehicles: number; readonly wrong: readonly string[] };

/**
 * Drives every route of a plan (customer numbers as in the file) and adds up what it finds: distances from the
 * coordinates, capacity, windows, the depot's closing, everybody once, the fleet. It knows nothing of the planner.
 */
export function check(instance: Instance, routes: readonly (readonly number[])[]): Verdict {
  const { depot, capacity } = instance;
  const byId = new Map(instance.customers.map((customer) => [customer.id, customer]));
  const visits = new Map<number, number>();
  const wrong: string[] = [];
  let distance = 0;
  const driven = routes.filter((route) => route.length > 0);
  for (const [nth, route] of driven.entries()) {
    let [clock, load, here] = [depot.ready, 0, depot];
    for (const id of route) {
      const customer = byId.get(id);
      if (!customer) {
        wrong.push(`route ${nth + 1} goes to customer ${id}, whom the file does not know`);
        continue;
      }
      visits.set(id, (visits.get(id) ?? 0) + 1);
      const way = Math.sqrt((customer.x - here.x) ** 2 + (customer.y - here.y) ** 2);
      distance += way;
      clock = Math.max(clock + way, customer.ready);
      if (clock > customer.due + TOLERANCE)
        wrong.push(`route ${nth + 1} is at customer ${id} at ${clock}, who was due at ${customer.due}`);
      clock += customer.service;
      load += customer.demand;
      here = customer;
    }
    const back = Math.sqrt((depot.x - here.x) ** 2 + (depot.y - here.y) ** 2);
    distance += back;
    if (clock + back > depot.due + TOLERANCE)
      wrong.push(`route ${nth + 1} is back at ${clock + back}, the depot closes at ${depot.due}`);
    if (load > capacity + TOLERANCE) wrong.push(`route ${nth + 1} carries ${load}, a vehicle holds ${capacity}`);
  }
  if (driven.length > instance.vehicles)
    wrong.push(`${driven.length} vehicles are used, there are ${instance.vehicles}`);
  for (const id of byId.keys()) {
    const times = visits.get(id) ?? 0;
    if (times !== 1) wrong.push(`customer ${id} is visited ${times} times`);
  }
  return { distance, vehicles: driven.length, wrong };
}
