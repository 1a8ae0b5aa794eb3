import { minutesBetween, plusMinutes } from '#time/minutes';
import { normalQuantile } from '#eta/normal';
import { at, type Quantiles } from '#eta/spread';

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
  readonly arrived: Date;
};

const HORIZONS = [20, 45, 90, 180, 300] as const;

/** The kind of a prediction: somebody on the road is another matter than a stop far down the day. */
export function kindOf(p50: Date, asOf: Date, isDriving: boolean): string {
  if (isDriving) return 'driving';
  const ahead = minutesBetween(asOf, p50);
  return `within ${HORIZONS.find((minutes) => ahead < minutes) ?? 'a day'}`;
}

/** So much weight has the belief that the ranges are right as they are. */
const BELIEF = 40;
const AS_IT_SHOULD_BE = Array.from({ length: BELIEF }, (_, i) => normalQuantile((i + 0.5) / BELIEF) / 1.2816);
/** Wider or narrower than this would be another engine. */
const [NARROWEST, WIDEST] = [0.4, 3];

/**
 * Learns the calibration: for each kind the middle and the tenths of what came, in units of the predicted half-ranges,
 * together with forty imagined cases that came exactly as predicted.
 */
export function learnCalibration(came: readonly Came[]): Calibration {
  const off = new Map<string, number[]>();
  for (const { plain, asOf, isDriving, arrived } of came) {
    const kind = kindOf(plain.p50, asOf, isDriving);
    const units = inUnits(plain, arrived);
    if (off.has(kind)) off.get(kind)!.push(units);
    else off.set(kind, [units]);
  }
  return new Map([...off].map(([kind, units]) => [kind, fitOf(units)]));
}

function fitOf(units: readonly number[]): Fit {
  const sorted = Float64Array.from([...units, ...AS_IT_SHOULD_BE]).sort();
  const middle = within(at(sorted, 0.5), -1, 1);
  return {
    middle,
    early: within(-at(sorted, 0.1), NARROWEST - middle, WIDEST),
    late: within(at(sorted, 0.9), NARROWEST + middle, WIDEST),
    from: units.length,
  };
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
  { now, isDriving }: { readonly now: Date; readonly isDriving: boolean },
): Quantiles {
  const fit = calibration?.get(kindOf(plain.p50, now, isDriving));
  if (!fit) return plain;
  const { before, after } = halves(plain);
  const moved = (units: number) => plusMinutes(plain.p50, units * (units < 0 ? before : after));
  const ahead = (t: Date) => (t < now ? now : t);
  return { p10: ahead(moved(-fit.early)), p50: ahead(moved(fit.middle)), p90: ahead(moved(fit.late)) };
}
