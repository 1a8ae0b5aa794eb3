import type { CarrierStatus } from '#carriers/carrier';

/** One text as the phones and the carrier's books show it. */
export type Logged = {
  readonly sid: string;
  readonly direction: 'to-phone' | 'from-phone';
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly at: Date;
  /** A text from a phone is `receiving` until our webhook took it, then `received`; `failed` when it never did. */
  readonly status: CarrierStatus | 'receiving' | 'received';
  readonly errorCode: number | null;
  readonly segments: number;
  readonly encoding: 'GSM-7' | 'UCS-2';
};

/** What the carrier keeps about a text besides what it shows, so that a restart can carry on with it. */
export type Entry = Logged & { readonly callback: string | null; readonly validSeconds: number };

/** The person's number, whichever way the text went. */
export const phoneOf = ({ direction, from, to }: Logged) => (direction === 'to-phone' ? to : from);

/** Nothing more will happen to this text. */
export const isSettled = ({ status }: Logged) =>
  status === 'delivered' || status === 'undelivered' || status === 'failed' || status === 'received';

/** The text without the carrier's own notes. */
export function shown({ callback: _callback, validSeconds: _validSeconds, ...logged }: Entry): Logged {
  return logged;
}
