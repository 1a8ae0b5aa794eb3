import type { Reading } from '#conversation/reading/asked';
import { isAboutToday, type NamedVisit, visitNamed } from '#conversation/reading/which-visit';
import { isOpen } from '#visits/prompt';
import { REMEMBERED_DAYS } from '#visits/remembered';
import { dayAt } from '#time/zone';
import type { Tx } from '#store/tx';
import { type Visit, visitOf, visitsOf } from '#store/visit';
import { isWrongNumber } from '#flows/steps/wrong-number';
import type { Prompt } from '#flows/steps/prompts';
import { type Inbound, readWith } from '#flows/reactions/answer';

export type SpokenOf = {
  /** Null when there is none, or it may be any of `among`. */
  readonly visit: Visit | null;
  readonly among: readonly Visit[];
  readonly reading: Reading;
};

/**
 * Of which visit a text speaks: of the one whose open question it answers; of the one it names; of the one we asked
 * about last; of the only one there is; of the only one today where nothing but the time is asked. Else of any.
 */
export async function visitSpokenOf(tx: Tx, inbound: Inbound, prompt: Prompt | null): Promise<SpokenOf> {
  if (await isWrongNumber(tx, inbound.phone)) return { ...NONE, reading: await readWith(tx, inbound.body, null, null) };
  const open = prompt !== null && isOpen(prompt, tx.now);
  const asked = prompt && (await visitOf(tx, prompt.appointmentId));
  const reading = await readWith(tx, inbound.body, prompt, asked);
  const visits = await openVisitsAt(tx, inbound.phone);
  const answers = reading.digit !== undefined || reading.intents.includes('choose') || prompt?.kind === 'note';
  if (asked && (open || isToCome(asked, visits)) && answers) return { visit: asked, among: [], reading };
  if (visits.length < 2) {
    const visit = open ? asked : (visits[0] ?? (await lastVisitAt(tx, inbound.phone)));
    return { visit, among: [], reading: await readWith(tx, inbound.body, prompt, visit) };
  }
  const known = named(inbound.body, reading, visits, tx.now);
  const talkedOf = open && prompt.kind !== 'which' ? asked : null;
  const visit = known ?? talkedOf ?? (isAboutToday(reading) ? onlyToday(visits, tx.now) : null);
  if (!visit) return { visit: null, among: visits, reading };
  const isAsked = prompt?.appointmentId === visit.appointmentId;
  const said = isAsked ? reading : await readWith(tx, inbound.body, null, visit);
  return { visit, among: [], reading: known ? withoutDay(said) : said };
}

/** Whether a visit is still to come. Of an order with several only one is among `open`: it need not be the one we asked about. */
const isToCome = ({ state, workOrderId }: Visit, open: readonly Visit[]) =>
  (state === 'requested' || state === 'confirmed') && open.some((visit) => visit.workOrderId === workOrderId);

/** The day he named is the day of the visit he means. */
function withoutDay(reading: Reading): Reading {
  if (!reading.intents.includes('cancel-visit')) return reading;
  const { when: _, ...rest } = reading;
  return rest;
}

const NONE = { visit: null, among: [] } as const;

function named(text: string, reading: Reading, visits: readonly Visit[], now: Date): Visit | null {
  const id = visitNamed(text, reading, visits.map(toNamed), now);
  return visits.find(({ appointmentId }) => appointmentId === id) ?? null;
}

const toNamed = ({ appointmentId, ref, work, ticket, window, place }: Visit): NamedVisit => ({
  id: appointmentId,
  ref,
  works: [work.name, ...(work.nameEs ? [work.nameEs] : [])],
  technicianFirst: ticket?.technician.split(' ')[0] ?? null,
  window,
  zone: place.zone,
});

function onlyToday(visits: readonly Visit[], now: Date): Visit | null {
  const today = visits.filter(
    ({ window, place }) => window && dayAt(window.from, place.zone) === dayAt(now, place.zone),
  );
  return today.length === 1 ? today[0]! : null;
}

/** Whose number it is: the customer's, or a contact's of his order. */
const AT_PHONE = /* sql */ `
  (w.customer_id = (SELECT id FROM customer WHERE phone = $1) OR w.id IN (SELECT work_order_id FROM contact WHERE phone = $1))`;

/** What is still to come of each order that this phone belongs to, the soonest first. */
export async function openVisitsAt(tx: Tx, phone: string): Promise<Visit[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT id FROM (
       SELECT DISTINCT ON (w.id) a.id, a.window_from FROM appointment a JOIN work_order w ON w.id = a.work_order_id
       WHERE ${AT_PHONE} AND w.closed_at IS NULL AND a.state IN ('requested', 'confirmed')
       ORDER BY w.id, a.state = 'confirmed' DESC, a.suspended_at IS NULL DESC, a.window_from, a.id DESC) v
     ORDER BY window_from NULLS LAST, id LIMIT 8`,
    [phone],
  );
  const found = await visitsOf(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id }) => found.find(({ appointmentId }) => appointmentId === id) ?? []);
}

/** The visit that is over and that a number most likely writes about. */
async function lastVisitAt(tx: Tx, phone: string): Promise<Visit | null> {
  const [row] = await tx.sql<{ id: string }>(
    `SELECT a.id FROM appointment a JOIN work_order w ON w.id = a.work_order_id
     WHERE ${AT_PHONE} AND (w.closed_at IS NULL OR w.closed_at > $2::timestamptz - make_interval(days => $3))
     ORDER BY w.closed_at IS NULL DESC, a.state = 'fulfilled' DESC, a.window_from DESC NULLS LAST, a.id DESC LIMIT 1`,
    [phone, tx.now, REMEMBERED_DAYS],
  );
  return row ? visitOf(tx, row.id) : null;
}
