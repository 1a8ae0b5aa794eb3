import { demoSignIn, seedDemoTown } from '#flows/demo-town';
import { readSettings } from '#flows/settings';
import { makeFirstSupervisor, prepareDatabase } from '#flows/prepare-database';

export type SignIn = {
  readonly email: string;
  readonly password: string;
  /** Of the first supervisor, who was made just now. */
  readonly isFirst?: boolean;
};

/** What this process tells the one that started it. */
export type Prepared = { readonly done: string; readonly signIn?: SignIn };

// A process of its own, which gives back the memory of all it loads when it ends.
const settings = readSettings(process.env);
const tell = (step: Prepared) => process.send?.(step);
try {
  await prepareDatabase(settings.DATABASE_URL);
  tell({ done: 'tables' });
  if (settings.DEMO) {
    await seedDemoTown(settings.DATABASE_URL, settings);
    tell({ done: 'demo town', signIn: demoSignIn });
  } else {
    const signIn = await makeFirstSupervisor(settings.DATABASE_URL);
    if (signIn) tell({ done: 'the first supervisor', signIn: { ...signIn, isFirst: true } });
  }
} catch (error) {
  console.error(sayDatabaseError(error, new URL(settings.DATABASE_URL)));
  process.exitCode = 1;
}
process.disconnect?.();

function sayDatabaseError(error: unknown, { hostname, port, pathname }: URL): string {
  const { code, message } = error as { code?: string; message?: string };
  const at = `${hostname}:${port || 5432}`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT') {
    return `DATABASE_URL points at ${at}, where no PostgreSQL answers (${code}).`;
  }
  if (code === '28P01' || code === '28000') return `DATABASE_URL: ${at} does not accept that user and password.`;
  if (code === '3D000') return `DATABASE_URL: ${at} has no database "${pathname.slice(1)}"; create it first.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(message);
}
