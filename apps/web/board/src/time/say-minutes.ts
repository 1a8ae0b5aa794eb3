import type { Instant } from '#store/views';

/** `45 min`, `2 h 05`, `3 days`. */
export function sayMinutes(minutes: number): string {
  const whole = Math.round(Math.abs(minutes));
  if (whole < 60) return `${whole} min`;
  if (whole < 48 * 60) return `${Math.floor(whole / 60)} h ${String(whole % 60).padStart(2, '0')}`;
  return `${Math.floor(whole / 1440)} days`;
}

/** `12 min left`, `4 min over`. */
export function sayLeft(deadline: Instant, now: number): string {
  const minutes = minutesUntil(deadline, now);
  return minutes < 0 ? `${sayMinutes(minutes)} over` : `${sayMinutes(minutes)} left`;
}

/** `just now`, `4 min ago`, `13 h ago`. */
export function sayAgo(t: Instant, now: number): string {
  const minutes = -minutesUntil(t, now);
  if (minutes < 1) return 'just now';
  return minutes < 120 || minutes >= 48 * 60 ? `${sayMinutes(minutes)} ago` : `${Math.floor(minutes / 60)} h ago`;
}

export const minutesUntil = (t: Instant, now: number): number => (Date.parse(t) - now) / 60_000;
