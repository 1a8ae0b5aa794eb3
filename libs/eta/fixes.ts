import { greatCircle } from '#routes/meters';
import type { Place } from '#routes/route';

/** One position as a phone tells it. */
export type Fix = Place & {
  readonly at: Date;
  /** Radius in meters within which he is, as the phone believes. */
  readonly accuracy: number | null;
  /** Meters a second. */
  readonly speed: number | null;
  /** Degrees clockwise from north. */
  readonly heading: number | null;
  /** The phone itself says that the position is made up. */
  readonly mocked: boolean;
};

/** Why nothing is reckoned with a fix. */
export type Why = 'not-a-place' | 'zero' | 'mocked' | 'future' | 'old' | 'inaccurate' | 'teleport' | 'duplicate';

/** A fix that is stored already, and what was thought of it. */
export type KnownFix = Pick<Fix, 'at' | 'lat' | 'lng' | 'accuracy' | 'speed'> & { readonly refused: string | null };

export type Judged<F extends Fix> = { readonly fix: F; readonly refused: Why | null };

/** A fix that is older says nothing of this day's drives. */
export const OLDEST_MS = 12 * 3_600_000;
/** One from further ahead comes from a wrong clock. */
export const FUTURE_MS = 2 * 60_000;
/** A circle this wide may be anywhere in the neighbourhood. */
const WIDEST_METERS = 200;
/** Satellites seen by way of a wall put a fix this far off although the phone believes in it. */
const MULTIPATH_METERS = 100;
/** Nobody drives to customers faster than this, 162 km/h. */
const FASTEST = 45;
/** How much faster than its own two speeds say a phone may have moved for a while. */
const SPARE = 15;
/** For so long two speeds tell of what lies between them. */
const SPEED_TELLS_SECONDS = 60;
/** As many refused in a row that agree with each other are right, and what they were held against was wrong. */
const STREAK = 3;

/**
 * Which fixes of a batch are good, and why the others are not. Each is judged against its neighbours in time, not
 * against the newest: `known` is what is stored around the batch (oldest first), so that a late fix is held against
 * what he did then. The answer is in the order of time; a `duplicate` has the time of another fix and cannot be stored.
 *
 *   good ── good ── jump? ── jump? ── jump, agreeing with the two before ──▶ good from here on
 */
export function judgeFixes<F extends Fix>(known: readonly KnownFix[], batch: readonly F[], now: Date): Judged<F>[] {
  const track = trackOf(known);
  let before = Number.NaN;
  return inOrder(batch).map((fix): Judged<F> => {
    const at = fix.at.getTime();
    const isAgain = at === before || track.passTo(at);
    before = at;
    if (isAgain) return { fix, refused: 'duplicate' };
    const refused = alone(fix, now);
    return { fix, refused: refused ?? track.judge(fix) };
  });
}

/** What is wrong with a fix whatever lies around it. */
function alone(fix: Fix, now: Date): Why | null {
  if (!(Math.abs(fix.lat) <= 90 && Math.abs(fix.lng) <= 180)) return 'not-a-place';
  if (Math.abs(fix.lat) < 0.001 && Math.abs(fix.lng) < 0.001) return 'zero';
  if (fix.mocked) return 'mocked';
  const age = now.getTime() - fix.at.getTime();
  if (age < -FUTURE_MS) return 'future';
  if (age > OLDEST_MS) return 'old';
  return fix.accuracy !== null && fix.accuracy > WIDEST_METERS ? 'inaccurate' : null;
}

type Point = Pick<Fix, 'at' | 'lat' | 'lng' | 'accuracy' | 'speed'>;

/** Goes along what is known, good fix by good fix, and judges what comes between. */
function trackOf(known: readonly KnownFix[]) {
  let next = 0;
  let good: Point | null = null;
  let streak: readonly Point[] = [];
  const take = (point: Point) => {
    good = point;
    streak = [];
  };
  const refuse = (point: Point): Why => {
    streak = [...streak.slice(1 - STREAK), point];
    return 'teleport';
  };
  return {
    /** Takes in all that is known up to a time; true when there is a fix of this very time already. */
    passTo(at: number): boolean {
      let isThere = false;
      for (let one = known[next]; one && one.at.getTime() <= at; one = known[++next]) {
        isThere = one.at.getTime() === at;
        if (one.refused === null) take(one);
        else if (one.refused === 'teleport') refuse(one);
      }
      return isThere;
    },
    judge(fix: Point): Why | null {
      const after = known.slice(next).find(({ refused }) => refused === null);
      if (after && !isReachable(fix, after)) return 'teleport';
      if (good && !isReachable(good, fix) && !agree([...streak, fix])) return refuse(fix);
      take(fix);
      return null;
    },
  };
}

const agree = (streak: readonly Point[]) =>
  streak.length >= STREAK && streak.every((point, n) => n === 0 || isReachable(streak[n - 1]!, point));

/** Whether he can have come from one point to the other in the time between them. */
function isReachable(a: Point, b: Point): boolean {
  const seconds = Math.abs(b.at.getTime() - a.at.getTime()) / 1000;
  const blur = MULTIPATH_METERS + (a.accuracy ?? 0) + (b.accuracy ?? 0);
  return greatCircle(a, b) <= blur + seconds * fastest(a, b, seconds);
}

function fastest(a: Point, b: Point, seconds: number): number {
  if (a.speed === null || b.speed === null || seconds > SPEED_TELLS_SECONDS) return FASTEST;
  return Math.min(FASTEST, Math.max(a.speed, b.speed) * 1.5 + SPARE);
}

/** Oldest first; a batch that is in order already, as most are, is left as it is. */
function inOrder<F extends Fix>(batch: readonly F[]): readonly F[] {
  const isOrdered = batch.every((fix, n) => n === 0 || batch[n - 1]!.at <= fix.at);
  return isOrdered ? batch : batch.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
