import { createHash } from 'node:crypto';
import type { Loopback } from '#carriers/loopback';
import { startLoopback } from '#carriers/loopback';
import { startWebhookEar } from '#carriers/loopback/webhook-ear';
import { twilioCarrier } from '#carriers/twilio';
import { twilioCaller } from '#carriers/twilio-caller';
import { readStatus } from '#carriers/read-status';
import { dataSource } from '#store/data-source';
import { openStore } from '#store/store';
import type { LocalDay } from '#time/zone';
import type { Settings } from '#flows/settings';
import { readSettings } from '#flows/settings';
import { receiveText } from '#flows/commands/receive-text';
import type { Doorward } from '#flows/doorward';
import { settleStatus } from '#flows/messages/settle';
import { workAt } from '#flows/work';
import type { Answers } from '#queue/answering';
import { freshDatabase } from '#test/setup/database';
import { DAY, foundCompany, local, type Technician } from '#test/world/company';

/**
 * Doorward in one process, for looking at one thing at a time: real PostgreSQL, the real Twilio SDK against the
 * loopback carrier, the real work; only the bells are left out: `settle` does whatever there is to do.
 */
export type Room = {
  readonly house: Doorward;
  readonly carrier: Loopback;
  /** What a worker does at each bell. */
  readonly work: Answers;
  readonly technicians: ReadonlyMap<string, string>;
  sql<Row>(query: string, parameters?: unknown[]): Promise<Row[]>;
  now(): Promise<Date>;
  /** Does everything there is to do at the time the clock shows. */
  settle(): Promise<void>;
  /** Lets the clock go on to this time of the day, or of a later one, stopping at everything that falls due. */
  until(hhmmss: string, day?: LocalDay): Promise<void>;
  /** A phone texts us; the answer has left when this resolves. */
  hears(phone: string, body: string, sid?: string): Promise<void>;
  /** What a phone has got, oldest first. */
  texts(phone: string): string[];
  close(): Promise<void>;
};

const sidOf = (text: string) => `SM${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;

const SID = 'AC' + '0'.repeat(31) + '2';
const TOKEN = 'token-of-the-loopback-carrier';

export async function openRoom(options: {
  technicians: readonly Technician[];
  from: string;
  settings?: Partial<Record<keyof Settings, string>>;
}): Promise<Room> {
  const database = await freshDatabase();
  const technicians = await foundCompany(database.url, options.technicians, local(options.from));
  const ear = await startWebhookEar(TOKEN);
  const carrier = await startLoopback({
    port: 0,
    accountSid: SID,
    authToken: TOKEN,
    webhookBase: ear.base,
    optOuts: 'ours',
  });
  const settings = readSettings({
    DATABASE_URL: database.url,
    PUBLIC_URL: ear.base,
    APP_SECRET: 'a-secret-of-the-tests-only-0123456789abcdef',
    TWILIO_ACCOUNT_SID: SID,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_FROM: '+15550111',
    TWILIO_API_BASE: carrier.url,
    DEMO: 'true',
    MESSAGE_LEASE_SECONDS: '3',
    CARRIER_TIMEOUT_SECONDS: '2',
    CARRIER_LIST_SECONDS: '0',
    CARRIER_RETRY_SECONDS: '0',
    ...options.settings,
  });
  const store = openStore(await dataSource(database.url, 8).initialize(), () => undefined);
  const house: Doorward = { store, settings };
  const sdk = twilioCarrier({
    accountSid: SID,
    authToken: TOKEN,
    from: settings.TWILIO_FROM,
    apiBase: carrier.url,
    timeoutSeconds: settings.CARRIER_TIMEOUT_SECONDS,
  });
  const caller = twilioCaller({ accountSid: SID, authToken: TOKEN, from: settings.TWILIO_FROM, apiBase: carrier.url });
  const work = workAt(house, sdk, { ring: () => undefined }, undefined, { caller });
  let shows = local(options.from);
  let heard = 0;

  const settle = async () => {
    for (;;) {
      await work.legs();
      await work.timers();
      await work.answer();
      await work.react();
      await work.send();
      const [row] = await store.read<{ open: boolean }>(
        `SELECT EXISTS (SELECT 1 FROM timeline WHERE reacted_at IS NULL) OR EXISTS (SELECT 1 FROM inbound_message WHERE handled_at IS NULL)
           OR EXISTS (SELECT 1 FROM message WHERE state = 'pending' AND send_after <= doorward_now()
             AND (lease_until IS NULL OR lease_until <= clock_timestamp())
             AND NOT EXISTS (SELECT 1 FROM outage WHERE probe_at > clock_timestamp()))
           OR EXISTS (SELECT 1 FROM timer WHERE due_at <= doorward_now()) AS open`,
      );
      if (!row!.open) return;
    }
  };

  return {
    house,
    carrier,
    work,
    technicians,
    sql: store.read,
    now: store.now,
    settle,
    async until(hhmmss, day = DAY) {
      await settle();
      for (;;) {
        const [next] = await store.read<{ due: Date }>(
          `SELECT due_at AS due FROM timer WHERE due_at <= $1
           UNION ALL SELECT send_after FROM message WHERE state = 'pending' AND send_after <= $1 ORDER BY due LIMIT 1`,
          [local(hhmmss, day)],
        );
        shows = !next ? local(hhmmss, day) : next.due > shows ? next.due : shows;
        await store.read('UPDATE clock SET set_at = clock_timestamp(), shows = $1', [shows]);
        await settle();
        if (!next) return;
      }
    },
    async hears(phone, body, sid = sidOf(`${phone} ${heard++} ${body}`)) {
      await receiveText(house)({ carrierSid: sid, from: phone, body });
      await settle();
    },
    texts: (phone) =>
      carrier
        .messages(phone)
        .filter(({ direction }) => direction === 'to-phone')
        .map(({ body }) => body),
    async close() {
      await store.close();
      await carrier.close();
      await ear.close();
      await database.drop();
    },
  };
}

/** Hands a status report of the carrier to the house, as its webhook would. */
export const report = (house: Doorward, messageId: string, sid: string, status: string) =>
  settleStatus(house)(messageId, sid, readStatus(status)!, null);
