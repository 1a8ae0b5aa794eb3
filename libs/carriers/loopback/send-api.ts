import type { ServerResponse } from 'node:http';
import { segments } from '#conversation/segments';
import { answerError } from '#carriers/loopback/answer-error';
import { answerJson } from '#carriers/loopback/answer-json';
import type { Entry } from '#carriers/loopback/logged';
import { newSid } from '#carriers/loopback/new-sid';
import { hasOptedOut } from '#carriers/loopback/opt-outs';
import type { PhoneLog } from '#carriers/loopback/phone-log';
import type { Switchboard } from '#carriers/loopback/switches';
import { twilioMessage } from '#carriers/loopback/twilio-message';

export type Sending = {
  readonly log: PhoneLog;
  readonly switchboard: Switchboard;
  readonly accountSid: string;
  readonly blocksOptedOut: boolean;
  readonly now: () => Date;
  /** What happens to a text that was taken. */
  readonly carry: (entry: Entry) => void;
};

/** POST Messages.json: takes a text (written down before it is answered), refuses it as Twilio would, or has a mishap. */
export function answerSend(form: URLSearchParams, response: ServerResponse, sending: Sending) {
  const mishap = sending.switchboard.next();
  if (mishap === 'busy') return answerError(response, 429, 20429, 'Too Many Requests');
  if (typeof mishap === 'object')
    return answerError(response, 400, mishap.refused, 'Refused by a switch of the loopback');
  const no = objection(form, sending);
  if (no) return answerError(response, 400, ...no);

  const entry = entryOf(form, sending.now());
  sending.log.write({ kind: 'message', entry });
  sending.carry(entry);
  if (mishap === 'dropped') return void response.socket?.destroy();
  const answer = () => answerJson(response, 201, twilioMessage(entry, sending.accountSid));
  if (mishap === 'none') return answer();
  // The sender has hung up by then, as a rule; the answer goes nowhere, the text is out.
  return void setTimeout(answer, sending.switchboard.at.slowMs).unref();
}

const NUMBER = /^\+[1-9]\d{6,14}$/;

function objection(
  form: URLSearchParams,
  { log, blocksOptedOut, switchboard }: Sending,
): [code: number, message: string] | null {
  const [to, from, body] = [form.get('To') ?? '', form.get('From') ?? '', form.get('Body') ?? ''];
  const callback = form.get('StatusCallback');
  if (to === '') return [21604, "A 'To' phone number is required."];
  if (!NUMBER.test(to)) return [21211, `Invalid 'To' Phone Number: ${to}`];
  if (!NUMBER.test(from)) return [21212, `Invalid From Number: ${from}`];
  if (body === '') return [21602, 'Message body is required.'];
  if (body.length > 1600) return [21617, 'The concatenated message body exceeds the 1600 character limit'];
  if (callback !== null && !/^https?:\/\//.test(callback)) return [21609, `Invalid StatusCallback URL: ${callback}`];
  if (switchboard.at.landlines.includes(to)) return [21635, `'To' number cannot be a landline: ${to}`];
  if (blocksOptedOut && hasOptedOut(log.of(to), from)) return [21610, 'Attempt to send to unsubscribed recipient'];
  return null;
}

function entryOf(form: URLSearchParams, at: Date): Entry {
  const body = form.get('Body')!;
  return {
    sid: newSid(),
    direction: 'to-phone',
    from: form.get('From')!,
    to: form.get('To')!,
    body,
    at,
    status: 'queued',
    errorCode: null,
    segments: segments(body).segments,
    encoding: segments(body).encoding,
    callback: form.get('StatusCallback'),
    validSeconds: Number(form.get('ValidityPeriod') ?? 36_000),
  };
}
