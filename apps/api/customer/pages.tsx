import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { sayDate, sayTime, sayWindow } from '#time/say';
import { dayAt } from '#time/zone';
import type { Window } from '#time/window';
import { OLD_MINUTES } from '#eta/signal';
import type { EtaSaid, Menu } from '#conversation/facts';
import { told } from '#conversation/said';
import type { Slot } from '#routes/slot-search';
import type { Visit } from '#store/visit';
import { etaSaid, firstName, technicianSaid } from '#flows/said';

/** What every page of a visit needs: whose, where its forms go, and whom to call. */
export type Page = {
  readonly visit: Visit;
  readonly path: string;
  readonly company: string;
  readonly desk: string;
  readonly now: Date;
};

const html = (title: string, company: string, body: ComponentChildren, live = false) =>
  '<!doctype html>' +
  renderToString(
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="stylesheet" href="/assets/visit.css" />
        {live ? <script src="/assets/visit.js" defer /> : null}
      </head>
      <body>
        <header>{company}</header>
        <main id="main">{body}</main>
      </body>
    </html>,
  );

/** A sentence for somebody who was turned away; he is never left with nothing to do. */
export const sorryPage = (say: string) =>
  html(
    'Sorry',
    'Doorward',
    <section class="card">
      <h1>Sorry</h1>
      <p>{withNumber(say)}</p>
    </section>,
  );

/** A sentence with the number it says to call as a link. */
const withNumber = (say: string) =>
  say.split(/(?<=\bcall )(\+?\d[\d -]*\d)/).map((part, i) => (i % 2 ? <a href={`tel:${part}`}>{part}</a> : part));

/** The visit as it is: time, reason, what can be done, who. */
export function visitPage(page: Page, menu: Menu | null, said: string | null): string {
  const { visit, company } = page;
  return html(
    'Your visit',
    company,
    <>
      {said ? (
        <p class="said" role="status">
          {said}
        </p>
      ) : null}
      <Truth {...page} />
      {visit.state === 'confirmed' && !visit.arrivedAt ? <Choices {...page} menu={menu} /> : null}
      {visit.state === 'cancelled' ? null : <Steps {...page} />}
      <Contact {...page} />
    </>,
    true,
  );
}

function Truth({ visit, now, desk }: Page) {
  const { zone } = visit.place;
  const who = visit.ticket ? technicianSaid(visit.ticket.technician).first : 'Your technician';
  const eta = etaSaid(visit, now);
  return (
    <section class="card" aria-live="polite">
      <p class="small">
        {visit.work.name} visit, {visit.place.street} - ref {visit.ref}
      </p>
      {headline(visit, eta, who, zone)}
      {visit.missedAt && visit.state === 'confirmed' ? (
        <p>We missed the time we promised ({sayWindow(visit.window!, zone)}). We are sorry.</p>
      ) : null}
      {eta && visit.state === 'confirmed' ? (
        <p class="small">
          As of {sayTime(eta.asOf, zone)}, {BASIS[visit.eta!.basis]}.{aged(eta)} Times are local at the address (
          {sayTime(now, zone)} now).
        </p>
      ) : null}
      {visit.state === 'confirmed' && !visit.ticket ? (
        <p>We are finding a technician for this visit. Questions: {desk}.</p>
      ) : null}
    </section>
  );
}

const BASIS: Record<string, string> = {
  plan: 'from the schedule',
  progress: 'from the progress of the day',
  reported: 'from what your technician told us',
  silence: 'we have not heard from your technician, so this may move',
};

const aged = ({ positionAgeMinutes: age }: EtaSaid) =>
  age !== null && age > OLD_MINUTES ? ` The last position is ${Math.round(age)} min old.` : '';

function headline(visit: Visit, eta: EtaSaid | null, who: string, zone: string) {
  const window = visit.window!;
  const promised = `${sayDate(window.from, zone)}, ${sayWindow(window, zone)}`;
  if (visit.state === 'cancelled')
    return (
      <>
        <h1>This visit is cancelled.</h1>
        <p>It was for {promised}. Do you need it after all? Call us, or let us call you.</p>
      </>
    );
  if (visit.state === 'fulfilled')
    return <h1>Done{visit.endedAt ? ` at ${sayTime(visit.endedAt, zone)}` : ''}. Thank you.</h1>;
  if (visit.state === 'failed') return <h1>The work could not be finished. We call you about a new time.</h1>;
  if (visit.arrivedAt)
    return (
      <h1>
        {who} arrived at {sayTime(visit.arrivedAt, zone)}.
      </h1>
    );
  if (visit.atRiskAt && eta) {
    const { p10, p50, p90 } = told(eta);
    return (
      <>
        <h1>
          {who} arrives about {sayTime(p50, zone)}
          <span class="range">
            {' '}
            ({sayTime(p10, zone)}-{sayTime(p90, zone)})
          </span>
        </h1>
        <p>
          Later than promised ({promised}). <strong>Not cancelled.</strong>
        </p>
      </>
    );
  }
  if (visit.ticket?.state === 'en_route' && eta)
    return (
      <h1>
        {who} is on the way, arriving about {sayTime(eta.p50, zone)}.
      </h1>
    );
  return <h1>{promised}</h1>;
}

function Choices({ visit, path, menu }: Page & { menu: Menu | null }) {
  const { zone } = visit.place;
  const who = visit.ticket ? technicianSaid(visit.ticket.technician).first : 'this time';
  return (
    <section class="card">
      {menu?.choices.length ? (
        <>
          <h2>You can keep this visit or take another time</h2>
          <p class="small">Held for you until {sayTime(menu.heldUntil, zone)}.</p>
          <div class="choices">
            {menu.choices.map((choice) => (
              <form method="post" action={`${path}/choose`}>
                <button name="digit" value={choice.digit}>
                  {sayDate(choice.window.from, zone)}, {sayWindow(choice.window, zone)}
                  <span class="small"> {choice.technician.short}</span>
                </button>
              </form>
            ))}
            {menu.keep === null ? null : (
              <form method="post" action={`${path}/choose`}>
                <button class="quiet" name="digit" value={menu.keep}>
                  Keep {who}
                  {visit.atRiskAt && visit.eta ? (
                    <span class="small"> about {sayTime(told(visit.eta).p50, zone)}</span>
                  ) : null}
                </button>
              </form>
            )}
          </div>
        </>
      ) : null}
      <p>
        <a class="button quiet" href={`${path}/times`}>
          Pick another time
        </a>
      </p>
    </section>
  );
}

/** Which steps of the visit have happened. */
function Steps({ visit }: Page) {
  const state = visit.ticket?.state;
  const has = (...states: string[]) => state !== undefined && states.includes(state);
  const steps = [
    ['Booked', visit.state !== 'requested'],
    ['Your technician has accepted', has('acknowledged', 'en_route', 'on_site', 'working', 'paused', 'completed')],
    ['On the way', has('en_route', 'on_site', 'working', 'paused', 'completed')],
    ['Arrived', visit.arrivedAt !== null],
    ['Done', visit.state === 'fulfilled'],
  ] as const;
  return (
    <section class="card">
      <h2>{visit.ticket ? `${technicianSaid(visit.ticket.technician).short} ${comes(visit)}` : 'Where it stands'}</h2>
      <ol class="steps">
        {steps.map(([label, done]) => (
          <li class={done ? 'done' : ''}>
            {label}
            <span class="hidden">{done ? ' (done)' : ' (not yet)'}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const comes = ({ state, arrivedAt }: Visit) =>
  state === 'fulfilled' ? 'was with you' : arrivedAt ? 'is with you' : 'comes to you';

function Contact({ visit, path, desk }: Page) {
  return (
    <section class="card">
      <h2>Talk to a person</h2>
      <p>
        Call <a href={`tel:${desk}`}>{desk}</a>: your number opens this visit, and whoever answers sees all of it. Code{' '}
        {visit.ref}.
      </p>
      <form method="post" action={`${path}/call-me`}>
        <button class="quiet">Call me back</button>
      </form>
      {visit.state === 'confirmed' && !visit.arrivedAt ? (
        <form method="post" action={`${path}/note`}>
          <label for="note">Something your technician should know (gate code, dog, parking)</label>
          <textarea id="note" name="note" rows={2} maxLength={300} required />
          <button class="quiet">Send note</button>
        </form>
      ) : null}
      {visit.state === 'confirmed' ? (
        <p>
          <a href={`${path}/calendar.ics`}>Add to your calendar</a>
        </p>
      ) : null}
    </section>
  );
}

/** The windows that can really be kept, by day; choosing one holds it. */
export function timesPage(page: Page, slots: readonly Slot[], said: string | null): string {
  const { visit, path, company, desk } = page;
  const { zone } = visit.place;
  const days = [...new Set(slots.map((slot) => dayAt(slot.window.from, zone)))];
  return html(
    'Choose a time',
    company,
    <>
      {said ? (
        <p class="said" role="status">
          {said}
        </p>
      ) : null}
      <section class="card">
        <p class="small">
          {visit.work.name} visit for {firstName(visit.customer.name)}, {visit.place.street}
        </p>
        <h1>{visit.state === 'requested' ? 'When shall we come?' : 'Pick another time'}</h1>
        {visit.state === 'confirmed' ? (
          <p>
            Your visit {sayDate(visit.window!.from, zone)}, {sayWindow(visit.window!, zone)} stays until you confirm a
            new one.
          </p>
        ) : null}
        {slots.length ? null : (
          <p>
            No time is free in the next days. Call <a href={`tel:${desk}`}>{desk}</a> and a person finds one with you.
          </p>
        )}
      </section>
      {days.map((day, i) => {
        const ofDay = slots.filter((slot) => dayAt(slot.window.from, zone) === day);
        const title = <h2>{sayDate(ofDay[0]!.window.from, zone)}</h2>;
        const times = <Times {...{ path, zone }} slots={ofDay} />;
        // Today and tomorrow are what most people want; a week of times is a long way to scroll.
        return i < 2 ? (
          <section class="card">
            {title}
            {times}
          </section>
        ) : (
          <details class="card">
            <summary>{title}</summary>
            {times}
          </details>
        );
      })}
    </>,
  );
}

/** The windows of one day; each is a form of its own, so that it works without scripts. */
const Times = ({ path, zone, slots }: { path: string; zone: string; slots: readonly Slot[] }) => (
  <div class="grid">
    {slots.map(({ technicianId, window }) => (
      <form method="post" action={`${path}/hold`}>
        <input type="hidden" name="technicianId" value={technicianId} />
        <input type="hidden" name="from" value={window.from.toISOString()} />
        <input type="hidden" name="to" value={window.to.toISOString()} />
        <button class="quiet">{sayWindow(window, zone)}</button>
      </form>
    ))}
  </div>
);

/** One last look before a promise is made. */
export function confirmPage(
  page: Page,
  hold: { readonly id: string; readonly window: Window; readonly expiresAt: Date; readonly technician: string },
): string {
  const { visit, path, company } = page;
  const { zone } = visit.place;
  return html(
    'Confirm',
    company,
    <section class="card">
      <p class="small">
        {visit.work.name} visit, {visit.place.street}
      </p>
      <h1>
        {sayDate(hold.window.from, zone)}, {sayWindow(hold.window, zone)}
      </h1>
      <p>
        {technicianSaid(hold.technician).short} arrives in this hour. Held for you until {sayTime(hold.expiresAt, zone)}
        .
      </p>
      <form method="post" action={`${path}/confirm`}>
        <input type="hidden" name="holdId" value={hold.id} />
        <button>Confirm this time</button>
      </form>
      <p>
        <a href={`${path}/times`}>Choose another time</a>
      </p>
    </section>,
  );
}

/** The page behind a technician's one-time link. Looking at it signs nobody in: link scanners look, too. */
export const signInPage = (company: string, name: string, path: string) =>
  html(
    'Sign in',
    company,
    <section class="card">
      <h1>Hello {firstName(name)}</h1>
      <p>This phone becomes yours for Doorward.</p>
      <form method="post" action={path}>
        <button>Sign in on this phone</button>
      </form>
    </section>,
  );
