import type { Digits, PromptKind } from '#visits/prompt';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { releaseHolds } from '#flows/steps/holds';

type Putting = { readonly kind: PromptKind; readonly digits: Digits; readonly expiresAt: Date };

/**
 * Puts a question to the visit's customer. A phone has one open question: an older one is superseded, and what was
 * held for it is let go.
 */
export async function putPrompt(tx: Tx, visit: Visit, { kind, digits, expiresAt }: Putting): Promise<string> {
  await endPrompts(tx, visit.customer.phone, 'superseded');
  const [{ id }] = (await tx.sql<{ id: string }>(
    `INSERT INTO prompt (appointment_id, phone, kind, revision, digits, state, expires_at, created_at)
     VALUES ($1, $2, $3, $4, $5, 'open', $6, $7) RETURNING id`,
    [visit.appointmentId, visit.customer.phone, kind, visit.revision, digits, expiresAt, tx.now],
  )) as [{ id: string }];
  tx.wake({ key: `prompt.expire:${id}`, kind: 'prompt.expire', subject: id, dueAt: expiresAt });
  return id;
}

/** Ends whatever question is open at a phone. What it held is released. */
export async function endPrompts(tx: Tx, phone: string, as: 'answered' | 'superseded' | 'expired'): Promise<void> {
  const ended = await tx.sql<{ id: string; appointmentId: string; kind: PromptKind }>(
    `UPDATE prompt SET state = $2 WHERE phone = $1 AND state = 'open' RETURNING id, appointment_id AS "appointmentId", kind`,
    [phone, as],
  );
  for (const prompt of ended) {
    tx.sleep(`prompt.expire:${prompt.id}`);
    if (prompt.kind === 'choice') await releaseHolds(tx, prompt.appointmentId);
  }
}

/** The newest question put to a phone, open or not. */
export async function lastPrompt(tx: Tx, phone: string) {
  const [prompt] = await tx.sql<{
    id: string;
    appointmentId: string;
    kind: PromptKind;
    digits: Digits;
    state: 'open' | 'answered' | 'superseded' | 'expired';
    expiresAt: Date;
    createdAt: Date;
  }>(
    `SELECT id, appointment_id AS "appointmentId", kind, digits, state, expires_at AS "expiresAt", created_at AS "createdAt"
     FROM prompt WHERE phone = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
    [phone],
  );
  return prompt ?? null;
}
