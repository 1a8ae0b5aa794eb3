import { sayMinutes, sayWindow } from '#time/say';
import { writeDay, writeMoment } from '#time/write';
import { dayAt } from '#time/zone';
import type { Window } from '#time/window';
import { splitStreet } from '#visits/house-number';
import { goodTimes } from '#routes/good-times';
import type { Slot } from '#routes/slot-search';
import { firstName } from '#flows/said';
import { ConsentForm } from '#apps/api/customer/consent-form';
import { dated, type Page, workOf, workFirst } from '#apps/api/customer/page';
import { WrongPerson } from '#apps/api/customer/parts/closing';
import { WithDesk } from '#apps/api/customer/parts/desk-link';
import { otherLine } from '#apps/api/customer/parts/others';
import { Unbroken } from '#apps/api/customer/parts/unbroken';
import { Said } from '#apps/api/customer/parts/said';
import { documentOf } from '#apps/api/customer/pages/document';

/** `moves`: they cost a later visit its time; `without`: why there are none, where that can be said. */
export type TimesFound = {
  readonly slots: readonly Slot[];
  readonly moves: boolean;
  readonly without: string | null;
  readonly firstHeld: FirstHeld | null;
};

/** The time chosen for the visit that has to be done first, held while the other is chosen. */
export type FirstHeld = { readonly appointmentId: string; readonly window: Window; readonly until: Date };

/** So many of the times stand before all others. */
const GOOD = 3;
/** With so few there is nothing to put before the others. */
const FEW = 6;

/** The windows that can really be kept: the best first, then all by day; choosing one holds it. */
export function timesPage(page: Page, found: TimesFound, said: string | null): string {
  const { visit, path, company, desk, language, say } = page;
  return documentOf(
    { title: say('times.title'), company, language, path, live: { page: 'times', desk, moves: false } },
    <>
      <Said>{said}</Said>
      <Asked {...page} found={found} />
      <p id="age" class="small" hidden />
      <div id="times">
        <Good {...page} slots={found.slots} />
        <ByDay {...page} slots={found.slots} />
      </div>
      {visit.state === 'requested' && !visit.followsId ? null : (
        <p>
          <a href={path}>{say('confirm.back')}</a>
        </p>
      )}
      <div id="closing">
        <ConsentForm {...page} />
        {visit.state === 'requested' ? <WrongPerson {...page} /> : null}
      </div>
    </>,
  );
}

/** What is asked, and what holds while he decides. */
function Asked({ found, ...page }: Page & { found: TimesFound }) {
  const { visit, desk, say } = page;
  const { zone, street } = visit.place;
  const promised = visit.window && dated(visit.window, zone, page);
  return (
    <section class="card" id="asked">
      <p class="small">
        {say('times.line', {
          work: workOf(page),
          customer: firstName(visit.customer.name),
          street: splitStreet(street).street,
        })}
      </p>
      <h1>{askWhen(page)}</h1>
      <Rests {...page} firstHeld={found.firstHeld} />
      {found.moves ? (
        <p>
          <strong>{say('times.moves')}</strong> {say('times.moves-how')}
        </p>
      ) : null}
      {visit.state === 'confirmed' && promised ? (
        <p>
          <Unbroken>{say(visit.suspendedAt ? 'times.not-confirmed' : 'times.stays', { promised })}</Unbroken>
        </p>
      ) : null}
      {found.slots.length ? null : (
        <>
          <p>
            {found.without ?? say('times.none')} <WithDesk words={say('times.person', { desk })} desk={desk} />
          </p>
          {visit.state === 'confirmed' ? <p>{say('times.none-sooner')}</p> : null}
        </>
      )}
    </section>
  );
}

/** Three that lie apart. */
function Good({ slots, ...page }: Page & { slots: readonly Slot[] }) {
  const { visit, say } = page;
  if (slots.length <= FEW) return null;
  const good = goodTimes(slots, visit.place.zone, GOOD);
  return (
    <section class="card">
      <h2>{say('times.good')}</h2>
      <div class="choices">
        {good.map((slot) => (
          <Time {...page} slot={slot} words={dated(slot.window, visit.place.zone, page)} />
        ))}
      </div>
    </section>
  );
}

function ByDay({ slots, ...page }: Page & { slots: readonly Slot[] }) {
  const { visit, now, language, say } = page;
  const { zone } = visit.place;
  const days = [...new Set(slots.map((slot) => dayAt(slot.window.from, zone)))];
  return (
    <>
      {days.map((day, i) => {
        const ofDay = slots.filter((slot) => dayAt(slot.window.from, zone) === day);
        const title = writeDay(ofDay[0]!.window.from, now, zone, language);
        const times = (
          <div class="grid">
            {ofDay.map((slot) => (
              <Time {...page} slot={slot} words={sayWindow(slot.window, zone)} quiet />
            ))}
          </div>
        );
        // The first day is what most people want; a week of times is a long way to scroll.
        return i === 0 ? (
          <section class="card">
            <h2>{title}</h2>
            {times}
          </section>
        ) : (
          <details class="card" id={`day-${day}`}>
            <summary>
              <h2>{title}</h2> <span class="small hours">{say('times.count', { count: ofDay.length })}</span>
            </summary>
            {times}
          </details>
        );
      })}
    </>
  );
}

/** One window: a form of its own, so that it works without scripts. */
const Time = ({ visit, path, slot, words, quiet }: Page & { slot: Slot; words: string; quiet?: true }) => (
  <form method="post" action={`${path}/hold`}>
    <input type="hidden" name="visit" value={visit.appointmentId} />
    <input type="hidden" name="technicianId" value={slot.technicianId} />
    <input type="hidden" name="from" value={slot.window.from.toISOString()} />
    <input type="hidden" name="to" value={slot.window.to.toISOString()} />
    <button class={quiet ? 'quiet' : undefined}>
      <Unbroken>{words}</Unbroken>
    </button>
  </form>
);

/** Where there are several visits, which of them this is about. */
function askWhen(page: Page): string {
  const { visit, others, language, say } = page;
  const work = workOf(page).toLocaleLowerCase(language);
  const isOneOf = others.some(({ state }) => state !== 'cancelled');
  if (visit.state !== 'requested') return isOneOf ? say('times.other-for', { work }) : say('do.other-time');
  return isOneOf ? say('head.when-for', { work }) : say('times.when');
}

/** How the visits of the order rest on each other, and what is chosen of them. */
function Rests({ firstHeld, ...page }: Page & { firstHeld: FirstHeld | null }) {
  const { visit, others, now, path, language, say } = page;
  const { needs, place } = visit;
  const next = others.find((other) => other.needs?.firstId === visit.appointmentId && other.state !== 'cancelled');
  if (needs) {
    const work = workFirst(needs, language);
    const first = firstHeld?.window ?? needs.window;
    const when = first && dated(first, place.zone, page);
    return (
      <p>
        <Unbroken>{when ? say('times.after-time', { work, when }) : say('times.after', { work })}</Unbroken>{' '}
        {needs.sameTechnician ? `${say('times.same-technician')} ` : null}
        {firstHeld ? (
          <>
            {say('times.first-held', { work, time: writeMoment(firstHeld.until, now, place.zone, language) })}{' '}
            <a href={`${path}/times?visit=${firstHeld.appointmentId}`}>{say('times.other-for', { work })}</a>
          </>
        ) : null}
      </p>
    );
  }
  if (!next) return null;
  const work = workOf(page).toLocaleLowerCase(language);
  const nextWork = workOf({ visit: next, language }).toLocaleLowerCase(language);
  const gap = sayGap(next.needs!.gapMinutes, say);
  if (next.state === 'requested')
    return (
      <p>
        {gap
          ? say('times.two-visits-gap', { work, next: nextWork, gap })
          : say('times.two-visits', { work, next: nextWork })}
      </p>
    );
  const stands = otherLine(next, page);
  return (
    <p>
      {gap
        ? say('times.next-needs-gap', { next: nextWork, stands, gap })
        : say('times.next-needs', { next: nextWork, stands })}
    </p>
  );
}

function sayGap(minutes: number, say: Page['say']): string {
  if (minutes === 0) return '';
  return minutes % 1440 === 0 ? say('gap.days', { days: minutes / 1440 }) : sayMinutes(minutes);
}
