import { boardVisitsOf } from '#store/board';
import { NEXT_FIRST } from '#store/visit';
import type { GapOfferState } from '#visits/waiting';
import type { Story, StoryEntry, StoryPhoto, StoryPromise, StoryWaiting } from '#store/views';
import type { Tx } from '#store/tx';

type Reader = Pick<Tx, 'sql'>;

/** Everything everybody said or did about a work order, oldest first; null when there is no such order. */
export async function storyOf(tx: Reader, workOrderId: string): Promise<Story | null> {
  const [order] = await tx.sql<{
    appointmentIds: string[];
    name: string;
    phone: string;
    email: string | null;
    texts: boolean;
    language: 'en' | 'es';
    street: string;
    city: string;
    notes: string;
    closedAt: Date | null;
  }>(
    `SELECT ARRAY(SELECT id FROM appointment a WHERE work_order_id = w.id ORDER BY ${NEXT_FIRST}) AS "appointmentIds",
            c.name, c.phone, c.email, coalesce(k.texts, true) AND r.phone IS NULL AS texts, c.language, d.street, d.city, trim(E'\\n ' FROM w.access_notes || E'\\n' || w.notes) AS notes, w.closed_at AS "closedAt"
     FROM work_order w JOIN customer c ON c.id = w.customer_id JOIN address d ON d.id = w.address_id
     LEFT JOIN consent k ON k.phone = c.phone LEFT JOIN phone_reach r ON r.phone = c.phone WHERE w.id = $1`,
    [workOrderId],
  );
  if (!order) return null;
  const found = await boardVisitsOf(tx, order.appointmentIds);
  const [visit, ...others] = order.appointmentIds.flatMap((id) => found.find((one) => one.appointmentId === id) ?? []);
  return {
    visit: visit!,
    others,
    customer: {
      name: order.name,
      phone: order.phone,
      email: order.email,
      texts: order.texts,
      language: order.language,
    },
    contacts: await tx.sql('SELECT name, phone, email FROM contact WHERE work_order_id = $1 ORDER BY added_at, id', [
      workOrderId,
    ]),
    address: { street: order.street, city: order.city },
    notes: order.notes,
    closedAt: order.closedAt?.toISOString() ?? null,
    waiting: await waitingOf(tx, visit!.appointmentId),
    needs: await needsOf(tx, visit!.appointmentId),
    promises: await promisesOf(tx, workOrderId),
    photos: await photosOf(tx, workOrderId),
    entries: await entriesOf(tx, workOrderId),
  };
}

async function waitingOf(tx: Reader, appointmentId: string): Promise<StoryWaiting | null> {
  const [waits] = await tx.sql<{ since: Date }>(
    'SELECT placed_at AS since FROM waitlist WHERE appointment_id = $1 AND ended_at IS NULL',
    [appointmentId],
  );
  const offers = await tx.sql<{ from: Date; to: Date; technician: string; answerBy: Date; state: GapOfferState }>(
    `SELECT o.window_from AS "from", o.window_to AS "to", t.name AS technician, o.answer_by AS "answerBy", o.state
     FROM gap_offer o JOIN gap g ON g.id = o.gap_id JOIN technician t ON t.id = g.technician_id
     WHERE o.appointment_id = $1 ORDER BY o.asked_at, o.id`,
    [appointmentId],
  );
  if (!waits && !offers.length) return null;
  return {
    since: waits?.since.toISOString() ?? null,
    offers: offers.map(({ from, to, answerBy, ...offer }) => ({
      ...offer,
      window: { from: from.toISOString(), to: to.toISOString() },
      answerBy: answerBy.toISOString(),
    })),
  };
}

async function needsOf(tx: Reader, appointmentId: string): Promise<Story['needs']> {
  const [row] = await tx.sql<{ part: string | null; skill: string | null; notBefore: Date | null }>(
    `SELECT part, extra_skill AS skill, not_before AS "notBefore" FROM appointment WHERE id = $1 AND follows_id IS NOT NULL`,
    [appointmentId],
  );
  return row ? { ...row, notBefore: row.notBefore?.toISOString() ?? null } : null;
}

const promisesOf = async (tx: Reader, workOrderId: string): Promise<StoryPromise[]> =>
  JSON.parse(
    JSON.stringify(
      await tx.sql(
        `SELECT p.id, p.kind, coalesce(t.name, p.owner) AS owner, p.deadline, p.state, p.made_at AS "madeAt", p.settled_why AS why
         FROM promise p LEFT JOIN technician t ON p.owner = 'technician ' || t.id WHERE p.work_order_id = $1 ORDER BY p.made_at, p.id`,
        [workOrderId],
      ),
    ),
  ) as StoryPromise[];

const photosOf = async (tx: Reader, workOrderId: string): Promise<StoryPhoto[]> =>
  (
    await tx.sql<{ id: string; at: Date; technician: string }>(
      `SELECT f.id, f.taken_at AS at, t.name AS technician FROM photo f JOIN assignment s ON s.id = f.assignment_id
       JOIN appointment a ON a.id = s.appointment_id JOIN technician t ON t.id = s.technician_id
       WHERE a.work_order_id = $1 ORDER BY f.taken_at, f.id`,
      [workOrderId],
    )
  ).map(({ at, ...photo }) => ({ ...photo, at: at.toISOString() }));

/** Texts are shown as what they said and what became of them, not as the events about them. */
const SHOWN_OTHERWISE = ['message.sent', 'message.delivered', 'reply.received', 'eta.moved'];

/** What became of one time a message was tried (`x`): a text in the words of texts, a call or an e-mail with its way. */
const BECAME = /* sql */ `CASE WHEN x.way = 'text'
  THEN CASE x.state WHEN 'reached' THEN 'delivered' WHEN 'failed' THEN 'undelivered' ELSE 'sent' END
  ELSE x.way || ' ' || x.state END`;

async function entriesOf(tx: Reader, workOrderId: string): Promise<StoryEntry[]> {
  const rows = await tx.sql<Omit<StoryEntry, 'at'> & { at: Date }>(
    `SELECT at, kind, type, actor, text, state FROM (
       SELECT t.at, t.id AS place, 'happened' AS kind, t.type, t.actor, t.reason AS text, NULL AS state
       FROM timeline t WHERE t.work_order_id = $1 AND NOT (t.type = ANY($2))
       UNION ALL
       SELECT t.at, t.id, 'said', m.kind, coalesce(m.facts ->> 'by', 'doorward'), coalesce(t.data ->> 'body', m.body),
         coalesce(${BECAME}, m.state)
       FROM timeline t JOIN message m ON m.id = (t.data ->> 'messageId')::uuid
       LEFT JOIN message_attempt x ON x.message_id = m.id
         AND (x.carrier_sid = t.data ->> 'sid' OR (x.way = 'mail' AND t.data ->> 'way' = 'mail' AND x.ended_at = t.at)) WHERE t.work_order_id = $1 AND t.type = 'message.sent'
       UNION ALL
       SELECT t.at, t.id, 'heard', 'text', t.actor, t.reason, NULL
       FROM timeline t WHERE t.work_order_id = $1 AND t.type = 'reply.received'
     ) e ORDER BY place`,
    [workOrderId, SHOWN_OTHERWISE],
  );
  return rows.map((row) => ({ ...row, text: hideTokens(row.text), at: row.at.toISOString() }));
}

/** A customer's link is his own: the story shows that there was one, not where it leads. */
const hideTokens = (text: string) => text.replace(/\{token:[0-9a-f-]{36}\}/g, '...');
