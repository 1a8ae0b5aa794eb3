import { greatCircle } from '#routes/meters';
import type { Place } from '#routes/route';

/** A good fix, as far as standing at a door goes. */
export type DoorFix = Place & {
  readonly at: Date;
  readonly accuracy: number | null;
  readonly speed: number | null;
};

/** He stands at the door since then; `isThere` once that has lasted long enough to be no halt on the way. */
export type Standing = { readonly since: Date; readonly isThere: boolean };

/** Fixes wider than this say nothing about a door. */
const WIDEST_METERS = 60;
/** In front of the house. */
const NEAR_METERS = 35;
/** Where one parks when there is no place in front of it. */
const AROUND_METERS = 75;
/** Where the middle of a long stay has to lie. */
const MIDDLE_METERS = 55;
/** A stay is over, or has not begun, beyond this. */
const AWAY_METERS = 130;
/** Slower than this is standing or walking (m/s); faster than the other is driving. */
const SLOW = 2.5;
const DRIVING = 4;
/** He has just come if he was this far off, or drove, shortly before he stopped. */
const CAME_FROM_METERS = 150;
const CAME_WITHIN_MS = 180_000;
/** Longer than a red light. */
const LONG_MS = 180_000;

/** How long he has to stand in front of the house: what is left of a minute until the next fix, within bounds. */
const ANSWER_WITHIN_MS = 58_000;
const SHORTEST_MS = 18_000;
const LONGEST_MS = 30_000;

/**
 * Whether he stands at the door of the visit he drives to. `fixes` are the good ones since he set out, oldest first;
 * ten minutes of them are enough. Null when he does not stand there.
 *
 * Standing in front of the house right after the drive is believed within a minute. Standing further off (a parking
 * place, a corner, a café) or after a stay nearby needs three minutes whose middle lies close: that is longer than any
 * red light, and no jump of the satellites lasts so long.
 */
export function atTheDoor(door: Place, fixes: readonly DoorFix[]): Standing | null {
  const seen = fixes
    .filter(({ accuracy }) => (accuracy ?? 0) <= WIDEST_METERS)
    .map((fix, n, all): Seen => ({
      ...fix,
      meters: greatCircle(door, fix),
      isSlow: isSlow(fix, all[n - 1], all[n + 1]),
    }));
  const stay = stayIn(seen);
  const last = stay.at(-1);
  if (!last || !isAround(last)) return null;
  const near = stay.filter(({ meters }) => meters <= NEAR_METERS);
  if (last.meters <= NEAR_METERS && near.length >= 2 && near.length >= 0.6 * stay.length) {
    const since = near[0]!.at;
    const needed = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, ANSWER_WITHIN_MS - pace(seen)));
    if (span(since, last.at) >= needed && hasCome(seen, stay[0]!, CAME_WITHIN_MS)) return { since, isThere: true };
  }
  const around = stay.filter(isAround);
  const since = around[0]!.at;
  const isLong =
    around.length >= 0.8 * stay.length && span(since, last.at) >= LONG_MS && hasCome(seen, stay[0]!, Infinity);
  return { since, isThere: isLong && greatCircle(door, middleOf(around)) <= MIDDLE_METERS };
}

type Seen = DoorFix & { readonly meters: number; readonly isSlow: boolean };

const span = (from: Date, to: Date) => to.getTime() - from.getTime();

const isAround = ({ meters, accuracy }: Seen) => meters <= AROUND_METERS + Math.min(accuracy ?? 0, 20);

/** Where the phone tells no speed, it is seen by how far he came since the fix before, or went until the one after. */
function isSlow(fix: DoorFix, before: DoorFix | undefined, after: DoorFix | undefined): boolean {
  if (fix.speed !== null) return fix.speed <= SLOW;
  if (!before) return true;
  return isSlowBetween(before, fix) || (after !== undefined && isSlowBetween(fix, after));
}

function isSlowBetween(a: DoorFix, b: DoorFix): boolean {
  const blur = (a.accuracy ?? 15) + (b.accuracy ?? 15);
  return greatCircle(a, b) - blur <= (SLOW * span(a.at, b.at)) / 1000;
}

/** The stay he is in: all he has told, slow and not far off, since he last moved. */
function stayIn(seen: readonly Seen[]): readonly Seen[] {
  const moved = seen.findLastIndex(({ isSlow: slow, meters }) => !slow || meters > AWAY_METERS);
  return seen.slice(moved + 1);
}

/** Milliseconds from fix to fix, the middle one of the last. */
function pace(seen: readonly Seen[]): number {
  const gaps = seen.slice(-6).flatMap((fix, n, last) => (n ? [span(last[n - 1]!.at, fix.at)] : []));
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 0;
}

/** Whether he was seen coming at all, no longer than `within` before he stopped. */
const hasCome = (seen: readonly Seen[], stopped: Seen, within: number) =>
  seen.some(
    ({ at, meters, speed }) =>
      at < stopped.at && span(at, stopped.at) <= within && (meters >= CAME_FROM_METERS || (speed ?? 0) >= DRIVING),
  );

/** Where most of them lie: the middle value of each coordinate, which a few wild ones do not move. */
function middleOf(fixes: readonly Place[]): Place {
  const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
  return { lat: middle(fixes.map(({ lat }) => lat)), lng: middle(fixes.map(({ lng }) => lng)) };
}
