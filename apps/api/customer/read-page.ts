import type { Language } from '#time/language';
import type { Window } from '#time/window';
import type { Menu } from '#conversation/facts';
import { isRefused } from '#visits/refused';
import { mayComeSooner } from '#visits/sooner';
import { type Visit, visitsOfWorkOrder } from '#store/visit';
import { findTimes } from '#flows/commands/find-windows';
import type { Doorward } from '#flows/doorward';
import { menuOf } from '#flows/messages/context';
import { earlierOffer } from '#flows/messages/earlier-offer';
import { mayBeTexted } from '#flows/steps/consent';
import { contactAt, heardBy } from '#flows/steps/parties';
import { isWaiting } from '#flows/steps/waiting';
import { isWrongNumber } from '#flows/steps/wrong-number';
import type { CustomerWho } from '#apps/api/doors/door';
import type { Page } from '#apps/api/customer/page';
import type { HeldSeen } from '#apps/api/customer/pages/confirm';
import { type FirstHeld, timesPage } from '#apps/api/customer/pages/times';
import { visitPage } from '#apps/api/customer/pages/visit';
import { sentenceOf } from '#apps/api/customer/said';
import { seenOf } from '#apps/api/customer/seen';
import { speak } from '#apps/api/customer/speak';

/** A page, or that its number is somebody else's: then nothing of it may be shown. */
export type Read = Page & { readonly isWrongNumber: boolean };

/** The visit asked for, if it is one of the order's, else the one that comes next. */
export async function readPage(house: Doorward, who: CustomerWho, which?: string): Promise<Read> {
  const { COMPANY_NAME, DESK_NUMBER, ZONE } = house.settings;
  const reader = { sql: house.store.read };
  const all = await visitsOfWorkOrder(reader, who.workOrderId);
  const visit = all.find(({ appointmentId }) => appointmentId === which) ?? all[0]!;
  const { phone } = who;
  const contact = await contactAt(reader, who.workOrderId, phone);
  const { language } = heardBy(visit, contact).customer;
  const [texts, wrong, now] = await Promise.all([
    mayBeTexted(reader, phone),
    isWrongNumber(reader, phone),
    house.store.now(),
  ]);
  return {
    visit: heardBy(visit, contact),
    others: all.filter((one) => one !== visit),
    path: who.path,
    company: COMPANY_NAME,
    desk: DESK_NUMBER,
    zone: ZONE,
    now,
    texts,
    language,
    say: speak(language),
    isWrongNumber: wrong,
  };
}

/** The page of a visit as it stands, with what came of the last form. */
export async function showVisit(house: Doorward, page: Page, said: unknown): Promise<string> {
  const { visit, others, now } = page;
  const reader = { sql: house.store.read };
  const menus = new Map<string, Menu>();
  for (const one of [visit, ...others]) {
    const menu = await menuOf(reader, one, now);
    if (menu) menus.set(one.appointmentId, menu);
  }
  const seen = await seenOf(reader, visit, now);
  return visitPage(page, {
    menus,
    earlier: await earlierOffer(reader, visit.appointmentId, now),
    waits: mayComeSooner(visit) ? await isWaiting(reader, visit.appointmentId) : null,
    seen,
    said: sentenceOf(said, page, seen),
  });
}

/** The times that can be kept for a visit. */
export async function showTimes(house: Doorward, page: Page, said: unknown): Promise<string> {
  const { visit, say, language } = page;
  const firstHeld = await heldFor(house, visit.needs?.firstId ?? null);
  // A part nobody knows the day of cannot be promised for any.
  const isBookable = !visit.part || visit.notBefore !== null;
  const found = isBookable ? await findTimes(house)({ appointmentId: visit.appointmentId }) : null;
  const isWithout = !found || isRefused(found);
  const times = {
    slots: isWithout ? [] : found.slots.filter(({ technicianId, window }) => !isHis(visit, technicianId, window)),
    moves: !isWithout && found.moves,
    without: !found
      ? say('times.no-part', { part: visit.part! })
      : isRefused(found)
        ? whyNone(found.refused, language, say)
        : null,
    firstHeld,
  };
  return timesPage(page, times, sentenceOf(said, page, null));
}

/** What he has already is nothing to choose; what overlaps it is, for his own visit takes no time from him. */
const isHis = ({ window, ticket, suspendedAt }: Visit, technicianId: string, { from, to }: Window) =>
  !suspendedAt &&
  ticket?.technicianId === technicianId &&
  window?.from.getTime() === from.getTime() &&
  window.to.getTime() === to.getTime();

/** The search speaks English; the one thing it says that a customer can do something about is said in his language. */
const whyNone = (refused: string, language: Language, say: Page['say']) =>
  language === 'en' ? refused : say('times.needs-time');

/** What is held of the visit that has to be done first, while both are chosen. */
async function heldFor({ store }: Doorward, firstId: string | null): Promise<FirstHeld | null> {
  if (!firstId) return null;
  const [row] = await store.read<Window & { until: Date }>(
    `SELECT window_from AS "from", window_to AS "to", expires_at AS until FROM hold
     WHERE appointment_id = $1 AND state = 'active' AND prompt_id IS NULL AND expires_at > doorward_now() ORDER BY id DESC LIMIT 1`,
    [firstId],
  );
  return row ? { appointmentId: firstId, window: { from: row.from, to: row.to }, until: row.until } : null;
}

/** What is held while the customer decides, the visit that has to be done first first. */
export async function heldBy({ store }: Doorward, workOrderId: string, holdId: string, visits: readonly Visit[]) {
  const rows = await store.read<Omit<HeldSeen, 'visit' | 'window'> & Window & { appointmentId: string }>(
    `SELECT h.id, h.appointment_id AS "appointmentId", h.window_from AS "from", h.window_to AS "to",
            CASE h.state WHEN 'active' THEN h.expires_at END AS until, t.name AS technician
     FROM hold h JOIN technician t ON t.id = h.technician_id JOIN appointment a ON a.id = h.appointment_id
     WHERE a.work_order_id = $1 AND ((h.id = $2 AND h.state = 'unheld')
       OR (h.state = 'active' AND h.expires_at > doorward_now() AND (h.id = $2 OR a.state = 'requested' AND h.prompt_id IS NULL)))
     ORDER BY h.window_from`,
    [workOrderId, holdId],
  );
  return rows.map(({ appointmentId, from, to, ...hold }): HeldSeen => ({
    ...hold,
    window: { from, to },
    visit: visits.find((one) => one.appointmentId === appointmentId)!,
  }));
}
