import type { Place } from '#routes/route';
import {
  matchAsked,
  matrixAsked,
  type MatchAnswered,
  type MatrixAnswered,
  type RouteAnswered,
  routeAsked,
  snapAsked,
  type SnapAnswered,
} from '#travel/roads-protocol';
import { type Answer, answeringServer, type AskedOfServer } from '#test/roads/answering-server';
import { isOnRoad, meters, seconds, straightLine } from '#test/roads/flat-town';

const NO_PATH: Answer = { status: 422, body: { refused: 'No road is near one of the places.' } };
const HEAD = { roads: 'valhalla:3.6.1:flat', basis: 'freeflow' } as const;

/** A server of the flat town that speaks the protocol of apps/roads, without an engine. */
export const flatRoads = () => answeringServer(answer);

function answer({ url, body }: AskedOfServer): Answer {
  if (url.pathname === '/matrix') {
    const { from, to } = matrixAsked.parse(body);
    const cell = (a: Place, b: Place): MatrixAnswered['cells'][0][0] =>
      isOnRoad(a) && isOnRoad(b) ? [seconds(a, b), meters(a, b)] : 'no-road-near';
    return ok<MatrixAnswered>({ ...HEAD, cells: from.map((a) => to.map((b) => cell(a, b))) });
  }
  if (url.pathname === '/route') {
    const { stops } = routeAsked.parse(body);
    if (!stops.every(isOnRoad)) return NO_PATH;
    const leg = (a: Place, b: Place) => ({ seconds: seconds(a, b), meters: meters(a, b), line: straightLine([a, b]) });
    return ok<RouteAnswered>({ ...HEAD, legs: stops.slice(1).map((to, i) => leg(stops[i]!, to)) });
  }
  if (url.pathname === '/snap') {
    const { place } = snapAsked.parse(body);
    const snapped = isOnRoad(place) ? { place, meters: 0, street: 'Flat Road' } : null;
    return ok<SnapAnswered>({ roads: HEAD.roads, snapped });
  }
  const places = matchAsked.parse(body).trace.map(({ place }) => place);
  const length = places.slice(1).reduce((total, to, i) => total + meters(places[i]!, to), 0);
  return ok<MatchAnswered>({
    roads: HEAD.roads,
    meters: length,
    lines: [straightLine(places)],
    streets: ['Flat Road'],
  });
}

const ok = <T>(body: T): Answer => ({ status: 200, body });
