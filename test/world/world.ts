import pg from 'pg';
import { type Loopback, startLoopback } from '#carriers/loopback';
import type { Logged } from '#carriers/loopback/logged';
import { foundCompany, local, type Technician } from '#test/world/company';
import { openDesk, type Desk } from '#test/world/desk';
import { openPhone, type Phone } from '#test/world/phone';
import { openTechnician, type TechnicianPhone } from '#test/world/technician';
import { anyFreePort } from '#apps/launcher/ports';
import { type Stack, startStack } from '#apps/launcher/stack';
import { ZONE } from '#test/world/company';

/** One line of a transcript: when (local time), who to whom, and what. */
export type Line = {
  readonly at: Date;
  readonly who: string;
  readonly whom: string;
  readonly text: string;
  readonly segments: number | null;
};

export type World = {
  readonly stack: Stack;
  readonly carrier: Loopback;
  readonly desk: Desk;
  readonly transcript: Line[];
  /** Lets the one clock go on to a local time, ringing everything that falls due on the way, in order. */
  until(hhmmss: string): Promise<void>;
  /** Waits until nothing is under way: every event reacted to, every text sent and answered, nothing due. */
  settled(): Promise<void>;
  /** Waits, on real time, for what the carrier's own clock decides. */
  comesTrue(what: string, isSo: () => Promise<boolean> | boolean): Promise<void>;
  phone(name: string, number: string): Phone;
  technician(name: string): Promise<TechnicianPhone>;
  sql<Row extends object>(query: string, parameters?: unknown[]): Promise<Row[]>;
  act(who: string, whom: string, text: string): void;
  close(): Promise<void>;
};

export type WorldOptions = {
  readonly databaseUrl: string;
  readonly technicians: readonly Technician[];
  readonly from: string;
  readonly env?: Record<string, string>;
  readonly onLine?: (line: Line) => void;
  readonly onLog?: (line: string) => void;
};

const SID = 'AC' + '0'.repeat(31) + '1';
const TOKEN = 'token-of-the-loopback-carrier';

/** The real parts, started for one story: api, worker, carrier, a company, and a clock that stands until it is told. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const ids = await foundCompany(options.databaseUrl, options.technicians, local(options.from));
  const port = await anyFreePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const db = new pg.Pool({ connectionString: options.databaseUrl, max: 3 });
  db.on('error', () => undefined); // the crash story takes the database away for a moment
  const sql = async <Row extends object>(query: string, parameters: unknown[] = []) =>
    (await patiently(() => db.query<Row>(query, parameters))).rows;
  const now = async () => (await sql<{ now: Date }>('SELECT doorward_now() AS now'))[0]!.now;

  const transcript: Line[] = [];
  const names = new Map<string, string>(options.technicians.map((t) => [t.phone, t.name]));
  const write = (line: Line) => {
    transcript.push(line);
    options.onLine?.(line);
  };
  let shows = local(options.from);
  const carrier = await startLoopback({
    port: 0,
    accountSid: SID,
    authToken: TOKEN,
    webhookBase: publicUrl,
    optOuts: 'ours',
    now: () => shows,
  });
  carrier.onMessage((message: Logged) => {
    const [who, whom] =
      message.direction === 'to-phone'
        ? ['Doorward', names.get(message.to) ?? message.to]
        : [names.get(message.from) ?? message.from, 'Doorward'];
    write({
      at: shows,
      who,
      whom,
      text: message.body,
      segments: message.direction === 'to-phone' ? message.segments : null,
    });
  });

  carrier.onCall(({ to, words, fate }) =>
    write({ at: shows, who: 'Doorward', whom: names.get(to) ?? to, text: `(calls, ${fate}) ${words}`, segments: null }),
  );

  const stack = await startStack({
    databaseUrl: options.databaseUrl,
    env: {
      PORT: String(port),
      PUBLIC_URL: publicUrl,
      APP_SECRET: 'a-secret-of-the-tests-only-0123456789abcdef',
      TWILIO_ACCOUNT_SID: SID,
      TWILIO_AUTH_TOKEN: TOKEN,
      TWILIO_FROM: '+15550111',
      TWILIO_API_BASE: carrier.url,
      DEMO: 'true',
      SWEEP_SECONDS: '1',
      MESSAGE_LEASE_SECONDS: '4',
      CARRIER_TIMEOUT_SECONDS: '3',
      CARRIER_LIST_SECONDS: '0',
      CARRIER_RETRY_SECONDS: '0',
      LOG_LEVEL: 'warn',
      ...options.env,
    },
    ...(options.onLog ? { onLine: options.onLog } : {}),
  });
  const desk = await openDesk(publicUrl);
  const technicians: TechnicianPhone[] = [];

  const settled = async () => {
    const giveUpAt = Date.now() + 40_000;
    for (let calm = 0; calm < 2;) {
      const [row] = await sql<{ open: string | null }>(UNDER_WAY);
      calm = row?.open ? 0 : calm + 1;
      if (Date.now() > giveUpAt) throw new Error(`it does not come to rest: ${row?.open}`);
      await pause(calm ? 8 : 12);
    }
  };

  const world: World = {
    stack,
    carrier,
    desk,
    transcript,
    sql,
    settled,
    async comesTrue(what, isSo) {
      const giveUpAt = Date.now() + 40_000;
      while (!(await isSo())) {
        if (Date.now() > giveUpAt) throw new Error(`it has not come true: ${what}`);
        await pause(50);
      }
    },
    async until(hhmmss) {
      const goal = local(hhmmss);
      await settled();
      for (;;) {
        const [next] = await sql<{ due: Date }>(
          `SELECT due_at AS due FROM timer WHERE due_at <= $1
           UNION ALL SELECT send_after FROM message WHERE state = 'pending' AND send_after <= $1 ORDER BY due LIMIT 1`,
          [goal],
        );
        shows = next && next.due > shows ? next.due : next ? shows : goal;
        await desk.post('/api/clock', { jumpTo: shows.toISOString() });
        await settled();
        if (!next) return;
      }
    },
    phone(name, number) {
      names.set(number, name);
      return openPhone({
        name,
        number,
        carrier,
        publicUrl,
        settled,
        act: (text) => write({ at: shows, who: name, whom: 'Doorward', text, segments: null }),
      });
    },
    async technician(name) {
      const phone = await openTechnician({
        name,
        id: ids.get(name)!,
        publicUrl,
        act: (who, whom, text) => write({ at: shows, who, whom, text, segments: null }),
      });
      technicians.push(phone);
      return phone;
    },
    act: (who, whom, text) => write({ at: shows, who, whom, text, segments: null }),
    async close() {
      for (const technician of technicians) technician.close();
      await stack.stop();
      await carrier.close();
      await db.end();
    },
  };
  await now();
  return world;
}

/** What is still under way, in a word, or null. */
const UNDER_WAY = /* sql */ `
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM timeline WHERE reacted_at IS NULL) THEN 'an event waits for its reaction'
    WHEN EXISTS (SELECT 1 FROM inbound_message WHERE handled_at IS NULL) THEN 'a text waits for its answer'
    WHEN EXISTS (SELECT 1 FROM message WHERE state = 'sending') THEN 'a text is on its way to the carrier'
    WHEN EXISTS (SELECT 1 FROM message WHERE (state = 'unknown' OR (state = 'pending' AND send_after <= doorward_now()))
        AND (lease_until IS NULL OR lease_until <= clock_timestamp())
        AND NOT EXISTS (SELECT 1 FROM outage WHERE probe_at > clock_timestamp()))
      THEN 'a text is being sent'
    WHEN EXISTS (SELECT 1 FROM timer WHERE due_at <= doorward_now()) THEN 'something is due'
  END AS open
`;

/** `08:03:12am` as transcripts write it: HH:MM:SS on the wall of the place. */
export const wallClock = (at: Date) => at.toLocaleTimeString('en-GB', { timeZone: ZONE, hour12: false });

export const sayLine = ({ at, who, whom, text }: Line) =>
  `${wallClock(at)}  ${who} → ${whom}  ${text.replaceAll('\n', ' / ')}`;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + 20_000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await pause(100);
    }
  }
}
