import type { TechDay, TechTicket } from '#store/views';
import { isLive } from '#visits/assignment';
import { hrefOf } from '../place';
import { isNew, lateMinutes, sayState, sayWindow } from '../saying/ticket';
import { sayMinutes } from '../saying/time';

/** All jobs in order; each opens by a touch. */
export function Today({ day, now }: { readonly day: TechDay; readonly now: Date }) {
  const [ahead, over] = [
    day.tickets.filter(({ state }) => isLive(state)),
    day.tickets.filter(({ state }) => !isLive(state)),
  ];
  return (
    <section class="today">
      <h1>Today</h1>
      {ahead.length === 0 && (
        <p>{over.length ? 'No more jobs.' : 'No jobs yet.'} You will hear a sound when one comes.</p>
      )}
      <ol>{ahead.map((ticket) => row(ticket, now))}</ol>
      {over.length > 0 && <h2>Over</h2>}
      <ol>{over.map((ticket) => row(ticket, now))}</ol>
    </section>
  );
}

function row(ticket: TechTicket, now: Date) {
  const late = lateMinutes(ticket, now);
  return (
    <li key={ticket.assignmentId}>
      <a href={hrefOf(ticket.assignmentId)} class={isLive(ticket.state) ? undefined : 'over'}>
        <span class="kicker">
          <strong>{sayWindow(ticket, now)}</strong>
          <span class={`state ${isNew(ticket) ? 'new' : ''}`}>{sayState(ticket.state)}</span>
        </span>
        <span>{ticket.customer}</span>
        {late > 0 && <strong class="late">Late by {sayMinutes(late)}</strong>}
        <span class="where">
          {ticket.work}, {ticket.street}
        </span>
      </a>
    </li>
  );
}
