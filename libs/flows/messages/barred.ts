import { isQuiet } from '#conversation/quiet';
import type { Barred } from '#conversation/ways';
import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import { type Context, whereOf } from '#flows/messages/context';
import { isOut } from '#flows/messages/outage';
import { outOfReach } from '#flows/steps/reach';

/**
 * Where whoever a message is for is written to: as a contact of its order if he is one, else as the customer he is; null
 * when he has given no address.
 */
export async function emailOf(tx: Tx, { phone, workOrderId }: Reader): Promise<string | null> {
  const [row] = await tx.sql<{ email: string }>(
    `SELECT email FROM (SELECT 0 AS place, email FROM contact WHERE work_order_id = $2 AND phone = $1
       UNION ALL SELECT 1, email FROM customer WHERE phone = $1) p WHERE email IS NOT NULL ORDER BY place LIMIT 1`,
    [phone, workOrderId],
  );
  return row?.email ?? null;
}

type Reader = Pick<MessageRow, 'phone' | 'workOrderId'>;

type Standing = { readonly forbidden: string | null; readonly isLate: boolean };

/** The ways a message cannot go now, each with its reason. Who wants no texts wants no machine either: a person tells him. */
export async function barredFor(context: Context, { forbidden, isLate }: Standing): Promise<Barred> {
  const { tx, message } = context;
  if (forbidden) return allOf(forbidden);
  if (isLate) return allOf('it came too late to be of use');
  const why = await outOfReach(tx, message.phone);
  const barred: Barred = why ? { text: why } : {};
  if (message.way === 'text' && !why) return barred;
  return { ...barred, ...(await callBarred(context)), ...(await mailBarred(context)) };
}

const allOf = (why: string): Barred => ({ text: why, call: why, mail: why });

async function callBarred(context: Context): Promise<Barred> {
  const { VOICE, SPEAKING_HOURS } = context.house.settings;
  if (!VOICE) return { call: 'calls are switched off' };
  if (isQuiet(context.now, whereOf(context), SPEAKING_HOURS)) return { call: 'it is night there' };
  return (await isOut(context.tx)) ? { call: 'the carrier is away' } : {};
}

async function mailBarred({ house, tx, message }: Context): Promise<Barred> {
  if (!house.settings.SMTP_URL) return { mail: 'no mail server is set up' };
  return (await emailOf(tx, message)) ? {} : { mail: 'he has given no e-mail address' };
}
