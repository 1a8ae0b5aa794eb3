import type { Place } from '#routes/route';

/** Where somebody truly is, second by second: meters east and north of the door, and his speed in m/s. */
export type Moment = { readonly x: number; readonly y: number; readonly speed: number };

type Random = () => number;
type Point = { readonly x: number; readonly y: number };

export const between = (random: Random, least: number, most: number) => least + random() * (most - least);
export const oneOf = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)]!;

/** Along these corners at a city's pace, with a red light at some of them. Begins at the first, ends standing at the last. */
export function along(random: Random, corners: readonly Point[], { lights = 0.3, pace = between(random, 8, 14) } = {}) {
  const moments: Moment[] = [];
  for (const [n, to] of corners.slice(1).entries()) {
    const from = corners[n]!;
    const meters = Math.hypot(to.x - from.x, to.y - from.y);
    const seconds = Math.max(1, Math.round(meters / pace));
    for (let s = 1; s <= seconds; s++) {
      const share = s / seconds;
      moments.push({
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
        speed: meters / seconds,
      });
    }
    if (n < corners.length - 2 && random() < lights) moments.push(...standing(to, between(random, 10, 60)));
  }
  return moments;
}

export const standing = ({ x, y }: Point, seconds: number): Moment[] =>
  Array.from({ length: Math.round(seconds) }, () => ({ x, y, speed: 0 }));

/** On foot. */
export const walking = (random: Random, from: Point, to: Point) =>
  along(random, [from, to], { lights: 0, pace: between(random, 1, 1.5) });

/** The way through the grid of streets to the corner a block before the door's street, some kilometers long. */
export function approach(random: Random): Point[] {
  const side = oneOf(random, [-1, 1]);
  const far = side * between(random, 900, 3500);
  const turn = side * between(random, 250, 700);
  const row = between(random, -1500, 1500);
  return [
    { x: far, y: row },
    { x: turn, y: row },
    { x: turn, y: 0 },
  ];
}

/** A way on from the door's street, out of sight. */
export const onwards = (random: Random, from: Point): Point[] => {
  const side = from.x > 0 ? -1 : 1;
  return [from, { x: side * between(random, 250, 600), y: from.y }, { x: side * 900, y: between(random, -900, 900) }];
};

const METERS_PER_DEGREE = 111_195;

/** The place so many meters east and north of another. */
export const placeAt = ({ lat, lng }: Place, { x, y }: Point): Place => ({
  lat: lat + y / METERS_PER_DEGREE,
  lng: lng + x / (METERS_PER_DEGREE * Math.cos((lat * Math.PI) / 180)),
});
