import type { Place } from '#routes/route';
import { isPlace, type MatrixAsk, type RouteAsk, TravelError, type TracePoint } from '#travel/travel';

/** Throws unless every number of the ask is one that may go to a server, and unless somebody still waits for it. */
export function checkMatrix({ from, to, departAt, signal }: MatrixAsk): void {
  signal?.throwIfAborted();
  check([...from, ...to], departAt);
}

export function checkStops({ stops, departAt, signal }: RouteAsk): void {
  signal?.throwIfAborted();
  check(stops, departAt);
}

export function checkTrace(trace: readonly TracePoint[], signal?: AbortSignal): void {
  signal?.throwIfAborted();
  if (trace.length < 2) throw new TravelError('bad-ask', 'a trace has two points at least');
  for (const { place, at } of trace) check([place], at);
}

export function checkPlace(place: Place, signal?: AbortSignal): void {
  signal?.throwIfAborted();
  check([place], undefined);
}

function check(places: readonly Place[], at: Date | undefined): void {
  const wrong = places.find((place) => !isPlace(place));
  if (wrong) throw new TravelError('bad-ask', `${wrong.lat}, ${wrong.lng} is no place on the map`);
  if (at && Number.isNaN(at.getTime())) throw new TravelError('bad-ask', 'the departure is no time');
}
