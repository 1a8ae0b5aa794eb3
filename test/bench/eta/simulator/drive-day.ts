import { later, minutesBetween, plusMinutes } from '#time/minutes';
import type { Place } from '#routes/route';
import type { Technician } from '#test/bench/eta/simulator/crew';
import type { Plan, Planned } from '#test/bench/eta/simulator/dispatcher';
import type { Draw } from '#test/bench/eta/simulator/draw';
import type { World } from '#test/bench/eta/simulator/world';

/** One stop as it was really made. */
export type Made = {
  readonly planned: Planned;
  readonly from: Place;
  /** Lunch is over at `setOut`; when it was taken here, `freed` lies before it. */
  readonly freed: Date;
  readonly setOut: Date;
  /** In the street of the customer; a van that waits stands there until `arrived`. */
  readonly atStreet: Date;
  /** Minutes he stood still on the way, and where on it (0 to 1). */
  readonly stood: { readonly minutes: number; readonly where: number } | null;
  readonly arrived: Date;
  readonly departed: Date;
};

type Asked = {
  readonly plan: Plan;
  readonly technician: Technician;
  readonly world: World;
  readonly draw: Draw;
  /** Which of the world's days, for what drifts. */
  readonly day: number;
  readonly weekday: number;
  readonly midnight: Date;
  /** How much longer everybody drives today. */
  readonly weather: number;
};

/** What really happens of a plan. */
export function driveDay(asked: Asked): Made[] {
  const { plan, technician, draw, world, weekday } = asked;
  const made: Made[] = [];
  let place = technician.home;
  let free = plusMinutes(plan.shift.from, draw.between(-6, 8) + (weekday === 0 ? draw.gamma(2, 12) : 0));
  let lunch: Date | null =
    world.has('lunch') && draw.chance(0.9) ? plusMinutes(asked.midnight, draw.between(675, 810)) : null;
  for (const planned of plan.stops) {
    const eats = lunch && free >= lunch;
    if (eats) lunch = null;
    const ready = eats
      ? plusMinutes(free, draw.lognormal(32, 0.25))
      : plusMinutes(free, made.length ? draw.gamma(2, 4) : 0);
    const setOut = made.length ? ready : later(ready, leavingFor(planned, place, asked));
    const stood = surprise(asked);
    const atStreet = plusMinutes(setOut, drivingMinutes(place, planned.place, setOut, asked) + (stood?.minutes ?? 0));
    const early = plusMinutes(planned.window.from, -draw.between(0, 6));
    const arrived = plusMinutes(
      technician.waits ? later(atStreet, early) : later(atStreet, plusMinutes(planned.window.from, -75)),
      world.parking(planned.place),
    );
    const departed = plusMinutes(arrived, workMinutes(planned, asked));
    made.push({ planned, from: place, freed: free, setOut, atStreet, stood, arrived, departed });
    [place, free] = [planned.place, departed];
  }
  return made;
}

/** He leaves home so that he is not far too early, by what he thinks the drive takes. */
function leavingFor({ place, window }: Planned, from: Place, { world }: Asked): Date {
  return plusMinutes(window.from, -1.3 * world.freeFlow(from, place) - 10);
}

function drivingMinutes(
  from: Place,
  to: Place,
  at: Date,
  { world, draw, technician, midnight, weekday, weather }: Asked,
) {
  const traffic = world.traffic(weekday, minutesBetween(midnight, at));
  return world.freeFlow(from, to) * traffic * weather * technician.pace * draw.lognormal(1, 0.16);
}

function surprise({ draw, world }: Asked): Made['stood'] {
  if (!world.has('surprises')) return null;
  const where = draw.between(0.2, 0.9);
  if (draw.chance(0.007)) return { minutes: draw.between(30, 60), where };
  return draw.chance(0.003) ? { minutes: draw.between(45, 120), where } : null;
}

function workMinutes({ work }: Planned, { draw, world, technician, day, weekday }: Asked): number {
  // Nobody opens: he rings, phones, writes a card and goes.
  if (draw.chance(0.035)) return draw.between(4, 7);
  const usual = world.has('tails') ? work.minutes(draw) : work.planned * draw.lognormal(1, 0.1);
  return Math.max(5, usual * technician.slowness(day) * (weekday === 0 ? 1.07 : 1));
}
