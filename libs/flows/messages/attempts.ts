import type { Way } from '#conversation/ways';
import type { AttemptState, MessageAttemptRow } from '#store/tables/delivery';
import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';

type Begun = {
  readonly way: Way;
  readonly state?: AttemptState;
  readonly sid?: string | null;
  readonly code?: number | null;
  readonly why: string;
  /** Until when a person has told it. */
  readonly dueAt?: Date;
};

/** Writes down that a message is tried, or that it could not be. */
export async function noteAttempt(tx: Tx, messageId: string, attempt: Begun): Promise<void> {
  const { way, state = 'under-way', sid = null, code = null, why, dueAt = null } = attempt;
  const endedAt = state === 'reached' || state === 'failed' ? tx.now : null;
  await tx.sql(
    `INSERT INTO message_attempt (message_id, way, state, carrier_sid, code, why, begun_at, ended_at, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [messageId, way, state, sid, code, why, tx.now, endedAt, dueAt],
  );
}

/** The attempt the carrier speaks of. A text that was given to it before attempts were kept has one from here on. */
export async function attemptOf(tx: Tx, message: MessageRow, sid: string): Promise<MessageAttemptRow | null> {
  const attempts = tx.rows.getRepository<MessageAttemptRow>('message_attempt');
  const find = () => attempts.findOneBy({ messageId: message.id, carrierSid: sid });
  const known = await find();
  if (known || message.carrierSid !== sid) return known;
  await noteAttempt(tx, message.id, { way: 'text', sid, why: message.kind });
  return find();
}

/** What became of an attempt. */
export const endAttempt = (tx: Tx, id: string, state: AttemptState, why: string, code: number | null = null) =>
  tx.sql('UPDATE message_attempt SET state = $2, why = $3, code = $4, ended_at = $5 WHERE id = $1', [
    ...[id, state, why, code, tx.now],
  ]);

/** How often a message has gone wrong by a way so far. */
export async function failuresOf(tx: Tx, messageId: string, way: Way): Promise<number> {
  const [row] = await tx.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM message_attempt WHERE message_id = $1 AND way = $2 AND state = 'failed'`,
    [messageId, way],
  );
  return row!.n;
}
