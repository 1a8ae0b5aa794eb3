import type { Language } from '#time/language';
import type { Window } from '#time/window';
import { mannerOf, type MessageKind, RANKS } from '#conversation/kinds';
import type { Verdict } from '#conversation/may-leave';
import { segments } from '#conversation/segments';
import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import { type Visit, visitOf } from '#store/visit';
import { companyOf, type Doorward, DOORWARD } from '#flows/doorward';
import { hideTokens, showTokens, visitLink, visitUrl } from '#flows/links';
import { takeSegments, whoMayLeave } from '#flows/messages/bucket';
import type { Context } from '#flows/messages/context';
import { paceOf } from '#flows/messages/pace';
import { render } from '#flows/messages/render';
import { openAlert } from '#flows/steps/alerts';
import { lockPhone, mayBeTexted } from '#flows/steps/consent';
import { contactAt, heardBy } from '#flows/steps/parties';
import { isWrongNumber } from '#flows/steps/wrong-number';
import { notSetBack, takeOne } from '#flows/steps/take-one';

/** A text claimed for sending: what leaves, and to whom. */
export type Claimed = {
  readonly id: string;
  readonly phone: string;
  readonly body: string;
  readonly validSeconds: number;
};

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
]);

/**
 * Claims the most urgent text that waits: checks consent under the phone's lock, reads the facts again, writes the
 * text from them and takes a lease, all in one commit. What is no longer true is laid aside with its reason; what may
 * not be said yet waits, and is looked at again then. Texts to one phone leave one after the other, in the order they
 * were said, but for replies: they wait for nothing but replies.
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
  if (tx.now > message.usefulUntil) return tooLate(house, tx, message);
  if (!(await mayText(tx, message))) {
    await callInstead(tx, message);
    return layAside(tx, message, 'suppressed', 'this number wants no texts');
  }
  const context = await contextOf(house, tx, message);
  const rendered = await render(context);
  if ('suppress' in rendered) return layAside(tx, message, 'suppressed', rendered.suppress);
  const verdict = await paceOf(context);
  if (verdict.does !== 'leave') return holdBack(tx, message, context, verdict);
  const size = segments(rendered.body).segments;
  if (!(await takeSegments(tx, house, { segments: size, isReply: message.rank === RANKS.reply }))) return 'paced';
  noteRewriting(tx, message, context);
  const linkIds = [context.linkId, rendered.signInLinkId].filter((id) => typeof id === 'string');
  await tx.sql(
    `UPDATE message SET state = 'sending', body = $2, segments = $3, claims = claims || $4, attempts = attempts + 1,
       lease_until = clock_timestamp() + make_interval(secs => $5)
     WHERE id = $1`,
    [
      message.id,
      hideTokens(house, rendered.body, linkIds),
      size,
      rendered.tells ? { tells: rendered.tells, toldAt: tx.now } : {},
      house.settings.MESSAGE_LEASE_SECONDS,
    ],
  );
  return {
    send: { id: message.id, phone: message.phone, body: rendered.body, validSeconds: validFor(message, tx.now) },
  };
}

/** Answers before news, the most urgent news first; to one phone nothing but an answer overtakes an earlier text. */
const NEXT = /* sql */ `
  SELECT m.id FROM message m
  WHERE m.state = 'pending' AND m.send_after <= $1 AND ($2::int IS NULL OR m.rank <= $2) AND ${notSetBack('message', 'm.id')}
    AND NOT EXISTS (SELECT 1 FROM message o WHERE o.phone = m.phone AND o.state IN ('sending', 'unknown'))
    AND NOT EXISTS (SELECT 1 FROM message o WHERE o.phone = m.phone AND o.state = 'pending' AND o.send_after <= $1 AND o.id < m.id
      AND (o.rank = ${RANKS.reply} OR m.rank > ${RANKS.reply}))
  ORDER BY m.rank, m.urgency, m.id
  FOR UPDATE SKIP LOCKED LIMIT 1
`;

/** After so long the carrier throws it away: no text about an arrival may come when he has long been there. */
function validFor({ kind, isReply, usefulUntil }: MessageRow, now: Date): number {
  const useful = (usefulUntil.getTime() - now.getTime()) / 1000;
  return Math.floor(Math.max(60, Math.min(mannerOf(kind, isReply).validSeconds, useful)));
}

/** Too late to be of use. What had to be known, and is still so, is put before a person. */
async function tooLate(house: Doorward, tx: Tx, message: MessageRow): Promise<Claim> {
  const why = 'it came too late to be of use';
  if (mannerOf(message.kind, message.isReply).nature === 'essential') {
    const context = await contextOf(house, tx, message);
    if (!('suppress' in (await render(context)))) await tellByPhone(tx, message, context, why);
  }
  return layAside(tx, message, 'expired', why);
}

/** It may not leave now: it waits, a newer one speaks for it, or a person does. */
async function holdBack(
  tx: Tx,
  message: MessageRow,
  context: Context,
  verdict: Exclude<Verdict, { does: 'leave' }>,
): Promise<Claim> {
  if (verdict.does === 'fold') return layAside(tx, message, 'suppressed', verdict.why);
  if (verdict.does === 'call') {
    await tellByPhone(tx, message, context, verdict.why);
    return layAside(tx, message, 'suppressed', `${verdict.why}: a person tells it`);
  }
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

/** What a person has to tell, in the desk's words. */
const TO_TELL: Partial<Record<MessageKind, string>> = {
  late: 'the technician will be late',
  news: 'the technician comes at another time than was told',
  'on-the-way': 'the technician is on the way',
  'cannot-come': 'the technician cannot come',
  'could-not-complete': 'the work could not be completed, and somebody will call',
  suspended: 'the visit is not confirmed any more',
  'first-is-off': 'the visit before it is off',
  'let-go': 'the time of the visit was let go',
  resumed: 'the visit stands again',
  blocked: 'another department has stopped the visit',
};

/** The times are not in it: by the time somebody calls, the board knows better. */
async function tellByPhone(tx: Tx, message: MessageRow, { visit }: Context, why: string): Promise<void> {
  if (!message.workOrderId) return;
  await openAlert(tx, {
    kind: 'too-many-texts',
    subject: message.workOrderId,
    workOrderId: message.workOrderId,
    says: `Please call ${visit?.customer.name ?? message.phone}: ${TO_TELL[message.kind as MessageKind] ?? message.kind}. It was not texted: ${why}`,
  });
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
    language: visit?.customer.language ?? (message.facts.language as Language | undefined) ?? 'en',
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

async function mayText(tx: Tx, { kind, phone, workOrderId }: MessageRow): Promise<boolean> {
  if (ALWAYS_ALLOWED.has(kind)) return true;
  if (workOrderId && (await isWrongNumber(tx, phone))) return false;
  return mayBeTexted(tx, phone);
}

/** What may not be texted and cannot wait is put before a person. */
async function callInstead(tx: Tx, message: MessageRow): Promise<void> {
  if (!message.workOrderId || message.kind === 'survey' || message.kind === 'finished') return;
  await openAlert(tx, {
    kind: 'phone-only',
    subject: message.workOrderId,
    workOrderId: message.workOrderId,
    says: `Texts are off for ${message.phone}: tell the customer by phone (${message.kind})`,
  });
}

async function layAside(tx: Tx, message: MessageRow, state: 'suppressed' | 'expired', reason: string): Promise<Claim> {
  await tx.sql('UPDATE message SET state = $2, reason = $3 WHERE id = $1', [message.id, state, reason]);
  tx.record({
    type: 'message.suppressed',
    actor: DOORWARD,
    reason,
    workOrderId: message.workOrderId,
    appointmentId: message.appointmentId,
    data: { messageId: message.id, kind: message.kind },
  });
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
