import type { Fix } from '#eta/fixes';
import { type Fields, fieldsOf, fixOf, MOST_FIXES, numberOf, type Read, readAll } from '#apps/api/track/reading';

/** One km/h in meters a second. */
const KMH = 1 / 3.6;

/**
 * Reads what OwnTracks posts (https://owntracks.org/booklet/tech/json/). Besides locations it posts waypoints, steps,
 * its last will and more: they are none of our business and count as nothing, and so does what it has encrypted.
 */
export function readOwnTracks(body: unknown): Read {
  const all: unknown[] = Array.isArray(body) ? body : [body];
  const told = all.map(fieldsOf).filter((one) => one !== null);
  return readAll(
    told
      .filter(({ _type }) => _type === 'location')
      .slice(0, MOST_FIXES)
      .map(readLocation),
  );
}

function readLocation({ tst, lat, lon, acc, vel, cog }: Fields): Fix | null {
  const seconds = numberOf(tst);
  const speed = numberOf(vel);
  return fixOf({
    at: seconds === null ? null : Math.round(seconds * 1000),
    lat: numberOf(lat),
    lng: numberOf(lon),
    accuracy: numberOf(acc),
    speed: speed === null ? null : speed * KMH,
    heading: numberOf(cog),
    mocked: false,
  });
}
