import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { keepPostgresUp } from '#apps/launcher/keep-postgres-up';
import type { Postgres } from '#apps/launcher/postgres';
import { prepareDatabase } from '#flows/prepare-database';
import { almostRight } from '#test/stories/almost-right';
import { wreak } from '#test/crash/chaos';
import { openWorld, type World } from '#test/world/world';

let dir: string;
let postgres: Postgres;

// A server of its own: this one is killed, and no other spec may feel it. It keeps its promises to disk.
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'doorward-crash-'));
  postgres = await keepPostgresUp({ stateDir: dir, onLine: () => undefined });
}, 60_000);

afterAll(async () => {
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function database(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  await prepareDatabase(url.href);
  return url.href;
}

/** What Dave read, without the parts that differ from one world to the next. */
const heardByDave = (world: World) =>
  world.carrier
    .messages('+15550100')
    .map(
      ({ direction, body }) =>
        `${direction}: ${body.replace(/https?:\/\/\S+/g, 'LINK').replace(/\b(ref) \w{4}\b/gi, '$1 REF')}`,
    );

function killPostgres(): boolean {
  try {
    return process.kill(postgres.pid, 'SIGKILL');
  } catch {
    return false; // it has not come back from the last time yet
  }
}

async function play(name: string, seed: number | null) {
  const world = await openWorld({ databaseUrl: await database(name), ...almostRight.setting });
  const missing: string[] = [];
  const chaos = seed === null ? null : wreak(world, seed, killPostgres);
  try {
    await almostRight.play(world, (what, isKept) => void (isKept || missing.push(what)));
    await chaos?.stop();
    return { missing, heard: heardByDave(world), killed: chaos?.killed };
  } finally {
    await chaos?.stop();
    await world.close();
  }
}

it('the story goes on and ends the same whichever process is killed in the middle of it', async () => {
  const calm = await play('calm', null);
  const stormy = await play('stormy', 20260303);

  expect(stormy.missing).toEqual([]);
  expect(stormy.heard).toEqual(calm.heard);
  for (const times of Object.values(stormy.killed!)) expect(times).toBeGreaterThanOrEqual(2);
}, 300_000);
