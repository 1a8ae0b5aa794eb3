import { atTheDoor } from '#eta/at-the-door';
import { type Fix, judgeFixes, type KnownFix } from '#eta/fixes';
import type { Place } from '#routes/route';
import { seeded } from '#carriers/loopback/seeded';
import { along, approach, between, type Moment, oneOf, onwards, standing, walking } from '#test/positions/drives';
import { seenBy, type Sight } from '#test/positions/gps';

type Random = () => number;

/** A way to a door, or past it; `arrivesAt` is the second in which he really stops in front of it. */
export type Trip = { readonly way: readonly Moment[]; readonly arrivesAt: number | null };

/** He parks up to 25 m from the door, goes to it and stays. */
function comes(random: Random): Trip {
  const parked = { x: between(random, -22, 22), y: between(random, -12, 12) };
  const drive = along(random, [...approach(random), parked]);
  const stay = [...standing(parked, between(random, 5, 60)), ...walking(random, parked, { x: 0, y: 0 })];
  return { way: [...drive, ...stay, ...standing({ x: 0, y: 0 }, 420)], arrivesAt: drive.length };
}

const never = (way: readonly Moment[]): Trip => ({ way, arrivesAt: null });

/** Everything that looks like it, and is not. */
export const OTHERWISE: Readonly<Record<string, (random: Random) => Trip>> = {
  'drives past the door': (random) => {
    const y = between(random, -15, 15);
    const to = approach(random).map((point, n, all) => (n === all.length - 1 ? { ...point, y } : point));
    return never(along(random, [...to, ...onwards(random, to.at(-1)!).slice(1)]));
  },
  'a red light at the corner': (random) => {
    const to = approach(random);
    const light = { x: Math.sign(to.at(-1)!.x) * between(random, 60, 95), y: between(random, -12, 12) };
    return never([
      ...along(random, [...to, light]),
      ...standing(light, between(random, 15, 90)),
      ...along(random, onwards(random, light)),
    ]);
  },
  'a halt in the street behind': (random) => {
    const y = oneOf(random, [-1, 1]) * between(random, 60, 90);
    const [a, b] = approach(random);
    const light = { x: between(random, -40, 40), y };
    return never([
      ...along(random, [a!, b!, { x: b!.x, y }, light]),
      ...standing(light, between(random, 10, 90)),
      ...along(random, onwards(random, light)),
    ]);
  },
  'a café 90 m off': (random) => {
    const turn = random() * 2 * Math.PI;
    const there = { x: 90 * Math.cos(turn), y: 90 * Math.sin(turn) };
    return never([
      ...along(random, [...approach(random), there]),
      ...standing(there, between(random, 240, 1200)),
      ...along(random, onwards(random, there)),
    ]);
  },
  'still at the neighbours, 40 m off': (random) => {
    const turn = random() * 2 * Math.PI;
    const there = { x: 40 * Math.cos(turn), y: 40 * Math.sin(turn) };
    return never([...standing(there, between(random, 60, 600)), ...along(random, onwards(random, there))]);
  },
};

const DOOR: Place = { lat: 39.29, lng: -76.61 };
const BEGUN = new Date('2026-03-03T13:00:00Z');
const SEEN_MS = 30 * 60_000;

export type Finding = { readonly trips: number; readonly arrived: number; readonly seconds: readonly number[] };
type Decide = typeof atTheDoor;

/** How many of so many trips were taken for an arrival, and after how many seconds. */
export function tryTrips(seed: number, trips: number, make: (random: Random) => Trip, decide: Decide = atTheDoor) {
  const random = seeded(seed);
  const seconds: number[] = [];
  for (let n = 0; n < trips; n++) {
    const { way, arrivesAt } = make(random);
    const found = arrivalIn(random, way, decide);
    // Said before he stops, it is as wrong as where he never does.
    if (found !== null) seconds.push(arrivesAt === null ? Number.NEGATIVE_INFINITY : found - arrivesAt);
  }
  return { trips, arrived: seconds.length, seconds } satisfies Finding;
}

export const tryArrivals = (seed: number, trips: number, decide?: Decide) => tryTrips(seed, trips, comes, decide);

/** Plays the fixes as they come in, one by one, through the filter and the decision; the second in which it is made. */
function arrivalIn(random: Random, way: readonly Moment[], decide: Decide): number | null {
  const sight: Sight = {
    every: oneOf(random, [10, 15, 20, 30]),
    tellsSpeed: random() < 0.7,
    jumpsAMinute: oneOf(random, [0, 0.1, 0.3]),
    tunnel: false,
  };
  let known: KnownFix[] = [];
  const good: Fix[] = [];
  for (const { fix, second } of seenBy(random, way, BEGUN, DOOR, sight)) {
    const [judged] = judgeFixes(known, [fix], fix.at);
    known = [...known.slice(-8), { ...fix, refused: judged!.refused }];
    if (judged!.refused) continue;
    good.push(fix);
    const recent = good.filter(({ at }) => fix.at.getTime() - at.getTime() <= SEEN_MS);
    if (decide(DOOR, recent)?.isThere) return second;
  }
  return null;
}
