import { sayTime } from './phone/say.js';

/** What a text rests on, in sentences: the state of the visit it was written from, and what held when it left. */
export function sayClaims({ kind, isReply, claims, state, why }) {
  const { revision, tells, p50, toldAt, toldBefore, ...others } = claims;
  return [
    isReply ? 'The customer had asked; this is the answer.' : `News of the kind "${kind.replaceAll('-', ' ')}".`,
    revision === undefined ? null : `It speaks of promise number ${revision} of this visit.`,
    tells ? `It tells an arrival at ${range(tells)}, as reckoned at that moment.` : null,
    p50 && !tells ? `The reckoned arrival was ${sayTime(p50)}.` : null,
    toldBefore ? `Told before: ${range(toldBefore)}.` : null,
    toldAt ? `Told at ${sayTime(toldAt)}.` : null,
    ...Object.entries(others).flatMap(([name, value]) => plain(name, value)),
    `The carrier's last word: ${state}${why ? ` (${why})` : ''}.`,
  ].filter(Boolean);
}

const range = ({ p10, p50, p90 }) => (p10 && p90 ? `${sayTime(p50)} (${sayTime(p10)}-${sayTime(p90)})` : sayTime(p50));

/** Ids say nothing to a reader. */
function plain(name, value) {
  if (/Id$/.test(name) || value === null || typeof value === 'object') return [];
  const words = name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return [`${words}: ${/^\d{4}-\d\d-\d\dT/.test(String(value)) ? sayTime(value) : value}`];
}
