import { readFileSync, writeFileSync } from 'node:fs';
import type { Play } from '#test/bench/bench';
import { load, machine } from '#test/bench/machine';
import { type DaysRead, NoDays, readDays, writeDays } from '#test/bench/eta/days/read-days';
import { explain } from '#test/bench/eta/explain';
import { BadOptions, type Options, optionsOf, USAGE } from '#test/bench/eta/options';
import { predictors } from '#test/bench/eta/predictors';
import { replay } from '#test/bench/eta/replay';
import { reportOf, splitBy } from '#test/bench/eta/report';
import { toJson, toLines } from '#test/bench/eta/say';
import { simulate } from '#test/bench/eta/simulator/simulate';
import { speedOf } from '#test/bench/eta/speed';

/**
 * Were we right? Days are played again, and every prediction and text is held against what came. One JSON object on
 * stdout; progress and the tables for people on stderr.
 */
export const eta: Play = {
  name: 'eta',
  about: 'days replayed: how right arrivals and texts were; rivals: plan, shifted, constant pace, hour of week',
  play(args) {
    try {
      const options = optionsOf(args);
      return options.speed ? measureSpeed(options) : measure(options);
    } catch (error) {
      if (!(error instanceof BadOptions || error instanceof NoDays)) throw error;
      console.error(error instanceof BadOptions ? `${error.message}\n\n${USAGE}` : error.message);
      return 2;
    }
  },
};

function measure(options: Options): number {
  const before = load();
  const began = process.cpuUsage();
  const { days, ...read } = daysFrom(options);
  if (options.dump) writeFileSync(options.dump, writeDays(days));
  const parties = predictors(options.zone);
  const names = parties.map(({ name }) => name);
  const replayed = replay({ days, predictors: parties, explain: options.explain ?? undefined, onProgress });
  const explained = options.explain ? explain(replayed, options.explain, names, options.zone) : null;
  const wrong = [...replayed.breaches].map(([what, times]) => `${what} (${times} times)`);
  if (options.explain && !explained) wrong.push(`there is no visit ${options.explain} to explain`);
  if (!replayed.visits.length) wrong.push('nobody arrived anywhere on these days: there is nothing to measure');
  const { user, system } = process.cpuUsage(began);
  const report = reportOf(replayed, names);
  const said = {
    bench: 'eta',
    machine: machine(null),
    load: { before, after: load() },
    days: replayed.days,
    visits: replayed.visits.length,
    technicians: new Set(replayed.visits.map(({ technician }) => technician)).size,
    source: options.routes ? { routes: options.routes, zone: options.zone } : simulated(options),
    read,
    ours: names[0],
    ...report,
    ...(options.by ? { by: { [options.by]: splitBy(replayed.visits, options.by, names, options.zone) } } : {}),
    ...(explained ? { explained } : {}),
    cpuSeconds: (user + system) / 1e6,
    wrong,
  };
  console.log(toJson(said));
  for (const line of [...(explained ?? []), ...toLines(said)]) console.error(line);
  return wrong.length ? 1 : 0;
}

const simulated = ({ seed, days, technicians, without }: Options) => ({
  simulated: { seed, days, technicians, without },
});

/** An own file, or a town of our own making. Lines that were refused are named at once. */
function daysFrom(options: Options): DaysRead {
  if (!options.routes) return { days: simulate(options), skipped: [], endsMissing: 0, neverMade: 0 };
  const read = readDays(textOf(options.routes));
  for (const { line, why } of read.skipped) console.error(`${options.routes}:${line}: skipped: ${why}`);
  return read;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadOptions(`--routes cannot be read: ${(error as Error).message}`);
  }
}

function onProgress(replayed: number, of: number): void {
  const tenth = (days: number) => Math.floor((10 * days) / of);
  if (tenth(replayed) > tenth(replayed - 1)) console.error(`replayed ${replayed} of ${of} days`);
}

function measureSpeed({ zone }: Options): number {
  const speed = Object.fromEntries(predictors(zone).map((predictor) => [predictor.name, speedOf(predictor)]));
  console.log(toJson({ bench: 'eta', machine: machine(null), load: load(), speed }));
  for (const [name, { recomputed, growth }] of Object.entries(speed)) {
    const { technicians, stops, cpuMs, p50Us, p99Us } = recomputed;
    console.error(
      `${name}: ${technicians} technicians × ${stops} stops in ${cpuMs.toFixed(0)} ms of CPU; a route ${p50Us.toFixed(0)} µs (p99 ${p99Us.toFixed(0)}); grows as stops^${growth.toFixed(2)}`,
    );
  }
  return 0;
}
