import type { Law } from '#eta/law';
import { normalQuantile } from '#routes/normal';
import { at } from '#eta/spread';

/** A visit that was worked: how long it was planned to take and how long it took, some days ago. */
export type Worked = {
  readonly technician: string;
  readonly workType: string;
  readonly plannedMinutes: number;
  readonly minutes: number;
  readonly daysAgo: number;
};

/**
 * What was learned: the usual share of the planned minutes, the spread of its logarithm, from how many visits, and what
 * the logarithms of the durations around it look like where there is enough to tell (ascending, equally likely).
 */
export type Learned = {
  readonly ratio: number;
  readonly spread: number;
  readonly from: number;
  readonly shape?: readonly number[];
};

/** As the engine takes it. */
export const lawOf = ({ ratio, spread, shape }: Learned, plannedMinutes: number): Law => ({
  minutes: Math.max(3, plannedMinutes * ratio),
  spread,
  shape,
});

export type Durations = {
  /** Of the company, by work type. */
  readonly types: ReadonlyMap<string, Learned>;
  /** By technician, then work type: every type the company knows, for whoever has worked at all. */
  readonly technicians: ReadonlyMap<string, ReadonlyMap<string, Learned>>;
};

/** Before there is any evidence. */
export const UNKNOWN: Learned = { ratio: 1, spread: 0.42, from: 0 };

/**
 * How many visits of evidence weigh as much as the belief one level up: a work type differs a lot from the company's
 * other types, technicians differ less from each other, and least in one single kind of work.
 */
const BELIEF = { company: 4, type: 2, technician: 16, pair: 30, spread: 12 } as const;
/** A visit that took ten times as long is a mistake in the data or a story of its own: it counts as this (of the logarithm). */
const ODD = 1.1;
/** Nobody is reckoned to be more than twice as fast or as slow as the company (of the logarithm). */
const MOST_APART = Math.LN2;
/** What was seen two months ago counts half. */
const HALF_LIFE_DAYS = 60;

/**
 * Learns how long visits take, from technician to work type to company: at each level the mean of what the level above
 * leaves unexplained, shrunk towards nothing where there is little evidence (the empirical Bayes mean of a normal law).
 * The logarithm of the share is used, so that the result is a median, and what is odd is bounded.
 */
export function learnDurations(worked: readonly Worked[]): Durations {
  const seen = worked.filter(({ minutes, plannedMinutes }) => minutes > 0 && plannedMinutes > 0).map(weighed);
  const company = shrunk(seen, BELIEF.company, () => 0);
  const types = grouped(
    seen,
    ({ workType }) => workType,
    BELIEF.type,
    () => company,
  );
  const typeOf = ({ workType }: Seen) => company + types.get(workType)!;
  const technicians = grouped(seen, ({ technician }) => technician, BELIEF.technician, typeOf);
  const known = (s: Seen) => typeOf(s) + technicians.get(s.technician)!;
  const pairs = grouped(seen, pairOf, BELIEF.pair, known);
  const left = (s: Seen) => s.off - known(s) - pairs.get(pairOf(s))!;
  const spreads = spreadsOf(seen, left);
  const shapes = shapesOf(seen, left);
  const counts = countsOf(seen);
  const learned = (workType: string, off: number, from: number): Learned => ({
    ratio: Math.exp(off),
    spread: spreads.get(workType)!,
    from,
    ...(shapes.has(workType) ? { shape: shapes.get(workType)! } : {}),
  });
  const byType = [...types].map(([type, own]) => [type, learned(type, company + own, counts.get(type)!)] as const);
  return {
    types: new Map(byType),
    technicians: new Map(
      [...technicians].map(([technician, own]) => [
        technician,
        new Map(
          byType.map(([type, { ratio }]) => {
            const pair = `${technician}\n${type}`;
            const his = Math.min(MOST_APART, Math.max(-MOST_APART, own + (pairs.get(pair) ?? 0)));
            return [type, learned(type, Math.log(ratio) + his, counts.get(pair) ?? 0)];
          }),
        ),
      ]),
    ),
  };
}

/** What is known of a technician's visits of a type; of the company's where he is new; the plan where the type is. */
export const durationOf = (durations: Durations, workType: string, technician: string): Learned =>
  durations.technicians.get(technician)?.get(workType) ?? durations.types.get(workType) ?? UNKNOWN;

type Seen = { readonly technician: string; readonly workType: string; readonly off: number; readonly weight: number };

const weighed = ({ technician, workType, plannedMinutes, minutes, daysAgo }: Worked): Seen => ({
  technician,
  workType,
  off: Math.max(-ODD, Math.min(ODD, Math.log(minutes / plannedMinutes))),
  weight: 0.5 ** (Math.max(0, daysAgo) / HALF_LIFE_DAYS),
});

const pairOf = ({ technician, workType }: Seen) => `${technician}\n${workType}`;

/** The mean of what `known` leaves, as if `belief` further visits had left nothing. */
function shrunk(seen: readonly Seen[], belief: number, known: (s: Seen) => number): number {
  let [sum, weight] = [0, belief];
  for (const s of seen) {
    sum += s.weight * (s.off - known(s));
    weight += s.weight;
  }
  return sum / weight;
}

function grouped(
  seen: readonly Seen[],
  by: (s: Seen) => string,
  belief: number,
  known: (s: Seen) => number,
): Map<string, number> {
  return new Map([...together(seen, by)].map(([name, group]) => [name, shrunk(group, belief, known)]));
}

function together(seen: readonly Seen[], by: (s: Seen) => string): Map<string, Seen[]> {
  const groups = new Map<string, Seen[]>();
  for (const s of seen) {
    const group = groups.get(by(s));
    if (group) group.push(s);
    else groups.set(by(s), [s]);
  }
  return groups;
}

function spreadsOf(seen: readonly Seen[], left: (s: Seen) => number): Map<string, number> {
  const squares = new Map<string, { sum: number; weight: number }>();
  for (const s of seen) {
    const so = squares.get(s.workType) ?? { sum: BELIEF.spread * UNKNOWN.spread ** 2, weight: BELIEF.spread };
    squares.set(s.workType, { sum: so.sum + s.weight * left(s) ** 2, weight: so.weight + s.weight });
  }
  return new Map([...squares].map(([type, { sum, weight }]) => [type, Math.sqrt(sum / weight)]));
}

/** So few visits have no shape yet; and so many imagined ordinary ones stand beside those that were seen. */
const FEW = 10;
const IMAGINED = Array.from({ length: 14 }, (_, i) => UNKNOWN.spread * normalQuantile((i + 0.5) / 14));
const POINTS = 32;

function shapesOf(seen: readonly Seen[], left: (s: Seen) => number): Map<string, number[]> {
  return new Map(
    [...together(seen, ({ workType }) => workType)]
      .filter(([, his]) => his.length >= FEW)
      .map(([type, his]) => {
        const sorted = [...his.map(left), ...IMAGINED].sort((a, b) => a - b);
        return [type, Array.from({ length: POINTS }, (_, k) => at(sorted, (k + 0.5) / POINTS))];
      }),
  );
}

function countsOf(seen: readonly Seen[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const s of seen) for (const name of [s.workType, pairOf(s)]) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
