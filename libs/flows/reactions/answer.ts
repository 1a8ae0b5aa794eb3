import type { Asked, Choice, Reading } from '#conversation/reading/asked';
import { opensDoors } from '#conversation/reading/access';
import type { Moment } from '#conversation/reading/days';
import { readReply } from '#conversation/read-reply';
import { isOpen } from '#visits/prompt';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import type { CarrierDid } from '#flows/commands/receive-text';
import { byCustomer, type Doorward, DOORWARD } from '#flows/doorward';
import { answerTechnician } from '#flows/reactions/answer-technician';
import { actOnDigit, freshAfterExpiry } from '#flows/reactions/answer-digit';
import { answerWishes } from '#flows/reactions/answer-wishes';
import { changeConsent } from '#flows/reactions/answer-consent';
import { askWhichVisit } from '#flows/reactions/answer-which';
import { followLanguage, onlyLanguage } from '#flows/reactions/follow-language';
import { visitSpokenOf } from '#flows/reactions/visit-spoken-of';
import { eraseInbound, eraseSoon } from '#flows/steps/access-notes';
import { contactAt, heardBy } from '#flows/steps/parties';
import { lastPrompt, type Prompt } from '#flows/steps/prompts';
import { notGivenUp, notSetBack, takeOne } from '#flows/steps/take-one';
import { whileWaiting } from '#flows/steps/useful';

/** A text that came in, with everything its answer needs. */
export type Heard = {
  readonly house: Doorward;
  readonly tx: Tx;
  readonly inboundId: string;
  readonly phone: string;
  readonly body: string;
  /** When it came. */
  readonly heardAt: Date;
  readonly reading: Reading;
  /** What the carrier itself made of it and has answered already. */
  readonly carrierDid: CarrierDid | null;
  /** The visit it is about, as it is spoken of with who wrote; null when there is none, or it may be any of `among`. */
  readonly visit: Visit | null;
  /** Where he has several visits and did not say of which he speaks. */
  readonly among: readonly Visit[];
  readonly actor: string;
  /** He is spoken to in another language from this text on, and hears so in the answer. */
  readonly switches: boolean;
};

export type Inbound = {
  readonly id: string;
  readonly phone: string;
  readonly body: string;
  readonly receivedAt: Date;
  readonly carrierDid: CarrierDid | null;
};

/** Answers the oldest text that waits. True when there was one. Reading, doing and answering are one commit. */
export const answerOnce = async (house: Doorward): Promise<boolean> =>
  (await takeOne(house, 'text', nextText, async (tx, inbound) => {
    const understood = (await answerTechnician(house, tx, inbound)) ?? (await answerCustomer(house, tx, inbound));
    const hasAccess = opensDoors(inbound.body);
    await tx.sql('UPDATE inbound_message SET handled_at = $2, understood = $3, work_order_id = $4 WHERE id = $1', [
      inbound.id,
      tx.now,
      { ...understood.reading, ...(hasAccess ? { opensDoors: true } : {}) },
      understood.workOrderId,
    ]);
    if (!hasAccess) return;
    if (!understood.workOrderId) await eraseInbound(tx, [inbound.id]);
    else if ('isOver' in understood && understood.isOver) eraseSoon(tx, understood.workOrderId);
  })) !== 'nothing';

/** The oldest text, but none that would overtake an earlier one of the same phone. */
const nextText = async (tx: Tx) =>
  (
    await tx.sql<Inbound>(
      `SELECT i.id, i.phone, i.body, i.received_at AS "receivedAt", i.carrier_did AS "carrierDid" FROM inbound_message i WHERE i.handled_at IS NULL AND ${notSetBack('text', 'i.id')}
         AND NOT EXISTS (SELECT 1 FROM inbound_message o WHERE o.phone = i.phone AND o.handled_at IS NULL AND o.id < i.id AND ${notGivenUp('text', 'o.id')})
       ORDER BY i.id FOR UPDATE SKIP LOCKED LIMIT 1`,
    )
  )[0];

async function answerCustomer(house: Doorward, tx: Tx, inbound: Inbound) {
  const prompt = await lastPrompt(tx, inbound.phone);
  const { visit: spokenOf, among, reading } = await visitSpokenOf(tx, inbound, prompt);
  const party = spokenOf && (await contactAt(tx, spokenOf.workOrderId, inbound.phone));
  const seen = spokenOf && heardBy(spokenOf, party);
  const about = seen ?? among[0];
  const switches = about !== undefined && (await followLanguage(tx, about, inbound));
  const visit = seen && switches ? heardBy(seen, { ...seen.customer, language: other(seen) }) : seen;
  const heard: Heard = {
    house,
    tx,
    inboundId: inbound.id,
    phone: inbound.phone,
    body: inbound.body,
    heardAt: inbound.receivedAt,
    reading,
    carrierDid: inbound.carrierDid,
    visit,
    among,
    actor: about ? byCustomer(about.customer.name) : inbound.phone,
    switches,
  };
  tx.record({
    type: 'reply.understood',
    actor: DOORWARD,
    reason: reading.intents.length ? `understood: ${reading.intents.join(', ')}` : 'not understood',
    workOrderId: about?.workOrderId ?? null,
    appointmentId: about?.appointmentId ?? null,
    data: { inboundId: inbound.id, ...reading },
  });
  if (!(await answer(heard, prompt))) throw new Error(`no answer was found for inbound message ${inbound.id}`);
  return { reading, workOrderId: about?.workOrderId ?? null, isOver: about?.closedAt !== null };
}

const other = ({ customer }: Visit) => (customer.language === 'es' ? 'en' : 'es') as 'en' | 'es';

/** The first that has an answer: consent, the digit of the open question, what is asked, wanted or told. */
async function answer(heard: Heard, prompt: Prompt | null): Promise<boolean> {
  const { visit, tx } = heard;
  const isAbout = prompt !== null && (prompt.kind === 'which' || prompt.appointmentId === visit?.appointmentId);
  const open = isAbout && isOpen(prompt, tx.now);
  return (
    (await changeConsent(heard)) ||
    (open && (await actOnDigit(heard, prompt))) ||
    (!open && (await freshAfterExpiry(heard, isAbout ? prompt : null))) ||
    onlyLanguage(heard) ||
    (heard.among.length > 1 && (await askWhichVisit(heard))) ||
    (await answerWishes(heard))
  );
}

/** What the reader needs to understand days and names: now, the visit's zone, its window and who comes. */
export const momentOf = ({ place, window, ticket }: Visit, now: Date): Moment => ({
  now,
  zone: place.zone,
  ...(window ? { visit: { ...window, ...(ticket ? { technicianFirst: ticket.technician.split(' ')[0]! } : {}) } } : {}),
});

/** A text as the question that is open, or was last, lets it be read. */
export async function readWith(tx: Tx, body: string, prompt: Prompt | null, visit: Visit | null): Promise<Reading> {
  const question = prompt && (await asked(tx, prompt));
  return readReply(body, question, visit ? momentOf(visit, tx.now) : undefined);
}

/** What the newest question means to the reader: its digits, and whose names and which times its choices go by. */
async function asked(tx: Tx, prompt: Prompt): Promise<Asked> {
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

/** Answers the text. `kind` is one of the texts; the same inbound text never gets the same answer twice. */
export function reply(
  { tx, inboundId, phone, reading, visit, among, switches }: Heard,
  kind: string,
  facts: Record<string, unknown> = {},
): true {
  const about = visit ?? among[0];
  tx.say({
    key: `reply:${inboundId}:${kind}`,
    kind,
    phone,
    workOrderId: about?.workOrderId ?? null,
    appointmentId: visit?.appointmentId ?? null,
    claims: visit ? { revision: visit.revision } : {},
    facts: {
      // Who has no visit is answered in the language he writes in.
      ...(visit ? {} : { language: about?.customer.language ?? reading.language }),
      ...(switches ? { switches: true } : {}),
      ...facts,
    },
    isReply: true,
    usefulUntil: whileWaiting(tx.now),
  });
  return true;
}

/** What somebody wrote, to be read by the desk; words that open doors stand in their own place only. */
export const quoted = ({ body }: Pick<Heard, 'body'>, most = 80): string =>
  opensDoors(body) ? 'his text, which stands in the story' : body.slice(0, most);
