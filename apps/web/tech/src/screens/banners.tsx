import { useEffect } from 'preact/hooks';
import type { TechDay, TechTicket } from '#store/views';
import { isOnSite } from '#visits/assignment';
import { useCell } from '../cell';
import { newVersion } from '../phone/worker';
import { serverTime } from '../clock';
import { signalOf } from '../day/contact';
import type { Session } from '../day/session';
import { hrefOf } from '../place';
import { isNew, sayVisit } from '../saying/ticket';
import { sayClock } from '../saying/time';
import { zoneOf } from '../saying/zone';
import { ChangedJobs } from './changed-jobs';

type Shown = {
  readonly session: Session;
  readonly day: TechDay;
  readonly now: Date;
  /** The job on the screen: it needs no banner, its own button says it. */
  readonly shown: TechTicket | null;
};

/** What he must not miss, above everything else. */
export function Banners({ session, day, now, shown }: Shown) {
  const unkept = useCell(session.unkept);
  return (
    <>
      {unkept && (
        <p class="banner bad" role="alert">
          This phone cannot keep what you tap (private mode, or its storage is full). Leave this page open until nothing
          waits, or call the desk.
        </p>
      )}
      <SignalBanner session={session} />
      <ChangedJobs {...{ session, day }} />
      {day.tickets
        .filter((ticket) => isNew(ticket) && ticket.assignmentId !== shown?.assignmentId)
        .map((ticket) => (
          <NewTicket key={ticket.assignmentId} {...{ session, ticket, now }} />
        ))}
      <NewVersion {...{ session, day }} />
    </>
  );
}

/** A new version takes over between two jobs: never under his hands, never before what he tapped has left. */
function NewVersion({ session, day }: { readonly session: Session; readonly day: TechDay }) {
  const takeOver = useCell(newVersion);
  const waiting = useCell(session.waiting).length;
  const isUnderWay = waiting > 0 || day.tickets.some(({ state }) => isOnSite(state) || state === 'en_route');
  useEffect(() => {
    if (!takeOver || isUnderWay) return;
    // Put away, nobody looks at it: that is the best moment.
    const look = () => document.visibilityState === 'hidden' && takeOver();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [takeOver, isUnderWay]);
  if (!takeOver) return null;
  if (isUnderWay) return <p class="banner quiet">A new version of this page comes after this job.</p>;
  return (
    <section class="banner quiet row">
      <p>A new version of this page is ready.</p>
      <button type="button" onClick={takeOver}>
        Update now
      </button>
    </section>
  );
}

function NewTicket({
  session,
  ticket,
  now,
}: {
  readonly session: Session;
  readonly ticket: TechTicket;
  readonly now: Date;
}) {
  return (
    <section class="banner new">
      <h2>New: {sayVisit(ticket, now)}</h2>
      <p>
        {ticket.work}, {ticket.street}
      </p>
      <div class="row">
        <button
          type="button"
          class="main"
          aria-label={`Accept ${sayVisit(ticket, now)}`}
          onClick={() => session.tap({ assignmentId: ticket.assignmentId, act: 'accept' })}
        >
          Accept
        </button>
        <a class="button" href={hrefOf(ticket.assignmentId)}>
          Look at it
        </a>
      </div>
    </section>
  );
}

function SignalBanner({ session }: { readonly session: Session }) {
  const contact = useCell(session.contact);
  const heard = useCell(session.heard);
  // What can still be undone is not late yet; a "received" is our own affair.
  const waiting = useCell(session.waiting).filter(
    ({ heldUntil, act }) => heldUntil === null && act !== 'receive',
  ).length;
  const updates = `${waiting} ${waiting === 1 ? 'update' : 'updates'} waiting.`;
  if (signalOf(contact) === 'no-signal') {
    const last = contact.lastAt ?? heard?.at;
    const since = heard && last ? ` since ${sayClock(serverTime(heard, last), zoneOf(heard.day))}` : '';
    return (
      <p class="banner quiet" role="status">
        <strong>No signal{since}.</strong> {waiting ? `${updates} Go on as usual.` : 'Your taps will be kept.'}
      </p>
    );
  }
  if (waiting === 0) return null;
  return <p class="banner quiet delayed">{updates} Sending …</p>;
}
