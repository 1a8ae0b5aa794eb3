import type { DayVisit } from '#routes/mend/day';
import { type Carrying, EPSILON, type Loads, loadOf } from '#routes/mend/loads';

/** Which of the visits can be kept without moving anybody else, and by whom. */
export type Direct = {
  /** The route that takes each visit, in their order; null for those that nobody can. */
  readonly takers: readonly (number | null)[];
  readonly kept: number;
  readonly minutes: number;
};

type Option = { readonly mask: number; readonly minutes: number };

/**
 * The most visits that can be kept at once, and among those ways the one with the least driving; exact. Works through
 * the technicians one by one with the best way to keep every subset of the visits so far: dynamic programming over
 * subsets, 2^visits x technicians x what each can take. Pauses after every few looks at a day.
 */
export function* directly(
  carries: Carrying,
  routes: number,
  visits: readonly DayVisit[],
  loads: Loads,
  mayTake: (route: number, visit: DayVisit) => boolean,
): Generator<null, Direct> {
  let least = new Float64Array(1 << visits.length).fill(Infinity);
  least[0] = 0;
  const steps: { readonly route: number; readonly chosen: Uint32Array }[] = [];
  for (let route = 0; route < routes; route++) {
    const options = yield* optionsOf(carries, route, visits, loads, mayTake);
    if (!options.length) continue;
    const next = least.slice();
    const chosen = new Uint32Array(least.length);
    for (const { mask, minutes } of options)
      for (let kept = 0; kept < least.length; kept++) {
        if (kept & mask || !(least[kept]! + minutes < next[kept | mask]! - EPSILON)) continue;
        next[kept | mask] = least[kept]! + minutes;
        chosen[kept | mask] = mask;
      }
    least = next;
    steps.push({ route, chosen });
  }
  const best = mostKept(least);
  const takers: (number | null)[] = visits.map(() => null);
  for (let left = best, step = steps.length; left && step--;) {
    const { route, chosen } = steps[step]!;
    const mask = chosen[left]!;
    visits.forEach((_, i) => mask & (1 << i) && (takers[i] = route));
    left &= ~mask;
  }
  return { takers, kept: ones(best), minutes: least[best]! };
}

/** Every set of the visits that this technician can take beyond his load, with the driving it adds. */
function* optionsOf(
  carries: Carrying,
  route: number,
  visits: readonly DayVisit[],
  loads: Loads,
  mayTake: (route: number, visit: DayVisit) => boolean,
): Generator<null, Option[]> {
  const { given, taken } = loadOf(loads, route);
  const before = carries(route, { given, taken })?.minutes ?? 0;
  const options: Option[] = [];
  let last: { readonly mask: number; readonly added: readonly DayVisit[] }[] = [{ mask: 0, added: [] }];
  // Who cannot take a few of them cannot take more: sets grow one by one, each in the order of the list.
  while (last.length) {
    const grown: typeof last = [];
    for (const { mask, added } of last) {
      yield null;
      for (let i = 31 - Math.clz32(mask) + 1; i < visits.length; i++) {
        if (!mayTake(route, visits[i]!)) continue;
        const more = [...added, visits[i]!];
        const carried = carries(route, { given, taken: [...taken, ...more] });
        if (!carried) continue;
        grown.push({ mask: mask | (1 << i), added: more });
        options.push({ mask: mask | (1 << i), minutes: carried.minutes - before });
      }
    }
    last = grown;
  }
  return options;
}

function mostKept(least: Float64Array): number {
  let best = 0;
  for (let mask = 1; mask < least.length; mask++) {
    if (least[mask] === Infinity) continue;
    const more = ones(mask) - ones(best);
    if (more > 0 || (more === 0 && least[mask]! < least[best]! - EPSILON)) best = mask;
  }
  return best;
}

const ones = (mask: number) => {
  let count = 0;
  for (let left = mask; left; left &= left - 1) count++;
  return count;
};
