/** A half-open span of time: it contains `from`, it does not contain `to`. Back-to-back windows do not overlap. */
export type Window = { readonly from: Date; readonly to: Date };

/** Builds a window. Throws a RangeError when it would be empty or end before it starts. */
export function window(from: Date, to: Date): Window {
  if (!(from < to)) throw new RangeError(`window must end after it starts: ${said(from)} – ${said(to)}`);
  return { from, to };
}

const said = (t: Date) => (Number.isNaN(t.getTime()) ? 'not a time' : t.toISOString());

export const contains = (w: Window, t: Date) => w.from.getTime() <= t.getTime() && t.getTime() < w.to.getTime();

export const overlaps = (a: Window, b: Window) =>
  a.from.getTime() < b.to.getTime() && b.from.getTime() < a.to.getTime();

/** Whole minutes by which `arrival` is after the end of the promise, rounded up; 0 when it is not. */
export const minutesLate = (promised: Window, arrival: Date) =>
  Math.max(0, Math.ceil((arrival.getTime() - promised.to.getTime()) / 60_000));
