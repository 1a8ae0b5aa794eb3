import type { Aim, Bench, Line, Result } from '#test/bench/bench';
import { type Bare, openBare } from '#test/bench/booking/bare';
import { type Order, ordersApart, ordersForOne, writeRequests } from '#test/bench/booking/orders';
import { bookBoth, type Race, race } from '#test/bench/booking/race';
import { crowd } from '#test/bench/booking/crowd';
import { type Rate, rateOfBare, rateOfOurs } from '#test/bench/booking/rate';
import { openScreens } from '#test/bench/booking/screens';
import { type Steady, steady } from '#test/bench/booking/steady';
import { p50, p99 } from '#test/bench/figures';
import { openSide, type Side } from '#test/bench/side';
import { planTown, TERRITORIES, type Town } from '#test/bench/town/plan';

const SEED = 20260303;
const PAIRS = 5;
const CLIENTS = 200;
/** One more race than pairs: the first opens the connections and is not counted. */
const RACES = PAIRS + 1;
const STEADY = 60;
const RATED = 80;

/** Two hundred clients fight for one slot; then bookings at a steady pace, and as fast as they go. */
export const booking: Bench = {
  name: 'booking',
  about: 'two hundred clients for one slot, and from the commit to the phone and the board; floor: bare INSERTs',
  withOptions: ([option, count, ...rest]) => {
    const attempts = Number(count);
    return option === '--attempts' && Number.isInteger(attempts) && attempts > 0 && !rest.length
      ? crowd(attempts)
      : null;
  },
  async measure(grounds) {
    const town = planTown(SEED);
    const side = await openSide(grounds, { name: 'booking', town });
    const rivals = Array.from({ length: RACES }, (_, round) =>
      ordersForOne(CLIENTS, round, town.technicians[round * TERRITORIES]!),
    );
    const apart = ordersApart(town, STEADY + (PAIRS + 1) * RATED);
    await writeRequests(side.databaseUrl, town, [...rivals.flat(), ...apart]);
    const bare = await openBare(side.databaseUrl);
    try {
      return judged(await measure(side, { town, bare, rivals, apart }));
    } finally {
      await bare.close();
      await side.close();
    }
  },
};

type Given = {
  readonly town: Town;
  readonly bare: Bare;
  readonly rivals: readonly (readonly Order[])[];
  readonly apart: readonly Order[];
};

type Measured = {
  readonly races: readonly { readonly ours: Race; readonly floor: readonly number[] }[];
  readonly steady: Steady;
  readonly rates: readonly { readonly ours: Rate; readonly floor: Rate }[];
  /** How long the screens needed to catch up after the bookings at full speed, ms. */
  readonly behind: number;
  readonly overlaps: number;
};

async function measure(side: Side, { town, bare, rivals, apart }: Given): Promise<Measured> {
  const races = [];
  for (const orders of rivals) {
    await side.rest();
    races.push({ ours: await race(side.urls, orders, bookBoth), floor: await bare.race(orders) });
    await bare.clear();
  }
  // From here on the phones are open: a ticket nobody's phone shows would be texted, as it should.
  const screens = await openScreens(side.url, town.technicians);
  const left = [...apart];
  const seen = await steady(side, screens, left.splice(0, STEADY));
  const rates = [];
  for (let pair = 0; pair <= PAIRS; pair++) {
    const orders = left.splice(0, RATED);
    rates.push({ ours: await rateOfOurs(side, orders), floor: await rateOfBare(side, bare, orders) });
  }
  const rushed = performance.now();
  await screens.onBoard(apart.at(-1)!.appointmentId);
  const behind = performance.now() - rushed;
  screens.close();
  const [row] = await side.sql<{ overlaps: number }>(
    `SELECT count(*)::int AS overlaps FROM occupancy a JOIN occupancy b
     ON a.technician_id = b.technician_id AND a.id < b.id AND a.during && b.during`,
  );
  return { races: races.slice(1), rates: rates.slice(1), steady: seen, behind, overlaps: row!.overlaps };
}

function judged({ races, steady, rates, behind, overlaps }: Measured): Result {
  const losers = races.flatMap(({ ours }) => ours.losers);
  const share = p50(rates.map(({ ours, floor }) => ours.perSecond / floor.perSecond));
  return {
    table: tableOf({ races, steady, rates }),
    aims: aimsOf(losers, steady, share),
    wrong: [
      ...races.flatMap(({ ours }) => ours.wrong),
      ...steady.wrong,
      ...(overlaps ? [`${overlaps} stays of one technician overlap`] : []),
    ],
    facts: {
      races: races.length,
      losers: losers.length,
      bookings: steady.phone.length,
      behindAfterRush: behind,
      overlaps,
    },
  };
}

function tableOf({ races, steady, rates }: Omit<Measured, 'overlaps' | 'behind'>): Line[] {
  const raced = (q: (values: readonly number[]) => number) => ({
    unit: 'ms',
    ours: p50(races.map(({ ours }) => q(ours.losers))),
    floor: p50(races.map(({ floor }) => q(floor))),
  });
  const cpu = (of: (pair: (typeof rates)[number]) => Rate) =>
    rates.some((pair) => !of(pair).cpuEach) ? null : p50(rates.map((pair) => of(pair).cpuEach!.total));
  return [
    { what: 'race of 200, losers, p50', ...raced(p50) },
    { what: 'race of 200, losers, p99', ...raced(p99) },
    { what: 'confirm asked to ticket on the phone, p50', unit: 'ms', ours: p50(steady.phone) },
    { what: 'confirm asked to ticket on the phone, p99', unit: 'ms', ours: p99(steady.phone) },
    { what: 'confirm answered to ticket on the phone, p50', unit: 'ms', ours: p50(steady.phoneAfterAnswer) },
    { what: 'confirm asked to the board, p50', unit: 'ms', ours: p50(steady.board) },
    { what: 'confirm asked to the board, p99', unit: 'ms', ours: p99(steady.board) },
    {
      what: 'bookings committed, 8 clients',
      unit: '1/s',
      ours: p50(rates.map(({ ours }) => ours.perSecond)),
      floor: p50(rates.map(({ floor }) => floor.perSecond)),
    },
    {
      what: 'CPU per booking, ticket and text included',
      unit: 'ms',
      ours: cpu(({ ours }) => ours),
      floor: cpu(({ floor }) => floor),
    },
  ];
}

const aimsOf = (losers: readonly number[], { phone, board }: Steady, share: number): Aim[] => [
  { what: 'losers of a race answered, p99, ms', is: p99(losers), atMost: 500 },
  { what: 'ticket on the phone, p99, ms', is: p99(phone), atMost: 500 },
  { what: 'booking on the board, p99, ms', is: p99(board), atMost: 500 },
  { what: 'bookings a second, share of bare INSERTs', is: share, atLeast: 0.15 },
];
