import type { Play } from '#test/bench/bench';
import { load, machine } from '#test/bench/machine';
import { check } from '#test/bench/vrptw/check';
import { Unreadable } from '#test/bench/vrptw/instance';
import { madeUp } from '#test/bench/vrptw/made-up';
import { BadOptions, type Options, optionsOf, USAGE } from '#test/bench/vrptw/options';
import { planWithin } from '#test/bench/vrptw/plan-within';
import { type Known, readFolder } from '#test/bench/vrptw/read-folder';

/**
 * How good the planner is on problems others have solved before: the least total distance with the file's fleet, on one
 * core. One line of JSON for each file, one for all of them; whatever is wrong, and the tables for people, on stderr.
 */
export const vrptw: Play = {
  name: 'vrptw',
  about: 'files of Solomon or Homberger planned within N seconds, held against the best known distances',
  play(args) {
    try {
      const options = optionsOf(args);
      return measure(options.dir === null ? ownInstances() : readFolder(options.dir, options.only), options);
    } catch (error) {
      if (!(error instanceof BadOptions || error instanceof Unreadable)) throw error;
      console.error(error instanceof BadOptions ? `${error.message}\n\n${USAGE}` : error.message);
      return 2;
    }
  },
};

function measure(known: readonly Known[], { seconds, seed }: Options): number {
  const before = load();
  const wrong: string[] = [];
  const lines = known.map(({ instance, best, entry }) => {
    const driven = planWithin(instance, seconds, seed);
    const verdict = check(instance, driven.routes);
    const distance = round(verdict.distance, 2);
    const line = {
      instance: instance.name,
      vehicles: verdict.vehicles,
      distance,
      bestDistance: best,
      gapPercent: best === null ? null : round((distance / best - 1) * 100, 3),
      seconds: round(driven.seconds, 2),
    };
    console.log(JSON.stringify(line));
    for (const what of verdict.wrong) console.error(`${instance.name}: WRONG: ${what}`);
    if (best !== null && !entry!.endsWith(DISTANCE))
      console.error(`${instance.name}: ${entry} is the best known for the fewest vehicles, not for the least distance`);
    wrong.push(...verdict.wrong.map((what) => `${instance.name}: ${what}`));
    return { ...line, tries: driven.tries };
  });
  const gaps = lines.flatMap(({ gapPercent }) => gapPercent ?? []);
  const whole = {
    bench: 'vrptw',
    instances: lines.length,
    meanGapPercent: gaps.length ? round(mean(gaps), 3) : null,
    worstGapPercent: gaps.length ? Math.max(...gaps) : null,
    comparedWith: { distance: known.filter(({ entry }) => entry?.endsWith(DISTANCE)).length, of: gaps.length },
    secondsEach: seconds,
    secondsAre: 'CPU of the whole process',
    triesPerSecond: Math.round(mean(lines.map(({ tries, seconds: used }) => tries / used))),
    seed,
    machine: machine(null),
    load: { before, after: load() },
    wrong,
  };
  console.log(JSON.stringify(whole));
  return wrong.length ? 1 : 0;
}

const DISTANCE = '_distance';

/** Without a folder: as many again as a day has, scattered, in clusters, and both. */
const ownInstances = (): Known[] =>
  [0, 1, 0.5].map((clustered, i) => ({
    instance: madeUp({ seed: i + 1, customers: 100, clustered, narrow: 0.5 }),
    best: null,
    entry: null,
  }));

const mean = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
const round = (n: number, places: number) => Math.round(n * 10 ** places) / 10 ** places;
