import { mean, type Measure, quantile, share, type Share } from '#eta/figure';
import { type Horizon, HORIZONS, type JudgedVisit, type Tried } from '#eta/visit-record';

/** How true predictions were. */
export type Truth = {
  /** How often he came between p10 and p90; 80 of 100 is what that range says. */
  readonly coverage: Share;
  /** Mean of arrival minus p50, minutes: above zero he came later than predicted. */
  readonly bias: Measure;
  /** Mean distance of the arrival from p50, minutes. */
  readonly error: Measure;
};

/** One technician, hour or kind of work. */
export type Slice = Truth & { readonly visits: number; readonly firstPromise: Share };

/** A quarter of the year against the customer-service standard. */
export type Quarter = { readonly quarter: string; readonly met: Share; readonly isMet: boolean | null };

export type Figures = {
  /** What counts, what is still open, what was cancelled before we had broken anything. */
  readonly visits: { readonly due: number; readonly open: number; readonly cancelled: number };
  readonly firstPromise: Share;
  readonly secondPromise: Share;
  readonly predictions: Truth;
  readonly byHorizon: readonly (Truth & { readonly minutes: Horizon })[];
  readonly byHour: readonly (Slice & { readonly hour: number })[];
  readonly byTechnician: readonly (Slice & { readonly technicianId: string; readonly technician: string })[];
  readonly byWork: readonly (Slice & { readonly workCode: string; readonly work: string })[];
  readonly warning: { readonly median: Measure; readonly p10: Measure; readonly unwarned: Share };
  readonly surprises: Share;
  readonly falseAlarms: Share;
  readonly texts: Measure;
  readonly quarters: readonly Quarter[];
};

/** 47 CFR 76.309(c)(2): each standard is met "no less than ninety-five (95) percent of the time measured on a quarterly basis". */
export const STANDARD_PERCENT = 95;

/**
 * All figures of these visits. Only visits that are due count: somebody arrived, or what was promised last is over, or
 * the visit was called off after we had announced a delay or let its window pass.
 *
 * - `firstPromise`: arrived by the end of the first promise. A window that we moved was not kept.
 * - `secondPromise`: of those where something was promised in its place (a range told with a delay, or a later window),
 *   arrived by the end of that.
 * - `predictions`: every prediction that stood 120, 60, 30 and 15 min before the arrival, held against it. Those made
 *   for an earlier window do not count; by technician only those about himself do.
 * - `warning`: for first promises not kept, minutes between the first word of it and their end (median, and the value
 *   nine in ten are above). `unwarned`: no word came before the end.
 * - `surprises`: arrived after the range told last (after the window where none was), with no new word in between.
 * - `falseAlarms`: of the visits announced late whose window stood, those where he came in time after all.
 * - `texts`: texts to the customer for each visit.
 * - `quarters`: arrived by the end of the first promise, or the customer had word before it ended: what 47 CFR
 *   76.309(c)(2)(v) asks ("running late … the customer will be contacted"), at least 95 % by quarter.
 */
export function weighUp(judged: readonly JudgedVisit[]): Figures {
  const due = dueOf(judged);
  const broken = due.filter(({ keptFirst }) => !keptFirst);
  const minutes = broken.map(({ warningMinutes }) => warningMinutes!);
  return {
    visits: {
      due: due.length,
      open: judged.filter(({ outcome }) => outcome === 'open').length,
      cancelled: judged.filter(({ outcome }) => outcome === 'cancelled').length,
    },
    firstPromise: share(due.map(({ keptFirst }) => keptFirst)),
    secondPromise: share(due.filter(({ second }) => second).map(({ keptSecond }) => keptSecond)),
    predictions: truthOf(due),
    byHorizon: HORIZONS.map((horizon) => ({
      minutes: horizon,
      ...truthOf(due, ({ standing }) => standing.minutes === horizon),
    })),
    byHour: groups(due, ({ hour }) => hour)
      .toSorted(([a], [b]) => a - b)
      .map(([hour, visits]) => ({ hour, ...sliceOf(visits) })),
    byTechnician: groups(due, ({ record }) => record.technicianId)
      .map(([technicianId, visits]) => ({
        technicianId,
        technician: visits[0]!.record.technician,
        ...sliceOf(visits, isAboutHimself),
      }))
      .toSorted((a, b) => (a.technician < b.technician ? -1 : 1)),
    byWork: groups(due, ({ record }) => record.workCode)
      .map(([workCode, visits]) => ({ workCode, work: visits[0]!.record.work, ...sliceOf(visits) }))
      .toSorted((a, b) => (a.work < b.work ? -1 : 1)),
    warning: {
      median: quantile(minutes, 0.5),
      p10: quantile(minutes, 0.1),
      unwarned: share(broken.map((visit) => !isWarned(visit))),
    },
    surprises: share(due.map((visit) => visit.isSurprise)),
    falseAlarms: share(due.flatMap(({ isFalseAlarm }) => isFalseAlarm ?? [])),
    texts: mean(due.map(({ record }) => record.texts)),
    quarters: groups(due, ({ quarter }) => quarter)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([quarter, visits]) => {
        const met = share(visits.map(meetsStandard));
        return { quarter, met, isMet: met.percent === null ? null : met.percent >= STANDARD_PERCENT };
      }),
  };
}

export const dueOf = (judged: readonly JudgedVisit[]) => judged.filter(({ outcome }) => outcome === 'due');

/** Word came before the end of the first promise. */
export const isWarned = ({ heardAt, first }: JudgedVisit) => heardAt !== null && heardAt < first.to;

/** Kept, or the customer had word in time. */
export const meetsStandard = (visit: JudgedVisit) => visit.keptFirst || isWarned(visit);

/** A prediction about somebody who no longer had the visit says nothing of whoever came. */
export const isAboutHimself = ({ standing }: Tried, { record }: JudgedVisit) =>
  standing.technicianId === record.technicianId;

type Wanted = (tried: Tried, visit: JudgedVisit) => boolean;

function truthOf(visits: readonly JudgedVisit[], isWanted: Wanted = () => true): Truth {
  const perVisit = visits
    .map((visit) => visit.tried.filter((one) => isWanted(one, visit)))
    .filter((tried) => tried.length);
  const all = perVisit.flat();
  return {
    coverage: share(
      all.map(({ isCovered }) => isCovered),
      perVisit.length,
    ),
    bias: mean(
      all.map(({ error }) => error),
      perVisit.length,
    ),
    error: mean(
      all.map(({ error }) => Math.abs(error)),
      perVisit.length,
    ),
  };
}

const sliceOf = (visits: readonly JudgedVisit[], isWanted?: Wanted): Slice => ({
  visits: visits.length,
  firstPromise: share(visits.map(({ keptFirst }) => keptFirst)),
  ...truthOf(visits, isWanted),
});

function groups<K>(visits: readonly JudgedVisit[], keyOf: (visit: JudgedVisit) => K): [K, JudgedVisit[]][] {
  const found = new Map<K, JudgedVisit[]>();
  for (const visit of visits) {
    const group = found.get(keyOf(visit));
    if (group) group.push(visit);
    else found.set(keyOf(visit), [visit]);
  }
  return [...found];
}
