import type { BoardVisit } from '#store/views';
import { driftOf, stayOf } from '../live/stay';
import { sayTime, saySpan } from '../time/say-time';
import { barFlags } from './bar-flags';
import { barLook } from './bar-look';

/** The whole bar in words: for screen readers, and for a pointer that rests on a bar too short for its text. */
export function barLabel(visit: BoardVisit): string {
  const { zone, window } = visit;
  const stay = stayOf(visit);
  const drift = driftOf(visit);
  return [
    `${visit.customer}, ${visit.work}`,
    stay && saySpan(stay, zone),
    barLook(visit).words,
    visit.atRisk && 'at risk',
    window && `promised ${saySpan(window, zone)}`,
    drift && `expected ${sayTime(drift.from, zone)}`,
    ...barFlags(visit).map(({ words }) => words),
  ]
    .filter((part) => typeof part === 'string')
    .join('. ');
}
