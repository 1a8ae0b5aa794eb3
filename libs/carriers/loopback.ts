import { createServer } from 'node:http';
import { answer } from '#carriers/loopback/answer';
import { carry, report } from '#carriers/loopback/carry';
import { listen } from '#carriers/loopback/listen';
import { type Entry, isSettled, type Logged, shown } from '#carriers/loopback/logged';
import { CARRIER_ANSWERS, optOutType } from '#carriers/loopback/opt-outs';
import { openPhoneLog } from '#carriers/loopback/phone-log';
import { type LoggedCall, placedCalls } from '#carriers/loopback/placed-calls';
import { poster } from '#carriers/loopback/post-form';
import { receive } from '#carriers/loopback/receive';
import type { LoopbackSettings } from '#carriers/loopback/settings';
import { type Switches, switchboard as newSwitchboard } from '#carriers/loopback/switches';
import { writeAnswer, writeText } from '#carriers/loopback/write-text';

export type Loopback = {
  readonly url: string;
  /** Stops at once: what is on its way stays in the log, and the next start with the same file goes on with it. */
  close(): Promise<void>;
  /**
   * A phone texts us. With the `sid` of a text that it already sent, that text is posted again; `times` posts it so
   * often. Resolves when our webhook has taken it, or has not for ten minutes (its status in the log tells).
   */
  text(from: string, body: string, options?: { sid?: string; times?: number }): Promise<void>;
  /** Oldest first; of one phone or of all. */
  messages(phone?: string): Logged[];
  /** The calls that were placed, oldest first; to one phone or to all. */
  calls(phone?: string): readonly LoggedCall[];
  onCall(listener: (call: LoggedCall) => void): () => void;
  /** Hears every new text, in either direction, when the carrier has it. Returns what ends that. */
  onMessage(listener: (message: Logged) => void): () => void;
  /** A report that was never made is made after all. */
  report(sid: string, status: 'delivered' | 'undelivered'): Promise<void>;
  pointAt(webhookBase: string): void;
  /** Changes the switches that are given. */
  misbehave(switches: Partial<Switches>): void;
};

/** An SMS carrier on this machine that behaves like Twilio for what we use of it, with a page of simulated phones. */
export async function startLoopback(settings: LoopbackSettings): Promise<Loopback> {
  const { log, switchboard, post, roads, calls } = opened(settings);
  const { bring, fetchIn, copies, write, end, pointAt } = roads;
  const { twilio, phones } = desks(settings, { log, switchboard, roads, calls });
  const server = createServer((incoming, response) => void answer({ incoming, response }, twilio, phones));
  // Longer than any client keeps an idle connection: ours is not the side that closes while a send is on its way.
  server.keepAliveTimeout = 75_000;
  const url = await listen(server, settings.port).catch((cause: unknown) => {
    log.close();
    throw cause;
  });
  for (const entry of log.all().filter((text) => !isSettled(text))) {
    void (entry.direction === 'to-phone' ? bring(entry) : fetchIn(entry, 1));
  }

  return {
    url,
    async close() {
      end();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      post.close();
      log.close();
    },
    text: (from, body, { sid, times } = {}) =>
      fetchIn((sid === undefined ? undefined : log.get(sid)) ?? write(from, body, sid), times ?? copies()),
    messages: (phone) => (phone === undefined ? log.all() : log.of(phone)).map(shown),
    onMessage: (listener) => log.onChange((change) => change.kind === 'message' && listener(shown(change.entry))),
    report: (sid, status) => roads.report(log.get(sid)!, status),
    calls: calls.all,
    onCall: calls.onCall,
    pointAt,
    misbehave: (switches) => switchboard.set(switches),
  };
}

/** The log, and the two ways a text goes: to a phone, and from one to our webhook. */
function opened(settings: LoopbackSettings) {
  const { accountSid, authToken, now = () => new Date(), number = '+15550111' } = settings;
  const log = openPhoneLog(settings.file);
  const switchboard = newSwitchboard();
  const post = poster(authToken);
  const ended = new AbortController();
  const ownsOptOuts = settings.optOuts !== 'ours';
  let base = settings.webhookBase;
  const way = { log, poster: post, accountSid, signal: ended.signal, ownsOptOuts };
  const roads = {
    now,
    end: () => ended.abort(),
    pointAt: (webhookBase: string) => void (base = webhookBase),
    copies: () => 1 + switchboard.at.duplicateInbound,
    write(from: string, body: string, sid?: string) {
      const entry = writeText({ from, body, sid, at: now() }, { log, number });
      const made = ownsOptOuts ? optOutType(body) : null;
      if (made) writeAnswer(entry, CARRIER_ANSWERS[made], now(), log);
      return entry;
    },
    bring: (entry: Entry) => carry(entry, { ...way, switches: switchboard.at }),
    async report(entry: Entry, status: 'delivered' | 'undelivered') {
      log.write({ kind: 'status', sid: entry.sid, status, errorCode: null });
      if (entry.callback)
        await report(entry, entry.callback, { status, errorCode: null }, { ...way, switches: switchboard.at });
    },
    fetchIn: (entry: Entry, copies: number) => receive(entry, copies, { ...way, webhookBase: () => base }),
  };
  const calls = placedCalls({ poster: post, accountSid, signal: ended.signal });
  return { log, switchboard, post, roads, calls };
}

/** What the two faces of the server need: Twilio's API, and the page of phones. */
function desks(
  settings: LoopbackSettings,
  { log, switchboard, roads, calls }: Omit<ReturnType<typeof opened>, 'post'>,
) {
  const { accountSid, authToken, people = async () => [], zone = null } = settings;
  const { now, bring, fetchIn, write, copies } = roads;
  const twilio = {
    ...{ log, switchboard, calls, accountSid, authToken, now, blocksOptedOut: settings.optOuts !== 'ours' },
    // After the answer, as a rule: a report may overtake it in life, but not every time.
    carry: (entry: Entry) => void setImmediate(() => void bring(entry)),
  };
  const textFrom = (phone: string, body: string) => {
    const entry = write(phone, body);
    void fetchIn(entry, copies());
    return shown(entry);
  };
  return { twilio, phones: { log, switchboard, people, zone, textFrom } };
}
