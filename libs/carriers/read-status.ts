import type { CarrierStatus } from '#carriers/carrier';

/** Twilio's words for the state of a text, those of channels and schedules we do not use included, in ours. */
const OURS: Readonly<Record<string, CarrierStatus>> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'queued',
  sending: 'sending',
  sent: 'sent',
  delivered: 'delivered',
  partially_delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'failed',
};

/** The state a Twilio `MessageStatus` stands for, or `null` for a word we do not know (which then changes nothing). */
export const readStatus = (word: string): CarrierStatus | null => (Object.hasOwn(OURS, word) ? OURS[word]! : null);
