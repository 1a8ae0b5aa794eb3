import { minutesBetween } from '#time/minutes';
import type { Window } from '#time/window';
import type { Quantiles } from '#eta/spread';

/** What a prediction means for the promise: nothing, a first warning, or news about a warning already given. */
export type Judgement = 'fine' | 'late' | 'slipped' | 'better';

/** A told arrival that moves by this much is news. */
export const NEWS_MINUTES = 10;

/**
 * Late when he arrives after the window more likely than not (p50 at or past its end) and the customer has not been
 * told; slipped or better when he was told and the middle has since moved by ten minutes beyond or below what was
 * said. Between those lines nothing is sent: a customer must not get two texts that cancel each other.
 */
export function judge(promised: Window, told: Quantiles | null, eta: Quantiles): Judgement {
  if (!told) return eta.p50 >= promised.to ? 'late' : 'fine';
  const moved = minutesBetween(told.p50, eta.p50);
  if (moved >= NEWS_MINUTES && eta.p50 > told.p90) return 'slipped';
  if (moved <= -NEWS_MINUTES && eta.p50 < told.p10) return 'better';
  return 'fine';
}
