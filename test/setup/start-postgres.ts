import pg from 'pg';
import { startTestPostgres } from '#test/setup/test-postgres';
import { prepareDatabase } from '#flows/prepare-database';

/** Jest's globalSetup: one PostgreSQL for the run, and in it one migrated database that every spec file copies. */
export default async function startPostgres() {
  // Before the workers are spawned, which inherit both.
  process.env.TZ = 'UTC';
  const url = await startTestPostgres();
  process.env.TEST_POSTGRES_URL = url;

  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query('CREATE DATABASE doorward_template');
  const template = new URL(url);
  template.pathname = '/doorward_template';
  await prepareDatabase(template.href);
  // Nobody connects to it any more: a copy can only be made while nobody does.
  await admin.query('ALTER DATABASE doorward_template IS_TEMPLATE true ALLOW_CONNECTIONS false');
  await admin.end();
}
