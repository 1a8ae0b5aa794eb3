import type { Carrier, CarrierStatus, Sending, Sent } from '#carriers/carrier';
import { readStatus } from '#carriers/read-status';
import { type Account, redirectedClient } from '#carriers/redirected-client';
import { segments } from '#conversation/segments';

/** Twilio takes a validity of 1 s to 10 h. */
const LONGEST_VALIDITY = 36_000;
/** No person gets more texts than this while one of them is in doubt. */
const LOOK_BACK = 200;

/** The SMS carrier: Twilio through its own SDK, or whatever answers like it at `account.apiBase`. */
export function twilioCarrier(account: Account): Carrier {
  let opened: ReturnType<typeof redirectedClient> | undefined;
  const client = () => (opened ??= redirectedClient(account));

  return {
    async send(sending) {
      const { messages } = await client();
      try {
        return taken(sending, await messages.create(asTwilio(sending, account.from)));
      } catch (cause) {
        return readRefusal(cause);
      }
    },

    async find({ to, body, since }) {
      const { messages } = await client();
      // Not filtered by DateSent at the carrier: a text still in its queue has none, and would be sent a second time.
      const latest = await messages.list({ to, limit: LOOK_BACK, pageSize: LOOK_BACK }).catch((cause: unknown) => {
        throw new Error(`could not ask the carrier for texts to ${to}`, { cause });
      });
      const floor = Math.floor(since.getTime() / 1000) * 1000;
      return latest
        .filter((m) => m.body === body && m.direction !== 'inbound' && m.dateCreated.getTime() >= floor)
        .map((m) => ({ sid: m.sid, status: known(m.status) }));
    },

    async fetch(sid) {
      const { messages } = await client();
      try {
        const { status, errorCode } = await messages(sid).fetch();
        return { sid, status: known(status), errorCode: errorCode ?? null };
      } catch (cause) {
        if (isAnswer(cause) && cause.status === 404) return null;
        throw new Error(`could not ask the carrier for text ${sid}`, { cause });
      }
    },
  };
}

const asTwilio = ({ to, body, statusCallback, validSeconds }: Sending, from: string) => ({
  to,
  from,
  body,
  statusCallback,
  validityPeriod: Math.min(LONGEST_VALIDITY, Math.max(1, Math.floor(validSeconds))),
});

/** An answer without a sid is no answer: a proxy's page with status 200 must not count as sent. */
function taken({ body }: Sending, answer: { sid: string; status: string; numSegments: string }): Sent {
  if (!answer.sid) return { outcome: 'unknown', why: 'the carrier answered without a sid' };
  const { sid, status, numSegments } = answer;
  return { outcome: 'sent', sid, status: known(status), segments: Number(numSegments) || segments(body).segments };
}

/** A word Twilio adds one day must not stop a text whose sid we hold: it counts as taken, the callbacks tell the rest. */
const known = (status: string): CarrierStatus => readStatus(status) ?? 'accepted';

type Answer = { readonly status: number; readonly code?: number; readonly message: string };

/** The SDK's RestException: the carrier did answer. What axios throws beneath it is silence: reset, refused, timed out. */
export const isAnswer = (cause: unknown): cause is Answer =>
  cause instanceof Error && 'status' in cause && typeof cause.status === 'number' && !('isAxiosError' in cause);

function readRefusal(cause: unknown): Sent {
  const why = cause instanceof Error ? cause.message || cause.name : String(cause);
  if (!isAnswer(cause)) return { outcome: 'unknown', why };
  if (cause.status === 429 || cause.code === 20429) return { outcome: 'busy', why };
  // 408 and everything that is not a plain "no" may have been acted upon.
  if (cause.status < 400 || cause.status >= 500 || cause.status === 408) return { outcome: 'unknown', why };
  return { outcome: 'refused', code: cause.code ?? cause.status, why };
}
