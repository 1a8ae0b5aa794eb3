import { Dice } from '#routes/plan/dice';
import type { Instance } from '#test/bench/vrptw/instance';

type Wish = {
  readonly seed: number;
  readonly customers: number;
  /** The share of the customers that live in clusters, and of those that have a narrow window; from 0 to 1. */
  readonly clustered: number;
  readonly narrow: number;
  readonly vehicles?: number;
};

/** An instance of our own in the manner of Solomon: everybody alone can be served in time. */
export function madeUp({ seed, customers, clustered, narrow, vehicles = Math.ceil(customers / 4) }: Wish): Instance {
  const dice = new Dice(seed);
  const side = Math.round(10 * Math.sqrt(customers));
  const horizon = 230 + 2 * side;
  const any = (most: number) => Math.round(dice.next() * most);
  const depot = {
    id: 0,
    x: Math.round(side / 2),
    y: Math.round(side / 2),
    demand: 0,
    ready: 0,
    due: horizon,
    service: 0,
  };
  const hearts = Array.from({ length: Math.ceil(customers / 12) }, () => ({ x: any(side), y: any(side) }));
  return {
    name: `madeup-${customers}-${seed}`,
    vehicles,
    capacity: 200,
    depot,
    customers: Array.from({ length: customers }, (_, i) => {
      const heart = hearts[dice.below(hearts.length)]!;
      const spot =
        dice.next() < clustered
          ? { x: heart.x + any(10) - 5, y: heart.y + any(10) - 5 }
          : { x: any(side), y: any(side) };
      const way = Math.hypot(spot.x - depot.x, spot.y - depot.y);
      const [soonest, latest] = [Math.ceil(way), Math.floor(horizon - way - SERVICE)];
      const middle = soonest + dice.next() * (latest - soonest);
      const half = dice.next() < narrow ? 5 + any(10) : 30 + any(90);
      return {
        id: i + 1,
        ...spot,
        demand: 1 + any(40),
        ready: Math.max(0, Math.round(Math.min(middle - half, latest))),
        due: Math.min(latest, Math.round(Math.max(middle + half, soonest))),
        service: SERVICE,
      };
    }),
  };
}

const SERVICE = 10;

/** The instance as a file of the usual form. */
export const asFile = ({ name, vehicles, capacity, depot, customers }: Instance): string =>
  [
    name,
    '',
    'VEHICLE',
    'NUMBER     CAPACITY',
    `${vehicles} ${capacity}`,
    '',
    'CUSTOMER',
    'CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME',
    '',
    ...[depot, ...customers].map((c) => [c.id, c.x, c.y, c.demand, c.ready, c.due, c.service].join(' ')),
    '',
  ].join('\n');
