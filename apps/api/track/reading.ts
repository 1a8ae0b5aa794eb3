import type { Fix } from '#eta/fixes';

/** What was in a request of a tracking app: the fixes that can be read, and how many things in it could not be. */
export type Read = { readonly fixes: readonly Fix[]; readonly unreadable: number };

export type Fields = Readonly<Record<string, unknown>>;

/** A phone that was long without signal sends no more than this at once; what is more is not read. */
export const MOST_FIXES = 500;

/** Something with names in it; null for anything else. */
export const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;

/** A finite number, written as one or as text; null for anything else. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Phones say that they do not know a speed, a course or an accuracy with a number below zero. */
const known = (value: number | null) => (value !== null && value >= 0 ? value : null);

/** Beyond these years no clock of a phone is right, and no calendar of ours goes. */
const [EARLIEST, LATEST] = [Date.UTC(2000, 0), Date.UTC(2100, 0)];

export type Raw = {
  readonly at: number | null;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly accuracy: number | null;
  readonly speed: number | null;
  readonly heading: number | null;
  readonly mocked: boolean;
};

/** A fix with a place and a time; null without one of them. */
export function fixOf({ at, lat, lng, accuracy, speed, heading, mocked }: Raw): Fix | null {
  if (at === null || lat === null || lng === null || at < EARLIEST || at >= LATEST) return null;
  const course = known(heading);
  return {
    at: new Date(at),
    lat,
    lng,
    accuracy: known(accuracy),
    speed: known(speed),
    heading: course !== null && course <= 360 ? course : null,
    mocked,
  };
}

/** What came of reading each. */
export function readAll(each: readonly (Fix | null)[]): Read {
  const fixes = each.filter((fix) => fix !== null);
  return { fixes, unreadable: each.length - fixes.length };
}
