import { z } from 'zod';

export type RoadsSettings = z.infer<typeof schema>;

/** The start stops with this: one line for each variable, with its name and the mend. */
export class RoadsSettingsError extends Error {}

const schema = z.object({
  ROADS_DIR: z.string({ error: 'is missing; give the directory that `npm run roads` fills' }),
  ROADS_PORT: z.coerce
    .number('must be a whole number from 1 to 65535')
    .int('must be a whole number from 1 to 65535')
    .min(1, 'must be a whole number from 1 to 65535')
    .max(65535, 'must be a whole number from 1 to 65535')
    .default(3020),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be one of debug, info, warn, error, silent')
    .default('info'),
});

/** Reads the settings of this process alone: it has no database and no secrets. */
export function readRoadsSettings(env: Record<string, string | undefined>): RoadsSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const lines = read.error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`);
  throw new RoadsSettingsError(`The roads cannot start with these settings:\n${lines.join('\n')}`);
}
