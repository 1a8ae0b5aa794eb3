import type { BoardVisit } from '#store/views';
import { driftOf, stayOf } from '../live/stay';
import { sayTime, saySpan } from '../time/say-time';
import { barFlags } from './bar-flags';
import { barLook } from './bar-look';

/** What the bar says, and what only its place and its colour say: for a pointer that rests on it. */
export const barLabel = (visit: BoardVisit): string => {
  const written = [visit.customer, barLook(visit).words, visit.atRisk && 'at risk', visit.work];
  return [written.filter(Boolean).join(', '), ...barRest(visit)].join('. ');
};

/** What is not written on the bar, in words: for screen readers. */
export function barRest(visit: BoardVisit): string[] {
  const { zone, window } = visit;
  const stay = stayOf(visit);
  const drift = driftOf(visit);
  return [
    stay && saySpan(stay, zone),
    window && `promised ${saySpan(window, zone)}`,
    drift && `expected ${sayTime(drift.from, zone)}`,
    ...barFlags(visit).map(({ words }) => words),
  ].filter((part) => typeof part === 'string');
}
