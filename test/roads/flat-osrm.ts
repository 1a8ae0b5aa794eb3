import type { Place } from '#routes/route';
import { type Answer, answeringServer, type AskedOfServer } from '#test/roads/answering-server';
import { isOnRoad, meters, seconds, straightLine } from '#test/roads/flat-town';

/** An OSRM server of the flat town, as osrm-backend's docs/http.md has its answers and its refusals. */
export const flatOsrm = ({ most = 100 } = {}) => answeringServer((asked) => answer(asked, most));

function answer({ url }: AskedOfServer, most: number): Answer {
  const [, service, version, profile, coordinates] = url.pathname.split('/');
  if (version !== 'v1' || profile !== 'driving') return refuse('InvalidUrl', 'URL string is invalid');
  const places = coordinates!.split(';').map((pair): Place => {
    const [lng, lat] = pair.split(',').map(Number) as [number, number];
    return { lat, lng };
  });
  if (places.length > most)
    return refuse('TooBig', `Number of entries ${places.length} is higher than current maximum`);
  const off = places.findIndex((place) => !isOnRoad(place));
  if (off >= 0) return refuse('NoSegment', `Could not find a matching segment for coordinate ${off}`);
  const waypoints = places.map(({ lat, lng }) => ({ location: [lng, lat], name: 'Flat Road', distance: 0, hint: 'x' }));
  if (service === 'nearest') return { status: 200, body: { code: 'Ok', waypoints } };
  if (service === 'table') return tableOf(url, places, waypoints);
  const legs = places.slice(1).map((to, i) => legOf(places[i]!, to));
  const distance = legs.reduce((total, leg) => total + leg.distance, 0);
  const way = { distance, legs, geometry: straightLine(places) };
  return { status: 200, body: { code: 'Ok', [service === 'match' ? 'matchings' : 'routes']: [way] } };
}

const refuse = (code: string, message: string): Answer => ({ status: 400, body: { code, message } });

function legOf(from: Place, to: Place) {
  const middle = { lat: (from.lat + to.lat) / 2, lng: (from.lng + to.lng) / 2 };
  const step = (a: Place, b: Place) => ({ geometry: straightLine([a, b]), name: 'Flat Road' });
  const steps = [step(from, middle), step(middle, to), { geometry: straightLine([to, to]), name: '' }];
  return { duration: seconds(from, to), distance: meters(from, to), steps };
}

function tableOf(url: URL, places: readonly Place[], waypoints: readonly unknown[]): Answer {
  const chosen = (name: string) => url.searchParams.get(name)!.split(';').map(Number);
  const [sources, destinations] = [chosen('sources'), chosen('destinations')];
  const each = (measure: (from: Place, to: Place) => number) =>
    sources.map((i) => destinations.map((j) => measure(places[i]!, places[j]!)));
  return {
    status: 200,
    body: {
      code: 'Ok',
      durations: each(seconds),
      distances: each(meters),
      sources: sources.map((i) => waypoints[i]),
      destinations: destinations.map((j) => waypoints[j]),
    },
  };
}
