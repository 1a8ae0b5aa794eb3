import { z } from 'zod';
import type { Place } from '#routes/route';
import { greatCircle } from '#routes/meters';
import type { Snapped } from '#travel/travel';

/** As far as a place may lie from the road it is taken to be on; left alone, the engine would go for 35 km. */
export const MOST_OFF_ROAD_METERS = 500;

/** A place as the engine is asked about it: two numbers, and how far to look. */
export const location = ({ lat, lng }: Place, cutoff = MOST_OFF_ROAD_METERS) => ({
  lat,
  lon: lng,
  search_cutoff: cutoff,
});

export const located = (places: readonly Place[], cutoff = MOST_OFF_ROAD_METERS, verbose = false) => ({
  locations: places.map((place) => location(place, cutoff)),
  costing: 'auto',
  verbose,
});

const edge = z.object({
  correlated_lat: z.number(),
  correlated_lon: z.number(),
  edge_info: z.object({ names: z.array(z.string()).optional() }).optional(),
});
const answer = z.array(z.object({ input_lat: z.number(), input_lon: z.number(), edges: z.array(edge).nullable() }));

/** The place on the nearest road of each place asked about, or null. Names are only told to a verbose question. */
export const readLocated = (said: unknown): (Snapped | null)[] =>
  answer.parse(said).map(({ input_lat, input_lon, edges }) => {
    const [first] = edges ?? [];
    if (!first) return null;
    const place = { lat: first.correlated_lat, lng: first.correlated_lon };
    const named = edges!.find(({ edge_info }) => edge_info?.names?.length);
    const street = named?.edge_info?.names?.[0] ?? null;
    return { place, meters: greatCircle({ lat: input_lat, lng: input_lon }, place), street };
  });
