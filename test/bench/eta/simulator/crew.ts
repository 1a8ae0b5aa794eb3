import type { Place } from '#routes/route';
import type { Draw } from '#test/bench/eta/simulator/draw';
import type { World } from '#test/bench/eta/simulator/world';

/** A technician: how he works, drives and uses his phone. */
export type Technician = {
  readonly name: string;
  readonly home: Place;
  /** The first of the world's days on which he works; newcomers begin later. */
  readonly startsOn: number;
  /** How much longer than an ordinary technician he takes, on a day. */
  slowness(day: number): number;
  /** How much longer he drives. */
  readonly pace: number;
  /** Waits in the van when he is early, or rings at once. */
  readonly waits: boolean;
  /** Says he is on his way before lunch already. */
  readonly tapsBeforeLunch: boolean;
  readonly phone: Phone;
};

/** How he taps. Shares of taps: `late` come 5 to 20 minutes after the fact or with `done`, `never` not at all. */
export type Phone = {
  readonly late: number;
  readonly never: number;
  /** Share of his delays that he announces, and how far off what he says is (sigma of a logarithm). */
  readonly announces: number;
  readonly announcesOff: number;
  /** Share of drives during which the phone sends nothing for a long stretch. */
  readonly dark: number;
};

const DILIGENT: Phone = { late: 0.03, never: 0.01, announces: 0.7, announcesOff: 0.2, dark: 0.05 };
const ORDINARY: Phone = { late: 0.12, never: 0.04, announces: 0.35, announcesOff: 0.5, dark: 0.15 };
const SILENT: Phone = { late: 0.4, never: 0.2, announces: 0.05, announcesOff: 0.9, dark: 0.4 };

export function crewOf(count: number, days: number, draw: Draw, world: World): Technician[] {
  return Array.from({ length: count }, (_, n): Technician => {
    const isNew = n % 10 === 9 && world.has('people');
    const startsOn = isNew ? Math.floor(days * draw.between(0.35, 0.55)) : 0;
    const drift = driftOf(days, draw);
    const skill = draw.lognormal(1, 0.13);
    const kind = draw.unit();
    const phone = !world.has('silence') ? DILIGENT : kind < 0.4 ? DILIGENT : kind < 0.8 ? ORDINARY : SILENT;
    return {
      name: `technician-${String(n + 1).padStart(2, '0')}`,
      home: placeIn(world, draw, 0.09),
      startsOn,
      slowness: (day) =>
        !world.has('people')
          ? 1
          : skill * drift[Math.floor(day / 5)]! * (isNew ? 1 + 0.4 * Math.exp(-(day - startsOn) / 20) : 1),
      pace: world.has('people') ? draw.lognormal(1, 0.07) : 1,
      waits: world.has('waiting') ? draw.chance(0.7) : true,
      tapsBeforeLunch: draw.chance(0.3),
      phone,
    };
  });
}

/** A walk from week to week: people get better, tired, or a better van. */
function driftOf(days: number, draw: Draw): number[] {
  let level = 0;
  return Array.from({ length: Math.ceil(days / 5) + 1 }, () => Math.exp((level = 0.9 * level + 0.045 * draw.normal())));
}

/** Somewhere in the town, thicker towards its middle; `reach` in degrees. */
export const placeIn = ({ middle }: World, draw: Draw, reach: number): Place => ({
  lat: round(middle.lat + reach * (draw.unit() + draw.unit() - 1)),
  lng: round(middle.lng + 1.25 * reach * (draw.unit() + draw.unit() - 1)),
});

export const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
