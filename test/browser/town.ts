import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { openDemoWorld } from '#apps/launcher/demo-world';
import { anyFreePort } from '#apps/launcher/ports';
import { startStack } from '#apps/launcher/stack';
import { type Loopback, startLoopback } from '#carriers/loopback';
import { houseAt } from '#flows/demo-streets';
import { demoApiKey, seedDemoTown } from '#flows/demo-town';
import { readSettings } from '#flows/settings';
import { call, read } from '#test/world/desk';

/** The demo town as `npm start` gives it to a stranger, on ports of its own. */
export type Town = {
  /** Of the board, the technicians' page, the customers' pages and the docs. */
  readonly url: string;
  readonly phonesUrl: string;
  readonly carrier: Loopback;
  /** Lets another program open a work order and invite the customer to choose a time. */
  invite(customer: { readonly name: string; readonly phone: string }, notes?: string): Promise<void>;
  sql<Row extends object>(query: string, parameters?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};

/** `databaseUrl` is of a migrated, empty database. */
export async function openTown(databaseUrl: string, own: Readonly<Record<string, string>> = {}): Promise<Town> {
  const port = await anyFreePort();
  const account = {
    TWILIO_ACCOUNT_SID: `AC${randomBytes(16).toString('hex')}`,
    TWILIO_AUTH_TOKEN: randomBytes(16).toString('hex'),
    TWILIO_FROM: '+15550111',
  };
  const url = `http://localhost:${port}`;
  const plain = { ...account, APP_SECRET: randomBytes(32).toString('hex'), PUBLIC_URL: url, DEMO: 'true' };
  const settings = readSettings({ ...plain, DATABASE_URL: databaseUrl, TWILIO_API_BASE: 'http://127.0.0.1' });
  await seedDemoTown(databaseUrl, settings);

  const world = await openDemoWorld(databaseUrl);
  const carrier = await startLoopback({
    port: 0,
    accountSid: account.TWILIO_ACCOUNT_SID,
    authToken: account.TWILIO_AUTH_TOKEN,
    number: account.TWILIO_FROM,
    webhookBase: url,
    people: world.people,
    now: world.now,
    zone: settings.ZONE,
    optOuts: 'ours',
  });
  const env = { ...plain, PORT: String(port), TWILIO_API_BASE: carrier.url, LOG_LEVEL: 'warn', ...own };
  const stack = await startStack({ databaseUrl, env, onLine: (line) => process.stderr.write(`${line}\n`) });
  const db = new pg.Pool({ connectionString: databaseUrl, max: 2 });

  return {
    url,
    phonesUrl: carrier.url,
    carrier,
    async invite(customer, notes = '') {
      const opened = await read(
        await call(url, '/api/work-orders', {
          method: 'POST',
          headers: { authorization: `Bearer ${demoApiKey}`, 'idempotency-key': randomUUID() },
          body: {
            customer,
            address: { street: '30 Elm St', city: 'Doorward', ...houseAt('Elm St', 30), territory: 'Harbor' },
            workType: 'fiber-repair',
            notes,
            invite: true,
          },
        }),
      );
      if (opened.status !== 201) throw new Error(`no work order: ${JSON.stringify(opened.body)}`);
    },
    sql: async <Row extends object>(query: string, parameters: unknown[] = []) =>
      (await db.query<Row>(query, parameters)).rows,
    async close() {
      await db.end();
      await stack.stop();
      await carrier.close();
      await world.close();
    },
  };
}
