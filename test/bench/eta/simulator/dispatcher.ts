import { plusMinutes } from '#time/minutes';
import type { Place } from '#routes/route';
import type { Window } from '#time/window';
import { estimatedMinutes } from '#travel/estimate';
import { placeIn, type Technician } from '#test/bench/eta/simulator/crew';
import type { Draw } from '#test/bench/eta/simulator/draw';
import { pickWork, type Work } from '#test/bench/eta/simulator/work';
import type { World } from '#test/bench/eta/simulator/world';

export type Planned = { readonly id: string; readonly place: Place; readonly work: Work; readonly window: Window };

export type Plan = { readonly shift: Window; readonly stops: readonly Planned[] };

type Asked = { readonly draw: Draw; readonly world: World; readonly technician: Technician; readonly midnight: Date };

/** The shift, in minutes of the local day. */
const [BEGINS, ENDS] = [8 * 60, 17 * 60];
/** Nobody plans an arrival for the last minutes of a window. */
const SLACK_MINUTES = 10;

/**
 * A day as it was promised long before: jobs one after the other in a round that is short on the map, each with a window
 * of 60 to 120 minutes around its planned start. The dispatcher believes in the planned minutes, adds a little to empty
 * roads and forgets lunch; one day in eight has a job or two too many.
 */
export function planDay(id: string, { draw, world, technician, midnight }: Asked): Plan {
  const isOverbooked = world.has('optimism') && draw.chance(0.12);
  const lastStart = (isOverbooked ? ENDS + 50 : ENDS - 70) - (world.has('optimism') ? 0 : 60);
  const door = (from: Place, to: Place) => estimatedMinutes(from, to) * (world.has('optimism') ? 1.2 : 1.5) + 5;
  const length = draw.pick([60, 90, 120]);
  const area = placeIn(world, draw, 0.08);
  const jobs = Array.from({ length: 14 }, () => ({ place: near(area, draw), work: pickWork(draw) }));
  const stops: Planned[] = [];
  let [free, from] = [BEGINS, technician.home];
  while (jobs.length) {
    const next = jobs.reduce((best, job) =>
      estimatedMinutes(from, job.place) < estimatedMinutes(from, best.place) ? job : best,
    );
    const there = free + door(from, next.place);
    // Windows begin on the half hour; a planned start lies in the first half of its window as a rule.
    const opens = Math.floor((there - draw.between(0, length / 2)) / 30) * 30;
    const begins = there > opens + length - SLACK_MINUTES ? opens + 30 : opens;
    const start = Math.max(there, begins);
    if (start > lastStart) break;
    jobs.splice(jobs.indexOf(next), 1);
    const window = { from: plusMinutes(midnight, begins), to: plusMinutes(midnight, begins + length) };
    stops.push({ id: `${id}-${stops.length + 1}`, ...next, window });
    // One gap in five is left open: somebody cancelled, or nobody wanted it.
    free =
      start + next.work.planned * (world.has('optimism') ? 1 : 1.1) + (draw.chance(1 / 5) ? draw.between(15, 60) : 0);
    from = next.place;
  }
  return { shift: { from: plusMinutes(midnight, BEGINS), to: plusMinutes(midnight, ENDS) }, stops };
}

const near = (area: Place, draw: Draw): Place => ({
  lat: Math.round((area.lat + 0.035 * draw.normal()) * 1e6) / 1e6,
  lng: Math.round((area.lng + 0.045 * draw.normal()) * 1e6) / 1e6,
});
