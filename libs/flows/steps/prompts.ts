import type { Digits, PromptKind } from '#visits/prompt';
import { newIds } from '#store/new-ids';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { endGapOffer } from '#flows/steps/gap-offers';
import { releaseHolds } from '#flows/steps/holds';

type Putting = { readonly kind: PromptKind; readonly digits: Digits; readonly expiresAt: Date };

/**
 * Puts a question to the visit's customer. A phone has one open question: an older one is superseded, and what was
 * held for it is let go.
 */
export async function putPrompt(tx: Tx, visit: Visit, putting: Putting): Promise<string> {
  await endPrompts(tx, visit.customer.phone, 'superseded');
  const [id] = (await newIds(tx, 1)) as [string];
  await putPrompts(tx, [{ ...putting, id, visit }]);
  return id;
}

/** The same for several phones at which no question is open. */
export async function putPrompts(tx: Tx, prompts: readonly (Putting & { id: string; visit: Visit })[]): Promise<void> {
  const rows = prompts.map(({ visit, ...prompt }) => ({
    ...prompt,
    appointmentId: visit.appointmentId,
    phone: visit.customer.phone,
    revision: visit.revision,
  }));
  await tx.sql(
    `INSERT INTO prompt (id, appointment_id, phone, kind, revision, digits, state, expires_at, created_at)
     SELECT p.id, p."appointmentId", p.phone, p.kind, p.revision, p.digits, 'open', p."expiresAt", $2
     FROM jsonb_to_recordset($1) AS p(id uuid, "appointmentId" uuid, phone text, kind text, revision integer, digits jsonb,
       "expiresAt" timestamptz)`,
    [JSON.stringify(rows), tx.now],
  );
  for (const { id, expiresAt } of prompts)
    tx.wake({ key: `prompt.expire:${id}`, kind: 'prompt.expire', subject: id, dueAt: expiresAt });
}

type Ending = 'answered' | 'superseded' | 'expired';

/** Ends whatever question is open at a phone. What it held is released. */
export const endPrompts = (tx: Tx, phone: string, as: Ending): Promise<void> => endPromptsAt(tx, [phone], as);

export const endPromptsAt = (tx: Tx, phones: readonly string[], as: Ending): Promise<void> =>
  end(tx, 'phone = ANY($1)', phones, as);

/** Ends whatever is asked about one visit; a question about another visit stays open at the same phone. */
export const endPromptsAbout = (tx: Tx, appointmentId: string, as: Ending): Promise<void> =>
  end(tx, 'appointment_id = ANY($1)', [appointmentId], as);

async function end(tx: Tx, which: string, whose: readonly string[], as: Ending): Promise<void> {
  const ended = await tx.sql<{ id: string; appointmentId: string; kind: PromptKind }>(
    `UPDATE prompt SET state = $2 WHERE ${which} AND state = 'open' RETURNING id, appointment_id AS "appointmentId", kind`,
    [whose, as],
  );
  for (const prompt of ended) {
    tx.sleep(`prompt.expire:${prompt.id}`);
    if (prompt.kind === 'choice' || prompt.kind === 'earlier') await releaseHolds(tx, prompt.appointmentId);
    if (prompt.kind === 'earlier') await endGapOffer(tx, prompt.id, as);
  }
}

/** The newest question put to a phone, open or not. */
export async function lastPrompt(tx: Pick<Tx, 'sql'>, phone: string) {
  const [prompt] = await tx.sql<{
    id: string;
    appointmentId: string;
    kind: PromptKind;
    revision: number;
    digits: Digits;
    state: 'open' | 'answered' | 'superseded' | 'expired';
    expiresAt: Date;
    createdAt: Date;
  }>(
    `SELECT id, appointment_id AS "appointmentId", kind, revision, digits, state, expires_at AS "expiresAt", created_at AS "createdAt"
     FROM prompt WHERE phone = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
    [phone],
  );
  return prompt ?? null;
}
