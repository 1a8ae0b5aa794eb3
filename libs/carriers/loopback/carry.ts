import { setTimeout as wait } from 'node:timers/promises';
import { keepTrying } from '#carriers/loopback/keep-trying';
import { type Entry, isSettled } from '#carriers/loopback/logged';
import type { PhoneLog } from '#carriers/loopback/phone-log';
import { type Poster, verdict } from '#carriers/loopback/post-form';
import type { Switches } from '#carriers/loopback/switches';

type Step = { readonly status: 'sent' | 'delivered' | 'undelivered' | 'failed'; readonly errorCode: number | null };

export type Carrying = {
  readonly log: PhoneLog;
  readonly poster: Poster;
  readonly switches: Readonly<Switches>;
  readonly accountSid: string;
  readonly signal: AbortSignal;
};

/** How long one report is tried while our server is away. */
const REPORT_FOR_MS = 2 * 60_000;

/**
 * Brings one text to its phone and reports it: `sent`, then `delivered` (or why not), each signed and each tried for two
 * minutes. The first status is not reported: the answer to the send was that report. Never rejects.
 */
export async function carry(entry: Entry, carrying: Carrying): Promise<void> {
  const { log, switches, signal } = carrying;
  const steps = journey(entry, switches, log);
  // Aborted while waiting means closed: a restart carries on from the log.
  if (switches.delayMs > 0) await wait(switches.delayMs, undefined, { signal }).catch(() => undefined);
  if (signal.aborted || isSettled(log.get(entry.sid)!)) return;
  for (const { status, errorCode } of steps) log.write({ kind: 'status', sid: entry.sid, status, errorCode });
  if (entry.callback === null) return;
  const reports = switches.duplicateCallbacks ? steps.flatMap((step) => [step, step]) : steps;
  for (const step of switches.reorderCallbacks ? reports.toReversed() : reports) {
    await report(entry, entry.callback, step, carrying);
  }
}

function journey(entry: Entry, switches: Switches, log: PhoneLog): Step[] {
  const { to, validSeconds } = entry;
  const { delayMs, undelivered, undeliveredCode, perMinute, silent } = switches;
  if (perMinute !== null && segmentsOfMinute(entry, log) > perMinute) return [{ status: 'failed', errorCode: 30022 }];
  if (silent.includes(to)) return [{ status: 'sent', errorCode: null }];
  if (delayMs > validSeconds * 1000) return [{ status: 'failed', errorCode: 30036 }];
  const end: Step = undelivered.includes(to)
    ? { status: 'undelivered', errorCode: undeliveredCode }
    : { status: 'delivered', errorCode: null };
  return [{ status: 'sent', errorCode: null }, end];
}

/** The segments that were taken in the minute that ends with this text. */
function segmentsOfMinute({ at }: Entry, log: PhoneLog): number {
  const since = at.getTime() - 60_000;
  const taken = log.all().filter((it) => it.direction === 'to-phone' && it.at.getTime() > since && it.at <= at);
  return taken.reduce((sum, { segments }) => sum + segments, 0);
}

/** Reports one state of a text to our server, until it is taken or two minutes are over. */
export async function report(entry: Entry, callback: string, step: Step, { poster, accountSid, signal }: Carrying) {
  const params = {
    MessageSid: entry.sid,
    SmsSid: entry.sid,
    AccountSid: accountSid,
    From: entry.from,
    To: entry.to,
    MessageStatus: step.status,
    SmsStatus: step.status,
    ApiVersion: '2010-04-01',
    ...(step.errorCode === null ? {} : { ErrorCode: String(step.errorCode) }),
  };
  const attempt = async () => verdict(await poster.post(callback, params, `${entry.sid}-${step.status}`));
  await keepTrying(attempt, { forMs: REPORT_FOR_MS, signal });
}
