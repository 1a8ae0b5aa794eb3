import type { Language } from '#time/language';
import type { Window } from '#time/window';
import { mannerOf, RANKS } from '#conversation/kinds';
import type { Verdict } from '#conversation/may-leave';
import { segments } from '#conversation/segments';
import { wayFrom } from '#conversation/ways';
import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import { type Visit, visitOf } from '#store/visit';
import { companyOf, type Doorward, DOORWARD } from '#flows/doorward';
import { hideTokens, showTokens, visitLink, visitUrl } from '#flows/links';
import { takeSegments, whoMayLeave } from '#flows/messages/bucket';
import type { Context } from '#flows/messages/context';
import { paceOf } from '#flows/messages/pace';
import { barredFor } from '#flows/messages/barred';
import { layAside } from '#flows/messages/lay-aside';
import { HELD_BACK, noteProbe } from '#flows/messages/outage';
import { render } from '#flows/messages/render';
import { reviewTasks } from '#flows/messages/review-tasks';
import { askPerson } from '#flows/messages/tasks';
import { type Written, writtenFor } from '#flows/messages/written';
import { lockPhone, mayBeTexted } from '#flows/steps/consent';
import { contactAt, heardBy } from '#flows/steps/parties';
import { isWrongNumber } from '#flows/steps/wrong-number';
import { notGivenUp, notSetBack, takeOne } from '#flows/steps/take-one';

/** A message claimed for sending: what leaves by which way, and to whom. */
export type Claimed = Written & { readonly id: string; readonly phone: string; readonly validSeconds: number };

/** What a claim came to: something to send, something that was laid aside, the carrier takes no more now, or nothing waits. */
export type Claim = { readonly send: Claimed } | 'laid aside' | 'paced' | 'nothing';

/** After STOP these are all a phone may still get: the one confirmation the law allows, the answer to its 9, the way back. */
const ALWAYS_ALLOWED = new Set([
  'stopped',
  'cancel-word',
  'cancel-word-several',
  'visit-cancelled',
  'order-cancelled',
  'started',
  'help',
  'wrong-number',
  'still-wrong-number',
]);

/**
 * Claims the most urgent message that waits: checks consent and the ways that are open under the phone's lock, reads the
 * facts again, writes the text from them and takes a lease, all in one commit. What is no longer true is laid aside with
 * its reason; what may not be said yet waits, and is looked at again then; what only a person can tell is put before one.
 * Messages to one phone leave one after the other, in the order they were said, but for replies: they wait for nothing
 * but replies.
 */
export async function claimNext(house: Doorward): Promise<Claim | 'set back'> {
  const who = await whoMayLeave(house);
  if (who === 'nobody') return 'paced';
  const next = (tx: Tx) => nextWaiting(tx, who === 'all' ? null : RANKS.reply);
  const claimed = await takeOne(house, 'message', next, (tx, message) => claim(house, tx, message));
  return claimed === 'nothing' && who !== 'all' ? 'paced' : claimed;
}

async function nextWaiting(tx: Tx, lastRank: number | null): Promise<MessageRow | undefined> {
  const [row] = await tx.sql<{ id: string }>(NEXT, [tx.now, lastRank]);
  return row && tx.rows.getRepository<MessageRow>('message').findOneByOrFail({ id: row.id });
}

async function claim(house: Doorward, tx: Tx, message: MessageRow): Promise<Claim> {
  await lockPhone(tx, message.phone);
  const context = await contextOf(house, tx, message);
  const isLate = tx.now > message.usefulUntil;
  const barred = await barredFor(context, { forbidden: await forbidden(tx, message), isLate });
  const way = wayFrom(message.kind, message.way, barred);
  if (!way) return notSaid(tx, message, barred.text ?? 'no way is left', isLate ? 'expired' : undefined);
  const rendered = await render(context);
  await reviewTasks(context);
  if ('suppress' in rendered) return notSaid(tx, message, rendered.suppress);
  const linkIds = [context.linkId, rendered.signInLinkId].filter((id) => typeof id === 'string');
  const byPerson = async (why: string): Promise<Claim> => {
    const body = hideTokens(house, rendered.body, linkIds);
    await askPerson(context, { body, tells: rendered.tells ?? null, besides: rendered.besides ?? null, why });
    return 'laid aside';
  };
  if (way === 'person') return byPerson(barred.text ?? message.reason ?? 'no text');
  // What has left once and did not arrive has been weighed already, and a call or an e-mail is no text.
  const verdict: Verdict = way === 'text' && !message.sentAt ? await paceOf(context) : { does: 'leave' };
  if (verdict.does === 'call') return byPerson(verdict.why);
  if (verdict.does !== 'leave') return holdBack(tx, message, verdict);
  const size = way === 'text' ? segments(rendered.body).segments : null;
  if (size && !(await takeSegments(tx, house, { segments: size, isReply: message.rank === RANKS.reply })))
    return 'paced';
  noteRewriting(tx, message, context);
  const written = await writtenFor(way, context, rendered.body);
  await tx.sql(
    `UPDATE message SET state = 'sending', way = $6, body = $2, segments = $3, claims = claims || $4, attempts = attempts + 1,
       lease_until = clock_timestamp() + make_interval(secs => $5)
     WHERE id = $1`,
    [
      message.id,
      hideTokens(house, written.body, linkIds),
      size,
      {
        ...(rendered.tells ? { tells: rendered.tells, toldAt: tx.now } : {}),
        ...(rendered.besides ? { besides: rendered.besides } : {}),
      },
      house.settings.MESSAGE_LEASE_SECONDS,
      way,
    ],
  );
  if (way === 'text') await noteProbe(house, tx);
  return { send: { ...written, id: message.id, phone: message.phone, validSeconds: validFor(message, tx.now) } };
}

/** Answers before news, the most urgent news first; to one phone nothing but an answer overtakes an earlier text. */
const NEXT = /* sql */ `
  SELECT m.id FROM message m
  WHERE m.state = 'pending' AND m.send_after <= $1 AND ($2::int IS NULL OR m.rank <= $2 OR m.way <> 'text') AND ${notSetBack('message', 'm.id')}
    AND (m.lease_until IS NULL OR m.lease_until <= clock_timestamp()) AND NOT (${HELD_BACK})
    AND NOT EXISTS (SELECT 1 FROM message o WHERE o.phone = m.phone AND o.state IN ('sending', 'unknown'))
    AND NOT EXISTS (SELECT 1 FROM message o WHERE o.phone = m.phone AND o.state = 'pending' AND o.send_after <= $1 AND o.id < m.id
      AND (o.rank = ${RANKS.reply} OR m.rank > ${RANKS.reply}) AND ${notGivenUp('message', 'o.id')})
  ORDER BY m.rank, m.urgency, m.id
  FOR UPDATE SKIP LOCKED LIMIT 1
`;

/** After so long the carrier throws it away: no text about an arrival may come when he has long been there. */
function validFor({ kind, isReply, usefulUntil }: MessageRow, now: Date): number {
  const useful = (usefulUntil.getTime() - now.getTime()) / 1000;
  return Math.floor(Math.max(60, Math.min(mannerOf(kind, isReply).validSeconds, useful)));
}

/** It may not leave now: it waits, or a newer one speaks for it. */
async function holdBack(
  tx: Tx,
  message: MessageRow,
  verdict: Exclude<Verdict, { does: 'leave' | 'call' }>,
): Promise<Claim> {
  if (verdict.does === 'fold') return notSaid(tx, message, verdict.why);
  await tx.sql('UPDATE message SET send_after = $2, reason = $3 WHERE id = $1', [
    message.id,
    verdict.until,
    verdict.why,
  ]);
  tx.record({
    type: 'message.waits',
    actor: DOORWARD,
    reason: verdict.why,
    workOrderId: message.workOrderId,
    appointmentId: message.appointmentId,
    data: { messageId: message.id, kind: message.kind, until: verdict.until },
  });
  return 'laid aside';
}

async function contextOf(house: Doorward, tx: Tx, message: MessageRow): Promise<Context & { linkId: string | null }> {
  // Shared, so that what the text claims cannot change between this check and the claim's commit.
  if (message.appointmentId) await tx.sql('SELECT 1 FROM appointment WHERE id = $1 FOR SHARE', [message.appointmentId]);
  const seen = message.appointmentId ? await withLastWindow(tx, await visitOf(tx, message.appointmentId)) : null;
  const contact = message.workOrderId ? await contactAt(tx, message.workOrderId, message.phone) : null;
  const visit = seen && (contact ? await toldTo(tx, heardBy(seen, contact), message.phone) : seen);
  const linkId = message.workOrderId ? await visitLink(tx, house, message.workOrderId, contact?.phone) : null;
  return {
    house,
    tx,
    now: tx.now,
    message,
    company: companyOf(house),
    visit,
    language: visit?.customer.language ?? (message.facts.language as Language | undefined) ?? house.settings.LANGUAGE,
    link: linkId ? visitUrl(house, linkId) : '',
    linkId,
  };
}

/** The visit with what this very phone was told of it last: somebody else's text is no news to a contact. */
async function toldTo(tx: Tx, visit: Visit, phone: string): Promise<Visit> {
  const [last] = await tx.sql<{ p10: Date; p50: Date; p90: Date; at: Date }>(
    `SELECT (claims #>> '{tells,p10}')::timestamptz AS p10, (claims #>> '{tells,p50}')::timestamptz AS p50,
       (claims #>> '{tells,p90}')::timestamptz AS p90, sent_at AS at FROM message
     WHERE phone = $1 AND appointment_id = $2 AND sent_at IS NOT NULL AND claims ? 'tells'
       AND coalesce((claims ->> 'revision')::int, $3) = $3 ORDER BY sent_at DESC, id DESC LIMIT 1`,
    [phone, visit.appointmentId, visit.revision],
  );
  return { ...visit, told: last ?? null };
}

/** A visit whose time was let go is spoken of by the time it had. */
async function withLastWindow(tx: Tx, visit: Visit | null): Promise<Visit | null> {
  if (!visit || visit.window || !visit.revision) return visit;
  const [window] = await tx.sql<Window>(
    'SELECT window_from AS "from", window_to AS "to" FROM appointment_revision WHERE appointment_id = $1 AND revision = $2',
    [visit.appointmentId, visit.revision],
  );
  return { ...visit, window: window ?? null };
}

/** Why nothing of ours may go to this number by a machine; null when it may. */
async function forbidden(tx: Tx, { kind, phone, workOrderId }: MessageRow): Promise<string | null> {
  if (ALWAYS_ALLOWED.has(kind)) return null;
  if (workOrderId && (await isWrongNumber(tx, phone))) return 'whoever has this number is somebody else';
  return (await mayBeTexted(tx, phone)) ? null : 'this number wants no texts';
}

async function notSaid(tx: Tx, message: MessageRow, reason: string, state?: 'expired'): Promise<Claim> {
  await layAside(tx, message, reason, state && { state });
  return 'laid aside';
}

/** The arrival has moved since this text was asked for: it leaves with the new one, and the timeline says so. */
function noteRewriting(tx: Tx, message: MessageRow, { visit }: Context): void {
  const claimed = message.claims.p50 as string | undefined;
  if (!claimed || !visit?.eta || visit.eta.p50.toISOString() === claimed) return;
  tx.record({
    type: 'message.rewritten',
    actor: DOORWARD,
    reason: 'the expected arrival moved before the text left',
    workOrderId: message.workOrderId,
    appointmentId: message.appointmentId,
    data: { messageId: message.id, kind: message.kind, was: claimed, is: visit.eta.p50 },
  });
}

/** The exact words that left, for asking the carrier about them. */
export const bodyOf = (house: Doorward, message: Pick<MessageRow, 'body'>) => showTokens(house, message.body ?? '');
