import type { Saying } from '#test/bench/replies/sayings';

/** What acts for the customer or on his consent: to read one where none was meant is the worst that can happen. */
const ACTING = ['choose', 'cancel-visit', 'stop-texts', 'start-texts'];

/** Whoever reads replies: the intents of one, `other` alone when it understands nothing. */
export type Reader = {
  readonly name: string;
  read(saying: Saying): readonly string[] | Promise<readonly string[]>;
};

/** Shares of one; `ms` is CPU time per text, the middle of three runs: others may work on the machine. */
export type Judged = {
  readonly exact: number;
  readonly setF1: number;
  readonly macroF1: number;
  readonly optOutRecall: number;
  readonly optOutFalse: number;
  readonly unsafe: number;
  readonly ms: number;
  readonly perIntent: Readonly<Record<string, { readonly f1: number; readonly texts: number }>>;
};

type Read = { readonly meant: ReadonlySet<string>; readonly read: ReadonlySet<string> };

export async function judge(reader: Reader, sayings: readonly Saying[]): Promise<Judged> {
  const readings: Read[] = [];
  const runs: number[] = [];
  for (let run = 0; run < 3; run++) {
    const began = process.cpuUsage();
    for (const saying of sayings) {
      const read = await reader.read(saying);
      if (run === 0) readings.push({ meant: new Set(saying.intents), read: new Set(read) });
    }
    const { user, system } = process.cpuUsage(began);
    runs.push((user + system) / 1000 / sayings.length);
  }
  return { ...scored(readings), ms: runs.sort((a, b) => a - b)[1]! };
}

export function scored(readings: readonly Read[]): Omit<Judged, 'ms'> {
  const share = (of: readonly Read[], is: (reading: Read) => boolean) => of.filter(is).length / Math.max(1, of.length);
  const optOuts = readings.filter(({ meant }) => meant.has('stop-texts'));
  const others = readings.filter(({ meant }) => !meant.has('stop-texts'));
  const intents = [...new Set(readings.flatMap(({ meant }) => [...meant]))].sort();
  const perIntent = Object.fromEntries(
    intents.map((intent) => {
      const both = readings.filter(({ meant, read }) => meant.has(intent) && read.has(intent)).length;
      const meant = readings.filter((reading) => reading.meant.has(intent)).length;
      const read = readings.filter((reading) => reading.read.has(intent)).length;
      return [intent, { f1: (2 * both) / Math.max(1, meant + read), texts: meant }];
    }),
  );
  return {
    exact: share(readings, (reading) => setF1(reading) === 1),
    setF1: readings.reduce((sum, reading) => sum + setF1(reading), 0) / readings.length,
    macroF1: intents.reduce((sum, intent) => sum + perIntent[intent]!.f1, 0) / intents.length,
    optOutRecall: share(optOuts, ({ read }) => read.has('stop-texts')),
    optOutFalse: share(others, ({ read }) => read.has('stop-texts')),
    unsafe: readings.filter(({ meant, read }) => ACTING.some((act) => read.has(act) && !meant.has(act))).length,
    perIntent,
  };
}

function setF1({ meant, read }: Read): number {
  const both = [...read].filter((intent) => meant.has(intent)).length;
  return (2 * both) / (meant.size + read.size);
}
