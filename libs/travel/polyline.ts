import type { Place } from '#routes/route';

/**
 * The places of an encoded polyline with six decimals, as Valhalla and OSRM (`geometries=polyline6`) write lines.
 * Throws a RangeError when it is cut off. Format: Google's "Encoded Polyline Algorithm", with 1e6 for 1e5.
 */
export function decodePolyline6(line: string): Place[] {
  const places: Place[] = [];
  let [at, lat, lng] = [0, 0, 0];
  while (at < line.length) {
    lat += next();
    lng += next();
    places.push({ lat: lat / 1e6, lng: lng / 1e6 });
  }
  return places;

  function next(): number {
    let [value, shift] = [0, 0];
    for (;;) {
      const five = line.charCodeAt(at++) - 63;
      if (!(five >= 0 && five < 64)) throw new RangeError('an encoded line ends in the middle');
      value += (five & 31) * 2 ** shift;
      shift += 5;
      if (five < 32) return value % 2 ? -(value + 1) / 2 : value / 2;
    }
  }
}

/** Lines of legs as one, without the point in which each meets the next. */
export const joinedLine = (lines: readonly (readonly Place[])[]): Place[] =>
  lines.flatMap((line, i) => (i > 0 && sameStart(lines[i - 1]!, line) ? line.slice(1) : line));

const sameStart = (before: readonly Place[], line: readonly Place[]) => {
  const [end, start] = [before.at(-1), line[0]];
  return end !== undefined && start !== undefined && end.lat === start.lat && end.lng === start.lng;
};
