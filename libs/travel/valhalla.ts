import type { z } from 'zod';
import { askJson, read } from '#travel/ask-json';
import { blocksOf, eachOf, joined, stretchesOf } from '#travel/blocks';
import { checkMatrix, checkPlace, checkStops, checkTrace } from '#travel/check-ask';
import { decodePolyline6, joinedLine } from '#travel/polyline';
import {
  type CellAnswered,
  matchAnswered,
  type MatchAsked,
  matrixAnswered,
  type MatrixAnswered,
  type MatrixAsked,
  MOST_PLACES,
  MOST_STOPS,
  MOST_TRACE_POINTS,
  refused,
  routeAnswered,
  type RouteAsked,
  snapAnswered,
  type SnapAsked,
} from '#travel/roads-protocol';
import { type Cell, type Travel, TravelError, type TravelFailure } from '#travel/travel';

const WHY: Record<number, TravelFailure> = { 400: 'bad-ask', 413: 'over-limit', 422: 'no-path' };
/** Large matrices are asked for in parts, so many at a time. */
const WIDTH = 2;

/** Roads as the process apps/roads (or whatever speaks its protocol) knows them. `url` is its address. */
export function valhallaTravel({ url }: { readonly url: string }): Travel {
  let id = 'valhalla';

  async function ask<T extends { roads: string }>(
    path: string,
    schema: z.ZodType<T>,
    body: Body,
    signal?: AbortSignal,
  ) {
    const answer = await askJson(`${url}${path}`, { body, signal });
    if (answer.status !== 200) {
      const said = refused.safeParse(answer.body);
      const why = said.success ? said.data.refused : `answered ${answer.status}`;
      throw new TravelError(WHY[answer.status] ?? 'refused', `roads: ${why}`);
    }
    const told = read(schema, answer.body);
    id = told.roads;
    return told;
  }

  return {
    get id() {
      return id;
    },
    async matrix(asked) {
      checkMatrix(asked);
      const { from, to, departAt, haste = 'planning', signal } = asked;
      const blocks = blocksOf(from.length, to.length, { rows: MOST_PLACES, columns: MOST_PLACES });
      const cells = await eachOf(blocks, WIDTH, async ({ row, rowEnd, column, columnEnd }) => {
        const part = { from: from.slice(row, rowEnd), to: to.slice(column, columnEnd) };
        const body = { from: part.from.map(plain), to: part.to.map(plain), haste, ...departing(departAt) };
        const answer = await ask('/matrix', matrixAnswered, body, signal);
        checkShape(answer.cells, part.from.length, part.to.length);
        return answer.cells.map((cellsOfRow) => cellsOfRow.map((cell) => cellOf(cell, answer)));
      });
      return joined(from.length, blocks, cells);
    },
    async route(asked) {
      checkStops(asked);
      const { stops, departAt, signal } = asked;
      const answers = await eachOf(stretchesOf(stops, MOST_STOPS), WIDTH, async (stretch) => {
        const body = { stops: stretch.map(plain), ...departing(departAt) };
        const { legs, basis } = await ask('/route', routeAnswered, body, signal);
        checkShape([legs], 1, stretch.length - 1);
        return legs.map(({ line, ...leg }) => ({ ...leg, basis, line: decoded(line) }));
      });
      return answers.flat();
    },
    async snap(place, signal) {
      checkPlace(place, signal);
      return (await ask('/snap', snapAnswered, { place: plain(place) }, signal)).snapped;
    },
    async match(trace, signal) {
      checkTrace(trace, signal);
      const parts = await eachOf(stretchesOf(trace, MOST_TRACE_POINTS), WIDTH, (points) => {
        const said = points.map(({ place, at, accuracy }) => ({ place: plain(place), at: at.toISOString(), accuracy }));
        return ask('/match', matchAnswered, { trace: said }, signal);
      });
      return {
        meters: parts.reduce((total, { meters }) => total + meters, 0),
        line: joinedLine(parts.flatMap(({ lines }) => lines).map(decoded)),
        streets: parts.flatMap(({ streets }) => streets).filter((street, i, all) => street !== all[i - 1]),
      };
    },
  };
}

type Body = MatrixAsked | RouteAsked | SnapAsked | MatchAsked;

/** Nothing but the two numbers, whatever else the object carries. */
const plain = ({ lat, lng }: { lat: number; lng: number }) => ({ lat, lng });
const departing = (departAt: Date | undefined) => (departAt ? { departAt: departAt.toISOString() } : {});

const cellOf = (cell: CellAnswered, { basis }: MatrixAnswered): Cell =>
  typeof cell === 'string' ? { unreachable: cell } : { seconds: cell[0], meters: cell[1], basis };

function checkShape(rows: readonly (readonly unknown[])[], height: number, width: number) {
  if (rows.length === height && rows.every((row) => row.length === width)) return;
  throw new TravelError('nonsense', `roads: an answer that is not ${height} × ${width}`);
}

function decoded(line: string) {
  try {
    return decodePolyline6(line);
  } catch (cause) {
    throw new TravelError('nonsense', `roads: ${String(cause)}`);
  }
}
