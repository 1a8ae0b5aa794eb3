import type { Dice } from '#routes/plan/dice';
import type { Terrain } from '#routes/plan/terrain';
import { NOWHERE, type Tours } from '#routes/plan/tours';

/** How often a place is overlooked, so that the same visits do not always go back where they were. */
const BLINK = 0.01;
/** So many of the visits that were left out before are tried again each time, beside those just taken out. */
const TRIED_AGAIN = 10;

/** In which order the absent are put back, and how often that order is thrown. */
const ORDERS: readonly { readonly weight: number; key(terrain: Terrain, visit: number): number }[] = [
  { weight: 4, key: (t, v) => -t.demand[v]! },
  { weight: 2, key: (t, v) => -t.away[v]! },
  { weight: 1, key: (t, v) => t.away[v]! },
  { weight: 2, key: (t, v) => t.to[v]! - t.from[v]! },
  { weight: 2, key: (t, v) => t.from[v]! },
  { weight: 2, key: (t, v) => -t.to[v]! },
  { weight: 2, key: (t, v) => -t.penalty[v]! },
];
const RANDOM_WEIGHT = 4;

/**
 * Greedy insertion with blinks (Christiaens and Vanden Berghe 2020): the absent visits, in an order thrown anew each
 * time, each to where it costs the least extra driving. One that fits nowhere, or costs more than leaving it out, stays
 * absent.
 */
export class Recreate {
  private readonly waiting: Int32Array;
  private readonly sortKeys: readonly Float64Array[];
  private readonly wheel: readonly number[];
  /** By kind of stretch: the last look at an empty one. */
  private readonly lookedAt: Int32Array;
  private look = 0;
  private untilBlink = 0;

  constructor(
    private readonly terrain: Terrain,
    private readonly dice: Dice,
  ) {
    this.waiting = new Int32Array(terrain.visits);
    this.lookedAt = new Int32Array(terrain.stretches);
    this.sortKeys = ORDERS.map(({ key }) => Float64Array.from({ length: terrain.visits }, (_, v) => key(terrain, v)));
    // A key that is the same for all puts nothing in order.
    this.wheel = this.sortKeys.flatMap((keys, i) =>
      keys.every((key) => key === keys[0]) ? [] : Array<number>(ORDERS[i]!.weight).fill(i),
    );
    this.untilBlink = this.blinkAgain();
  }

  /** Puts back what can be put back; the last `removed` of the absent were taken out just now. */
  run(tours: Tours, removed: number): void {
    const count = this.line(tours, removed);
    const turn = this.dice.below(this.wheel.length + RANDOM_WEIGHT);
    if (turn < this.wheel.length) sortBy(this.sortKeys[this.wheel[turn]!]!, this.waiting, count);
    else this.dice.shuffle(this.waiting, count);
    for (let i = 0; i < count; i++) {
      const before = this.cheapest(tours, this.waiting[i]!);
      if (before !== NOWHERE) tours.insert(this.waiting[i]!, before);
    }
  }

  /** Everybody taken out just now, and some of those left out before. */
  private line(tours: Tours, removed: number): number {
    const older = tours.absentCount - removed;
    let count = 0;
    for (let i = older; i < tours.absentCount; i++) this.waiting[count++] = tours.absent[i]!;
    const first = older > TRIED_AGAIN ? this.dice.below(older) : 0;
    for (let i = 0; i < Math.min(older, TRIED_AGAIN); i++) this.waiting[count++] = tours.absent[(first + i) % older]!;
    return count;
  }

  /** The node behind which the visit costs the least, or NOWHERE. This loop is where the time goes. */
  private cheapest(tours: Tours, visit: number): number {
    const { stretches, able, capacity, kind, restMinutes, place, places, travel, demand, duration } = this.terrain;
    const { next, leave, latest, onward, load, count } = tours;
    const here = place[visit]!;
    const row = here * places;
    const opens = this.terrain.from[visit]!;
    const closes = this.terrain.to[visit]!;
    const stays = duration[visit]!;
    let least = this.terrain.penalty[visit]!;
    let best = NOWHERE;
    let untilBlink = this.untilBlink;
    const look = ++this.look;
    for (let s = 0; s < stretches; s++) {
      if (able[visit * stretches + s] === 0 || load[s]! + demand[visit]! > capacity[s]!) continue;
      if (count[s] === 0) {
        if (this.lookedAt[kind[s]!] === look) continue;
        this.lookedAt[kind[s]!] = look;
      }
      const last = tours.endOf(s);
      const rests = restMinutes[s]! > 0;
      for (let i = tours.startOf(s), j: number; i !== last; i = j) {
        j = next[i]!;
        const free = leave[i]!;
        // Whoever is free later still is too late, too.
        if (free > closes) break;
        const there = travel[place[i]! * places + here]!;
        const on = travel[row + place[j]!]!;
        const extra = there + on - onward[i]!;
        if (extra >= least) continue;
        const begins = free + there > opens ? free + there : opens;
        if (begins > closes || begins + stays + on > latest[j]!) continue;
        if (rests && !tours.fitsWithRest(visit, i)) continue;
        if (--untilBlink < 0) {
          untilBlink = this.blinkAgain();
          continue;
        }
        least = extra;
        best = i;
      }
    }
    this.untilBlink = untilBlink;
    return best;
  }

  /** How many places are seen before the next is overlooked. */
  private blinkAgain(): number {
    return Math.floor(Math.log(this.dice.next()) / Math.log(1 - BLINK));
  }
}

/** A dozen numbers: insertion sort. */
function sortBy(keys: Float64Array, numbers: Int32Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const moving = numbers[i]!;
    let j = i - 1;
    for (; j >= 0 && keys[numbers[j]!]! > keys[moving]!; j--) numbers[j + 1] = numbers[j]!;
    numbers[j + 1] = moving;
  }
}
