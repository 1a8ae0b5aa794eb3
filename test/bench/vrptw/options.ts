import { parseArgs } from 'node:util';
import { z } from 'zod';

export type Options = {
  /** The folder of the files; null for instances of our own making. */
  readonly dir: string | null;
  /** Of CPU, for each instance. */
  readonly seconds: number;
  /** Beginnings of file names; empty for all. */
  readonly only: readonly string[];
  readonly seed: number;
};

/** Arguments nobody can follow; the message is fit to show. */
export class BadOptions extends Error {}

export const USAGE = `npm run -s bench -- vrptw [DIR] [options]
  DIR                  a folder of files in the form of Solomon (*.txt), with the best known results in BKS.json if there is one;
                       without it instances of our own making are planned
  --seconds N          seconds of CPU for each file, from 0.1 to 3600 (default 10)
  --only PREFIX,...    only files whose names begin so
  --seed N             of the planner (default 1)`;

const SECONDS = 'must be a number from 0.1 to 3600';
const SEED = 'must be a whole number from 0 to 1000000';
const schema = z.object({
  seconds: z.coerce.number(SECONDS).min(0.1, SECONDS).max(3600, SECONDS).default(10),
  seed: z.coerce.number(SEED).int(SEED).min(0, SEED).max(1_000_000, SEED).default(1),
  only: z
    .string()
    .transform((list) => list.split(',').map((prefix) => prefix.trim()))
    .refine((prefixes) => prefixes.every((prefix) => prefix !== ''), 'needs beginnings of names, a comma between them')
    .default([]),
});

/** Throws `BadOptions` with the name of the first option that is wrong. */
export function optionsOf(args: readonly string[]): Options {
  const { positionals, values } = given(args);
  if (positionals.length > 1) throw new BadOptions(`one folder at a time, there are ${positionals.join(' and ')}`);
  const read = schema.safeParse(values);
  if (!read.success) {
    const { path, message } = read.error.issues[0]!;
    throw new BadOptions(`--${String(path[0])} ${message}`);
  }
  const [dir = null] = positionals;
  if (dir === null && read.data.only.length) throw new BadOptions('--only chooses among the files of a folder: which?');
  return { dir, ...read.data };
}

function given(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { seconds: text, only: text, seed: text },
    });
  } catch (error) {
    throw new BadOptions((error as Error).message);
  }
}
