import type { Bench, Play } from '#test/bench/bench';
import { board } from '#test/bench/board/board';
import { booking } from '#test/bench/booking/booking';
import { delay } from '#test/bench/delay/delay';
import { eta } from '#test/bench/eta/eta';
import { fleet } from '#test/bench/fleet/fleet';
import { openGrounds } from '#test/bench/grounds';
import { load, machine } from '#test/bench/machine';
import { positions } from '#test/bench/positions/positions';
import { repair } from '#test/bench/repair/repair';
import { replies } from '#test/bench/replies/replies';
import { asJson, asTable } from '#test/bench/say';
import { slots } from '#test/bench/slots/slots';
import { snow } from '#test/bench/snow/snow';
import { travel } from '#test/bench/travel/travel';
import { vrptw } from '#test/bench/vrptw/vrptw';

/** Every bench, in the order in which all of them run. */
const BENCHES: readonly (Bench | Play)[] = [
  delay,
  booking,
  slots,
  eta,
  travel,
  positions,
  vrptw,
  repair,
  replies,
  snow,
  board,
  fleet,
];
const plays = (bench: Bench | Play): bench is Play => 'play' in bench;

/**
 * `npm run -s bench` runs all, `npm run -s bench -- NAME` one; what follows the name is for the bench. Ends with 1 when a
 * result was wrong, however fast, and with 2 when nobody could follow the arguments.
 */
async function main([name, ...rest]: readonly string[]): Promise<number> {
  const asked = name === undefined ? BENCHES : BENCHES.filter((bench) => bench.name === name);
  const [only] = asked;
  if (name !== undefined && only && plays(only)) return only.play(rest);
  if (only && rest.length && !plays(only)) {
    const wanted = only.withOptions?.(rest);
    if (wanted) return (await run(wanted)) ? 0 : 1;
  }
  if (!asked.length || rest.length) {
    for (const bench of BENCHES) console.error(`npm run -s bench -- ${bench.name.padEnd(10)} ${bench.about}`);
    return 2;
  }
  let isWrong = false;
  for (const bench of asked) if (plays(bench) ? await bench.play([]) : !(await run(bench))) isWrong = true;
  return isWrong ? 1 : 0;
}

/** True when nothing was wrong. The server is ended however the run ends, Ctrl-C included. */
async function run(bench: Bench): Promise<boolean> {
  const grounds = await openGrounds();
  const stop = () => void grounds.close().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    const before = load();
    const result = await bench.measure(grounds);
    const said = { bench: bench.name, machine: machine(grounds.version), load: { before, after: load() }, ...result };
    console.log(`${asJson(said)}\n\n${bench.name}: ${bench.about}\n${asTable(said)}`);
    return result.wrong.length === 0;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
    await grounds.close();
  }
}

process.exit(await main(process.argv.slice(2)));
