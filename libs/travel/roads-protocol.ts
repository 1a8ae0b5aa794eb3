import { z } from 'zod';

/**
 * What apps/roads and its client say to each other: POST /matrix, /route, /snap, /match with JSON, answered with JSON.
 * Any server that answers so may stand in its place. Refusals are `{ "refused": "a sentence" }` with 400 (not an ask),
 * 413 (too much of one), 422 (no path), 503 (not now).
 */
const place = z.strictObject({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) });
const haste = z.enum(['live', 'planning']);
const departAt = z.iso.datetime().optional();

/** More than the largest day of one territory; a client cuts what is larger. */
export const MOST_PLACES = 100;
export const MOST_STOPS = 50;
export const MOST_TRACE_POINTS = 2000;

const places = z.array(place).max(MOST_PLACES);
export const matrixAsked = z.strictObject({ from: places, to: places, departAt, haste });
export const routeAsked = z.strictObject({ stops: z.array(place).min(2).max(MOST_STOPS), departAt });
export const snapAsked = z.strictObject({ place });
export const matchAsked = z.strictObject({
  trace: z
    .array(z.strictObject({ place, at: z.iso.datetime(), accuracy: z.number().nonnegative().nullable() }))
    .min(2)
    .max(MOST_TRACE_POINTS),
});

const amount = z.number().nonnegative();
const basis = z.enum(['live', 'historic', 'freeflow']);
/** Seconds and meters, or why there is neither. */
const cell = z.union([z.tuple([amount, amount]), z.enum(['no-path', 'no-road-near', 'outside-coverage'])]);
/** A line is a polyline with six decimals. */
const line = z.string();

/** `roads` names engine and network: `valhalla:3.6.1:town-20260303`. */
const roads = z.string().min(1).max(200);
export const matrixAnswered = z.object({ roads, basis, cells: z.array(z.array(cell)) });
export const routeAnswered = z.object({
  roads,
  basis,
  legs: z.array(z.object({ seconds: amount, meters: amount, line })),
});
export const snapAnswered = z.object({
  roads,
  snapped: z.object({ place, meters: amount, street: z.string().nullable() }).nullable(),
});
export const matchAnswered = z.object({ roads, meters: amount, lines: z.array(line), streets: z.array(z.string()) });
export const refused = z.object({ refused: z.string() });

export type MatrixAsked = z.infer<typeof matrixAsked>;
export type RouteAsked = z.infer<typeof routeAsked>;
export type SnapAsked = z.infer<typeof snapAsked>;
export type MatchAsked = z.infer<typeof matchAsked>;
export type CellAnswered = z.infer<typeof cell>;
export type MatrixAnswered = z.infer<typeof matrixAnswered>;
export type RouteAnswered = z.infer<typeof routeAnswered>;
export type SnapAnswered = z.infer<typeof snapAnswered>;
export type MatchAnswered = z.infer<typeof matchAnswered>;
