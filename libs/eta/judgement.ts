import { minutesBetween } from '#time/minutes';
import type { Window } from '#time/window';
import type { Quantiles } from '#eta/spread';

/** What a prediction means for the promise: nothing, a first warning, or news about a warning already given. */
export type Judgement = 'fine' | 'late' | 'slipped' | 'better';

/** A told arrival that moves by this much, and out of the range that was told, is news. */
export const NEWS_MINUTES = 10;
/** A told arrival that slips by this much is news within any range. */
export const SLIP_MINUTES = 15;

/** Whether the customer has been told of an arrival after his window; one within it is no warning. */
export const knowsOfDelay = (promised: Window, told: Quantiles | null) => told !== null && told.p50 >= promised.to;

/**
 * Late when he arrives after the window more likely than not (p50 at or past its end) and the customer does not know of
 * it. Slipped when an arrival was told and the middle has since moved by ten minutes and beyond the range that was said,
 * or by fifteen within it. Better only when it has moved below that range: who was told a wide one loses nothing by
 * waiting, and of two texts that take each other back the second must be sure.
 */
export function judge(promised: Window, told: Quantiles | null, eta: Quantiles): Judgement {
  if (!knowsOfDelay(promised, told) && eta.p50 >= promised.to) return 'late';
  if (!told) return 'fine';
  const moved = minutesBetween(told.p50, eta.p50);
  if (moved >= SLIP_MINUTES || (moved >= NEWS_MINUTES && eta.p50 > told.p90)) return 'slipped';
  if (moved <= -NEWS_MINUTES && eta.p50 < told.p10) return 'better';
  return 'fine';
}
