import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { up, type Postgres } from '#apps/launcher/postgres';
import { isAlive } from '#apps/launcher/processes';

let running: { postgres: Postgres; dir: string } | undefined;

/** Starts the PostgreSQL of this test run, in a folder of its own, and gives the url of its superuser. */
export async function startTestPostgres(): Promise<string> {
  sweepKilledRuns();
  const dir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(dir, 0o711); // under root the server runs as another user, who must be able to walk in
  running = { dir, postgres: await up({ stateDir: dir, mode: 'test' }) };
  return running.postgres.url;
}

/** Ends it and removes its folder. */
export async function stopTestPostgres() {
  await running?.postgres.stop();
  if (running) rmSync(running.dir, { recursive: true, force: true });
  running = undefined;
}

const PREFIX = 'doorward-test-';

function sweepKilledRuns() {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.startsWith(PREFIX) && name.slice(PREFIX.length).split('-')[0]);
    if (pid && !isAlive(pid)) sweep(join(tmpdir(), name));
  }
}

function sweep(dir: string) {
  try {
    rmSync(dir, { recursive: true, force: true });
  } catch {
    // another user's: his next run sweeps it
  }
}
