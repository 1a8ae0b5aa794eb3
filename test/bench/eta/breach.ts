import type { Quantiles } from '#eta/spread';

/** What no predictor may say of a visit nobody has arrived at: nothing, no time, a range upside down, or the past. Null when all is well. */
export function breachOf(eta: Quantiles | undefined, now: Date): string | null {
  if (!eta) return 'says nothing of a visit that is still ahead';
  const [p10, p50, p90] = [eta.p10.getTime(), eta.p50.getTime(), eta.p90.getTime()];
  if (Number.isNaN(p10 + p50 + p90)) return 'gives an arrival that is not a time';
  if (p10 > p50 || p50 > p90) return 'gives a range that is not in order';
  // The range may begin before now (he may be there without having said so); its middle may not.
  return p50 < now.getTime() ? 'expects somebody in the past who is not there yet' : null;
}
