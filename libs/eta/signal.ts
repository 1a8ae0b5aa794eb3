import { earlier, later, minutesBetween, plusMinutes } from '#time/minutes';
import type { Law } from '#eta/law';

/** A position older than this is said to be old; older than twice this, the phone is dark. */
export const OLD_MINUTES = 5;
const DARK_MINUTES = 10;
/** A phone that stands still reports seldom. */
const DARK_AT_REST_MINUTES = 25;
/** Who drives and has not moved for so long stands in more than a queue at the lights. */
const STANDING_MINUTES = 12;
/** Work this far past its usual end without a word is worth a call. */
const OVERRUN_MINUTES = 15;

/** A drive of which the last position is old is known less well: a twentieth more for every minute. */
export const vaguer = ({ minutes, spread }: Law, ageMinutes: number): Law => ({
  minutes,
  spread: spread * (1 + Math.max(0, ageMinutes - 1) / 20),
});

/** What is known of somebody who says nothing. */
export type Silence = {
  readonly state: 'driving' | 'at work' | 'waiting';
  /** When that began. */
  readonly since: Date;
  /** When he should have said something, by the usual length of it. */
  readonly expected: Date;
  /** When his phone last gave a position; null if it never did today. */
  readonly fixAt: Date | null;
  /** Since when those positions have not moved. */
  readonly stillSince: Date | null;
};

/** What of it a dispatcher should know. */
export type Notice = 'dark-phone' | 'not-moving' | 'overrun';

/**
 * What is noticed though nobody says anything: a phone that gave positions and gives none any more, a van that should
 * drive and stands, work long past its usual end.
 */
export function notices(silence: Silence, now: Date): Notice[] {
  const dark = isDark(silence, now);
  const { state, since, stillSince, expected } = silence;
  const stands = state === 'driving' && !dark && stillSince !== null && stillSince < now;
  return [
    ...(dark ? (['dark-phone'] as const) : []),
    ...(stands && minutesBetween(later(stillSince, since), now) >= STANDING_MINUTES ? (['not-moving'] as const) : []),
    ...(state === 'at work' && minutesBetween(expected, now) >= OVERRUN_MINUTES ? (['overrun'] as const) : []),
  ];
}

/** Whether a phone that has given positions gives none any more. */
export const isDark = ({ state, fixAt }: Pick<Silence, 'state' | 'fixAt'>, now: Date): boolean =>
  fixAt !== null && minutesBetween(fixAt, now) >= (state === 'driving' ? DARK_MINUTES : DARK_AT_REST_MINUTES);

/** When something could be noticed next if nobody says anything before; always after now. */
export function nextNotice({ state, since, expected, fixAt, stillSince }: Silence, now: Date): Date | null {
  const times = [
    ...(fixAt ? [plusMinutes(fixAt, state === 'driving' ? DARK_MINUTES : DARK_AT_REST_MINUTES)] : []),
    ...(state === 'driving' && stillSince ? [plusMinutes(later(stillSince, since), STANDING_MINUTES)] : []),
    ...(state === 'at work' ? [plusMinutes(expected, OVERRUN_MINUTES)] : []),
  ].filter((t) => t > now);
  return times.length ? times.reduce(earlier) : null;
}
