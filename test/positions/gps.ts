import type { Fix } from '#eta/fixes';
import type { Place } from '#routes/route';
import { between, type Moment, placeAt } from '#test/positions/drives';

type Random = () => number;

/** How a phone sees. */
export type Sight = {
  /** Seconds from fix to fix. */
  readonly every: number;
  /** Whether it tells its speed. */
  readonly tellsSpeed: boolean;
  /** Jumps by reflection in a minute. */
  readonly jumpsAMinute: number;
  /** Whether the way leads through a tunnel. */
  readonly tunnel: boolean;
};

/** A fix with the truth beside it. */
export type Seen = { readonly fix: Fix; readonly truth: Moment; readonly second: number };

/**
 * What a phone tells of a way, as recorded tracks look: an error that drifts (6-10 m, changing within a minute or two),
 * a few meters of flutter on top, reflections that put it 30-80 m off for 5 to 40 s while it believes in 10-30 m, and
 * tunnels without any fix whose first ones after it are wide.
 */
export function seenBy(random: Random, way: readonly Moment[], from: Date, door: Place, sight: Sight): Seen[] {
  const drift = drifting(random, between(random, 6, 10), between(random, 60, 120));
  const jumps = jumping(random, way.length, sight.jumpsAMinute);
  const dark = sight.tunnel ? darkness(random, way.length) : { from: -1, to: -1 };
  const offset = Math.floor(random() * sight.every);
  const seen: Seen[] = [];
  let due = offset;
  for (const [second, truth] of way.entries()) {
    const off = drift();
    if (second < due) continue;
    due = second + Math.max(1, Math.round(sight.every + between(random, -1, 1)));
    if (second >= dark.from && second < dark.to) continue;
    const jump = jumps(second);
    const dazzled = second >= dark.to && second < dark.to + 20 && dark.to > 0;
    const point = {
      x: truth.x + off.x + jump.x + (dazzled ? between(random, -60, 60) : gauss(random) * 3),
      y: truth.y + off.y + jump.y + (dazzled ? between(random, -60, 60) : gauss(random) * 3),
    };
    seen.push({
      second,
      truth,
      fix: {
        ...placeAt(door, point),
        at: new Date(from.getTime() + second * 1000),
        accuracy: dazzled ? between(random, 40, 120) : between(random, 5, jump.x || jump.y ? 30 : 20),
        speed: sight.tellsSpeed ? Math.max(0, truth.speed + gauss(random) * 0.4) : null,
        heading: null,
        mocked: false,
      },
    });
  }
  return seen;
}

/** An error that keeps most of itself from second to second (a first-order Gauss-Markov process). */
function drifting(random: Random, sigma: number, seconds: number): () => { x: number; y: number } {
  const keeps = Math.exp(-1 / seconds);
  const fresh = sigma * Math.sqrt(1 - keeps ** 2);
  let [x, y] = [gauss(random) * sigma, gauss(random) * sigma];
  return () => {
    x = x * keeps + gauss(random) * fresh;
    y = y * keeps + gauss(random) * fresh;
    return { x, y };
  };
}

function jumping(random: Random, length: number, aMinute: number) {
  const jumps: { from: number; to: number; x: number; y: number }[] = [];
  for (let at = 0; at < length; at++) {
    if (random() >= aMinute / 60) continue;
    const [meters, turn, lasts] = [between(random, 30, 80), random() * 2 * Math.PI, between(random, 5, 40)];
    jumps.push({ from: at, to: at + lasts, x: meters * Math.cos(turn), y: meters * Math.sin(turn) });
    at += Math.ceil(lasts);
  }
  return (second: number) => jumps.find(({ from, to }) => second >= from && second < to) ?? { x: 0, y: 0 };
}

function darkness(random: Random, length: number) {
  const from = Math.floor(between(random, 0.2, 0.5) * length);
  return { from, to: from + Math.floor(between(random, 40, 150)) };
}

/** A normally distributed number (Box and Muller). */
export const gauss = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
