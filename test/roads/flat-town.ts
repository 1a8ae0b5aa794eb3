import type { Place } from '#routes/route';
import { greatCircle } from '#routes/meters';

/** A town without one road too few: every way is straight, and northwards it goes uphill. Nobody drives south of 38°. */
export const FLAT_TOWN = {
  places: [
    { lat: 39.41, lng: -76.78 },
    { lat: 39.38, lng: -76.7 },
    { lat: 39.44, lng: -76.65 },
  ],
  nowhere: { lat: 12.5, lng: -70.1 },
  oneWay: [
    { lat: 39.38, lng: -76.78 },
    { lat: 39.44, lng: -76.78 },
  ],
} as const;

export const isOnRoad = ({ lat }: Place) => lat > 38;

export const meters = (from: Place, to: Place) => Math.round(greatCircle(from, to) * 1.2);

/** 10 m/s, and 7 m/s where it goes up. */
export const seconds = (from: Place, to: Place) => meters(from, to) / (to.lat > from.lat ? 7 : 10);

/** The way on the map, as `decodePolyline6` reads it. */
export function straightLine(places: readonly Place[]): string {
  let before = { lat: 0, lng: 0 };
  let text = '';
  for (const place of places) {
    for (const axis of ['lat', 'lng'] as const)
      text += encoded(Math.round(place[axis] * 1e6) - Math.round(before[axis] * 1e6));
    before = place;
  }
  return text;
}

function encoded(value: number): string {
  let left = value < 0 ? -value * 2 - 1 : value * 2;
  let text = '';
  for (; left >= 32; left = Math.floor(left / 32)) text += String.fromCharCode((left % 32) + 32 + 63);
  return text + String.fromCharCode(left + 63);
}
