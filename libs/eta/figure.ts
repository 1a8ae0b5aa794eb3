/** Of fewer visits than this no figure is made: a few of them say nothing about the next. */
export const ENOUGH_VISITS = 10;

/**
 * How often something was so: `count` of `of`. `percent` is null when `visits` are too few to say. `of` is the number of
 * visits, or of predictions where a visit has several.
 */
export type Share = {
  readonly visits: number;
  readonly of: number;
  readonly count: number;
  readonly percent: number | null;
};

/** A number of minutes, or of texts; null when the visits are too few to say. */
export type Measure = { readonly visits: number; readonly value: number | null };

export function share(flags: readonly boolean[], visits = flags.length): Share {
  const count = flags.filter(Boolean).length;
  return {
    visits,
    of: flags.length,
    count,
    percent: visits < ENOUGH_VISITS ? null : (100 * count) / flags.length,
  };
}

export const mean = (values: readonly number[], visits = values.length): Measure => ({
  visits,
  value: visits < ENOUGH_VISITS ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
});

/** The value below which the share `q` of them lies, between neighbours in proportion (type 7 of Hyndman and Fan 1996). */
export function quantile(values: readonly number[], q: number): Measure {
  const visits = values.length;
  if (visits < ENOUGH_VISITS) return { visits, value: null };
  const sorted = values.toSorted((a, b) => a - b);
  const at = q * (visits - 1);
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return { visits, value: low + (high - low) * (at - Math.floor(at)) };
}
