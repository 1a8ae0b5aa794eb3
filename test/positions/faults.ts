import type { Fix, KnownFix } from '#eta/fixes';
import { judgeFixes } from '#eta/fixes';
import { seeded } from '#carriers/loopback/seeded';
import type { Place } from '#routes/route';
import { along, approach, between, oneOf, onwards, placeAt, standing, walking } from '#test/positions/drives';
import { seenBy } from '#test/positions/gps';

type Random = () => number;

const DOOR: Place = { lat: 39.29, lng: -76.61 };
const BEGUN = new Date('2026-03-03T13:00:00Z');
const HOUR_MS = 3_600_000;

/** What can be wrong with a fix, put into one that was right. */
const FAULTS: Readonly<Record<string, (fix: Fix, random: Random) => Fix>> = {
  zero: (fix) => ({ ...fix, lat: 0, lng: 0 }),
  'not-a-place': (fix) => ({ ...fix, lat: 391.2 }),
  mocked: (fix) => ({ ...fix, mocked: true }),
  future: (fix, random) => ({ ...fix, at: new Date(fix.at.getTime() + between(random, 0.1, 90) * HOUR_MS) }),
  old: (fix, random) => ({ ...fix, at: new Date(fix.at.getTime() - between(random, 13, 90) * HOUR_MS) }),
  inaccurate: (fix, random) => ({ ...fix, accuracy: between(random, 250, 5_000) }),
  teleport: (fix, random) => {
    const [meters, turn] = [10 ** between(random, 3.5, 5.7), random() * 2 * Math.PI];
    return { ...fix, ...placeAt(fix, { x: meters * Math.cos(turn), y: meters * Math.sin(turn) }) };
  },
};

export type Sent = { readonly fix: Fix; readonly fault: string | null };

/** A morning with two drives and two stays as a phone tells it, with one fix in ten spoilt and some sent twice. */
export function spoiltMorning(random: Random): { readonly sent: readonly Sent[]; readonly now: Date } {
  const first = approach(random);
  const door = { x: 0, y: 0 };
  const way = [
    ...along(random, [...first, { x: 15, y: 5 }]),
    ...walking(random, { x: 15, y: 5 }, door),
    ...standing(door, between(random, 300, 1500)),
    ...along(random, onwards(random, door)),
  ];
  const sight = {
    every: oneOf(random, [10, 15, 20, 30]),
    tellsSpeed: random() < 0.7,
    jumpsAMinute: oneOf(random, [0, 0.1, 0.3]),
    tunnel: random() < 0.3,
  };
  const seen = seenBy(random, way, BEGUN, DOOR, sight);
  const names = Object.keys(FAULTS);
  // A track that begins with a wrong place has a test of its own.
  const sent = seen.map(({ fix }, n): Sent => {
    const fault = n > 0 && random() < 0.1 ? oneOf(random, names) : null;
    return { fix: fault ? FAULTS[fault]!(fix, random) : fix, fault };
  });
  return { sent: sent.flatMap((one) => (random() < 0.02 ? [one, one] : [one])), now: seen.at(-1)!.fix.at };
}

type Judge = typeof judgeFixes;
export type Tally = { outliers: number; caught: number; good: number; lost: number; twice: number };

/**
 * Sends such mornings to the filter: `live` one by one as they happen; `late` in portions of an hour without signal,
 * the portions in any order, as they come when phones send from several hours at once.
 */
export function judgeMornings(seed: number, mornings: number, how: 'live' | 'late', judge: Judge = judgeFixes): Tally {
  const random = seeded(seed);
  const tally: Tally = { outliers: 0, caught: 0, good: 0, lost: 0, twice: 0 };
  for (let n = 0; n < mornings; n++) {
    const { sent, now } = spoiltMorning(random);
    const faults = new Map(sent.map(({ fix, fault }) => [fix, fault]));
    const portions = how === 'live' ? sent.map((one) => [one]) : shuffled(portionsOf(sent, random), random);
    let known: KnownFix[] = [];
    const seenAt = new Set<number>();
    for (const portion of portions) {
      const clock = how === 'live' ? honest(portion[0]!, now) : now;
      const around = around12h(known, portion);
      for (const { fix, refused } of judge(
        around,
        portion.map(({ fix }) => fix),
        clock,
      )) {
        if (refused === 'duplicate') tally.twice++;
        else known.push({ ...fix, refused });
        if (seenAt.has(fix.at.getTime())) continue;
        seenAt.add(fix.at.getTime());
        const isOutlier = faults.get(fix) !== null;
        if (isOutlier) tally.outliers++;
        else tally.good++;
        if (isOutlier && refused) tally.caught++;
        if (!isOutlier && refused) tally.lost++;
      }
      known = known.toSorted((a, b) => a.at.getTime() - b.at.getTime());
    }
  }
  return tally;
}

/** The time at which a fix is sent: when it was taken, whatever the phone's clock says. */
const honest = ({ fix, fault }: Sent, last: Date) => (fault === 'future' || fault === 'old' ? last : fix.at);

/** What the database would give for such a batch. */
function around12h(known: readonly KnownFix[], portion: readonly Sent[]): KnownFix[] {
  const times = portion.map(({ fix }) => fix.at.getTime());
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const before = known.filter(({ at, refused }) => at.getTime() < from && (!refused || refused === 'teleport'));
  return [
    ...before.slice(-8),
    ...known.filter(({ at }) => at.getTime() >= from && at.getTime() <= to),
    ...known.filter(({ at, refused }) => at.getTime() > to && !refused).slice(0, 1),
  ];
}

function portionsOf(sent: readonly Sent[], random: Random): Sent[][] {
  const portions: Sent[][] = [];
  for (let at = 0; at < sent.length;) {
    const next = at + 1 + Math.floor(random() * 40);
    portions.push(shuffled(sent.slice(at, next), random));
    at = next;
  }
  return portions;
}

function shuffled<T>(all: readonly T[], random: Random): T[] {
  const copy = [...all];
  for (let n = copy.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1));
    [copy[n], copy[other]] = [copy[other]!, copy[n]!];
  }
  return copy;
}
