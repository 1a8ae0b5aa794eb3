import { greatCircle } from '#routes/meters';
import type { Place } from '#routes/route';
import type { Draw } from '#test/bench/eta/simulator/draw';

/** What is left out of a world, for seeing how much error each of its laws makes. */
export const LAWS = ['tails', 'people', 'traffic', 'surprises', 'silence', 'lunch', 'waiting', 'optimism'] as const;
export type Law = (typeof LAWS)[number];

/** A town and the habits of its roads, drawn from the seed: no two seeds have the same. */
export type World = {
  readonly middle: Place;
  /** Minutes of driving at free flow; roads are no straight lines, and a river has few bridges. */
  freeFlow(from: Place, to: Place): number;
  /** The way driven, from one place to the other. */
  way(from: Place, to: Place): readonly Place[];
  /** How much longer than at free flow, by the local minute of the day and the day of the week (Monday is 0). */
  traffic(weekday: number, minute: number): number;
  /** Minutes to find a place for the van at `place`. */
  parking(place: Place): number;
  has(law: Law): boolean;
};

const MIDDLE: Place = { lat: 39.29, lng: -76.61 };
const KM_PER_LAT = 111.195;

export function worldOf(draw: Draw, without: readonly Law[]): World {
  const has = (law: Law) => !without.includes(law);
  const tilt = draw.between(0, Math.PI / 2);
  const river = MIDDLE.lng + draw.between(-0.03, 0.03);
  const bridges = [0, 1, 2].map((i) => MIDDLE.lat - 0.09 + i * 0.08 + draw.between(-0.02, 0.02));
  const peaks = {
    morning: { at: draw.between(470, 520), high: draw.between(0.45, 0.8) },
    evening: { at: draw.between(970, 1040), high: draw.between(0.5, 0.95) },
  };
  const weekdays = Array.from({ length: 7 }, (_, day) => (day > 4 ? 0.3 : draw.between(0.75, 1.15)));
  const slowness = draw.between(0.9, 1.2);
  const grid = (a: Place, b: Place) => gridKm(a, b, tilt);
  const crossing = (a: Place, b: Place): Place | null =>
    (a.lng - river) * (b.lng - river) >= 0 ? null : { lng: river, lat: nearest(bridges, (a.lat + b.lat) / 2) };
  return {
    middle: MIDDLE,
    has,
    freeFlow(from, to) {
      const bridge = crossing(from, to);
      const km = bridge ? grid(from, bridge) + grid(bridge, to) : grid(from, to);
      // Long ways have stretches of motorway, short ones only lights and corners.
      const kmPerHour = 24 + 46 * (1 - Math.exp(-km / 14));
      return km < 0.05 ? 0 : 1 + (60 * km * slowness) / kmPerHour;
    },
    way(from, to) {
      const bridge = crossing(from, to);
      const corner = { lat: to.lat, lng: from.lng };
      return bridge ? [from, bridge, to] : [from, corner, to];
    },
    traffic(weekday, minute) {
      if (!has('traffic')) return 1.2;
      const peak = ({ at, high }: { at: number; high: number }, width: number) =>
        high * Math.exp(-(((minute - at) / width) ** 2));
      const rush = peak(peaks.morning, 55) + peak(peaks.evening, 75) + 0.12 * Math.exp(-(((minute - 745) / 60) ** 2));
      return 1 + weekdays[weekday]! * rush + (weekday === 4 ? 0.35 * peak(peaks.evening, 120) : 0);
    },
    parking(place) {
      const fromMiddle = greatCircle(place, MIDDLE) / 1000;
      return draw.gamma(1.6, fromMiddle < 3 ? 5.5 : 1.8);
    },
  };
}

/** Driving along streets that run in two directions, turned by `tilt`: never longer than 1.41 times the straight line. */
function gridKm(a: Place, b: Place, tilt: number): number {
  const north = (b.lat - a.lat) * KM_PER_LAT;
  const east = (b.lng - a.lng) * KM_PER_LAT * Math.cos((a.lat * Math.PI) / 180);
  const u = north * Math.cos(tilt) + east * Math.sin(tilt);
  const v = east * Math.cos(tilt) - north * Math.sin(tilt);
  return Math.abs(u) + Math.abs(v);
}

const nearest = (values: readonly number[], to: number) =>
  values.reduce((best, value) => (Math.abs(value - to) < Math.abs(best - to) ? value : best));
