import { plusMinutes } from '#time/minutes';
import { type Manner, mannerOf, speaksFor } from '#conversation/kinds';
import { type Left, mayLeave, type Verdict } from '#conversation/may-leave';
import type { MessageRow } from '#store/tables/ledger';
import type { Context } from '#flows/messages/context';
import { render } from '#flows/messages/render';

/** What must be known before a visit must be known so many minutes before it may begin. */
const BEFORE_VISIT_MINUTES = 60;
/** No day is longer, not even the one on which clocks are put back. */
const LONGEST_DAY_MINUTES = 26 * 60;

/** Whether a text leaves now, by the hour at the address and by what has left to this phone; the phone is locked. */
export async function paceOf(context: Context): Promise<Verdict> {
  const { message, now, house, visit } = context;
  const manner = mannerOf(message.kind, message.isReply);
  if (isFree(manner)) return { does: 'leave' };
  return mayLeave(
    {
      kind: message.kind,
      isReply: message.isReply,
      appointmentId: message.appointmentId,
      isWorse: isWorse(context),
      mustKnowBy: mustKnowBy(context),
      saidSince: await saidSince(context),
    },
    {
      now,
      where: visit?.place ?? { zone: house.settings.ZONE, region: null },
      speaking: house.settings.SPEAKING_HOURS,
      left: await leftTo(context),
    },
  );
}

/** What nothing can hold back. */
const isFree = ({ counts, atNight, tellsOf }: Manner) => counts === 'no' && atNight === 'leaves' && tellsOf === null;

/** News of an arrival no later than he was told is no reason to disturb anybody sooner. */
const isWorse = ({ message, visit }: Context) =>
  message.kind !== 'news' || !visit?.eta || !visit.told || visit.eta.p50 > visit.told.p50;

function mustKnowBy({ message, visit }: Context): Date | null {
  if (typeof message.claims.mustKnowBy === 'string') return new Date(message.claims.mustKnowBy);
  return visit?.window ? plusMinutes(visit.window.from, -BEFORE_VISIT_MINUTES) : null;
}

const leftTo = ({ tx, message, now }: Context) =>
  tx.sql<Left>(
    `SELECT kind, is_reply AS "isReply", appointment_id AS "appointmentId", sent_at AS at FROM message
     WHERE phone = $1 AND sent_at > $2`,
    [message.phone, plusMinutes(now, -LONGEST_DAY_MINUTES)],
  );

/** The newer texts about the same visit that are still true, and so could speak for this one as well. */
async function saidSince(context: Context): Promise<string[]> {
  const { tx, message, now } = context;
  if (message.isReply || !message.appointmentId) return [];
  const waiting = await tx.rows.getRepository<MessageRow>('message').find({
    where: { phone: message.phone, appointmentId: message.appointmentId, state: 'pending', isReply: false },
    order: { id: 'DESC' },
  });
  const newer = waiting.filter(
    (it) => it.id > message.id && it.sendAfter <= now && it.usefulUntil >= now && speaksFor(it.kind, message.kind),
  );
  const kinds: string[] = [];
  for (const it of newer) if (!('suppress' in (await render({ ...context, message: it })))) kinds.push(it.kind);
  return kinds;
}
