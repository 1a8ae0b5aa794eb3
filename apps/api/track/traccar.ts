import type { Fix } from '#eta/fixes';
import { type Fields, fieldsOf, fixOf, MOST_FIXES, numberOf, type Read, readAll } from '#apps/api/track/reading';

/** One knot in meters a second. */
const KNOT = 1852 / 3600;
/** What is less is seconds since the epoch, what is more milliseconds: Traccar's own rule. */
const MOST_SECONDS = 2 ** 31 - 1;

/**
 * Reads what Traccar Client sends: since version 9 JSON, one location or several; before that, like OsmAnd, the words
 * of an address or a form (https://www.traccar.org/osmand/). `now` stands in for a time that is not told.
 */
export function readTraccar(query: unknown, body: unknown, now: Date): Read {
  const locations = locationsOf(body).slice(0, MOST_FIXES);
  if (locations.length) return readAll(locations.map(readLocation));
  return readAll([readWords({ ...fieldsOf(body), ...fieldsOf(query) }, now)]);
}

/** `{location: {…}}`, `{location: [{…}, …]}`, or an array of either. */
function locationsOf(body: unknown): unknown[] {
  if (Array.isArray(body)) return body.flatMap((one) => locationsOf(one));
  const { location } = fieldsOf(body) ?? {};
  if (Array.isArray(location)) return location;
  return fieldsOf(location) ? [location] : [];
}

function readLocation(location: unknown): Fix | null {
  const told = fieldsOf(location);
  const coords = fieldsOf(told?.['coords']);
  if (!told || !coords) return null;
  return fixOf({
    at: typeof told['timestamp'] === 'string' ? timeOf(told['timestamp']) : null,
    lat: numberOf(coords['latitude']),
    lng: numberOf(coords['longitude']),
    accuracy: numberOf(coords['accuracy']),
    speed: numberOf(coords['speed']),
    heading: numberOf(coords['heading']),
    mocked: told['mock'] === true,
  });
}

function readWords(words: Fields, now: Date): Fix | null {
  if (['false', '0'].includes(String(words['valid']))) return null;
  const place = /^([^,]+),([^,]+)$/.exec(String(words['location'] ?? ''));
  const knots = numberOf(words['speed']);
  return fixOf({
    at: words['timestamp'] === undefined ? now.getTime() : timeOf(words['timestamp']),
    lat: numberOf(words['lat'] ?? place?.[1]),
    lng: numberOf(words['lon'] ?? place?.[2]),
    accuracy: numberOf(words['accuracy']),
    speed: knots === null ? null : knots * KNOT,
    heading: numberOf(words['bearing'] ?? words['heading']),
    mocked: ['true', '1'].includes(String(words['mock'])),
  });
}

/** Seconds or milliseconds since the epoch, ISO 8601, or `2026-03-03 08:30:00` (UTC); null for anything else. */
function timeOf(told: unknown): number | null {
  const number = numberOf(told);
  if (number !== null) return Math.round(number <= MOST_SECONDS ? number * 1000 : number);
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)?$/.exec(String(told));
  if (!parts) return null;
  const at = Date.parse(`${parts[1]}T${parts[2]}${parts[3] ?? 'Z'}`);
  return Number.isNaN(at) ? null : at;
}
