import type { Rift } from '#visits/dependency';
import { rift } from '#visits/dependency';
import type { Kept, OtherSaid, SuspendedWhy } from '#conversation/texts/several';
import {
  askCancelSeveral,
  bookedSeveral,
  cancelWordSeveral,
  firstIsOff,
  letGo,
  orderCancelled,
  resumed,
  surveyFirst,
  suspended,
} from '#conversation/texts/several';
import { type Visit, visitsAfter, visitsOfWorkOrder } from '#store/visit';
import { neededWorkSaid, visitSaid, workSaid } from '#flows/said';
import { isSaidBeside } from '#flows/messages/besides';
import { aboutVisit, type Context, fact, instant, openMenu, type Rendered } from '#flows/messages/context';

const isToCome = ({ state }: Visit) => state === 'requested' || state === 'confirmed';
const saidOf = ({ work, window }: Pick<Visit, 'work' | 'window'>, { language }: Context): OtherSaid => ({
  work: workSaid(work, language),
  window,
});

/** The other visits of the order that are still to come, as the texts speak of them. */
export async function othersToCome(c: Context, isMeant: (visit: Visit) => boolean = () => true): Promise<OtherSaid[]> {
  if (!c.visit || (!c.visit.needs && !c.visit.isNeeded)) return [];
  const all = await visitsOfWorkOrder(c.tx, c.visit.workOrderId);
  return all
    .filter((one) => isToCome(one) && one.appointmentId !== c.visit!.appointmentId && isMeant(one))
    .map((one) => saidOf(one, c));
}

/** Null where no other visit of the order stands: then the text for one is the right one. One that stands still has a text of its own. */
export async function bookedWithOthers(c: Context): Promise<string | null> {
  const { said } = aboutVisit(c);
  const others = c.visit!.isNeeded ? await othersToCome(c, (one) => !one.suspendedAt) : [];
  return others.length ? bookedSeveral({ company: c.company, visit: said, others, now: c.now }) : null;
}

/** The visit that is confirmed by the end of this one; null when none is. */
export async function confirmedByThis(c: Context): Promise<OtherSaid | null> {
  const { visit } = aboutVisit(c);
  return visit.state === 'fulfilled' ? standsOnThis(c) : null;
}

/** The later visit that would have to move with any of the times held for this one; null when they spare it. */
export async function movedByAnyHeld(c: Context): Promise<OtherSaid | null> {
  const { visit } = aboutVisit(c);
  if (!visit.isNeeded) return null;
  const held = await c.tx.sql<{ ends: Date; technicianId: string }>(
    `SELECT stay_to AS ends, technician_id AS "technicianId" FROM hold WHERE appointment_id = $1 AND state = 'active' AND expires_at > $2`,
    [visit.appointmentId, c.now],
  );
  const next = (await visitsAfter(c.tx, visit.appointmentId)).find(
    (one) => one.state === 'confirmed' && !one.suspendedAt && held.some((stay) => tears(one, stay)),
  );
  return next ? saidOf(next, c) : null;
}

const tears = ({ needs, ticket, window }: Visit, stay: { ends: Date; technicianId: string }) =>
  rift(
    { begins: ticket?.planned.from ?? window!.from, technicianId: ticket?.technicianId ?? null },
    { state: 'confirmed', ...stay },
    needs!,
  ) !== null;

const WHY: Record<Rift, SuspendedWhy> = {
  'first-cancelled': 'cancelled',
  'first-failed': 'failed',
  'first-open': 'open',
  'too-soon': 'moved',
  'other-technician': 'technician',
};

const standsStill = (c: Context): string | null => {
  const { visit } = aboutVisit(c);
  if (visit.state !== 'confirmed' || visit.revision !== c.message.claims.revision)
    return 'the visit has a new time by now';
  return visit.suspendedAt ? null : 'the visit stands again';
};

/** The visit that stands still because this one, or the one it goes on from, did not do its work; null when none does. */
export async function keptFor({ tx, visit, language }: Context): Promise<Kept | null> {
  const all = await visitsOfWorkOrder(tx, visit!.workOrderId);
  const firsts = [visit!, ...all.filter(({ followsId }) => followsId === visit!.appointmentId)];
  const later = all.find(
    (one) =>
      one.state === 'confirmed' &&
      one.suspendedAt !== null &&
      firsts.some(({ appointmentId }) => appointmentId === one.needs?.firstId),
  );
  return later?.window ? { work: workSaid(later.work, language), window: later.window } : null;
}

const firstSaid = ({ needs }: Visit, { language }: Context): OtherSaid => ({
  work: neededWorkSaid(needs!, language),
  window: needs!.window,
});

/** Why a visit stands still, and what can be had instead. */
export async function tellSuspended(c: Context): Promise<Rendered> {
  const over = standsStill(c);
  return over ? { suppress: over } : sayWhyItStands(c, fact<Rift>(c, 'why'));
}

export async function sayWhyItStands(c: Context, why: Rift): Promise<Rendered> {
  const { visit, said } = aboutVisit(c);
  return {
    body: suspended({
      company: c.company,
      visit: said,
      first: firstSaid(visit, c),
      why: WHY[why],
      menu: await openMenu(c),
      now: c.now,
    }),
  };
}

/** The later visit is booked, and these are the times for the one before it. The text is about that one. */
export async function tellSurveyFirst(c: Context): Promise<Rendered> {
  const first = c.visit!;
  if (first.state !== 'requested') return { suppress: 'it has its time by now' };
  const next = (await visitsAfter(c.tx, first.appointmentId)).find(({ state }) => state === 'confirmed');
  const menu = await openMenu(c);
  if (!next?.window || !menu?.choices.length) return { suppress: 'the times are gone by now' };
  return {
    body: surveyFirst({
      company: c.company,
      visit: visitSaid(next, c.link, c.language),
      first: { work: workSaid(first.work, c.language), minutes: first.work.minutes },
      menu,
      now: c.now,
    }),
  };
}

export async function tellFirstIsOff(c: Context): Promise<Rendered> {
  const over = standsStill(c);
  if (over) return { suppress: over };
  const { visit, said } = aboutVisit(c);
  // Who asks is answered, whatever he was told before.
  if (!c.message.isReply && (await isSaidBeside(c.tx, c.message, 'suspension', visit.suspendedAt!)))
    return { suppress: 'the text about the visit before it has said so' };
  // Once the customer has chosen another first visit, that one's own text says what is true.
  if (visit.needs!.state === 'confirmed') return { suppress: 'another visit is booked already' };
  const why = WHY[fact<Rift>(c, 'why')];
  return {
    body: firstIsOff({
      company: c.company,
      visit: said,
      first: firstSaid(visit, c),
      why,
      digit: fact<number | null>(c, 'digit'),
      now: c.now,
    }),
  };
}

/** Confirmed again; not where the text about the visit it rests on, or its own, has just said so. */
export async function tellResumed(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(c);
  if (visit.state !== 'confirmed' || visit.suspendedAt) return { suppress: 'the visit does not stand' };
  // That it goes ahead is told when the hold ends.
  if (visit.block) return { suppress: `${visit.block.owner} holds it` };
  if (visit.arrivedAt) return { suppress: 'the technician is there' };
  if (visit.revision !== c.message.claims.revision) return { suppress: 'a newer promise has its own confirmation' };
  const saidSo = await c.tx.sql(
    `SELECT 1 FROM message WHERE work_order_id = $3 AND appointment_id = ANY($1) AND kind IN ('booked', 'changed', 'finished') AND created_at = $2`,
    [[visit.appointmentId, visit.needs!.firstId], c.message.createdAt, visit.workOrderId],
  );
  if (saidSo.length) return { suppress: 'another text says so' };
  return { body: resumed({ company: c.company, visit: said, now: c.now }) };
}

/** The visit that stands on this one's new time; null when none does. */
export async function standsOnThis(c: Context): Promise<OtherSaid | null> {
  const { visit } = aboutVisit(c);
  if (!visit.isNeeded) return null;
  const next = (await visitsAfter(c.tx, visit.appointmentId)).find(
    (one) => one.state === 'confirmed' && !one.suspendedAt && !one.block,
  );
  return next ? saidOf(next, c) : null;
}

export function tellLetGo(c: Context): Rendered {
  const visit = c.visit!;
  if (visit.state !== 'requested') return { suppress: 'the visit has a new time by now' };
  const { said } = aboutVisit(c);
  return { body: letGo({ company: c.company, visit: said, first: firstSaid(visit, c), now: c.now }) };
}

/** One digit for all visits of the order, one for the next alone. */
export const askWhichToCancel = async (c: Context): Promise<Rendered> => ({
  body: askCancelSeveral({ visit: aboutVisit(c).said, others: await othersToCome(c), now: c.now }),
});

export const cancelWordWithOthers = async (c: Context): Promise<Rendered> => ({
  body: cancelWordSeveral({ company: c.company, visit: aboutVisit(c).said, others: await othersToCome(c), now: c.now }),
});

/** What was cancelled is told as it was when it was. */
export function tellOrderCancelled(c: Context): Rendered {
  const others = fact<{ work: string; window: { from: string; to: string } | null }[]>(c, 'others').map(
    ({ work, window }) => ({
      work,
      window: window && { from: instant(window.from), to: instant(window.to) },
    }),
  );
  return { body: orderCancelled({ visit: aboutVisit(c).said, others, now: c.now }) };
}
