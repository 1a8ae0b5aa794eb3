import type { Plan, PlannedVisit } from '#routes/plan/problem';
import { goOn, type Standing } from '#routes/plan/rest';
import type { Terrain } from '#routes/plan/terrain';

/** Where the visits are that no stretch has. */
export const NOWHERE = -1;

/**
 * A plan in the making: every stretch a chain of nodes from its start to its end. For each node it is known when it is
 * left at the earliest, and when its stay may begin at the latest so that everything behind it is still on time (forward
 * time slack: Savelsbergh 1992), so that one look tells whether a visit fits between two others. All of it lies in one
 * piece of memory: keeping or restoring a plan is one copy.
 */
export class Tours {
  /** By node. */
  readonly next: Int32Array;
  readonly stretchOf: Int32Array;
  readonly leave: Float64Array;
  readonly latest: Float64Array;
  /** The drive to the next node. */
  readonly onward: Float64Array;
  private readonly prev: Int32Array;
  private readonly rested: Int32Array;
  /** By stretch. */
  readonly load: Float64Array;
  readonly count: Int32Array;
  private readonly length: Float64Array;
  /** The visits in no stretch, the last one taken out last: the first `absentCount`. */
  readonly absent: Int32Array;
  /** Where in `absent` a visit stands that is there. */
  private readonly absentAt: Int32Array;
  private readonly totals: Float64Array;
  private readonly bytes: Uint8Array;

  constructor(readonly terrain: Terrain) {
    const { visits, stretches, nodes } = terrain;
    const buffer = new ArrayBuffer(8 * (3 * nodes + 2 * stretches + TOTALS) + 4 * (4 * nodes + stretches + 2 * visits));
    let at = 0;
    const floats = (length: number) => new Float64Array(buffer, (at += 8 * length) - 8 * length, length);
    const ints = (length: number) => new Int32Array(buffer, (at += 4 * length) - 4 * length, length);
    this.leave = floats(nodes);
    this.latest = floats(nodes);
    this.onward = floats(nodes);
    this.load = floats(stretches);
    this.length = floats(stretches);
    this.totals = floats(TOTALS);
    this.next = ints(nodes);
    this.prev = ints(nodes);
    this.stretchOf = ints(nodes);
    this.rested = ints(nodes);
    this.count = ints(stretches);
    this.absent = ints(visits);
    this.absentAt = ints(visits);
    this.bytes = new Uint8Array(buffer);
    this.clear();
  }

  private clear(): void {
    const { visits, stretches, from, to, penalty } = this.terrain;
    this.stretchOf.fill(NOWHERE);
    for (let s = 0; s < stretches; s++) {
      const [first, last] = [this.startOf(s), this.endOf(s)];
      this.stretchOf[first] = this.stretchOf[last] = s;
      this.next[first] = last;
      this.prev[last] = first;
      this.leave[first] = from[first]!;
      this.latest[last] = to[last]!;
      this.measure(s);
    }
    for (let v = 0; v < visits; v++) {
      this.absent[v] = this.absentAt[v] = v;
      this.totals[MISSED]! += penalty[v]!;
    }
    this.totals[ABSENT] = visits;
  }

  /** Driving, and the penalty of whatever is left out. */
  get cost(): number {
    return this.totals[DRIVING]! + this.totals[MISSED]!;
  }
  get driving(): number {
    return this.totals[DRIVING]!;
  }
  get absentCount(): number {
    return this.totals[ABSENT]!;
  }
  startOf(stretch: number): number {
    return this.terrain.visits + stretch;
  }
  endOf(stretch: number): number {
    return this.terrain.visits + this.terrain.stretches + stretch;
  }

  copyFrom(other: Tours): void {
    this.bytes.set(other.bytes);
  }

  /** Puts an absent visit behind a node. The caller has seen that it fits. */
  insert(visit: number, before: number): void {
    const stretch = this.stretchOf[before]!;
    const after = this.next[before]!;
    this.next[before] = this.prev[after] = visit;
    this.prev[visit] = before;
    this.next[visit] = after;
    this.stretchOf[visit] = stretch;
    this.load[stretch]! += this.terrain.demand[visit]!;
    this.count[stretch]! += 1;
    const last = this.absent[--this.totals[ABSENT]!]!;
    this.absent[this.absentAt[visit]!] = last;
    this.absentAt[last] = this.absentAt[visit]!;
    this.totals[MISSED]! -= this.terrain.penalty[visit]!;
    this.measure(stretch);
  }

  /** Takes a visit out. What is known of its stretch is old until it is measured. */
  remove(visit: number): void {
    const stretch = this.stretchOf[visit]!;
    const [before, after] = [this.prev[visit]!, this.next[visit]!];
    this.next[before] = after;
    this.prev[after] = before;
    this.stretchOf[visit] = NOWHERE;
    this.load[stretch]! -= this.terrain.demand[visit]!;
    this.count[stretch]! -= 1;
    this.absentAt[visit] = this.totals[ABSENT]!++;
    this.absent[this.absentAt[visit]!] = visit;
    this.totals[MISSED]! += this.terrain.penalty[visit]!;
  }

  /** Reckons a stretch anew: its driving, when each node is left, and how late each may begin. */
  measure(stretch: number): void {
    const { place, places, travel, from, to, duration, restMinutes } = this.terrain;
    const { next, prev, leave, latest, onward } = this;
    const [first, last] = [this.startOf(stretch), this.endOf(stretch)];
    const hasRest = restMinutes[stretch]! > 0;
    let length = 0;
    for (let i = first; i !== last; i = next[i]!) {
      const j = next[i]!;
      const drive = travel[place[i]! * places + place[j]!]!;
      onward[i] = drive;
      length += drive;
      if (hasRest) this.stand(j, this.after(stretch, this.standing(i), i, j));
      else leave[j] = Math.max(from[j]!, leave[i]! + drive) + duration[j]!;
    }
    for (let j = last; j !== first; j = prev[j]!) {
      const i = prev[j]!;
      latest[i] = Math.min(to[i]!, latest[j]! - onward[i]! - duration[i]!);
    }
    this.totals[DRIVING]! += length - this.length[stretch]!;
    this.length[stretch] = length;
  }

  /**
   * With a break one look is not enough, for where it falls depends on what stands before it: the rest of the day is
   * gone through with the visit in it.
   */
  fitsWithRest(visit: number, before: number): boolean {
    const { to } = this.terrain;
    const stretch = this.stretchOf[before]!;
    const last = this.endOf(stretch);
    let at = this.standing(before);
    for (let i = before, j = visit; ; i = j, j = j === visit ? this.next[before]! : this.next[j]!) {
      at = this.after(stretch, at, i, j);
      if (at.begins > to[j]!) return false;
      if (j === last) return true;
    }
  }

  private standing(node: number): Standing {
    return { begins: NaN, leave: this.leave[node]!, rested: this.rested[node] === 1 };
  }

  private stand(node: number, { leave, rested }: Standing): void {
    this.leave[node] = leave;
    this.rested[node] = rested ? 1 : 0;
  }

  private after(stretch: number, at: Standing, i: number, j: number): Standing {
    const { place, places, travel, from, duration, restFrom, restMinutes } = this.terrain;
    const to = { drive: travel[place[i]! * places + place[j]!]!, opens: from[j]!, duration: duration[j]! };
    const minutes = restMinutes[stretch]!;
    return goOn(at, to, { from: minutes > 0 ? restFrom[stretch]! : Infinity, minutes });
  }

  /** As it stands: every stay at its earliest. */
  plan(): Plan {
    const { visits, stretches } = this.terrain;
    const tours = Array.from({ length: stretches }, (_, s) => {
      const tour: PlannedVisit[] = [];
      let at = this.standing(this.startOf(s));
      for (let i = this.startOf(s), j = this.next[i]!; j < visits; i = j, j = this.next[j]!) {
        at = this.after(s, at, i, j);
        tour.push({ visit: j, begins: at.begins });
      }
      return tour;
    });
    const leftOut = [...this.absent.subarray(0, this.absentCount)].sort((a, b) => a - b);
    return { tours, leftOut, driving: this.length.reduce((sum, length) => sum + length, 0) };
  }
}

/** Places in the totals. */
const [DRIVING, MISSED, ABSENT, TOTALS] = [0, 1, 2, 3] as const;
