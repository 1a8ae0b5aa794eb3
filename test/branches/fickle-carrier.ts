import type { CallEnd, Caller } from '#carriers/caller';
import type { Carrier, CarrierStatus } from '#carriers/carrier';
import type { Mailer } from '#carriers/mailer';

/** What befalls one text. `late`: nobody says anything until the test does. */
export type TextFate =
  | { readonly is: 'delivered' }
  | { readonly is: 'failed'; readonly code: number }
  | { readonly is: 'refused'; readonly code: number }
  | { readonly is: 'busy' }
  | { readonly is: 'late' }
  /** The answer is lost, whether or not the text was taken. */
  | { readonly is: 'lost'; readonly taken: boolean };

type Fates = {
  readonly text: (to: string) => TextFate;
  readonly call: (to: string) => CallEnd | 'refused' | 'lost';
  readonly mail: (to: string) => boolean;
};

type Taken = {
  readonly sid: string;
  readonly to: string;
  readonly body: string;
  status: CarrierStatus;
  code: number | null;
};

/** A carrier, a caller and a mail server of which everything can be expected. */
export function fickleCarrier(fates: Fates) {
  const taken = new Map<string, Taken>();
  const ends = new Map<string, CallEnd>();
  const log: { way: 'text' | 'call' | 'mail'; to: string; words: string }[] = [];
  let n = 0;
  const away = { isDown: false };
  const sid = (two: string) => `${two}${(++n).toString(16).padStart(32, '0')}`;

  const carrier: Carrier = {
    async send({ to, body }) {
      if (away.isDown) return { outcome: 'unknown', why: 'connection refused' };
      const fate = fates.text(to);
      if (fate.is === 'busy') return { outcome: 'busy', why: 'too many requests' };
      if (fate.is === 'refused') return { outcome: 'refused', code: fate.code, why: 'no' };
      if (fate.is === 'lost' && !fate.taken) return { outcome: 'unknown', why: 'connection reset' };
      const status = fate.is === 'failed' ? 'undelivered' : fate.is === 'late' ? 'sent' : 'delivered';
      const text: Taken = { sid: sid('SM'), to, body, status, code: fate.is === 'failed' ? fate.code : null };
      taken.set(text.sid, text);
      log.push({ way: 'text', to, words: body });
      if (fate.is === 'lost') return { outcome: 'unknown', why: 'connection reset' };
      return { outcome: 'sent', sid: text.sid, status: 'queued', segments: 1 };
    },
    async find({ to, body }) {
      if (away.isDown) throw new Error('connection refused');
      return [...taken.values()].filter((text) => text.to === to && text.body === body);
    },
    async fetch(asked) {
      if (away.isDown) throw new Error('connection refused');
      const text = taken.get(asked);
      return text ? { sid: asked, status: text.status, errorCode: text.code } : null;
    },
  };
  const caller: Caller = {
    async call({ to, words }) {
      const fate = away.isDown ? 'lost' : fates.call(to);
      if (fate === 'lost') return { outcome: 'unknown', why: 'connection reset' };
      if (fate === 'refused') return { outcome: 'refused', code: 21215, why: 'not allowed' };
      log.push({ way: 'call', to, words });
      const call = sid('CA');
      ends.set(call, fate);
      return { outcome: 'placed', sid: call };
    },
    endOf: async (asked) => ends.get(asked) ?? 'failed',
  };
  const mailer: Mailer = {
    async send({ to, text }) {
      if (!fates.mail(to)) return { outcome: 'failed', why: 'no such mailbox' };
      log.push({ way: 'mail', to, words: text });
      return { outcome: 'accepted' };
    },
  };
  return { carrier, caller, mailer, away, log, taken };
}

export type Fickle = ReturnType<typeof fickleCarrier>;
