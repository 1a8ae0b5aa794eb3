import type { FiguresView } from '#store/views';
import { type Day, sayDay } from '../time/day';
import { sayMinutes } from '../time/say-minutes';

type Share = FiguresView['firstPromise'];
type Measure = FiguresView['texts'];

/** `94%`; null where the visits are too few to say. */
export const sayPercent = ({ percent }: Share): string | null => (percent === null ? null : `${Math.round(percent)}%`);

/** `94 times of 100`; `never` and `every time` only where that is so. */
export function sayOf100(percent: number): string {
  if (percent === 0 || percent === 100) return percent ? 'every time' : 'never';
  const times = Math.min(99, Math.max(1, Math.round(percent)));
  return times === 1 ? 'once in 100' : `${times} times of 100`;
}

/** `188 of 200 visits`. */
export const sayCount = (share: Share, what = 'visits'): string => `${sayCounts(share)} ${what}`;

/** `188 of 200`. */
export const sayCounts = ({ count, of }: Share): string =>
  `${count.toLocaleString('en-US')} of ${of.toLocaleString('en-US')}`;

/** `68%, too narrow`: a share within the range, and what it says of the range where it lies outside the aim. */
export function sayCoverage(share: Share): string | null {
  if (share.percent === null) return null;
  // As it is shown, so that 75% is never called too few for 75.
  const percent = Math.round(share.percent);
  if (percent < AIM.low) return `${percent}%, too narrow`;
  return percent > AIM.high ? `${percent}%, too wide` : `${percent}%`;
}

export const sayVisits = (visits: number): string =>
  visits === 1 ? '1 visit' : `${visits.toLocaleString('en-US')} visits`;

/** `6 min`, `0.4 min` where a whole one would hide it. */
export const sayOff = ({ value }: Measure): string | null =>
  value === null ? null : value < 1 ? `${value.toFixed(1)} min` : sayMinutes(value);

/** `4 min later`, `2 min earlier`, `neither side` below half a minute. */
export function sayBias({ value }: Measure): string | null {
  if (value === null) return null;
  if (Math.abs(value) < 0.5) return 'neither side';
  return `${Math.max(1, Math.round(Math.abs(value)))} min ${value > 0 ? 'later' : 'earlier'}`;
}

export const AIM = { low: 75, high: 85 } as const;

/** What the share within the range says of the ranges. */
export function sayHonesty(exact: number): string {
  const percent = Math.round(exact);
  if (percent < AIM.low) return 'Our ranges are too narrow: we sound surer than we are.';
  if (percent > AIM.high) return 'Our ranges are wider than they need to be.';
  return 'That is what the range says: about 80 of 100.';
}

/** `42 min before`, `8 min after`: a warning against the end of the promise. */
export const sayWarning = (minutes: number): string =>
  `${sayMinutes(minutes)} ${Math.round(minutes) >= 0 ? 'before' : 'after'}`;

/** `Wed, Feb 4 to Tue, Mar 3`. */
export const sayDays = (from: Day, to: Day): string =>
  from === to ? sayDay(from) : `${sayDay(from)} to ${sayDay(to)}`;

/** `8 am`, `12 pm`. */
export const sayHour = (hour: number): string => `${hour % 12 || 12} ${hour < 12 ? 'am' : 'pm'}`;

/** `first quarter of 2026`. */
export function sayQuarter(quarter: string): string {
  const [year, nth] = quarter.split('-Q');
  return `${['First', 'Second', 'Third', 'Fourth'][Number(nth) - 1] ?? ''} quarter of ${year}`;
}

export const TOO_FEW = 'too few to say';
