import type { Aim, Line } from '#test/bench/bench';
import type { Batch } from '#test/bench/delay/runner';
import { p50, p99 } from '#test/bench/figures';

export type Blows = { readonly singly: Batch; readonly storm: Batch };
/** One A B pair, and the floor beside it (ms for as many texts as one report, and as one storm, brings). */
export type Pair = {
  readonly ours: Blows;
  readonly peer: Blows;
  readonly floor: { readonly single: number; readonly storm: number };
};

const singles = ({ singly }: Blows) => singly.strikes.map(({ fromAccepted }) => fromAccepted);
const eachText = ({ singly }: Blows) => singly.strikes.flatMap(({ each }) => each);
const storm = ({ storm }: Blows) => storm.strikes[0]!.fromSent;
const cpu = (batches: readonly Batch[], of: 'total' | 'api' | 'worker' | 'postgres' = 'total') =>
  batches.some(({ cpuPerText }) => !cpuPerText) ? null : p50(batches.map(({ cpuPerText }) => cpuPerText![of]));

/** Every figure is the median of the pairs; the tails are taken over all reports of the run. */
export function tableOf(pairs: readonly Pair[]): Line[] {
  const median = (of: (pair: Pair) => number) => p50(pairs.map(of));
  const tail = (of: (blows: Blows) => number[]) => ({
    ours: p99(pairs.flatMap((pair) => of(pair.ours))),
    peer: p99(pairs.flatMap((pair) => of(pair.peer))),
  });
  return [
    {
      what: 'one report, its last text, p50',
      unit: 'ms',
      ours: median((pair) => p50(singles(pair.ours))),
      peer: median((pair) => p50(singles(pair.peer))),
      floor: median((pair) => pair.floor.single),
    },
    { what: 'one report, its last text, p99', unit: 'ms', ...tail(singles) },
    {
      what: 'one report, each text, p50',
      unit: 'ms',
      ours: median((pair) => p50(eachText(pair.ours))),
      peer: median((pair) => p50(eachText(pair.peer))),
    },
    {
      what: 'storm of 20, its last text',
      unit: 'ms',
      ours: median((pair) => storm(pair.ours)),
      peer: median((pair) => storm(pair.peer)),
      floor: median((pair) => pair.floor.storm),
    },
    {
      what: 'CPU per text, one report',
      unit: 'ms',
      ours: cpu(pairs.map(({ ours }) => ours.singly)),
      peer: cpu(pairs.map(({ peer }) => peer.singly)),
    },
    {
      what: 'CPU per text, storm',
      unit: 'ms',
      ours: cpu(pairs.map(({ ours }) => ours.storm)),
      peer: cpu(pairs.map(({ peer }) => peer.storm)),
    },
    ...(['api', 'worker', 'postgres'] as const).map((process) => ({
      what: `  of it ${process}`,
      unit: 'ms',
      ours: cpu(
        pairs.map(({ ours }) => ours.storm),
        process,
      ),
      peer: cpu(
        pairs.map(({ peer }) => peer.storm),
        process,
      ),
    })),
  ];
}

/** Against the peer, pair by pair. */
export function aimsOf(pairs: readonly Pair[]): Aim[] {
  const all = pairs.flatMap((pair) => singles(pair.ours));
  const ratio = (of: (blows: Blows) => number) => p50(pairs.map((pair) => of(pair.ours) / of(pair.peer)));
  return [
    { what: 'one report to its last text, p50, ms', is: p50(all), atMost: 250 },
    { what: 'one report to its last text, p99, ms', is: p99(all), atMost: 1000 },
    { what: 'storm of 20 reports to the last text, ms', is: p50(pairs.map((pair) => storm(pair.ours))), atMost: 3000 },
    { what: 'one report, times the peer', is: ratio((blows) => p50(singles(blows))), atMost: 2 },
    { what: 'storm, times the peer', is: ratio(storm), atMost: 2 },
  ];
}

/** What the strikes themselves found wrong. */
export const wrongStrikes = (pairs: readonly Pair[]): string[] =>
  pairs
    .flatMap(({ ours, peer }) => [ours.singly, ours.storm, peer.singly, peer.storm])
    .flatMap(({ strikes }) => strikes.flatMap(({ wrong }) => wrong));
