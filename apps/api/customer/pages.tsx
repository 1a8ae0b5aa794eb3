import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { minutesBetween } from '#time/minutes';
import { sayDate, sayDay, sayMinutes, sayTime, sayWindow } from '#time/say';
import { dayAt } from '#time/zone';
import type { Window } from '#time/window';
import { OLD_MINUTES } from '#eta/signal';
import type { EtaSaid, Menu } from '#conversation/facts';
import { told } from '#conversation/said';
import { heldness } from '#conversation/texts/menu';
import type { Slot } from '#routes/slot-search';
import type { Visit } from '#store/visit';
import type { EarlierOffer } from '#flows/messages/earlier-offer';
import { etaSaid, firstName, technicianSaid } from '#flows/said';
import { ConsentForm } from '#apps/api/customer/consent-form';

/** What every page of a visit needs: whose, where its forms go, and whom to call. */
export type Page = {
  readonly visit: Visit;
  /** The other visits of the same order. */
  readonly others: readonly Visit[];
  readonly path: string;
  readonly company: string;
  readonly desk: string;
  readonly now: Date;
  /** Whether his number gets texts. */
  readonly texts: boolean;
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

/** What is held for each visit, by its appointment. */
export type Menus = ReadonlyMap<string, Menu>;

type Shown = {
  readonly menus: Menus;
  /** An earlier time he is being asked about. */
  readonly earlier: EarlierOffer | null;
  /** Whether he waits for one; null when nobody can come sooner any more. */
  readonly waits: boolean | null;
  /** What came of what he has just pressed. */
  readonly said: string | null;
};

/** The visit as it is: time, reason, what can be done, who; and the others of its order. */
export function visitPage(page: Page, { menus, earlier, waits, said }: Shown): string {
  const { visit, company } = page;
  const menu = menus.get(visit.appointmentId) ?? null;
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
      {earlier && visit.window ? <Earlier {...page} earlier={earlier} /> : null}
      {(visit.state === 'confirmed' && !visit.arrivedAt) || visit.state === 'requested' ? (
        <Choices {...page} menu={menu} />
      ) : null}
      {waits === null || earlier ? null : <Waiting {...page} waits={waits} />}
      {visit.state === 'cancelled' || visit.state === 'requested' || visit.suspendedAt ? null : <Steps {...page} />}
      <Others {...page} menus={menus} />
      <Contact {...page} />
      <ConsentForm {...page} />
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
      <Standing visit={visit} now={now} />
      {visit.missedAt && visit.state === 'confirmed' ? (
        <p>We missed the time we promised ({sayWindow(visit.window!, zone)}). We are sorry.</p>
      ) : null}
      {eta && visit.state === 'confirmed' && !visit.suspendedAt && !visit.block ? (
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
  if (visit.state === 'requested')
    return (
      <h1>
        {visit.isNeeded ? `When shall we come for the ${lower(visit.work.name)}?` : 'When shall we come to go on?'}
      </h1>
    );
  const { window } = visit;
  const promised = window ? `${sayDate(window.from, zone)}, ${sayWindow(window, zone)}` : '';
  if (visit.state === 'cancelled')
    return (
      <>
        <h1>This visit is cancelled.</h1>
        <p>{promised ? `It was for ${promised}. ` : ''}Do you need it after all? Call us, or let us call you.</p>
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
  if (visit.suspendedAt) return <h1>{promised}: kept, not confirmed</h1>;
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

/** A gap has opened: he takes it or keeps what he has, and doing nothing keeps it, too. */
function Earlier({ visit, path, earlier, now }: Page & { earlier: EarlierOffer }) {
  const { zone } = visit.place;
  const [take, keep] = [digitFor(earlier, 'take-earlier'), digitFor(earlier, 'keep')];
  return (
    <section class="card">
      <h2>An earlier time opened</h2>
      <p class="small">
        {earlier.isHeld ? 'Held for you' : 'The first who takes it has it,'} until {sayTime(earlier.by, zone)}. If you
        do nothing you keep {sayDay(visit.window!.from, now, zone)} {sayWindow(visit.window!, zone)}.
      </p>
      <div class="choices">
        <form method="post" action={`${path}/choose`}>
          <input type="hidden" name="visit" value={visit.appointmentId} />
          <button name="digit" value={take}>
            {sayDate(earlier.window.from, zone)}, {sayWindow(earlier.window, zone)}
            <span class="small"> {earlier.technician.short}</span>
          </button>
        </form>
        <form method="post" action={`${path}/choose`}>
          <input type="hidden" name="visit" value={visit.appointmentId} />
          <button class="quiet" name="digit" value={keep}>
            Keep {sayDate(visit.window!.from, zone)}, {sayWindow(visit.window!, zone)}
          </button>
        </form>
      </div>
    </section>
  );
}

const digitFor = ({ digits }: EarlierOffer, does: string) =>
  Object.entries(digits).find(([, meaning]) => meaning.does === does)?.[0] ?? '';

/** He is told when an earlier time opens, or no longer. */
const Waiting = ({ visit, path, waits }: Page & { waits: boolean }) => (
  <section class="card">
    <h2>{waits ? 'You wait for an earlier time' : 'Would you rather have it sooner?'}</h2>
    <p class="small">We text you when an earlier time opens. You keep this one until you take another.</p>
    <form method="post" action={`${path}/wait`}>
      <input type="hidden" name="visit" value={visit.appointmentId} />
      <button class="quiet" name="wants" value={waits ? 'no' : 'yes'}>
        {waits ? 'Wait no longer' : 'Tell me when an earlier time opens'}
      </button>
    </form>
  </section>
);

/** What a visit rests on, and who holds it: what keeps it from being as sure as it looks. */
function Standing({ visit, now }: { visit: Visit; now: Date }) {
  const { zone } = visit.place;
  if (visit.state !== 'confirmed' || visit.arrivedAt) return null;
  const { block, needs, suspendedAt } = visit;
  return (
    <>
      {block ? (
        <p>
          <strong>{block.owner} put this visit on hold:</strong> {block.customerText}.{' '}
          {block.escalatedAt
            ? 'A person decides and calls you; your time is still kept.'
            : `Your time is kept until ${sayDate(block.expiresAt, zone)}, ${sayTime(block.expiresAt, zone)}.`}{' '}
          {block.action && !block.escalatedAt ? (
            <a href={block.action.url} rel="noreferrer">
              {block.action.words}
            </a>
          ) : null}
        </p>
      ) : null}
      {suspendedAt ? (
        <p>
          It needs the {lower(needs!.work)} first{isGone(needs!) ? '' : ', and the two no longer fit'}. Nobody comes
          until there is a time for both.
        </p>
      ) : needs && needs.state !== 'fulfilled' ? (
        <p>
          Confirmed after the {lower(needs.work)}
          {needs.window ? ` (${sayDay(needs.window.from, now, zone)} ${sayWindow(needs.window, zone)})` : ''}.
        </p>
      ) : null}
    </>
  );
}

const lower = (work: string) => work.toLowerCase();
const isGone = ({ state }: { state: Visit['state'] }) => state !== 'confirmed' && state !== 'fulfilled';

/** The other visits of the order, each with what can be done about it. */
function Others({ others, menus, ...page }: Page & { menus: Menus }) {
  if (!others.length) return null;
  return (
    <>
      {others.map((visit) => (
        <section class="card">
          <p class="small">{visit.work.name} visit, same order</p>
          <h2>{otherLine(visit)}</h2>
          <Standing visit={visit} now={page.now} />
          {visit.state === 'failed' ? <WhyNot visit={visit} /> : null}
          {visit.state === 'confirmed' && !visit.arrivedAt ? (
            <ChoicesOf {...page} visit={visit} menu={menus.get(visit.appointmentId) ?? null} />
          ) : null}
          {visit.state === 'requested' ? <PickLink visit={visit} path={page.path} /> : null}
        </section>
      ))}
    </>
  );
}

/** Who was there, when, and why it goes on another day. */
function WhyNot({ visit }: { visit: Visit }) {
  const { zone } = visit.place;
  const who = visit.ticket ? technicianSaid(visit.ticket.technician).short : 'We';
  const at = visit.arrivedAt ? ` at ${sayTime(visit.arrivedAt, zone)}` : '';
  return (
    <p class="small">
      {who} was there{at}
      {visit.ticket?.outcome ? `: ${visit.ticket.outcome}` : ''}.
    </p>
  );
}

function otherLine(visit: Visit): string {
  const { window, state, place, suspendedAt } = visit;
  const time = window ? `${sayDate(window.from, place.zone)}, ${sayWindow(window, place.zone)}` : '';
  if (state === 'requested') return 'No time chosen yet';
  if (state === 'cancelled') return 'Cancelled';
  if (state === 'fulfilled') return `Done${visit.endedAt ? ` ${sayDate(visit.endedAt, place.zone)}` : ''}`;
  if (state === 'failed')
    return `Could not be finished${visit.endedAt ? `, ${sayDate(visit.endedAt, place.zone)}` : ''}`;
  return suspendedAt ? `${time}: kept, not confirmed` : time;
}

const PickLink = ({ visit, path }: { visit: Visit; path: string }) =>
  visit.needs && isGone(visit.needs) ? (
    <p>Choose a time for the {lower(visit.needs.work)} first.</p>
  ) : (
    <p>
      <a class="button quiet" href={`${path}/times?visit=${visit.appointmentId}`}>
        {visit.state === 'requested' ? 'Choose a time' : 'Pick another time'}
      </a>
    </p>
  );

const Choices = (props: Page & { menu: Menu | null }) => (
  <section class="card">
    <ChoicesOf {...props} />
  </section>
);

/** What the times that are held stand for. */
function headOf({ state, suspendedAt }: Visit, { keep }: Menu): string {
  if (suspendedAt) return 'These times fit';
  return state === 'requested' || keep === null
    ? 'These times are held for you'
    : 'You can keep this visit or take another time';
}

function ChoicesOf({ visit, path, menu }: Pick<Page, 'visit' | 'path'> & { menu: Menu | null }) {
  const { zone } = visit.place;
  const who = visit.ticket ? technicianSaid(visit.ticket.technician).first : 'this time';
  const chosen = <input type="hidden" name="visit" value={visit.appointmentId} />;
  const isMixed = menu !== null && heldness(menu) === 'some';
  return (
    <>
      {menu?.choices.length ? (
        <>
          <h2>{headOf(visit, menu)}</h2>
          <p class="small">{saysHeld(menu, zone)}</p>
          <div class="choices">
            {menu.choices.map((choice) => (
              <form method="post" action={`${path}/choose`}>
                {chosen}
                <button name="digit" value={choice.digit}>
                  {sayDate(choice.window.from, zone)}, {sayWindow(choice.window, zone)}
                  <span class="small">
                    {' '}
                    {choice.technician.short}
                    {choice.isUnheld && isMixed ? ', not held' : ''}
                  </span>
                </button>
              </form>
            ))}
            {menu.keep === null ? null : (
              <form method="post" action={`${path}/choose`}>
                {chosen}
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
      <PickLink visit={visit} path={path} />
    </>
  );
}

function saysHeld(menu: Menu, zone: string): string {
  const held = heldness(menu);
  if (held === 'none') return 'These are not held for you: whoever takes one first has it.';
  const until = `Held for you until ${sayTime(menu.heldUntil, zone)}`;
  return held === 'all' ? `${until}.` : `${until}, but for those marked: whoever takes one of them first has it.`;
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

/** `moves`: they cost a later visit its time; `without`: why there are none, where that can be said. */
export type TimesFound = {
  readonly slots: readonly Slot[];
  readonly moves: boolean;
  readonly without: string | null;
  readonly firstHeld: FirstHeld | null;
};

/** The time chosen for the visit that has to be done first, held while the other is chosen. */
export type FirstHeld = { readonly appointmentId: string; readonly window: Window; readonly until: Date };

/** The windows that can really be kept, by day; choosing one holds it. */
export function timesPage(page: Page, { slots, moves, without, firstHeld }: TimesFound, said: string | null): string {
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
        <h1>{askWhen(page)}</h1>
        <Rests {...page} firstHeld={firstHeld} />
        {moves ? (
          <p>
            <strong>No time is free that spares your later visit.</strong> With any of these it has to move as well; we
            text you times for it.
          </p>
        ) : null}
        {visit.state === 'confirmed' ? (
          <p>
            {visit.suspendedAt ? 'It is not confirmed now: ' : 'Your visit '}
            {sayDate(visit.window!.from, zone)}, {sayWindow(visit.window!, zone)} stays until you confirm a new one.
          </p>
        ) : null}
        {slots.length ? null : (
          <p>
            {without ?? 'No time is free in the next days.'} Call <a href={`tel:${desk}`}>{desk}</a> and a person finds
            one with you.
          </p>
        )}
      </section>
      {days.map((day, i) => {
        const ofDay = slots.filter((slot) => dayAt(slot.window.from, zone) === day);
        const title = <h2>{sayDate(ofDay[0]!.window.from, zone)}</h2>;
        const times = <Times {...{ path, zone }} appointmentId={visit.appointmentId} slots={ofDay} />;
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
      <ConsentForm {...page} />
    </>,
  );
}

/** The windows of one day; each is a form of its own, so that it works without scripts. */
const Times = (props: { path: string; zone: string; appointmentId: string; slots: readonly Slot[] }) => {
  const { path, zone, appointmentId, slots } = props;
  return (
    <div class="grid">
      {slots.map(({ technicianId, window }) => (
        <form method="post" action={`${path}/hold`}>
          <input type="hidden" name="visit" value={appointmentId} />
          <input type="hidden" name="technicianId" value={technicianId} />
          <input type="hidden" name="from" value={window.from.toISOString()} />
          <input type="hidden" name="to" value={window.to.toISOString()} />
          <button class="quiet">{sayWindow(window, zone)}</button>
        </form>
      ))}
    </div>
  );
};

/** Where there are several visits, which of them this is about. */
function askWhen({ visit, others }: Page): string {
  const work = lower(visit.work.name);
  if (visit.state !== 'requested') return others.length ? `Another time for the ${work}` : 'Pick another time';
  return others.length ? `When shall we come for the ${work}?` : 'When shall we come?';
}

/** How the visits of the order rest on each other, and what is chosen of them. */
function Rests({ visit, others, now, path, firstHeld }: Page & { firstHeld: FirstHeld | null }) {
  const { needs, place } = visit;
  const next = others.find((other) => other.needs?.firstId === visit.appointmentId && other.state !== 'cancelled');
  if (needs) {
    const first = firstHeld?.window ?? needs.window;
    const time = first && `${sayDay(first.from, now, place.zone)} ${sayWindow(first, place.zone)}`;
    return (
      <p>
        It comes after the {lower(needs.work)}
        {time ? `, ${time}` : ''}
        {needs.sameTechnician ? ', by the same technician' : ''}: these are the times that fit.
        {firstHeld ? (
          <>
            {' '}
            The {lower(needs.work)} is held for you until {sayTime(firstHeld.until, place.zone)}.{' '}
            <a href={`${path}/times?visit=${firstHeld.appointmentId}`}>Another time for the {lower(needs.work)}</a>
          </>
        ) : null}
      </p>
    );
  }
  if (!next) return null;
  const gap = sayGap(next.needs!.gapMinutes);
  return next.state === 'requested' ? (
    <p>
      This order takes two visits: first the {lower(visit.work.name)}, then the {lower(next.work.name)}
      {gap ? ` at least ${gap} later` : ''}. You choose both times now; both are held while you do.
    </p>
  ) : (
    <p>
      Your {lower(next.work.name)}, {otherLine(next)}, needs it first{gap ? `, at least ${gap} before` : ''}.
    </p>
  );
}

const sayGap = (minutes: number) =>
  minutes === 0 ? '' : minutes % 1440 === 0 ? days(minutes / 1440) : sayMinutes(minutes);
const days = (n: number) => (n === 1 ? 'a day' : `${n} days`);

/** What is held while somebody decides, and for which visit. */
export type HeldSeen = {
  readonly id: string;
  readonly visit: Visit;
  readonly window: Window;
  /** Null for a time that is not held. */
  readonly until: Date | null;
  readonly technician: string;
};

/** One last look before a promise is made: all that is held, in the order in which it will be done. */
export function confirmPage(page: Page, holds: readonly HeldSeen[]): string {
  const { path, company } = page;
  const last = holds.at(-1)!;
  const { zone, street } = last.visit.place;
  const isOne = holds.length === 1;
  return html(
    'Confirm',
    company,
    <section class="card">
      {holds.map(({ visit, window, technician }) => (
        <>
          <p class="small">
            {visit.work.name} visit, {street}
          </p>
          <h1>
            {sayDate(window.from, zone)}, {sayWindow(window, zone)}
          </h1>
          <p>
            {technicianSaid(technician).short} arrives in this {isHour(window) ? 'hour' : 'time'}.
            {visit.needs ? ` Confirmed after the ${lower(visit.needs.work)}.` : ''}
          </p>
        </>
      ))}
      <p>
        {last.until
          ? `Held for you until ${sayTime(last.until, zone)}${isOne ? '' : ', both together'}.`
          : 'This time is not held for you: it is yours once you confirm, if nobody was faster.'}
      </p>
      <form method="post" action={`${path}/confirm`}>
        <input type="hidden" name="holdId" value={last.id} />
        <button>{isOne ? 'Confirm this time' : 'Confirm both times'}</button>
      </form>
      {holds.map(({ visit }) => (
        <p>
          <a href={`${path}/times?visit=${visit.appointmentId}`}>
            {isOne ? 'Choose another time' : `Another time for the ${lower(visit.work.name)}`}
          </a>
        </p>
      ))}
    </section>,
  );
}

const isHour = ({ from, to }: Window) => minutesBetween(from, to) === 60;

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
