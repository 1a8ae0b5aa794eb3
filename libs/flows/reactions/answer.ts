import type { Asked, Choice, Reading } from '#conversation/reading/asked';
import type { Moment } from '#conversation/reading/days';
import { readReply } from '#conversation/read-reply';
import { isOpen } from '#visits/prompt';
import type { Tx } from '#store/tx';
import { type Visit, visitOf } from '#store/visit';
import type { CarrierDid } from '#flows/commands/receive-text';
import { byCustomer, type Doorward, DOORWARD } from '#flows/doorward';
import { answerTechnician } from '#flows/reactions/answer-technician';
import { actOnDigit, freshAfterExpiry } from '#flows/reactions/answer-digit';
import { answerWishes } from '#flows/reactions/answer-wishes';
import { changeConsent } from '#flows/reactions/answer-consent';
import { lastPrompt } from '#flows/steps/prompts';
import { notSetBack, takeOne } from '#flows/steps/take-one';
import { whileWaiting } from '#flows/steps/useful';

/** A text that came in, with everything its answer needs. */
export type Heard = {
  readonly house: Doorward;
  readonly tx: Tx;
  readonly inboundId: string;
  readonly phone: string;
  readonly body: string;
  readonly reading: Reading;
  /** What the carrier itself made of it and has answered already. */
  readonly carrierDid: CarrierDid | null;
  /** The visit it is about; null when this number has none open or lately closed. */
  readonly visit: Visit | null;
  readonly actor: string;
};

/** Answers the oldest text that waits. True when there was one. Reading, doing and answering are one commit. */
export const answerOnce = async (house: Doorward): Promise<boolean> =>
  (await takeOne(house, 'text', nextText, async (tx, inbound) => {
    const understood = (await answerTechnician(house, tx, inbound)) ?? (await answerCustomer(house, tx, inbound));
    await tx.sql('UPDATE inbound_message SET handled_at = $2, understood = $3, work_order_id = $4 WHERE id = $1', [
      inbound.id,
      tx.now,
      understood.reading,
      understood.workOrderId,
    ]);
  })) !== 'nothing';

/** The oldest text, but none that would overtake an earlier one of the same phone. */
const nextText = async (tx: Tx) =>
  (
    await tx.sql<Inbound>(
      `SELECT i.id, i.phone, i.body, i.carrier_did AS "carrierDid" FROM inbound_message i WHERE i.handled_at IS NULL AND ${notSetBack('text', 'i.id')}
         AND NOT EXISTS (SELECT 1 FROM inbound_message o WHERE o.phone = i.phone AND o.handled_at IS NULL AND o.id < i.id)
       ORDER BY i.id FOR UPDATE SKIP LOCKED LIMIT 1`,
    )
  )[0];

type Inbound = {
  readonly id: string;
  readonly phone: string;
  readonly body: string;
  readonly carrierDid: CarrierDid | null;
};

async function answerCustomer(house: Doorward, tx: Tx, inbound: Inbound) {
  const prompt = await lastPrompt(tx, inbound.phone);
  const open = prompt !== null && isOpen(prompt, tx.now);
  const appointmentId = open ? prompt.appointmentId : await visitAbout(tx, inbound.phone);
  const visit = appointmentId ? await visitOf(tx, appointmentId) : null;
  const question = prompt && (await asked(tx, prompt));
  const reading = readReply(inbound.body, question, visit ? momentOf(visit, tx.now) : undefined);
  const heard: Heard = {
    house,
    tx,
    inboundId: inbound.id,
    phone: inbound.phone,
    body: inbound.body,
    reading,
    carrierDid: inbound.carrierDid,
    visit,
    actor: visit ? byCustomer(visit.customer.name) : inbound.phone,
  };
  tx.record({
    type: 'reply.understood',
    actor: DOORWARD,
    reason: reading.intents.length ? `understood: ${reading.intents.join(', ')}` : 'not understood',
    workOrderId: visit?.workOrderId ?? null,
    appointmentId: visit?.appointmentId ?? null,
    data: { inboundId: inbound.id, ...reading },
  });

  const done =
    (await changeConsent(heard)) ||
    (open && (await actOnDigit(heard, prompt))) ||
    (!open && (await freshAfterExpiry(heard, prompt))) ||
    (await answerWishes(heard));
  if (!done) throw new Error(`no answer was found for inbound message ${inbound.id}`);
  return { reading, workOrderId: visit?.workOrderId ?? null };
}

/** What the reader needs to understand days and names: now, the visit's zone, its window and who comes. */
const momentOf = ({ place, window, ticket }: Visit, now: Date): Moment => ({
  now,
  zone: place.zone,
  ...(window ? { visit: { ...window, ...(ticket ? { technicianFirst: ticket.technician.split(' ')[0]! } : {}) } } : {}),
});

/** What the newest question means to the reader: its digits, and whose names and which times its choices go by. */
async function asked(tx: Tx, prompt: NonNullable<Awaited<ReturnType<typeof lastPrompt>>>): Promise<Asked> {
  const digits = Object.keys(prompt.digits).map(Number);
  // A held choice by its hold, one that is not held by its technician.
  const times = Object.entries(prompt.digits).flatMap(([digit, meaning]) => {
    const by = meaning.does === 'take' ? meaning.holdId : meaning.does === 'try' ? meaning.technicianId : null;
    return by ? [{ digit: Number(digit), by }] : [];
  });
  const told = await tx.sql<{ id: string; name: string; from: Date | null; to: Date | null }>(
    `SELECT h.id, t.name, h.window_from AS "from", h.window_to AS "to"
       FROM hold h JOIN technician t ON t.id = h.technician_id WHERE h.id = ANY($1)
     UNION ALL SELECT id, name, NULL, NULL FROM technician WHERE id = ANY($1)`,
    [times.map(({ by }) => by)],
  );
  const choices = times.map(({ digit, by }): Choice => {
    const { name, from, to } = told.find(({ id }) => id === by) ?? {};
    return { digit, technicianFirst: name?.split(' ')[0] ?? '', ...(from && to ? { from, to } : {}) };
  });
  const keep = Object.entries(prompt.digits).find(([, { does }]) => does === 'keep');
  const kind = prompt.kind === 'survey' || prompt.kind === 'cancel' ? prompt.kind : ('choice' as const);
  return { kind, digits, choices: keep ? [...choices, { digit: Number(keep[0]), keep: true }] : choices };
}

const REMEMBERED_DAYS = 7;

/** The visit a number most likely writes about: an open one before a closed one, a promised one before a wanted one. */
async function visitAbout(tx: Tx, phone: string): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>(
    `SELECT a.id FROM appointment a JOIN work_order w ON w.id = a.work_order_id JOIN customer c ON c.id = w.customer_id
     WHERE c.phone = $1 AND (w.closed_at IS NULL OR w.closed_at > $2::timestamptz - make_interval(days => $3))
     ORDER BY w.closed_at IS NULL DESC, a.state = 'confirmed' DESC, a.suspended_at IS NULL DESC, a.state = 'fulfilled' DESC,
       a.state = 'requested' DESC, a.window_from, a.id DESC LIMIT 1`,
    [phone, tx.now, REMEMBERED_DAYS],
  );
  return row?.id ?? null;
}

/** Answers the text. `kind` is one of the texts; the same inbound text never gets the same answer twice. */
export function reply(
  { tx, inboundId, phone, reading, visit }: Heard,
  kind: string,
  facts: Record<string, unknown> = {},
): true {
  tx.say({
    key: `reply:${inboundId}:${kind}`,
    kind,
    phone,
    workOrderId: visit?.workOrderId ?? null,
    appointmentId: visit?.appointmentId ?? null,
    claims: visit ? { revision: visit.revision } : {},
    // Who has no visit is answered in the language he writes in.
    facts: visit ? facts : { language: reading.language, ...facts },
    isReply: true,
    usefulUntil: whileWaiting(tx.now),
  });
  return true;
}
