import { z } from 'zod';
import type {
  MatchAnswered,
  MatchAsked,
  RouteAnswered,
  RouteAsked,
  SnapAnswered,
  SnapAsked,
} from '#travel/roads-protocol';
import { greatCircle } from '#routes/meters';
import { decodePolyline6 } from '#travel/polyline';
import { hourOf, type Work } from '#apps/roads/work';
import { EngineRefused } from '#apps/roads/engine';
import { located, location, readLocated } from '#apps/roads/locate';

/** Asked for one thing, and there is none: no way from stop to stop, or none under a trace. */
export class NoPath extends Error {}

const routed = z.object({
  trip: z.object({
    legs: z.array(z.object({ shape: z.string(), summary: z.object({ time: z.number(), length: z.number() }) })),
  }),
});

/** A drive from stop to stop, with its line. Throws `NoPath` where a stop has no road or a drive no way. */
export async function answerRoute({ stops, departAt }: RouteAsked, work: Work): Promise<RouteAnswered> {
  const request = {
    locations: stops.map((stop) => location(stop)),
    costing: 'auto',
    units: 'kilometers',
    directions_type: 'none',
    ...hourOf(departAt, work.generation.network),
  };
  const { trip } = routed.parse(await callFor('route', request, work));
  const legs = trip.legs.map(({ shape, summary: { time, length } }) => ({
    seconds: time,
    meters: Math.round(length * 1000),
    line: shape,
  }));
  return { roads: work.generation.name, basis: 'freeflow', legs };
}

export async function answerSnap({ place }: SnapAsked, work: Work): Promise<SnapAnswered> {
  const { generation, queue, signal } = work;
  const said = await queue.turn('live', signal, () =>
    generation.engine.call('locate', located([place], undefined, true)),
  );
  return { roads: generation.name, snapped: readLocated(said)[0] ?? null };
}

const traced = z.object({
  shape: z.string(),
  edges: z.array(z.object({ names: z.array(z.string()).optional() })),
});

/** What the engine takes as a phone's accuracy, and how far around a point it looks for roads, in meters. */
const accuracyOf = (worst: number) => Math.min(100, Math.max(5, worst));

/** A trace laid onto roads. Throws `NoPath` where no road lies under it. */
export async function answerMatch({ trace }: MatchAsked, work: Work): Promise<MatchAnswered> {
  const accuracies = trace.map(({ accuracy }) => accuracy ?? 10).sort((a, b) => a - b);
  const accuracy = accuracyOf(accuracies[Math.floor(accuracies.length / 2)]!);
  const request = {
    shape: trace.map(({ place: { lat, lng }, at }) => ({ lat, lon: lng, time: Math.floor(Date.parse(at) / 1000) })),
    costing: 'auto',
    shape_match: 'map_snap',
    trace_options: { gps_accuracy: accuracy, search_radius: Math.max(25, accuracy) },
    filters: { attributes: ['edge.names', 'shape'], action: 'include' },
  };
  const { shape, edges } = traced.parse(await callFor('traceAttributes', request, work));
  const line = decodePolyline6(shape);
  const streets = edges.flatMap(({ names }) => names?.[0] ?? []);
  return {
    roads: work.generation.name,
    meters: line.slice(1).reduce((total, place, i) => total + greatCircle(line[i]!, place), 0),
    lines: [shape],
    streets: streets.filter((street, i) => street !== streets[i - 1]),
  };
}

/** Everything asked for here is for somebody who waits. */
async function callFor(method: 'route' | 'traceAttributes', request: object, { generation, queue, signal }: Work) {
  try {
    return await queue.turn('live', signal, () => generation.engine.call(method, request));
  } catch (failure) {
    if (failure instanceof EngineRefused) throw new NoPath(failure.message);
    throw failure;
  }
}
