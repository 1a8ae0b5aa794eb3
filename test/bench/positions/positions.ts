import { join } from 'node:path';
import { CLONE_DIR } from '#apps/launcher/clone-dir';
import { anyFreePort } from '#apps/launcher/ports';
import { supervise } from '#apps/launcher/supervise';
import type { Aim, Bench, Line, Result } from '#test/bench/bench';
import { type Cpu, cpuOf } from '#test/bench/cpu';
import { p50, p99, quantile, sum } from '#test/bench/figures';
import type { Grounds } from '#test/bench/grounds';
import { drip, pour, type Poured, requestOf, type Request } from '#test/bench/positions/hose';
import { telling, writeTrackers } from '#test/bench/positions/tell';
import { openSide, type Side } from '#test/bench/side';
import { planTown } from '#test/bench/town/plan';
import { OTHERWISE, tryArrivals, tryTrips } from '#test/positions/arrivals';

const SEED = 20260303;
const SINGLE = 12_000;
const BATCHES = 600;
const BATCH = 75;
const PER_SECOND = 2_000;
const SECONDS = 5;
const CONNECTIONS = 64;
const ARRIVALS = 500;
const TRIPS = 500;

/** Phones tell where they are, one fix at a time and many; then seeded drives say who has arrived and who has not. */
export const positions: Bench = {
  name: 'positions',
  about:
    'positions from phones to rows, singly, batched and at 2,000 a second, and arrivals by them; peer: a bare Fastify echo',
  async measure(grounds) {
    const peer = await measurePeer(grounds);
    const town = planTown(SEED);
    const side = await openSide(grounds, { name: 'positions', town });
    try {
      await writeTrackers(side, town);
      const tell = telling(town);
      await flow(side, tell.singly(2_000), 1); // warm
      const runs = {
        singly: await flow(side, tell.singly(SINGLE), 1),
        byAddress: await flow(side, tell.byAddress(SINGLE), 1),
        batched: await flow(side, tell.batched(BATCHES, BATCH), BATCH),
        steady: await flow(side, tell.singly(PER_SECOND * SECONDS), 1, PER_SECOND),
      };
      return judged(runs, peer);
    } finally {
      await side.close();
    }
  },
};

/** CPU-seconds of a run, and what it did. */
type Run = {
  readonly fixes: number;
  readonly api: number | null;
  readonly all: number | null;
  readonly ms: readonly number[];
  readonly wrong: readonly string[];
};

async function flow(side: Side, requests: readonly Request[], each: number, perSecond?: number): Promise<Run> {
  const rows = async () => (await side.sql<{ rows: number }>('SELECT count(*)::int AS rows FROM position'))[0]!.rows;
  const port = Number(new URL(side.url).port);
  const [stored, before] = [await rows(), side.cpu()];
  const poured = perSecond ? await drip(port, requests, perSecond) : await pour(port, requests, CONNECTIONS);
  const after = side.cpu();
  const fixes = requests.length * each;
  return { fixes, ...used(before, after), ms: poured.ms, wrong: wrongIn(poured, (await rows()) - stored) };
}

function used(before: Cpu | null, after: Cpu | null): { api: number | null; all: number | null } {
  if (!before || !after) return { api: null, all: null };
  const api = (after.api - before.api) / 1000;
  return { api, all: api + (after.postgres - before.postgres) / 1000 };
}

/** Every fix that was acknowledged is a row, no row is there twice, and a good one is called good. */
function wrongIn({ refused, bodies }: Poured, rows: number): string[] {
  const answers = bodies.map((body) => JSON.parse(body) as { taken: number });
  const taken = sum(answers.map((answer) => answer.taken ?? 0));
  return [
    ...refused.slice(0, 3).map((what) => `refused: ${what.slice(0, 200)}`),
    ...(taken === rows ? [] : [`${taken} positions acknowledged, ${rows} stored`]),
  ];
}

/** Requests for each CPU-second of the peer. */
async function measurePeer({ postmaster }: Grounds): Promise<number | null> {
  const port = await anyFreePort();
  const peer = supervise({
    name: 'bare fastify',
    script: join(CLONE_DIR, 'dist/test/bench/positions/bare-fastify.js'),
    env: { PATH: process.env['PATH'], PORT: String(port) },
    onLine: (line) => console.error(`bare fastify: ${line.slice(0, 400)}`),
  });
  await peer.whenReady();
  try {
    const body = { lat: 39.29, lng: -76.61, accuracy: 12, speed: 6.2, heading: 0, at: new Date(0) };
    const requests = Array.from({ length: SINGLE }, () => requestOf('/echo', { token: 'x'.repeat(43), body }));
    await pour(port, requests.slice(0, 2_000), CONNECTIONS);
    const cpu = () => cpuOf({ api: peer.pid!, worker: peer.pid!, postmaster });
    const before = cpu();
    await pour(port, requests, CONNECTIONS);
    const { api } = used(before, cpu());
    return api && SINGLE / api;
  } finally {
    await peer.stop();
  }
}

type Runs = Readonly<Record<'singly' | 'byAddress' | 'batched' | 'steady', Run>>;

function judged(runs: Runs, peer: number | null): Result {
  const arrivals = tryArrivals(SEED, ARRIVALS);
  const passing = Object.entries(OTHERWISE).map(([what, make]) => ({ what, ...tryTrips(SEED, TRIPS, make) }));
  const early = arrivals.seconds.filter((seconds) => seconds < 0).length;
  const untrue = early + sum(passing.map(({ arrived }) => arrived));
  const soon = arrivals.seconds.filter((seconds) => seconds <= 60).length / arrivals.trips;
  return {
    table: [
      ...tableOf(runs, peer),
      { what: 'arrival found after he stops, p50', unit: 's', ours: p50(arrivals.seconds) },
      { what: 'the same, p90', unit: 's', ours: quantile(arrivals.seconds, 0.9) },
      { what: 'the same, p99', unit: 's', ours: p99(arrivals.seconds) },
      { what: 'arrivals found within 60 s', unit: '%', ours: soon * 100 },
    ],
    aims: aimsOf(runs, { untrue, soon, missed: arrivals.trips - arrivals.arrived }),
    wrong: Object.entries(runs).flatMap(([name, { wrong }]) => wrong.map((what) => `${name}: ${what}`)),
    facts: {
      stored: sum(Object.values(runs).map(({ fixes }) => fixes)),
      arrivals: { trips: arrivals.trips, found: arrivals.arrived, early },
      otherwise: Object.fromEntries(passing.map(({ what, trips, arrived }) => [what, `${arrived} of ${trips}`])),
    },
  };
}

const rate = ({ fixes }: Run, seconds: number | null) => (seconds ? fixes / seconds : null);

const tableOf = ({ singly, byAddress, batched, steady }: Runs, peer: number | null): Line[] => [
  { what: 'one fix a request, JSON, CPU of the api', unit: '1/CPU-s', ours: rate(singly, singly.api), peer },
  { what: 'the same, api and PostgreSQL', unit: '1/CPU-s', ours: rate(singly, singly.all), peer },
  {
    what: 'one fix a request, address form, CPU of the api',
    unit: '1/CPU-s',
    ours: rate(byAddress, byAddress.api),
    peer,
  },
  { what: 'the same, api and PostgreSQL', unit: '1/CPU-s', ours: rate(byAddress, byAddress.all), peer },
  { what: `batches of ${BATCH}, CPU of the api`, unit: '1/CPU-s', ours: rate(batched, batched.api) },
  { what: 'the same, api and PostgreSQL', unit: '1/CPU-s', ours: rate(batched, batched.all) },
  { what: `answer at ${PER_SECOND} a second, p50`, unit: 'ms', ours: p50(steady.ms) },
  { what: 'the same, p99', unit: 'ms', ours: p99(steady.ms) },
];

const aimsOf = (
  { singly, byAddress, batched, steady }: Runs,
  { untrue, soon, missed }: { untrue: number; soon: number; missed: number },
): Aim[] => [
  { what: 'JSON positions for a CPU-second, singly, all', is: rate(singly, singly.all) ?? Number.NaN, atLeast: 4_000 },
  { what: 'the same in the address form', is: rate(byAddress, byAddress.all) ?? Number.NaN, atLeast: 4_000 },
  { what: 'positions for a CPU-second, batched, all', is: rate(batched, batched.all) ?? Number.NaN, atLeast: 20_000 },
  { what: `answer at ${PER_SECOND} a second, p99, ms`, is: p99(steady.ms), atMost: 50 },
  { what: 'arrivals that were none', is: untrue, atMost: 0 },
  { what: 'arrivals not found', is: missed, atMost: 0 },
  { what: 'share of arrivals found within 60 s', is: soon, atLeast: 0.9 },
];
