import type { Place } from '#routes/route';

const METERS_PER_DEGREE = 111_195;

/**
 * Meters between two places on a flat map of their surroundings. Off by less than a thousandth within 100 km of each
 * other, and far beyond that only "very far" matters.
 */
export function metersBetween(a: Place, b: Place): number {
  const across = ((((b.lng - a.lng) % 360) + 540) % 360) - 180;
  const east = across * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return Math.hypot(b.lat - a.lat, east) * METERS_PER_DEGREE;
}
