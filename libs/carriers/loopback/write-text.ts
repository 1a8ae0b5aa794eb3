import { segments } from '#conversation/segments';
import type { Entry } from '#carriers/loopback/logged';
import { newSid } from '#carriers/loopback/new-sid';
import type { PhoneLog } from '#carriers/loopback/phone-log';

/** Writes down a text that a phone sends: to the number that texted it last, or to `number` when none ever did. */
export function writeText(
  { from, body, sid = newSid(), at }: { from: string; body: string; sid?: string | undefined; at: Date },
  { log, number }: { log: PhoneLog; number: string },
): Entry {
  const entry: Entry = {
    sid,
    direction: 'from-phone',
    from,
    to: log.of(from).findLast((text) => text.direction === 'to-phone')?.from ?? number,
    body,
    at,
    status: 'receiving',
    errorCode: null,
    segments: segments(body).segments,
    encoding: segments(body).encoding,
    callback: null,
    validSeconds: 0,
  };
  log.write({ kind: 'message', entry });
  return entry;
}

/** The carrier's own answer to a text of a phone: it has come there already, and nobody is told of it. */
export function writeAnswer(to: Entry, body: string, at: Date, log: PhoneLog): void {
  const { segments: count, encoding } = segments(body);
  const entry: Entry = {
    ...{ sid: newSid(), direction: 'to-phone', from: to.to, to: to.from, body, at, status: 'delivered' },
    ...{ errorCode: null, segments: count, encoding, callback: null, validSeconds: 0 },
  };
  log.write({ kind: 'message', entry });
}
