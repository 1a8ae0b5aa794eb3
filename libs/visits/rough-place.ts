/** Where somebody is as seen from a place, no more exactly than a customer has to know. */
export type RoughPlace = {
  /** Whole miles; 0 is less than half a mile. */
  readonly miles: number;
  /** Eighths of a circle clockwise from north, 0 to 7. */
  readonly eighth: number;
};

type Place = { readonly lat: number; readonly lng: number };

const METERS_PER_MILE = 1609.344;
const METERS_PER_DEGREE = 111_195;

/**
 * `from` as seen from `to`, in whole miles and eighths of a circle: nobody learns from it in which street somebody is.
 * On a plane, which is good enough for the length of a drive.
 */
export function roughly(from: Place, to: Place): RoughPlace {
  const north = (from.lat - to.lat) * METERS_PER_DEGREE;
  const east = (from.lng - to.lng) * METERS_PER_DEGREE * Math.cos((to.lat * Math.PI) / 180);
  const turn = Math.atan2(east, north) / (Math.PI / 4);
  return { miles: Math.round(Math.hypot(north, east) / METERS_PER_MILE), eighth: (Math.round(turn) + 8) % 8 };
}
