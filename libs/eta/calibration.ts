import { minutesBetween, plusMinutes } from '#time/minutes';
import { normalQuantile } from '#routes/normal';
import type { Basis } from '#eta/basis';
import type { Quantiles } from '#eta/spread';

/**
 * How the ranges have to be moved and widened to be true as often as they say, learned from predictions and what came.
 * In units of the half-range on that side: `middle` 0, `early` 1 and `late` 1 leave a prediction as it is.
 */
export type Fit = { readonly middle: number; readonly early: number; readonly late: number; readonly from: number };
/** By kind of prediction. */
export type Calibration = ReadonlyMap<string, Fit>;

/** A prediction before its calibration, when it was made and what came. */
export type Came = {
  readonly plain: Quantiles;
  readonly asOf: Date;
  readonly isDriving: boolean;
  readonly basis: Basis;
  readonly visit: string;
  readonly arrived: Date;
};

const HORIZONS = [20, 45, 90, 180, 300] as const;

type About = { readonly isDriving: boolean; readonly basis: Basis };

/** The kind of a prediction: what somebody on the road says or does is another matter than a stop far down the day. */
export function kindOf(p50: Date, asOf: Date, { isDriving, basis }: About): string {
  if (isDriving) return `driving, ${basis}`;
  if (basis === 'reported' || basis === 'silence') return basis;
  const ahead = minutesBetween(asOf, p50);
  return `within ${HORIZONS.find((minutes) => ahead < minutes) ?? 'a day'}`;
}

/** The belief that the ranges are right as they are weighs as much as so many visits. */
const BELIEF = 30;
const believed = (scale: number): readonly Off[] =>
  Array.from({ length: 60 }, (_, i) => ({
    units: (scale * normalQuantile((i + 0.5) / 60)) / 1.2816,
    weight: BELIEF / 60,
  }));
/**
 * Before there is any evidence, what lies ahead is less known than it seems: neither the habits of the people nor the
 * drives of the area are. What somebody on the road does or says is known as well as ever.
 */
const UNSURE = 1.35;
const [KNOWN, UNKNOWN] = [believed(1), believed(UNSURE)];
const isUnsure = (kind: string) => kind.startsWith('within') || kind === 'silence';
const FIRST: Fit = { middle: 0, early: UNSURE, late: UNSURE, from: 0 };
/** Delays have the longer tail: a hair above the middle the mean of what is off comes nearer to nothing. */
const MIDDLE = 0.51;
/** Wider or narrower than this would be another engine. */
const [NARROWEST, WIDEST] = [0.4, 3];

/** How far off a prediction was, in half-ranges, and what that counts. */
type Off = { readonly units: number; readonly weight: number };

/**
 * Learns the calibration: for each kind the middle and the tenths of what came, in units of the predicted half-ranges,
 * together with imagined visits that came as predicted. Every visit counts the same, however often it was
 * predicted.
 */
export function learnCalibration(came: readonly Came[]): Calibration {
  const kinds = new Map<string, Map<string, number[]>>();
  for (const { plain, asOf, arrived, visit, ...about } of came) {
    const kind = kindOf(plain.p50, asOf, about);
    const visits = kinds.get(kind) ?? new Map<string, number[]>();
    kinds.set(kind, visits);
    visits.set(visit, [...(visits.get(visit) ?? []), inUnits(plain, arrived)]);
  }
  return new Map(
    [...kinds].map(([kind, visits]) => [kind, fitOf([...visits.values()], isUnsure(kind) ? UNKNOWN : KNOWN)]),
  );
}

function fitOf(visits: readonly (readonly number[])[], belief: readonly Off[]): Fit {
  const seen = visits.flatMap((units) => units.map((u): Off => ({ units: u, weight: 1 / units.length })));
  const sorted = [...seen, ...belief].sort((a, b) => a.units - b.units);
  const middle = within(weighedAt(sorted, MIDDLE), -1, 1);
  return {
    middle,
    early: within(-weighedAt(sorted, 0.1), NARROWEST - middle, WIDEST),
    late: within(weighedAt(sorted, 0.9), NARROWEST + middle, WIDEST),
    from: visits.length,
  };
}

/** The value under which a share of the weight lies. */
function weighedAt(sorted: readonly Off[], share: number): number {
  let left = share * sorted.reduce((sum, { weight }) => sum + weight, 0);
  return (sorted.find(({ weight }) => (left -= weight) <= 0) ?? sorted.at(-1)!).units;
}

const within = (x: number, least: number, most: number) => Math.min(most, Math.max(least, x));

/** A half-range of less than two minutes is nobody's to measure. */
const halves = ({ p10, p50, p90 }: Quantiles) => ({
  before: Math.max(2, minutesBetween(p10, p50)),
  after: Math.max(2, minutesBetween(p50, p90)),
});

function inUnits(plain: Quantiles, arrived: Date): number {
  const off = minutesBetween(plain.p50, arrived);
  const { before, after } = halves(plain);
  return off < 0 ? off / before : off / after;
}

/** The prediction as it is shown. Never before now. */
export function calibrated(
  calibration: Calibration | undefined,
  plain: Quantiles,
  { now, ...about }: About & { readonly now: Date },
): Quantiles {
  const kind = kindOf(plain.p50, now, about);
  const fit = calibration?.get(kind) ?? (isUnsure(kind) ? FIRST : null);
  if (!fit) return plain;
  const { before, after } = halves(plain);
  const moved = (units: number) => plusMinutes(plain.p50, units * (units < 0 ? before : after));
  const ahead = (t: Date) => (t < now ? now : t);
  return { p10: ahead(moved(-fit.early)), p50: ahead(moved(fit.middle)), p90: ahead(moved(fit.late)) };
}
