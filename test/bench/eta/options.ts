import { parseArgs } from 'node:util';
import { z } from 'zod';
import { isZone } from '#time/zone';
import { SIMULATED_ZONE } from '#test/bench/eta/simulator/simulate';
import { type Law, LAWS } from '#test/bench/eta/simulator/world';

/** What the table of errors may be split by. */
export const SPLITS = ['technician', 'workType', 'hour'] as const;
export type Split = (typeof SPLITS)[number];

export type Options = {
  /** Days from outside; null for simulated ones. */
  readonly routes: string | null;
  readonly seed: number;
  readonly days: number;
  readonly technicians: number;
  /** Laws the simulator leaves out. */
  readonly without: readonly Law[];
  /** Where to write the simulated days as a file of routes. */
  readonly dump: string | null;
  readonly zone: string;
  readonly by: Split | null;
  readonly explain: string | null;
  readonly speed: boolean;
};

/** Arguments nobody can follow; the message is fit to show. */
export class BadOptions extends Error {}

export const USAGE = `npm run -s bench -- eta [options]
  --routes FILE        replay days from outside: JSON lines, one day of one technician on each (see README)
  --zone ZONE          the zone in which hours are told apart (default: ${SIMULATED_ZONE}, or UTC for --routes)
  --seed N             of the simulated days (default 1)
  --days N             working days to simulate (default 60)
  --technicians N      (default 20)
  --without LAW        simulate without one of the laws, to see what it costs; may be repeated: ${LAWS.join(', ')}
  --dump FILE          also write the simulated days as a file for --routes
  --by WHAT            a table by ${SPLITS.join(', ')}
  --explain ID         every forecast and text of one visit
  --speed              CPU for a recomputation instead: 1,000 technicians, and routes of 2 to 32 stops`;

const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number(error).int(error).min(least, error).max(most, error);
};
const schema = z.object({
  routes: z.string().min(1, 'needs a file').optional(),
  zone: z.string().refine(isZone, 'must be a zone such as Europe/Berlin').optional(),
  seed: whole(0, 1_000_000).default(1),
  days: whole(1, 2000).default(60),
  technicians: whole(1, 900).default(20),
  without: z.array(z.enum(LAWS, `must be one of ${LAWS.join(', ')}`)).default([]),
  dump: z.string().min(1, 'needs a file').optional(),
  by: z.enum(SPLITS, `must be one of ${SPLITS.join(', ')}`).optional(),
  explain: z.string().min(1, 'needs the id of a visit').optional(),
  speed: z.boolean().default(false),
});

/** Throws `BadOptions` with the name of the first option that is wrong. */
export function optionsOf(args: readonly string[]): Options {
  const { routes, zone, dump, by, explain, ...rest } = checked(given(args));
  const simulates = ['seed', 'days', 'technicians', 'without', 'dump'];
  const meaningless = routes && simulates.find((name) => args.some((arg) => arg.split('=')[0] === `--${name}`));
  if (meaningless) throw new BadOptions(`--${meaningless} is for simulated days; leave it out beside --routes`);
  return {
    ...rest,
    routes: routes ?? null,
    zone: zone ?? (routes ? 'UTC' : SIMULATED_ZONE),
    dump: dump ?? null,
    by: by ?? null,
    explain: explain ?? null,
  };
}

function given(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        routes: text,
        zone: text,
        seed: text,
        days: text,
        technicians: text,
        dump: text,
        by: text,
        explain: text,
        without: { type: 'string', multiple: true },
        speed: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new BadOptions((error as Error).message);
  }
}

function checked(values: object): z.infer<typeof schema> {
  const read = schema.safeParse(values);
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0]!;
  throw new BadOptions(`--${String(path[0])} ${message}`);
}
