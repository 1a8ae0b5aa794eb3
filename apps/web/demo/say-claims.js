import { sayTime } from './phone/say.js';

/** What a text rests on, in sentences: the state of the visit it was written from, and what held when it left. */
export function sayClaims({ kind, isReply, claims, state, why }) {
  const { revision, tells, p50, toldAt, toldBefore, ...others } = claims;
  return [
    isReply
      ? 'The customer had asked: an answer is never held back.'
      : `News of the kind "${kind.replaceAll('-', ' ')}".`,
    revision === undefined ? null : `It speaks of promise number ${revision}; a newer promise would have stopped it.`,
    tells ? `It tells an arrival at ${range(tells)}, as reckoned at that moment.` : null,
    p50 ? `The reckoned arrival was ${sayTime(p50)}.` : null,
    toldBefore ? `Told before: ${range(toldBefore)}; this text is sent because that is no longer true.` : null,
    toldAt ? `Checked against the visit as it stood at ${sayTime(toldAt)}, in the commit that let it go.` : null,
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
