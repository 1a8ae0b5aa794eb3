import { z } from 'zod';

/** What is read of an OSRM server's answers (osrm-backend docs/http.md, API v1). */
const amount = z.number().nonnegative();
/** `[longitude, latitude]`, as everywhere in OSRM. */
const location = z.tuple([z.number(), z.number()]);
/** The place on a road that a coordinate was taken as, and how far off that is. */
const waypoint = z.object({ location, name: z.string().optional(), distance: amount.optional() });
const cells = z.array(z.array(amount.nullable()));

export const said = z.object({ code: z.string(), message: z.string().optional() });
export const table = z.object({
  durations: cells,
  distances: cells.optional(),
  sources: z.array(waypoint.nullable()).optional(),
  destinations: z.array(waypoint.nullable()).optional(),
  /** Row and column of cells without a way, filled by the server from a speed of its own. */
  fallback_speed_cells: z.array(z.tuple([z.number(), z.number()])).optional(),
});

const step = z.object({ geometry: z.string(), name: z.string().optional() });
const leg = z.object({ duration: amount, distance: amount, steps: z.array(step) });
export const route = z.object({ routes: z.array(z.object({ legs: z.array(leg) })).min(1) });
export const nearest = z.object({ waypoints: z.array(waypoint).min(1) });
export const match = z.object({
  matchings: z.array(z.object({ distance: amount, geometry: z.string(), legs: z.array(leg) })).min(1),
});

export type Waypoint = z.infer<typeof waypoint>;
export type Table = z.infer<typeof table>;
