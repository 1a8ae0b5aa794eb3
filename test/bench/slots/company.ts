import { seeded } from '#carriers/loopback/seeded';
import type { Place } from '#routes/route';
import { floorTo, plusMinutes } from '#time/minutes';
import type { Window } from '#time/window';
import { plusDays } from '#time/zone';
import { estimatedMinutes } from '#travel/estimate';
import { DAY, local } from '#test/world/company';
import { placeIn } from '#test/bench/town/plan';
import { uuids } from '#test/bench/town/uuids';

/** The clock shows this: nobody has set out yet. */
export const NOW = local('07:00:00');
export const DAYS = 14;
export const VISITS = 6;
export const WORK_MINUTES = 60;
export const WINDOW_MINUTES = 120;
/** How far apart the logarithms of two such jobs lie, as it was learned. */
export const WORK_SPREAD = 0.25;
const [OPENS, CLOSES] = ['08:00:00', '17:30:00'] as const;
const SHIFT_MINUTES = 570;

export type Stay = { readonly id: string; readonly place: Place; readonly stay: Window; readonly window: Window };
export type Shift = { readonly shift: Window; readonly stays: readonly Stay[] };
export type Worker = {
  readonly id: string;
  readonly territory: number;
  readonly home: Place;
  readonly days: readonly Shift[];
};
export type Company = { readonly territoryIds: readonly string[]; readonly workers: readonly Worker[] };

/**
 * A company with so many technicians in each territory, every one with six jobs of an hour on each of fourteen days, the
 * drives between them and what is left of the shift spread between the jobs by chance. Drawn from a seed.
 */
export function planCompany(seed: number, territories: number, technicians: number): Company {
  const random = seeded(seed);
  const uuid = uuids(random);
  const dates = Array.from({ length: DAYS }, (_, i) => plusDays(DAY, i));
  const shifts = dates.map((day) => ({ from: local(OPENS, day), to: local(CLOSES, day) }));
  return {
    territoryIds: Array.from({ length: territories }, uuid),
    workers: Array.from({ length: territories * technicians }, (_, n): Worker => {
      const territory = Math.floor(n / technicians);
      const home = placeIn(territory, random);
      return { id: uuid(), territory, home, days: shifts.map((shift) => ({ shift, stays: dayOf(shift, home, territory, random, uuid) })) }; // prettier-ignore
    }),
  };
}

function dayOf(shift: Window, home: Place, territory: number, random: () => number, uuid: () => string): Stay[] {
  const places = Array.from({ length: VISITS }, () => placeIn(territory, random));
  const drives = places.map((place, i) => estimatedMinutes(i ? places[i - 1]! : home, place));
  const idle = Math.max(0, SHIFT_MINUTES - VISITS * WORK_MINUTES - drives.reduce((sum, drive) => sum + drive, 0));
  const shares = Array.from({ length: VISITS + 1 }, () => -Math.log(1 - random()));
  const all = shares.reduce((sum, share) => sum + share, 0);
  let free = shift.from;
  return places.map((place, i) => {
    const from = plusMinutes(free, drives[i]! + (idle * shares[i]!) / all);
    free = plusMinutes(from, WORK_MINUTES);
    const opens = floorTo(plusMinutes(from, -30), 30);
    const window = { from: opens, to: plusMinutes(opens, WINDOW_MINUTES) };
    return { id: uuid(), place, stay: { from, to: free }, window };
  });
}
