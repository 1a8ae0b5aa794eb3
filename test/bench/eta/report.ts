import { wallMinutes } from '#time/zone';
import type { Aim } from '#test/bench/bench';
import { type Accuracy, atShiftStart, byHorizon, overall } from '#test/bench/eta/accuracy';
import { type Honesty, honestyOf } from '#test/bench/eta/honesty';
import type { Split } from '#test/bench/eta/options';
import { grouped } from '#test/bench/eta/grouped';
import type { Replayed, Visit } from '#test/bench/eta/replay';

export type Report = {
  readonly predictors: Readonly<Record<string, Figures>>;
  /** Of the first named: per cent by which its MAE is below a rival's. */
  readonly improvement: { readonly best: string; readonly overBest: number; readonly over: Record<string, number> };
  readonly learning: readonly Learning[];
  readonly aims: readonly Aim[];
};

export type Figures = {
  readonly all: Accuracy;
  readonly byHorizon: Readonly<Record<string, Accuracy>>;
  readonly atShiftStart: Accuracy;
  /** The first tenth of the days, when little or nothing has been learned; they are in `all` as well. */
  readonly firstDays: Accuracy;
  readonly texts: Honesty;
  /** By the clock, learning and predicting. */
  readonly seconds: number;
};

type Learning = {
  readonly days: string;
  /** Known before the first of these days. */
  readonly learnedDays: number;
  readonly learnedVisits: number;
  readonly mae: Readonly<Record<string, number>>;
  readonly coverage: Readonly<Record<string, number>>;
};

/** Everything measured of a replay; the first of `names` is ours, the others are its rivals. */
export function reportOf({ visits, days, learned, seconds }: Replayed, names: readonly string[]): Report {
  const first = visits.filter(({ day }) => day < days / 10);
  const figures = Object.fromEntries(
    names.map((name): [string, Figures] => [
      name,
      {
        all: overall(visits, name),
        byHorizon: byHorizon(visits, name),
        atShiftStart: atShiftStart(visits, name),
        firstDays: overall(first, name),
        texts: honestyOf(visits, name),
        seconds: seconds.get(name)!,
      },
    ]),
  );
  const [us, ...rivals] = names;
  const mae = (name: string) => figures[name]!.all.mae;
  const best = rivals.reduce((a, b) => (mae(b) < mae(a) ? b : a));
  const below = (rival: string) => 100 * (1 - mae(us!) / mae(rival));
  return {
    predictors: figures,
    improvement: { best, overBest: below(best), over: Object.fromEntries(rivals.map((name) => [name, below(name)])) },
    learning: learningOf({ visits, days, learned }, names),
    aims: aimsOf(figures[us!]!, below('constant-pace')),
  };
}

/** The replay in ten parts: what was known before each, and how near it brought everybody. */
function learningOf(
  { visits, days, learned }: Pick<Replayed, 'visits' | 'days' | 'learned'>,
  names: readonly string[],
) {
  const parts = Math.min(10, days);
  const bound = (part: number) => Math.floor((days * part) / parts);
  return Array.from({ length: parts }, (_, part): Learning => {
    const here = visits.filter(({ day }) => day >= bound(part) && day < bound(part + 1));
    const each = (of: (accuracy: Accuracy) => number) =>
      Object.fromEntries(names.map((name) => [name, of(overall(here, name))]));
    const known = learned[bound(part)]!;
    return {
      days: `${bound(part) + 1}-${bound(part + 1)}`,
      learnedDays: known.days,
      learnedVisits: known.visits,
      mae: each(({ mae }) => mae),
      coverage: each(({ coverage }) => coverage),
    };
  });
}

function aimsOf({ all, byHorizon, texts }: Figures, belowConstantPace: number): Aim[] {
  const maes = Object.values(byHorizon).flatMap(({ mae }) => (Number.isFinite(mae) ? [mae] : []));
  return [
    { what: 'MAE below constant pace, %', is: belowConstantPace, atLeast: 20 },
    { what: 'arrivals within p10-p90, %', is: all.coverage, atLeast: 77, atMost: 83 },
    { what: 'spans in which the error does not fall as the arrival nears', is: rises(maes), atMost: 0 },
    { what: 'late by surprise, % of visits', is: texts.lateBySurprise, atMost: 2 },
    { what: 'a second text within 15 minutes, % of visits', is: texts.flapping, atMost: 0 },
  ];
}

const rises = (maes: readonly number[]) => maes.filter((mae, i) => i > 0 && mae < maes[i - 1]!).length;

/** The same figures for groups of visits: whoever made them, their kind of work, or the local hour they were reached in. */
export function splitBy(visits: readonly Visit[], by: Split, names: readonly string[], zone: string) {
  const keyOf = (visit: Visit): string => {
    if (by === 'technician') return visit.technician;
    if (by === 'workType') return visit.stop.workType;
    return `${String(Math.floor(wallMinutes(visit.stop.arrived, zone) / 60)).padStart(2, '0')}:00`;
  };
  const groups = grouped(visits, keyOf);
  return Object.fromEntries(
    [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, group]) => [key, Object.fromEntries(names.map((name) => [name, overall(group, name)]))]),
  );
}
