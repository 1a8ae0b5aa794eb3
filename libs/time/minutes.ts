export const MINUTE = 60_000;

/** `t` moved by `minutes`, which may be negative or a fraction. */
export const plusMinutes = (t: Date, minutes: number) => new Date(t.getTime() + minutes * MINUTE);

/** Minutes from `from` to `to`; negative when `to` lies before. */
export const minutesBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / MINUTE;

export const earlier = (a: Date, b: Date) => (a < b ? a : b);
export const later = (a: Date, b: Date) => (a > b ? a : b);

/** Rounded down (or up) to a multiple of `minutes` since the epoch, which is also one of the local hour in every zone of whole 5 minutes. */
export const floorTo = (t: Date, minutes: number) =>
  new Date(Math.floor(t.getTime() / (minutes * MINUTE)) * minutes * MINUTE);
export const ceilTo = (t: Date, minutes: number) =>
  new Date(Math.ceil(t.getTime() / (minutes * MINUTE)) * minutes * MINUTE);
