import type { Dice } from '#routes/plan/dice';
import type { Terrain } from '#routes/plan/terrain';
import { NOWHERE, type Tours } from '#routes/plan/tours';

/** How many visits are taken out at a time, on average. */
const REMOVED = 10;
/** No string is longer. */
const LONGEST = 10;
/** How often a whole stretch is emptied instead: strings alone seldom save a technician. */
const EMPTIED = 0.05;
/** How often a string keeps some visits in its middle. */
const SPLIT = 0.5;
/** How often one more visit is kept in the middle. */
const KEPT_MORE = 0.5;

/**
 * Adjacent string removal (Christiaens and Vanden Berghe 2020): around a visit thrown by chance, strings of visits that
 * follow each other are taken out of the stretches that pass by, so that there is slack where others can be put.
 */
export class Ruin {
  private readonly chain: Int32Array;
  private readonly touched: Int32Array;

  constructor(
    private readonly terrain: Terrain,
    private readonly dice: Dice,
  ) {
    this.chain = new Int32Array(terrain.visits);
    this.touched = new Int32Array(terrain.stretches);
  }

  /** How many visits it has taken out. */
  run(tours: Tours): number {
    const { visits, near } = this.terrain;
    const planned = visits - tours.absentCount;
    if (planned === 0) return 0;
    let used = 0;
    for (let s = 0; s < this.terrain.stretches; s++) if (tours.count[s]! > 0) used++;
    const longest = Math.min(LONGEST, planned / used);
    const strings = Math.floor(1 + this.dice.next() * ((4 * REMOVED) / (1 + longest) - 1));
    const seed = this.dice.below(visits);
    const before = tours.absentCount;
    if (this.dice.next() < EMPTIED) {
      this.empty(tours, tours.stretchOf[seed]!);
      return tours.absentCount - before;
    }
    let taken = 0;
    for (let i = 0; i < visits && taken < strings; i++) {
      const visit = near[seed * visits + i]!;
      const stretch = tours.stretchOf[visit]!;
      if (stretch === NOWHERE || this.isTouched(stretch, taken)) continue;
      const size = tours.count[stretch]!;
      const most = Math.min(size, longest);
      this.takeString(tours, stretch, visit, Math.floor(1 + this.dice.next() * most));
      tours.measure(stretch);
      this.touched[taken++] = stretch;
    }
    return tours.absentCount - before;
  }

  private empty(tours: Tours, stretch: number): void {
    if (stretch === NOWHERE) return;
    while (tours.count[stretch]! > 0) tours.remove(tours.next[tours.startOf(stretch)]!);
    tours.measure(stretch);
  }

  private isTouched(stretch: number, taken: number): boolean {
    for (let i = 0; i < taken; i++) if (this.touched[i] === stretch) return true;
    return false;
  }

  /** Takes `length` visits out of a stretch, `visit` among them; a split string leaves some in its middle. */
  private takeString(tours: Tours, stretch: number, visit: number, length: number): void {
    const { chain, dice } = this;
    let size = 0;
    let at = 0;
    for (let i = tours.next[tours.startOf(stretch)]!; i < this.terrain.visits; i = tours.next[i]!) {
      if (i === visit) at = size;
      chain[size++] = i;
    }
    let kept = 0;
    if (length > 1 && length < size && dice.next() < SPLIT) {
      kept = 1;
      while (length + kept < size && dice.next() > KEPT_MORE) kept++;
    }
    const whole = length + kept;
    const least = Math.max(0, at - whole + 1);
    const first = least + dice.below(Math.min(at, size - whole) - least + 1);
    const keptFrom = kept > 0 ? first + 1 + dice.below(length - 1) : first + whole;
    for (let i = first; i < first + whole; i++) if (i < keptFrom || i >= keptFrom + kept) tours.remove(chain[i]!);
  }
}
