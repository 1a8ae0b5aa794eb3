import type { z } from 'zod';
import type { Place } from '#routes/route';
import { askJson, read } from '#travel/ask-json';
import { type Block, blocksOf, eachOf, joined, stretchesOf } from '#travel/blocks';
import { checkMatrix, checkPlace, checkStops, checkTrace } from '#travel/check-ask';
import { match, nearest, route, said, table, type Table, type Waypoint } from '#travel/osrm-answers';
import { decodePolyline6, joinedLine } from '#travel/polyline';
import { type Cell, type Snapped, type Travel, TravelError, type TravelFailure } from '#travel/travel';

export type OsrmServer = {
  /** Such as `http://127.0.0.1:5000`. */
  readonly url: string;
  readonly profile?: string;
  /** The most coordinates the server takes in one request; OSRM's own default is 100. */
  readonly mostCoordinates?: number;
};

/** As far as a place may lie from the road it is taken to be on; OSRM itself knows no bound. */
const MOST_OFF_ROAD_METERS = 500;
const WIDTH = 2;
/** Codes of the documented errors that are not the server's failure. */
const WHY: Record<string, TravelFailure> = {
  NoSegment: 'no-path',
  NoRoute: 'no-path',
  NoTable: 'no-path',
  NoMatch: 'no-path',
  TooBig: 'over-limit',
};

/** Any server that answers OSRM's API v1: `/table`, `/route`, `/nearest`, `/match`. It knows no traffic and no hour. */
export function osrmTravel({ url, profile = 'driving', mostCoordinates = 100 }: OsrmServer): Travel {
  /** `/service/v1/profile/lng,lat;…?query`. The one place where latitude and longitude change their order. */
  async function ask<T>(service: string, schema: z.ZodType<T>, { places, query, signal }: Ask): Promise<T> {
    const coordinates = places.map(({ lat, lng }) => `${fixed(lng)},${fixed(lat)}`).join(';');
    const search = new URLSearchParams(query).toString().replaceAll('%3B', ';').replaceAll('%2C', ',');
    const answer = await askJson(`${url}/${service}/v1/${profile}/${coordinates}?${search}`, { signal });
    const { code, message } = read(said, answer.body);
    if (code !== 'Ok') throw new TravelError(WHY[code] ?? 'refused', `osrm: ${code} ${message ?? ''}`.trim());
    return read(schema, answer.body);
  }

  /** One table. Where the server refuses it for a place that is on no road, those places are left out of a second ask. */
  async function block(from: readonly Place[], to: readonly Place[], signal: AbortSignal | undefined) {
    try {
      return await cellsFor(from, to, signal);
    } catch (failure) {
      if (!(failure instanceof TravelError && failure.why === 'no-path')) throw failure;
    }
    const [known, knownTo] = [await onRoad(from, signal), await onRoad(to, signal)];
    const left = known.size && knownTo.size ? await remaining([...known.keys()], [...knownTo.keys()], signal) : [];
    return from.map((a) =>
      to.map((b): Cell => {
        const [row, column] = [known.get(a), knownTo.get(b)];
        return row === undefined || column === undefined ? { unreachable: 'no-road-near' } : left[row]![column]!;
      }),
    );
  }

  /** Of places that each lie on a road: refused as a whole means that no two of them are connected. */
  async function remaining(from: readonly Place[], to: readonly Place[], signal: AbortSignal | undefined) {
    return cellsFor(from, to, signal).catch((failure: unknown): Cell[][] => {
      if (!(failure instanceof TravelError && failure.why === 'no-path')) throw failure;
      return from.map(() => to.map(() => ({ unreachable: 'no-path' })));
    });
  }

  async function cellsFor(from: readonly Place[], to: readonly Place[], signal: AbortSignal | undefined) {
    const query = {
      sources: from.map((_, i) => i).join(';'),
      destinations: to.map((_, i) => from.length + i).join(';'),
      annotations: 'duration,distance',
    };
    return cellsOf(await ask('table', table, { places: [...from, ...to], query, signal }), from.length, to.length);
  }

  /** Each place that is on a road, with its number among them. */
  async function onRoad(places: readonly Place[], signal: AbortSignal | undefined) {
    const different = [...new Set(places)];
    const snaps = await eachOf(different, WIDTH, (place) => snap(place, signal));
    return new Map(different.filter((_, i) => snaps[i]).map((place, i) => [place, i]));
  }

  async function snap(place: Place, signal?: AbortSignal): Promise<Snapped | null> {
    checkPlace(place, signal);
    try {
      const { waypoints } = await ask('nearest', nearest, { places: [place], query: { number: '1' }, signal });
      const { location, distance, name } = waypoints[0]!;
      if (isOff(waypoints[0]!)) return null;
      return { place: { lat: location[1], lng: location[0] }, meters: distance ?? 0, street: name || null };
    } catch (failure) {
      if (failure instanceof TravelError && failure.why === 'no-path') return null;
      throw failure;
    }
  }

  return {
    id: `osrm:${url}:${profile}`,
    snap,
    async matrix(asked) {
      checkMatrix(asked);
      const { from, to, signal } = asked;
      const blocks = blocksOf(from.length, to.length, halves(mostCoordinates));
      const cells = await eachOf(blocks, WIDTH, ({ row, rowEnd, column, columnEnd }: Block) =>
        block(from.slice(row, rowEnd), to.slice(column, columnEnd), signal),
      );
      return joined(from.length, blocks, cells);
    },
    async route(asked) {
      checkStops(asked);
      const { stops, signal } = asked;
      const answers = await eachOf(stretchesOf(stops, mostCoordinates), WIDTH, async (places) => {
        const query = { overview: 'false', steps: 'true', geometries: 'polyline6' };
        const { legs } = (await ask('route', route, { places, query, signal })).routes[0]!;
        if (legs.length !== places.length - 1) throw new TravelError('nonsense', 'osrm: not a leg for each drive');
        return legs.map(({ duration, distance, steps }) => ({
          seconds: duration,
          meters: distance,
          basis: 'freeflow' as const,
          line: lineOf(steps.map(({ geometry }) => geometry)),
        }));
      });
      return answers.flat();
    },
    async match(trace, signal) {
      checkTrace(trace, signal);
      const parts = await eachOf(stretchesOf(trace, mostCoordinates), WIDTH, async (points) => {
        const query = {
          overview: 'full',
          steps: 'true',
          geometries: 'polyline6',
          timestamps: points.map(({ at }) => Math.floor(at.getTime() / 1000)).join(';'),
          radiuses: points.map(({ accuracy }) => Math.min(100, Math.max(5, accuracy ?? 10))).join(';'),
        };
        return (await ask('match', match, { places: points.map(({ place }) => place), query, signal })).matchings;
      });
      const matchings = parts.flat();
      const streets = matchings.flatMap(({ legs }) => legs.flatMap(({ steps }) => steps.map(({ name }) => name || '')));
      return {
        meters: matchings.reduce((total, { distance }) => total + distance, 0),
        line: lineOf(matchings.map(({ geometry }) => geometry)),
        streets: streets.filter(Boolean).filter((street, i, all) => street !== all[i - 1]),
      };
    },
  };
}

type Ask = {
  readonly places: readonly Place[];
  readonly query: Record<string, string>;
  readonly signal?: AbortSignal | undefined;
};

const fixed = (degrees: number) => Number(degrees.toFixed(6));

/** Rows and columns that together stay within the server's limit. */
function halves(most: number) {
  const rows = Math.floor(most / 2);
  return { rows, columns: most - rows };
}

function cellsOf(answer: Table, height: number, width: number): Cell[][] {
  const { durations, distances, sources, destinations, fallback_speed_cells: guessed = [] } = answer;
  for (const rows of [durations, ...(distances ? [distances] : [])])
    if (rows.length !== height || rows.some((row) => row.length !== width))
      throw new TravelError('nonsense', `osrm: a table that is not ${height} × ${width}`);
  const guesses = new Set(guessed.map(([i, j]) => `${i},${j}`));
  return durations.map((row, i) =>
    row.map((seconds, j): Cell => {
      const meters = distances?.[i]![j];
      if (isOff(sources?.[i]) || isOff(destinations?.[j])) return { unreachable: 'no-road-near' };
      // A speed the server takes for want of a road knows less than our own estimate.
      if (seconds === null || guesses.has(`${i},${j}`)) return { unreachable: 'no-path' };
      if (meters === null || meters === undefined) throw new TravelError('nonsense', 'osrm: a table without distances');
      return { seconds, meters, basis: 'freeflow' };
    }),
  );
}

const isOff = (waypoint: Waypoint | null | undefined) =>
  waypoint === null || (waypoint?.distance ?? 0) > MOST_OFF_ROAD_METERS;

function lineOf(lines: readonly string[]): Place[] {
  try {
    return joinedLine(lines.map(decodePolyline6));
  } catch (cause) {
    throw new TravelError('nonsense', `osrm: ${String(cause)}`);
  }
}
