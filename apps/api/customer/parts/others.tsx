import { writeDate, writeMoment } from '#time/write';
import type { Menu } from '#conversation/facts';
import type { Visit } from '#store/visit';
import { dated, type Page, whoOf, workOf } from '#apps/api/customer/page';
import { HeldChoices, PickLink } from '#apps/api/customer/parts/held-choices';
import { Unbroken } from '#apps/api/customer/parts/unbroken';
import { Standing } from '#apps/api/customer/parts/why';

/** What is held for each visit, by its appointment. */
export type Menus = ReadonlyMap<string, Menu>;

/** The other visits of the order, each with what can be done about it. */
export function Others({ others, menus, ...page }: Page & { menus: Menus }) {
  return (
    <div id="others">
      {others.map((visit) => {
        const its = { ...page, others, visit };
        return (
          <section class="card">
            <h2>
              <Unbroken>{otherLine(visit, page)}</Unbroken>
            </h2>
            <p class="small">{page.say('other.line', { work: workOf(its) })}</p>
            <Standing {...its} />
            {visit.state === 'failed' ? <WhyNot {...its} /> : null}
            {visit.state === 'confirmed' && !visit.arrivedAt ? (
              <HeldChoices {...its} menu={menus.get(visit.appointmentId) ?? null} promptId={null} />
            ) : null}
            {visit.state === 'requested' ? <PickLink {...its} /> : null}
          </section>
        );
      })}
    </div>
  );
}

/** Who was there, when, and why it goes on another day. */
export function WhyNot({ visit, now, language, say }: Pick<Page, 'visit' | 'now' | 'language' | 'say'>) {
  const { zone } = visit.place;
  const who = whoOf(visit, say);
  const time = writeMoment(visit.arrivedAt ?? visit.endedAt ?? now, now, zone, language);
  const said = visit.ticket?.outcome;
  return (
    <p class="small">{said ? say('why.was-there-said', { who, time, said }) : say('why.was-there', { who, time })}</p>
  );
}

/** How another visit of the order stands, in a line. */
export function otherLine(visit: Visit, page: Pick<Page, 'language' | 'say'>): string {
  const { window, state, place, suspendedAt, endedAt } = visit;
  const { say, language } = page;
  const day = endedAt && writeDate(endedAt, place.zone, language);
  switch (state) {
    case 'requested':
      return say('other.requested');
    case 'cancelled':
      return say('other.cancelled');
    case 'fulfilled':
      return day ? say('other.done-on', { day }) : say('other.done');
    case 'failed':
      return day ? say('other.failed-on', { day }) : say('other.failed');
    case 'confirmed': {
      const time = dated(window!, place.zone, page);
      return suspendedAt ? say('head.suspended', { promised: time }) : time;
    }
  }
}
