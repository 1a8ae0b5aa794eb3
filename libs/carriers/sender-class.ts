import type { Rate } from '#carriers/bucket';

/**
 * What US carriers take from a sender, by how it is registered. Long codes (10DLC): AT&T counts segments a minute for
 * each campaign, T-Mobile segments a day for each brand; the stricter of the two holds for all texts, for nobody knows
 * whose number a phone has. Toll-free numbers and short codes are bounded by Twilio's own pace of 3 and 100 a second.
 */
export const SENDER_CLASSES = {
  'low-volume': { atOnce: 6, perMinute: 75, perDay: 2_000 },
  'standard-low': { atOnce: 12, perMinute: 240, perDay: 10_000 },
  'standard-middle': { atOnce: 80, perMinute: 2_400, perDay: 40_000 },
  'standard-top': { atOnce: 150, perMinute: 4_500, perDay: 200_000 },
  'toll-free': { atOnce: 6, perMinute: 180, perDay: 200_000 },
  'short-code': { atOnce: 200, perMinute: 6_000, perDay: 1_000_000 },
} as const satisfies Record<string, Rate>;

export type SenderClass = keyof typeof SENDER_CLASSES | 'unlimited';
export const SENDER_CLASS_NAMES = [
  ...(Object.keys(SENDER_CLASSES) as (keyof typeof SENDER_CLASSES)[]),
  'unlimited',
] as const;

/** The rate of a class with what is set otherwise for this sender; null when nothing bounds it. */
export function rateOf(
  name: SenderClass,
  own: {
    readonly perSecond?: number | undefined;
    readonly perMinute?: number | undefined;
    readonly perDay?: number | undefined;
  },
): Rate | null {
  const isOwn = own.perSecond !== undefined || own.perMinute !== undefined || own.perDay !== undefined;
  if (name === 'unlimited' && !isOwn) return null;
  const known: Rate =
    name === 'unlimited' ? { atOnce: 10_000, perMinute: 1_000_000, perDay: 1_000_000_000 } : SENDER_CLASSES[name];
  const perMinute = own.perMinute ?? (own.perSecond === undefined ? known.perMinute : own.perSecond * 60);
  // Most of a minute's must drip in, or a burst would be followed by a long silence.
  const atOnce = Math.max(2, Math.min(own.perSecond ?? known.atOnce, Math.floor(perMinute / 4)));
  return { atOnce, perMinute, perDay: own.perDay ?? known.perDay };
}
