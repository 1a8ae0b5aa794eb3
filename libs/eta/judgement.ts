import { minutesBetween, plusMinutes } from '#time/minutes';
import type { Window } from '#time/window';
import type { Basis } from '#eta/basis';
import type { Quantiles } from '#eta/spread';

/** What a prediction means for the promise: nothing, a first warning, or news about a warning already given. */
export type Judgement = 'fine' | 'late' | 'slipped' | 'better';

/** An arrival as it is expected now. */
type Judged = Quantiles & { readonly asOf: Date; readonly basis?: Basis };

/** An arrival that was told, and when. */
export type Told = Quantiles & { readonly at: Date };

/** A told arrival that moves by this much, and out of the range that was told, is news. */
export const NEWS_MINUTES = 10;
/** A told arrival that slips by this much is news within any range, once the last text is not of this half hour. */
const SLIP_MINUTES = 15;
const SLIP_AFTER_MINUTES = 30;
/** What we work out ourselves is not told sooner than this after the last text; what the technician says is, at once. */
export const REST_MINUTES = 15;

/** Whether the customer has been told of an arrival after his window; one within it is no warning. */
export const knowsOfDelay = (promised: Window, told: Quantiles | null) => told !== null && told.p50 >= promised.to;

/**
 * Late when he arrives after the window more likely than not (p50 at or past its end) and the customer does not know of
 * it. Slipped when an arrival was told and the middle has since moved by ten minutes and beyond the range that was said,
 * or by fifteen within it. Better only when it has moved below that range: who was told a wide one loses nothing by
 * waiting. Between two texts lies a rest, so that none takes the other back.
 */
export function judge(promised: Window, told: Told | null, eta: Judged): Judgement {
  if (!knowsOfDelay(promised, told) && eta.p50 >= promised.to) return 'late';
  return told ? news(told, eta) : 'fine';
}

/** The same for who knows all else already: whether the arrival has moved enough since it was told. */
export function news(told: Told, eta: Judged): Exclude<Judgement, 'late'> {
  const moved = minutesBetween(told.p50, eta.p50);
  const rested = minutesBetween(told.at, eta.asOf);
  const mayTell = rested >= REST_MINUTES || eta.basis === 'reported';
  if (moved >= NEWS_MINUTES && eta.p50 > told.p90) return mayTell ? 'slipped' : 'fine';
  if (moved >= SLIP_MINUTES) return rested >= SLIP_AFTER_MINUTES ? 'slipped' : 'fine';
  if (moved <= -NEWS_MINUTES && eta.p50 < told.p10) return mayTell ? 'better' : 'fine';
  return 'fine';
}

/**
 * When news that is not told yet, for the last text is too young, may be told if nothing moves until then; null when
 * there is none.
 */
export function mayBeTold(told: Told, eta: Judged): Date | null {
  if (news(told, eta) !== 'fine') return null;
  const times = [REST_MINUTES, SLIP_AFTER_MINUTES].map((minutes) => plusMinutes(told.at, minutes));
  return times.find((asOf) => asOf > eta.asOf && news(told, { ...eta, asOf }) !== 'fine') ?? null;
}
