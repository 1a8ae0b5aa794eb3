import type { Problem } from '#routes/plan/problem';

/**
 * A problem laid out for speed, never changed by a search. Nodes are the visits, then the start of every stretch, then
 * its end: with `n` visits and `m` stretches, stretch `s` begins at node `n + s` and ends at `n + m + s`.
 */
export type Terrain = {
  readonly visits: number;
  readonly stretches: number;
  readonly nodes: number;
  readonly places: number;
  readonly travel: Float64Array;
  /** By node. */
  readonly place: Int32Array;
  readonly duration: Float64Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** By visit. */
  readonly demand: Float64Array;
  readonly penalty: Float64Array;
  /** 1 where the stretch's technician can do the visit: `able[visit * stretches + stretch]`. */
  readonly able: Uint8Array;
  /** By stretch. `kind` is the first stretch that is exactly like it: two empty ones of a kind are the same to a visit. */
  readonly capacity: Float64Array;
  readonly kind: Int32Array;
  readonly restFrom: Float64Array;
  readonly restMinutes: Float64Array;
  /** For each visit all others, nearest first: `near[visit * visits + i]`, itself at 0. */
  readonly near: Int32Array;
  /** Distance of a visit from the start of the stretch nearest to it. */
  readonly away: Float64Array;
};

/** Leaving out a visit that must be there costs more than any driving and all that may be left out. */
const MUST = 100;
/** A pause comes after the rows of so many visits: some milliseconds. */
const ROWS_PER_PAUSE = 64;

/** Lays a problem out, with pauses for one of many visits. */
export function* layOut({ visits, stretches, places, travel }: Problem): Generator<null, Terrain, void> {
  const n = visits.length;
  const m = stretches.length;
  const nodes = [
    ...visits,
    ...stretches.map(({ start, from, to }) => ({ place: start, duration: 0, from, to })),
    ...stretches.map(({ end, from, to }) => ({ place: end, duration: 0, from, to })),
  ];
  let longest = 1;
  for (let i = 0; i < travel.length; i++) if (travel[i]! > longest) longest = travel[i]!;
  const must = MUST * longest + visits.reduce((sum, { penalty }) => sum + (penalty ?? 0), 0);
  const place = Int32Array.from(nodes, (node) => node.place);
  const kinds = new Map<string, number>();
  const able = new Uint8Array(n * m);
  const near = new Int32Array(n * n);
  const order = Array.from({ length: n }, (_, i) => i);
  const away = new Float64Array(n);
  for (const [v, { skills }] of visits.entries()) {
    for (const [s, { skills: has }] of stretches.entries())
      able[v * m + s] = skills.every((skill) => has.includes(skill)) ? 1 : 0;
    const here = place[v]!;
    for (let w = 0; w < n; w++) away[w] = travel[here * places + place[w]!]! + travel[place[w]! * places + here]!;
    away[v] = -1; // itself first, whoever else is in the same house
    near.set(
      order.sort((a, b) => away[a]! - away[b]! || a - b),
      v * n,
    );
    if (v % ROWS_PER_PAUSE === ROWS_PER_PAUSE - 1) yield null;
  }
  return {
    visits: n,
    stretches: m,
    nodes: nodes.length,
    places,
    travel,
    place,
    duration: Float64Array.from(nodes, ({ duration }) => duration),
    from: Float64Array.from(nodes, ({ from }) => from),
    to: Float64Array.from(nodes, ({ to }) => to),
    demand: Float64Array.from(visits, ({ demand }) => demand),
    penalty: Float64Array.from(visits, ({ penalty }) => penalty ?? must),
    able,
    capacity: Float64Array.from(stretches, ({ capacity }) => capacity),
    kind: Int32Array.from(stretches, (stretch, s) => {
      const key = JSON.stringify([stretch, [...stretch.skills].sort()]);
      return kinds.get(key) ?? (kinds.set(key, s), s);
    }),
    restFrom: Float64Array.from(stretches, ({ rest }) => rest?.from ?? 0),
    restMinutes: Float64Array.from(stretches, ({ rest }) => rest?.minutes ?? 0),
    near,
    away: Float64Array.from(visits, (visit) =>
      stretches.reduce((least, { start }) => Math.min(least, travel[start * places + visit.place]!), Infinity),
    ),
  };
}
