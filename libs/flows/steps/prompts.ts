import { type Digits, isOpen, type PromptKind } from '#visits/prompt';
import { newIds } from '#store/new-ids';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { endGapOffer } from '#flows/steps/gap-offers';
import { releaseHoldsOf } from '#flows/steps/holds';

type Putting = { readonly kind: PromptKind; readonly digits: Digits; readonly expiresAt: Date };

/** Whether everybody on the visit is asked, or the one phone that asked us. */
export type Asked = 'all' | { readonly phone: string };

/**
 * Puts a question to a visit's customer and his contacts, or in answer to the one who asked. A phone has one open
 * question, and a visit one that holds something: an older one is superseded, and what was held for it is let go.
 */
export async function putPrompt(tx: Tx, visit: Visit, putting: Putting, to: Asked = 'all'): Promise<string> {
  await endPromptsOf(tx, [visit], 'superseded', to);
  const [id] = (await newIds(tx, 1)) as [string];
  await putPrompts(tx, [{ ...putting, id, visit }], to);
  return id;
}

/** The same for several visits, at whose phones no question is open. */
export async function putPrompts(
  tx: Tx,
  prompts: readonly (Putting & { id: string; visit: Visit })[],
  to: Asked = 'all',
): Promise<void> {
  const rows = prompts.map(({ visit, ...prompt }) => ({
    ...prompt,
    appointmentId: visit.appointmentId,
    workOrderId: visit.workOrderId,
    phone: to === 'all' ? visit.customer.phone : to.phone,
    revision: visit.revision,
  }));
  const put = await tx.sql<{ id: string; expiresAt: Date }>(PUT, [JSON.stringify(rows), tx.now, to === 'all']);
  for (const { id, expiresAt } of put)
    tx.wake({ key: `prompt.expire:${id}`, kind: 'prompt.expire', subject: id, dueAt: expiresAt });
}

/** A row for each phone; those of one question know each other by the id of the first. */
const PUT = /* sql */ `
  WITH asked AS (
    SELECT * FROM jsonb_to_recordset($1) AS p(id uuid, "appointmentId" uuid, "workOrderId" uuid, phone text, kind text,
      revision integer, digits jsonb, "expiresAt" timestamptz)
  ), everybody AS (
    SELECT id, id AS question, phone, "appointmentId", kind, revision, digits, "expiresAt" FROM asked
    UNION ALL
    SELECT uuidv7(), a.id, c.phone, a."appointmentId", a.kind, a.revision, a.digits, a."expiresAt"
    FROM asked a JOIN contact c ON c.work_order_id = a."workOrderId" AND c.phone <> a.phone
    WHERE $3 AND NOT EXISTS (SELECT 1 FROM wrong_number w WHERE w.phone = c.phone)
  )
  INSERT INTO prompt (id, question_id, appointment_id, phone, kind, revision, digits, state, expires_at, created_at)
  SELECT id, CASE WHEN count(*) OVER (PARTITION BY question) > 1 THEN question END, "appointmentId", phone, kind, revision,
    digits, 'open', "expiresAt", $2
  FROM everybody ON CONFLICT DO NOTHING RETURNING id, expires_at AS "expiresAt"`;

type Ending = 'answered' | 'superseded' | 'expired';

/** Ends whatever question is open at a phone, and the same question wherever else it is open. What it held is released. */
export const endPrompts = (tx: Tx, phone: string, as: Ending): Promise<void> => end(tx, [phone], [], as);

/** Ends what is open at the phones of these visits' customers and contacts (or at one of them), and about these visits. */
export async function endPromptsOf(tx: Tx, visits: readonly Visit[], as: Ending, to: Asked = 'all'): Promise<void> {
  const contacts = await tx.sql<{ phone: string }>('SELECT phone FROM contact WHERE work_order_id = ANY($1)', [
    visits.map(({ workOrderId }) => workOrderId),
  ]);
  const all = [...visits.map(({ customer }) => customer.phone), ...contacts.map(({ phone }) => phone)];
  await end(
    tx,
    to === 'all' ? all : [to.phone],
    visits.map(({ appointmentId }) => appointmentId),
    as,
  );
}

/** Ends whatever is asked about one visit; a question about another visit stays open at the same phone. */
export const endPromptsAbout = (tx: Tx, appointmentId: string, as: Ending): Promise<void> =>
  end(tx, [], [appointmentId], as, ALL_KINDS);

const ALL_KINDS: readonly PromptKind[] = ['choice', 'survey', 'cancel', 'menu', 'note', 'earlier', 'which'];
const HOLDING: readonly PromptKind[] = ['choice', 'earlier'];

async function end(
  tx: Tx,
  phones: readonly string[],
  appointmentIds: readonly string[],
  as: Ending,
  kinds = HOLDING,
): Promise<void> {
  const ended = await tx.sql<{ id: string; appointmentId: string; kind: PromptKind }>(
    `UPDATE prompt SET state = $2
     WHERE state = 'open' AND (phone = ANY($1) OR (appointment_id = ANY($3) AND kind = ANY($4))
       OR question_id IN (SELECT question_id FROM prompt WHERE phone = ANY($1) AND state = 'open'))
     RETURNING id, appointment_id AS "appointmentId", kind`,
    [phones, as, appointmentIds, kinds],
  );
  for (const { id } of ended) tx.sleep(`prompt.expire:${id}`);
  const holding = ended.filter(({ kind }) => HOLDING.includes(kind));
  if (holding.length) await releaseHoldsOf(tx, [...new Set(holding.map(({ appointmentId }) => appointmentId))]);
  for (const { id, kind } of holding) if (kind === 'earlier') await endGapOffer(tx, id, as);
}

/** Ends the question at one phone alone: whoever else was asked may still answer. */
export async function endPromptAt(tx: Tx, phone: string): Promise<void> {
  const [alone] = await tx.sql(
    `SELECT 1 FROM prompt p WHERE phone = $1 AND state = 'open' AND NOT EXISTS (
       SELECT 1 FROM prompt o WHERE o.question_id = p.question_id AND o.id <> p.id AND o.state = 'open')`,
    [phone],
  );
  if (alone) return endPrompts(tx, phone, 'superseded');
  await tx.sql(`UPDATE prompt SET state = 'superseded' WHERE phone = $1 AND state = 'open'`, [phone]);
}

export type Prompt = {
  readonly id: string;
  readonly appointmentId: string;
  readonly kind: PromptKind;
  readonly revision: number;
  readonly digits: Digits;
  readonly state: 'open' | Ending;
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly toBeSure: string | null;
  readonly questionId: string | null;
};

const PROMPT = /* sql */ `
  SELECT id, appointment_id AS "appointmentId", kind, revision, digits, state, expires_at AS "expiresAt",
    created_at AS "createdAt", to_be_sure AS "toBeSure", question_id AS "questionId" FROM prompt`;

/**
 * Puts a question unless another one is open at the phone of the customer (or of the one who asked): its digits keep
 * their meaning. False when one is.
 */
export async function putIfQuiet(tx: Tx, visit: Visit, putting: Putting, to: Asked = 'all'): Promise<boolean> {
  const last = await lastPrompt(tx, to === 'all' ? visit.customer.phone : to.phone);
  if (last && isOpen(last, tx.now)) return false;
  await putPrompt(tx, visit, putting, to);
  return true;
}

/** The newest question put to a phone, open or not. */
export async function lastPrompt(tx: Pick<Tx, 'sql'>, phone: string): Promise<Prompt | null> {
  const [prompt] = await tx.sql<Prompt>(`${PROMPT} WHERE phone = $1 ORDER BY created_at DESC, id DESC LIMIT 1`, [
    phone,
  ]);
  return prompt ?? null;
}

/** The newest question about a visit that offers times, at whosever phone it was put. */
export async function promptAbout(tx: Tx, appointmentId: string): Promise<Prompt | null> {
  const [prompt] = await tx.sql<Prompt>(
    `${PROMPT} WHERE appointment_id = $1 AND kind IN ('choice', 'earlier') ORDER BY created_at DESC, state = 'open' DESC LIMIT 1`,
    [appointmentId],
  );
  return prompt ?? null;
}

/** The question that was still open at a phone when this one took its place; null when none was. */
export async function promptBefore(tx: Tx, phone: string, { id, createdAt }: Prompt): Promise<Prompt | null> {
  const [before] = await tx.sql<Prompt>(
    `${PROMPT} WHERE phone = $1 AND id <> $2 AND created_at <= $3 ORDER BY created_at DESC, id DESC LIMIT 1`,
    [phone, id, createdAt],
  );
  return before?.state === 'superseded' && before.expiresAt > createdAt ? before : null;
}
