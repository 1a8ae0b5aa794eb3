import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Place } from '#routes/route';
import { engineConfig } from '#apps/roads/engine-config';
import { location } from '#apps/roads/locate';
import type { Network } from '#apps/roads/network';
import type { Haste, Travel } from '#travel/travel';
import type { Line } from '#test/bench/bench';
import { cpuOfProcess } from '#test/bench/cpu';
import { p50, p99 } from '#test/bench/figures';
import type { FloorFound, FloorPlan } from '#test/bench/travel/floor-process';
import type { RoadsProcess } from '#test/roads/roads-process';

type Kind = {
  readonly what: string;
  readonly times: number;
  readonly ask: (i: number) => Promise<unknown>;
  readonly floor: FloorPlan;
};
type Grounds = {
  readonly roads: RoadsProcess;
  readonly travel: Travel;
  readonly network: Network;
  readonly places: readonly Place[];
};

const ROUTES = 200;
const ROWS = 40;
const MATRICES = 6;

/** Wall and CPU time of each kind of question: over HTTP through apps/roads, and to the engine in one process. */
export async function speedLines(grounds: Grounds): Promise<Line[]> {
  const floor = fork(
    fileURLToPath(new URL('./floor-process.js', import.meta.url)),
    [JSON.stringify(engineConfig(grounds.network))],
    {
      env: {},
    },
  );
  const lines: Line[] = [];
  for (const kind of kindsOf(grounds)) {
    const ours = await measured(kind, await pidsOf(grounds.roads));
    floor.send(kind.floor);
    const [found] = (await once(floor, 'message')) as [FloorFound];
    lines.push(
      { what: `${kind.what}, p50`, unit: 'ms', ours: p50(ours.ms), floor: p50(found.ms) },
      { what: `${kind.what}, p99`, unit: 'ms', ours: p99(ours.ms), floor: p99(found.ms) },
      { what: `${kind.what}, CPU`, unit: 'ms', ours: ours.cpuMs, floor: found.cpuMs },
    );
  }
  floor.disconnect();
  await once(floor, 'exit');
  return lines;
}

function kindsOf({ travel, places }: Grounds): Kind[] {
  const some = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => places[(from + i) % places.length]!);
  const matrix = (what: string, times: number, rows: number, haste: Haste): Kind => {
    const parts = Array.from({ length: times }, (_, i) => ({ from: some(i * 53, rows), to: some(i * 53 + 101, 50) }));
    const request = ({ from, to }: { from: Place[]; to: Place[] }) => ({
      sources: from.map((place) => location(place)),
      targets: to.map((place) => location(place)),
      costing: 'auto',
      verbose: false,
    });
    const ask = (i: number) => travel.matrix({ ...parts[i]!, zone: 'UTC', haste });
    return { what, times, ask, floor: { method: 'matrix', requests: parts.map(request) } };
  };
  const pairs = Array.from({ length: ROUTES }, (_, i) => some(i * 3, 2));
  const requests = pairs.map((pair) => ({
    locations: pair.map((place) => location(place)),
    costing: 'auto',
    directions_type: 'none',
  }));
  return [
    {
      what: 'route with its line',
      times: ROUTES,
      ask: (i) => travel.route!({ stops: pairs[i]!, zone: 'UTC' }),
      floor: { method: 'route', requests },
    },
    matrix('1 × 50, live', ROWS, 1, 'live'),
    matrix('50 × 50, planning', MATRICES, 50, 'planning'),
  ];
}

async function measured({ times, ask }: Kind, pids: readonly number[]) {
  await ask(0);
  const before = cpuOf(pids);
  const ms: number[] = [];
  for (let i = 0; i < times; i++) {
    const since = performance.now();
    await ask(i);
    ms.push(performance.now() - since);
  }
  const after = cpuOf(pids);
  return { ms, cpuMs: before === null || after === null ? null : (after - before) / times };
}

const pidsOf = async (roads: RoadsProcess) => [roads.child.pid!, (await roads.status()).engine!.pid];

function cpuOf(pids: readonly number[]): number | null {
  const each = pids.map(cpuOfProcess);
  return each.reduce<number | null>((total, ms) => (total === null || ms === null ? null : total + ms), 0);
}
