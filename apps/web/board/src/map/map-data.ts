import type { BoardVisit } from '#store/views';
import type { Desk } from '../live/desk';
import type { Position } from '../live/positions';
import { barLook } from '../timeline/bar-look';

type Feature = {
  readonly type: 'Feature';
  readonly properties: Readonly<Record<string, string | boolean>>;
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: readonly [number, number] }
    | { readonly type: 'LineString'; readonly coordinates: readonly (readonly [number, number])[] };
};
export type Features = { readonly type: 'FeatureCollection'; readonly features: readonly Feature[] };

const collection = (features: readonly Feature[]): Features => ({ type: 'FeatureCollection', features });

/** The visits of the day, each at its door, by what is the matter with it. */
export const visitPoints = ({ store }: Desk, selected: string | null): Features =>
  collection(
    store.everyVisit().map((visit) => ({
      type: 'Feature',
      properties: {
        workOrderId: visit.workOrderId,
        tint: visit.atRisk || visit.missed ? 'risk' : barLook(visit).tint,
        isOpen: visit.workOrderId === selected,
      },
      geometry: { type: 'Point', coordinates: [visit.lng, visit.lat] },
    })),
  );

/** Where a technician goes from where he is, in the order of his plan; straight lines, for the order and not the streets. */
export function routeLine(desk: Desk, technicianId: string | null): Features {
  const stops = technicianId === null ? [] : aheadOf(desk, technicianId);
  const from = technicianId === null ? null : desk.positions.of(technicianId).get();
  const coordinates = [...(from ? [pair(from)] : []), ...stops.map(pair)];
  return collection(
    coordinates.length < 2 ? [] : [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } }],
  );
}

const pair = ({ lat, lng }: Pick<Position, 'lat' | 'lng'>) => [lng, lat] as const;

const OVER = new Set(['completed', 'cannot_complete']);

/** What a technician still has ahead of him, in the order of his plan. */
export const aheadOf = ({ store }: Desk, technicianId: string): readonly BoardVisit[] =>
  store
    .row(technicianId)
    .get()
    .places.flatMap(({ appointmentId }) => store.visit(appointmentId)?.get() ?? [])
    .filter(({ ticket }) => ticket !== null && !OVER.has(ticket.state));
