import { type Bucket, drip, fullBucket, isDayFull, type Rate, slow, take } from '#carriers/bucket';
import { rateOf } from '#carriers/sender-class';
import { dayAt } from '#time/zone';
import type { Tx } from '#store/tx';
import type { Doorward } from '#flows/doorward';
import type { Settings } from '#flows/settings';
import { openAlert } from '#flows/steps/alerts';

/** Carriers count their days by the clocks of the Pacific coast. */
const CARRIER_ZONE = 'America/Los_Angeles';

/** What the carrier says when it was handed more than it takes. */
const TOO_MUCH = new Set([20429, 21611, 30001, 30022]);
export const isTooMuch = (code: number | null): boolean => code !== null && TOO_MUCH.has(code);

/** What the carrier takes from our sender; null when nothing bounds it. */
export const senderRate = ({ SENDER_CLASS, TWILIO_API_BASE, ...own }: Settings): Rate | null =>
  rateOf(SENDER_CLASS ?? (TWILIO_API_BASE ? 'unlimited' : 'low-volume'), {
    perSecond: own.CARRIER_SEGMENTS_PER_SECOND,
    perMinute: own.CARRIER_SEGMENTS_PER_MINUTE,
    perDay: own.CARRIER_SEGMENTS_PER_DAY,
  });

/** Who may leave at the moment: all, only replies, or nobody. Asked before a text is looked for; binds nobody. */
export async function whoMayLeave({ store, settings }: Doorward): Promise<'all' | 'replies' | 'nobody'> {
  const rate = senderRate(settings);
  const found = rate && (await store.read<Found>(BUCKET, [settings.TWILIO_FROM]))[0];
  if (!found) return 'all';
  const may = (isReply: boolean) =>
    take(rate, found, { segments: 1, isReply }, found.now, carrierDay(found.now)) !== null;
  return may(false) ? 'all' : may(true) ? 'replies' : 'nobody';
}

/** Milliseconds until a look at what was held back is worth while. When the day is used up the desk is told of it, once. */
export async function untilDrip({ store, settings }: Doorward): Promise<number> {
  const rate = senderRate(settings);
  const found = rate && (await store.read<Found>(BUCKET, [settings.TWILIO_FROM]))[0];
  if (found && isDayFull(rate, found, carrierDay(found.now)))
    await store.commit((tx) => tellDayFull(tx, rate, found.day));
  const perSecond = found ? drip(rate, found, found.now) : 1;
  return Math.min(5_000, Math.max(50, 1_000 / perSecond));
}

/** Takes a text's segments from the sender's bucket, which stays locked until the commit. False when they may not leave. */
export async function takeSegments(
  tx: Tx,
  { settings }: Doorward,
  text: { readonly segments: number; readonly isReply: boolean },
): Promise<boolean> {
  const rate = senderRate(settings);
  if (!rate) return true;
  const held = await lockBucket(tx, settings.TWILIO_FROM, rate);
  const taken = take(rate, held, text, held.now, carrierDay(held.now));
  if (taken) await keep(tx, settings.TWILIO_FROM, taken);
  return taken !== null;
}

/** The carrier has answered that it was too much: from here on less is handed over, for a while. */
export async function slowDown(tx: Tx, { settings }: Doorward): Promise<void> {
  const rate = senderRate(settings);
  if (!rate) return;
  const held = await lockBucket(tx, settings.TWILIO_FROM, rate);
  await keep(tx, settings.TWILIO_FROM, slow(held, held.now));
}

type Found = Bucket & { readonly now: Date };

/** On the carrier's clock, not on the one clock: it does not stand still with ours. */
const BUCKET = /* sql */ `
  SELECT tokens, at, day, today, slowed, slowed_at AS "slowedAt", clock_timestamp() AS now FROM carrier_pace WHERE sender = $1
`;

const carrierDay = (now: Date) => dayAt(now, CARRIER_ZONE);

async function lockBucket(tx: Tx, sender: string, rate: Rate): Promise<Found> {
  const lock = async () => (await tx.sql<Found>(`${BUCKET} FOR UPDATE`, [sender]))[0];
  const found = await lock();
  if (found) return found;
  const now = new Date((await tx.sql<{ now: Date }>('SELECT clock_timestamp() AS now'))[0]!.now);
  const { tokens, at, day, today, slowed, slowedAt } = fullBucket(rate, now, carrierDay(now));
  await tx.sql(
    `INSERT INTO carrier_pace (sender, tokens, at, day, today, slowed, slowed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (sender) DO NOTHING`,
    [sender, tokens, at, day, today, slowed, slowedAt] satisfies Values,
  );
  return (await lock())!;
}

type Values = [string, number, Date, string, number, number, Date];

const keep = (tx: Tx, sender: string, { tokens, at, day, today, slowed, slowedAt }: Bucket) =>
  tx.sql(
    'UPDATE carrier_pace SET tokens = $2, at = $3, day = $4, today = $5, slowed = $6, slowed_at = $7 WHERE sender = $1',
    [sender, tokens, at, day, today, slowed, slowedAt] satisfies Values,
  );

const tellDayFull = (tx: Tx, { perDay }: Rate, day: string) =>
  openAlert(tx, {
    kind: 'carrier-full',
    subject: `sender on ${day}`,
    says: `Nearly all of the ${perDay} segments the carrier takes from us in a day have left: only replies go out until midnight Pacific time. What must be known and gets too old is put here, to be told by phone.`,
  });
