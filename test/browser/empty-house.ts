import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import pg from 'pg';
import { openDemoWorld } from '#apps/launcher/demo-world';
import { anyFreePort } from '#apps/launcher/ports';
import { startStack } from '#apps/launcher/stack';
import { startLoopback } from '#carriers/loopback';
import { makeFirstSupervisor } from '#flows/prepare-database';
import { DESKTOP, openScreen, type Screen } from '#test/browser/screen';

/** What `npm start -- --empty` gives: a house with nothing in it but its first supervisor. */
export type EmptyHouse = {
  readonly url: string;
  sql<Row extends object>(query: string, parameters?: unknown[]): Promise<Row[]>;
  /** The board, signed in as the first supervisor. */
  supervisor(browser: Browser, options?: BrowserContextOptions): Promise<Screen>;
  close(): Promise<void>;
};

/** `databaseUrl` is of a migrated, empty database. */
export async function openEmptyHouse(databaseUrl: string): Promise<EmptyHouse> {
  const port = await anyFreePort();
  const url = `http://localhost:${port}`;
  const account = {
    TWILIO_ACCOUNT_SID: `AC${randomBytes(16).toString('hex')}`,
    TWILIO_AUTH_TOKEN: randomBytes(16).toString('hex'),
    TWILIO_FROM: '+15550111',
  };
  const first = (await makeFirstSupervisor(databaseUrl))!;
  const db = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  // Tuesday 3 March, 6:40 in New York.
  await db.query(
    `INSERT INTO clock (set_at, shows, rate) VALUES (clock_timestamp(), '2026-03-03T06:40:00-05:00', 0)
     ON CONFLICT (only_one) DO UPDATE SET shows = excluded.shows, rate = 0`,
  );
  const world = await openDemoWorld(databaseUrl);
  const carrier = await startLoopback({
    port: 0,
    accountSid: account.TWILIO_ACCOUNT_SID,
    authToken: account.TWILIO_AUTH_TOKEN,
    number: account.TWILIO_FROM,
    webhookBase: url,
    people: world.people,
    now: world.now,
    zone: 'America/New_York',
    optOuts: 'ours',
  });
  const env = {
    ...account,
    APP_SECRET: randomBytes(32).toString('hex'),
    PUBLIC_URL: url,
    PORT: String(port),
    TWILIO_API_BASE: carrier.url,
    LOG_LEVEL: 'warn',
    ROADS_DIR: '/nowhere/of/this/house',
  };
  const stack = await startStack({ databaseUrl, env, onLine: (line) => process.stderr.write(`${line}\n`) });
  return {
    url,
    sql: async <Row extends object>(query: string, parameters: unknown[] = []) =>
      (await db.query<Row>(query, parameters)).rows,
    async supervisor(browser, options = {}) {
      const screen = await openScreen(browser, { viewport: DESKTOP, ...options });
      const { page } = screen;
      await page.goto(`${url}/board`);
      await page.getByLabel('Email').fill(first.email);
      await page.getByRole('textbox', { name: 'Password' }).fill(first.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Live', { exact: true }).waitFor();
      return screen;
    },
    async close() {
      await db.end();
      await stack.stop();
      await carrier.close();
      await world.close();
    },
  };
}
