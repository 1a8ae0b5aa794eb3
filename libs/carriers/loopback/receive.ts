import { keepTrying } from '#carriers/loopback/keep-trying';
import { type Entry, isSettled } from '#carriers/loopback/logged';
import type { PhoneLog } from '#carriers/loopback/phone-log';
import { optOutType } from '#carriers/loopback/opt-outs';
import { type Poster, verdict } from '#carriers/loopback/post-form';

export type Receiving = {
  readonly log: PhoneLog;
  readonly poster: Poster;
  readonly accountSid: string;
  /** Read at each try, so that a server that comes back elsewhere is found. */
  readonly webhookBase: () => string;
  readonly signal: AbortSignal;
  /** Opt-outs are the carrier's own: it says what it made of a text. */
  readonly ownsOptOuts: boolean;
};

/**
 * Twilio itself tries once more after 15 s and then drops the text. Ours goes on for ten minutes: a person at the demo
 * must not lose a text because a process was restarted under him. What Twilio's habit does to us is tested with `copies`
 * and with a poller, not by losing texts here.
 */
const TRY_FOR_MS = 10 * 60_000;

/**
 * Posts one text of a phone to `/twilio/inbound`, `copies` times at once, until each is taken or given up. Whatever the
 * webhook answers in its body is drained and ignored: we answer by our outbox, never by TwiML. Never rejects.
 */
export async function receive(entry: Entry, copies: number, { log, poster, ...receiving }: Receiving): Promise<void> {
  const { accountSid, webhookBase, signal, ownsOptOuts } = receiving;
  const made = ownsOptOuts ? optOutType(entry.body) : null;
  const params = { ...inboundForm(entry, accountSid), ...(made && { OptOutType: made }) };
  const attempt = async () =>
    verdict(await poster.post(`${webhookBase().replace(/\/+$/, '')}/twilio/inbound`, params, `${entry.sid}-inbound`));
  const taken = await Promise.all(
    Array.from({ length: copies }, () => keepTrying(attempt, { forMs: TRY_FOR_MS, signal })),
  );
  // Closed in the middle: it stays `receiving`, and a restart goes on with it.
  if (signal.aborted || isSettled(log.get(entry.sid)!)) return;
  const status = taken.some(Boolean) ? 'received' : 'failed';
  log.write({ kind: 'status', sid: entry.sid, status, errorCode: status === 'failed' ? 11200 : null });
}

/** Twilio's field set for an incoming SMS from North America. */
const inboundForm = ({ sid, from, to, body, segments }: Entry, accountSid: string) => ({
  ToCountry: 'US',
  ToState: '',
  SmsMessageSid: sid,
  NumMedia: '0',
  ToCity: '',
  FromZip: '',
  SmsSid: sid,
  FromState: '',
  SmsStatus: 'received',
  FromCity: '',
  Body: body,
  FromCountry: 'US',
  To: to,
  ToZip: '',
  NumSegments: String(segments),
  MessageSid: sid,
  AccountSid: accountSid,
  From: from,
  ApiVersion: '2010-04-01',
});
