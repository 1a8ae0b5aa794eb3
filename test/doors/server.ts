import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Carrier, Sending } from '#carriers/carrier';
import { sign } from '#carriers/signature';
import { dataSource } from '#store/data-source';
import { openStore } from '#store/store';
import type { Doorward } from '#flows/doorward';
import { readSettings } from '#flows/settings';
import { workAt } from '#flows/work';
import { anyFreePort } from '#apps/launcher/ports';
import { freshDatabase } from '#test/setup/database';
import { foundCompany, local, type Technician } from '#test/world/company';

export const ACCOUNT = 'AC' + '0'.repeat(31) + '1';
export const AUTH_TOKEN = 'token-of-the-loopback-carrier';
export const DAVES = { lat: 39.29, lng: -76.61 } as const;

const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: DAVES },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: DAVES },
];

/** A request as it goes over the wire; `from` is the address it comes from. */
export type Asking = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string;
  readonly from?: string;
};

export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
};

export type Asked = { readonly id: number; readonly asking: Asking };
export type Told =
  { readonly routes: string } | { readonly failure: string } | { readonly id: number; readonly reply: Reply };

/** The real api, on a database of its own, with a small company on Tuesday 3 March at 6:40; its clock stands. */
export type Server = {
  readonly url: string;
  /** The same truth, as a worker sees it. */
  readonly house: Doorward;
  /** Each route that the api has, such as `GET /api/board`. */
  readonly routes: readonly string[];
  readonly technicians: ReadonlyMap<string, string>;
  /** What the api logged as an error: a request that failed is a defect. */
  readonly failures: string[];
  /** What a worker has given to the carrier. */
  readonly texts: Sending[];
  sql<Row extends object>(query: string, parameters?: unknown[]): Promise<Row[]>;
  ask(asking: Asking): Promise<Reply>;
  /** A digest of every table but those named: two of them are equal if nothing was written in between. */
  tables(...except: string[]): Promise<Record<string, string>>;
  /** Does all the work a worker would find now. */
  work(): Promise<void>;
  close(): Promise<void>;
};

export async function openServer(env: Record<string, string> = {}): Promise<Server> {
  const database = await freshDatabase();
  const technicians = await foundCompany(database.url, TECHNICIANS, local('06:40:00'));
  const port = await anyFreePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = { ...SETTINGS, DATABASE_URL: database.url, PORT: String(port), PUBLIC_URL: url, ...env };
  const failures: string[] = [];
  const api = await startApi(settings, failures);
  const store = openStore(await dataSource(database.url, 6).initialize(), () => undefined);
  const house: Doorward = { store, settings: readSettings(settings) };
  const texts: Sending[] = [];
  const db = new pg.Pool({ connectionString: database.url, max: 4 });
  db.on('error', () => undefined); // dropping the database cuts a connection that is on its way out
  const sql = async <Row extends object>(query: string, parameters: unknown[] = []) =>
    (await db.query<Row>(query, parameters)).rows;

  return {
    url,
    house,
    routes: api.routes,
    technicians,
    failures,
    texts,
    sql,
    ask: api.ask,
    tables: (...except) => tablesOf(sql, except),
    work: workOn(house, texts),
    async close() {
      await api.stop();
      await store.close();
      await db.end();
      await database.drop();
    },
  };
}

const SETTINGS = {
  APP_SECRET: 'a-secret-of-the-tests-only-0123456789abcdef',
  TWILIO_ACCOUNT_SID: ACCOUNT,
  TWILIO_AUTH_TOKEN: AUTH_TOKEN,
  TWILIO_FROM: '+15550111',
  TWILIO_API_BASE: 'http://127.0.0.1:9', // nobody is there: the worker of these specs has a carrier of its own
  DEMO: 'true',
  ROADS_DIR: '/nowhere/of/these/specs',
  LOG_LEVEL: 'silent',
};

async function startApi(env: Record<string, string>, failures: string[]) {
  const script = fileURLToPath(new URL('./api-process.js', import.meta.url));
  const api: ChildProcess = fork(script, { env: { ...process.env, ...env }, execArgv: ['--no-warnings'] });
  const waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>();
  let asked = 0;
  const answered = (id: number) => {
    const found = waiting.get(id);
    waiting.delete(id);
    return found;
  };
  const routes = await new Promise<string[]>((resolve, reject) => {
    api.once('exit', (code) => reject(new Error(`the api did not start: ${code}`)));
    api.on('exit', (code, signal) => {
      failures.push(`the api ended: ${code ?? signal}`);
      for (const { reject: fail } of waiting.values()) fail(new Error('the api ended'));
    });
    api.on('message', (told: Told) => {
      if ('routes' in told) resolve(routesIn(told.routes));
      else if ('failure' in told) failures.push(told.failure);
      else answered(told.id)?.resolve(told.reply);
    });
  });
  return {
    routes,
    ask: (asking: Asking) =>
      new Promise<Reply>((resolve, reject) => {
        const id = ++asked;
        waiting.set(id, { resolve, reject });
        api.send({ id, asking } satisfies Asked, (error) => error && reject(error));
      }),
    async stop() {
      api.removeAllListeners('exit');
      api.kill('SIGTERM');
      // As the launcher ends it: what has not gone by itself after eight seconds is killed.
      const overdue = setTimeout(() => api.kill('SIGKILL'), 8_000);
      if (api.exitCode === null && api.signalCode === null) await once(api, 'exit');
      clearTimeout(overdue);
    },
  };
}

/** Fastify's drawing of its routes, read back: each line is a part of a path, indented under what comes before it. */
function routesIn(drawing: string): string[] {
  const above: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const found = /^((?:│ {3}| {4})*)[└├]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (!found) return [];
    const depth = found[1]!.length / 4;
    above.length = depth;
    above[depth] = found[2]!;
    return (found[3] ?? '')
      .split(', ')
      .filter(Boolean)
      .map((method) => `${method} ${above.join('')}`);
  });
}

/** A worker whose carrier takes every text and keeps it, in the order they came. */
function workOn(house: Doorward, texts: Sending[]) {
  const carrier: Carrier = {
    async send(sending) {
      texts.push(sending);
      return { outcome: 'sent', sid: sidOf(1_000_000 + texts.length), status: 'queued', segments: 1 };
    },
    find: async () => [],
    fetch: async () => null,
  };
  const answers = workAt(house, carrier, { ring: () => undefined });
  return async () => {
    for (let waits = true; waits;) {
      for (const job of ['answer', 'react', 'timers', 'send'] as const) await answers[job]();
      const open = await house.store.read(
        `SELECT 1 FROM timeline WHERE reacted_at IS NULL UNION ALL SELECT 1 FROM inbound_message WHERE handled_at IS NULL
         UNION ALL SELECT 1 FROM message WHERE state = 'pending' AND send_after <= doorward_now()`,
      );
      waits = open.length > 0;
    }
  };
}

/** The carrier's id number `n`. */
export const sidOf = (n: number) => `SM${n.toString(16).padStart(32, '0')}`;

export const json = (body: unknown): Pick<Asking, 'method' | 'headers' | 'payload'> => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  payload: JSON.stringify(body),
});

export const form = (fields: Readonly<Record<string, string>>): Pick<Asking, 'method' | 'headers' | 'payload'> => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  payload: new URLSearchParams(fields).toString(),
});

/** A form as the carrier posts it: signed over the public address. */
export function signedForm(url: string, path: string, params: Record<string, string>): Asking {
  const made = form(params);
  const signature = sign({ authToken: AUTH_TOKEN, url: url + path, params });
  return { ...made, path, headers: { ...made.headers, 'x-twilio-signature': signature } };
}

/** The body of an answer, read as JSON. */
export const read = (reply: Reply): any => JSON.parse(reply.text);

async function tablesOf(sql: Server['sql'], except: readonly string[]): Promise<Record<string, string>> {
  const names = await sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND NOT table_name = ANY($1) ORDER BY 1`,
    [except],
  );
  const each = names.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*) || ' rows ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') AS rows FROM "${name}" t`,
  );
  const found = await sql<{ name: string; rows: string }>(each.join(' UNION ALL '));
  return Object.fromEntries(found.map(({ name, rows }) => [name, rows]));
}
