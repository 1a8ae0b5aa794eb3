import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { up } from '#apps/launcher/postgres';
import { prepareDatabase } from '#flows/prepare-database';

/** A PostgreSQL of this run's own, as durable as the one that serves customers, and empty databases in it. */
export type Grounds = {
  /** The server, for counting its CPU time. */
  readonly postmaster: number;
  readonly version: string;
  /** A migrated, empty database; gives its address. */
  database(name: string): Promise<string>;
  close(): Promise<void>;
};

export async function openGrounds(): Promise<Grounds> {
  const dir = mkdtempSync(join(tmpdir(), 'doorward-bench-'));
  const postgres = await up({ stateDir: dir, mode: 'lasting' });
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  const { rows } = await admin.query<{ server_version: string }>('SHOW server_version');
  return {
    postmaster: postgres.pid,
    version: rows[0]!.server_version,
    async database(name) {
      await admin.query(`CREATE DATABASE ${name}`);
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      await prepareDatabase(url.href);
      return url.href;
    },
    async close() {
      await admin.end();
      await postgres.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
