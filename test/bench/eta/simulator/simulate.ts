import { seeded } from '#carriers/loopback/seeded';
import { plusDays, startOfDay } from '#time/zone';
import { inOrder, type RecordedDay } from '#test/bench/eta/days/recorded-day';
import { crewOf } from '#test/bench/eta/simulator/crew';
import { planDay } from '#test/bench/eta/simulator/dispatcher';
import { drawing } from '#test/bench/eta/simulator/draw';
import { driveDay } from '#test/bench/eta/simulator/drive-day';
import { fixesOf, tapsOf } from '#test/bench/eta/simulator/phone';
import { type Law, worldOf } from '#test/bench/eta/simulator/world';

export type Simulation = {
  readonly seed: number;
  /** Working days, Monday to Friday. */
  readonly days: number;
  readonly technicians: number;
  /** Laws left out, for seeing what each of them costs. */
  readonly without?: readonly Law[];
};

export const SIMULATED_ZONE = 'America/New_York';
/** A Monday; sixty working days from here cross a change of the clock. */
const FIRST_MONDAY = '2026-01-12';

/**
 * Days of a town that does not obey the engine: its laws are of other families, drift, and differ from seed to seed.
 * The same seed gives the same days.
 */
export function simulate({ seed, days, technicians, without = [] }: Simulation): RecordedDay[] {
  // Each part of the world has a stream of its own: leaving one law out does not draw another town.
  const stream = (n: number) => drawing(seeded(seed * 1_000_003 + n));
  const world = worldOf(stream(1), without);
  const crew = crewOf(technicians, days, stream(2), world);
  const sky = stream(3);
  const recorded: RecordedDay[] = [];
  for (let day = 0; day < days; day++) {
    const weekday = day % 5;
    const date = plusDays(FIRST_MONDAY, Math.floor(day / 5) * 7 + weekday);
    // Clocks change on Sundays, when nobody works: every day here counts plainly from its midnight.
    const midnight = startOfDay(date, SIMULATED_ZONE);
    const isBad = sky.chance(0.15);
    const weather = isBad ? sky.between(1.15, 1.5) : sky.lognormal(1, 0.05);
    for (const [n, technician] of crew.entries()) {
      if (day < technician.startsOn) continue;
      const draw = stream(10_000 + day * 1000 + n);
      const id = `${date}-${technician.name.slice(-2)}`;
      const plan = planDay(id, { draw, world, technician, midnight });
      if (!plan.stops.length) continue;
      const made = driveDay({ plan, technician, world, draw, day, weekday, midnight, weather });
      const phone = stream(20_000_000 + day * 1000 + n);
      const stops = plan.stops.map(({ work, ...stop }) => ({
        ...stop,
        workType: work.type,
        plannedMinutes: work.planned,
      }));
      recorded.push({
        day: {
          technician: technician.name,
          shift: plan.shift,
          start: technician.home,
          stops: stops.map((stop, i) => ({ ...stop, arrived: made[i]!.arrived, departed: made[i]!.departed })),
        },
        plan: stops,
        putOff: new Map(),
        taps: tapsOf({ made, technician, draw: phone }),
        fixes: fixesOf({ made, technician, draw: phone, world }),
      });
    }
  }
  return inOrder(recorded);
}
