/** How many segments a sender may hand over. */
export type Rate = {
  /** So many at once, after a pause. */
  readonly atOnce: number;
  readonly perMinute: number;
  readonly perDay: number;
};

/**
 * A sender's bucket: each segment takes a token, and tokens drip in. `day` is the carrier's own (Pacific time), `slowed`
 * how often its drip was halved since `slowedAt` because the carrier said that it was too much.
 */
export type Bucket = {
  readonly tokens: number;
  readonly at: Date;
  readonly day: string;
  readonly today: number;
  readonly slowed: number;
  readonly slowedAt: Date;
};

/** Half of what may leave at once is kept for replies, so that a full queue never delays them. */
export const REPLIES_SHARE = 0.5;
/** And the last tenth of a day's. */
export const REPLIES_DAY_SHARE = 0.1;
/** At the worst it drips at a sixteenth of its pace. */
const MOST_SLOWED = 4;
/** Refusals that come within so many seconds are about one burst. */
const ONE_BURST_SECONDS = 5;
/** Each minute without a refusal doubles the pace again. */
const RECOVERS_SECONDS = 60;

export const fullBucket = (rate: Rate, now: Date, day: string): Bucket => ({
  tokens: rate.atOnce,
  at: now,
  day,
  today: 0,
  slowed: 0,
  slowedAt: now,
});

/** Tokens a second: what is left of a minute when all that may leave at once has left in it, so that no minute has more. */
export function drip(rate: Rate, bucket: Bucket, now: Date): number {
  return ((rate.perMinute - rate.atOnce) / 60) * 0.5 ** slowness(bucket, now);
}

/**
 * The bucket after `segments` were taken from it, or null when they may not leave now. A text of more segments than may
 * leave at once leaves from a full bucket, and the next ones wait for it.
 */
export function take(
  rate: Rate,
  bucket: Bucket,
  text: { readonly segments: number; readonly isReply: boolean },
  now: Date,
  day: string,
): Bucket | null {
  const held = refill(rate, bucket, now, day);
  const kept = text.isReply ? 0 : Math.floor(rate.atOnce * REPLIES_SHARE);
  const keptToday = text.isReply ? 0 : Math.ceil(rate.perDay * REPLIES_DAY_SHARE);
  const wanted = Math.min(text.segments, rate.atOnce - kept);
  if (held.tokens < kept + wanted || held.today + text.segments > rate.perDay - keptToday) return null;
  return { ...held, tokens: held.tokens - text.segments, today: held.today + text.segments };
}

/** Whether all that a day may have has left, but for what is kept for replies. */
export const isDayFull = (rate: Rate, { day, today }: Bucket, now: string): boolean =>
  day === now && today + 1 > rate.perDay * (1 - REPLIES_DAY_SHARE);

/** The carrier has said that it was too much: nothing is left at once, and the drip is halved. */
export function slow(bucket: Bucket, now: Date): Bucket {
  const isSameBurst = bucket.slowed > 0 && now.getTime() - bucket.slowedAt.getTime() < ONE_BURST_SECONDS * 1000;
  const slowed = isSameBurst ? bucket.slowed : Math.min(MOST_SLOWED, slowness(bucket, now) + 1);
  return {
    ...bucket,
    tokens: Math.min(0, bucket.tokens),
    at: later(bucket.at, now),
    slowed,
    slowedAt: isSameBurst ? bucket.slowedAt : now,
  };
}

function refill(rate: Rate, bucket: Bucket, now: Date, day: string): Bucket {
  const seconds = Math.max(0, (now.getTime() - bucket.at.getTime()) / 1000);
  const tokens = Math.min(rate.atOnce, bucket.tokens + seconds * drip(rate, bucket, now));
  return { ...bucket, tokens, at: later(bucket.at, now), day, today: bucket.day === day ? bucket.today : 0 };
}

const slowness = ({ slowed, slowedAt }: Bucket, now: Date) =>
  Math.max(0, slowed - Math.floor(Math.max(0, now.getTime() - slowedAt.getTime()) / (RECOVERS_SECONDS * 1000)));

const later = (a: Date, b: Date) => (a > b ? a : b);
