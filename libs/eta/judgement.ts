import { minutesBetween } from '#time/minutes';
import type { Window } from '#time/window';
import type { Quantiles } from '#eta/spread';

/** What a prediction means for the promise: nothing, a first warning, or news about a warning already given. */
export type Judgement = 'fine' | 'late' | 'slipped' | 'better';

/** A told arrival that moves by this much is news. */
export const NEWS_MINUTES = 10;

/** Whether the customer has been told of an arrival after his window; one within it is no warning. */
export const knowsOfDelay = (promised: Window, told: Quantiles | null) => told !== null && told.p50 >= promised.to;

/**
 * Late when he arrives after the window more likely than not (p50 at or past its end) and the customer does not know of
 * it; slipped or better when an arrival was told and the middle has since moved by ten minutes beyond or below what was
 * said. Between those lines nothing is sent: a customer must not get two texts that cancel each other.
 */
export function judge(promised: Window, told: Quantiles | null, eta: Quantiles): Judgement {
  if (!knowsOfDelay(promised, told) && eta.p50 >= promised.to) return 'late';
  if (!told) return 'fine';
  const moved = minutesBetween(told.p50, eta.p50);
  if (moved >= NEWS_MINUTES && eta.p50 > told.p90) return 'slipped';
  if (moved <= -NEWS_MINUTES && eta.p50 < told.p10) return 'better';
  return 'fine';
}
