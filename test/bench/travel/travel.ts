import type { Place } from '#routes/route';
import { estimated } from '#travel/estimate';
import { isDriven, type Travel } from '#travel/travel';
import { valhallaTravel } from '#travel/valhalla';
import { sayFailure } from '#apps/launcher/say-failure';
import type { Aim, Line, Play } from '#test/bench/bench';
import { quantile } from '#test/bench/figures';
import { load, machine } from '#test/bench/machine';
import { asJson, asTable } from '#test/bench/say';
import { connected, drivesBetween, roadPlaces } from '#test/bench/travel/drives';
import { circuity, type Drive, errorsOf, fitted, type Guess } from '#test/bench/travel/fit';
import { speedLines } from '#test/bench/travel/speed';
import { type BenchTown, openTown } from '#test/bench/travel/town';
import { canDrive } from '#test/roads/grid-town';
import { startRoadsProcess } from '#test/roads/roads-process';

const SEED = 20_260_303;
const PLACES = 400;
const PAIRS = 2000;

/** How far the estimate is off from driving on the roads of an area, and what asking for roads costs. */
export const travel: Play = {
  name: 'travel',
  about:
    '[FILE.osm.pbf | ROADS_DIR]: estimate against roads (ours/peer/floor: built in, 1.3 × d at 40 km/h, fitted here), and speed',
  async play([given, ...rest]) {
    if (rest.length) return (console.error('one extract or one directory of networks, or nothing'), 2);
    if (!canDrive())
      return (console.error('travel: left out, @valhallajs/valhallajs is not installed or does not run'), 0);
    const town = await openTown(given).catch((failure: unknown) => console.error(`travel: ${sayFailure(failure)}`));
    if (!town) return 2;
    try {
      return await measure(town);
    } finally {
      town.remove();
    }
  },
};

async function measure({ dir, network }: BenchTown): Promise<number> {
  const before = load();
  const roads = await startRoadsProcess(dir);
  try {
    const driver = valhallaTravel({ url: roads.url });
    const places = await roadPlaces(driver, network, PLACES, SEED);
    const { drives, withoutPath } = await drivesBetween(driver, places, PAIRS, SEED + 1);
    const estimates = estimatesOf(drives);
    const joined = await connected(driver, places);
    const wrong = await wrongOf(driver, joined);
    const speed = await speedLines({ roads, travel: driver, network, places: joined });
    const said = {
      bench: 'travel',
      machine: machine(null),
      load: { before, after: load() },
      table: [...estimates.table, ...speed],
      aims: estimates.aims,
      wrong,
      facts: { network: driver.id, area: network.name, pairs: drives.length, withoutPath, ...estimates.facts },
    };
    console.log(`${asJson(said)}\n\ntravel: ${travel.about}\n${asTable(said)}`);
    return wrong.length ? 1 : 0;
  } finally {
    await roads.stop();
  }
}

/** Fitted on every other drive, judged on the rest. */
function estimatesOf(drives: readonly Drive[]): { table: Line[]; aims: Aim[]; facts: Record<string, unknown> } {
  const [known, judged] = [drives.filter((_, i) => i % 2 === 0), drives.filter((_, i) => i % 2 === 1)];
  const { start, perKm } = fitted(known);
  const origin = { lat: 0, lng: 0 };
  const degree = estimated(origin, { lat: 1, lng: 0 }).meters;
  const builtIn: Guess = (meters) => estimated(origin, { lat: meters / degree, lng: 0 }).seconds;
  const naive: Guess = (meters) => (1.3 * meters) / (40 / 3.6);
  const [ours, peer, floor] = [builtIn, naive, (meters: number) => start + (perKm * meters) / 1000].map((guess) =>
    errorsOf(guess, judged),
  ) as [Errors, Errors, Errors];
  const line = (what: string, unit: string, key: keyof Errors): Line => ({
    what,
    unit,
    ours: ours[key],
    peer: peer[key],
    floor: floor[key],
  });
  return {
    table: [
      line('estimate off by, mean', '%', 'mape'),
      line('estimate off by, p50', '%', 'p50'),
      line('estimate off by, p90', '%', 'p90'),
      line('estimate off by, mean', 'min', 'minutes'),
    ],
    aims: [{ what: 'the built-in estimate is off by, %', is: ours.mape, atMost: 20 }],
    facts: { circuity: circuity(drives), fitted: { startSeconds: start, secondsPerKm: perKm } },
  };
}
type Errors = ReturnType<typeof errorsOf>;

/** A matrix must say what its routes say. Single cells may differ (odd starts at the edge of an extract), most may not. */
async function wrongOf(driver: Travel, places: readonly Place[]): Promise<string[]> {
  const [from, to] = [places.slice(0, 20), places.slice(20, 40)];
  const cells = await driver.matrix({ from, to, zone: 'UTC' });
  const off: number[] = [];
  for (const [i, start] of from.entries())
    for (const [j, end] of to.entries()) {
      const cell = cells[i]![j]!;
      if (!isDriven(cell)) return [`a cell between connected places has no drive: ${cell.unreachable}`];
      const [leg] = await driver.route!({ stops: [start, end], zone: 'UTC' });
      off.push(Math.abs(cell.seconds - leg!.seconds) / Math.max(60, leg!.seconds));
    }
  return quantile(off, 0.95) > 0.02 ? [`a matrix is ${quantile(off, 0.95)} off from its routes (p95)`] : [];
}
