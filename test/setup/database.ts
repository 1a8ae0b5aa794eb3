import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

export type FreshDatabase = { readonly url: string; drop(): Promise<void> };

/** A migrated, empty database of your own. `drop` also cuts connections that are still open. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await createFromTemplate(name);
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

const IN_USE = '55006';

// Copying files instead of logging every page halves the time. The template is in use until its migration's last
// connection is gone.
async function createFromTemplate(name: string) {
  for (let tries = 1; ; tries++) {
    try {
      return await asAdmin(`CREATE DATABASE ${name} TEMPLATE doorward_template STRATEGY file_copy`);
    } catch (error) {
      if ((error as { code?: string }).code !== IN_USE || tries === 100) throw error;
      await pause(50);
    }
  }
}

async function asAdmin(sql: string) {
  const admin = new pg.Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    await admin.query(sql);
  } finally {
    await admin.end();
  }
}

function adminUrl(): string {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) throw new Error('TEST_POSTGRES_URL is not set: databases exist only in a run of `npm test`.');
  return url;
}
