import type { TechDay, TechTicket } from '#store/views';
import { isLive, move } from '#visits/assignment';
import type { Operation } from '#apps/web/tech/queue/operation';

/** The day as it will be once the server has taken what was tapped: the page never waits for the network. */
export const foretell = (day: TechDay, operations: readonly Operation[]): TechDay => operations.reduce(afterwards, day);

function afterwards(day: TechDay, { assignmentId, act }: Operation): TechDay {
  if (act === 'late' || act === 'take-next') return day;
  if (act === 'seen') return { ...day, lost: day.lost.filter((lost) => lost.assignmentId !== assignmentId) };
  const ticket = day.tickets.find((one) => one.assignmentId === assignmentId);
  const next = ticket && move(ticket.state, act);
  // What will be refused changes nothing: the server's own words follow.
  if (typeof next !== 'string') return day;
  if (next === 'declined') return { ...day, tickets: day.tickets.filter((one) => one !== ticket) };
  return withTicket(day, { ...ticket!, state: next });
}

/** The server's day, with the change it has just told in answer to an operation. */
export function withTicket(day: TechDay, changed: TechTicket): TechDay {
  const tickets = day.tickets.map((one) => (one.assignmentId === changed.assignmentId ? changed : one));
  return {
    ...day,
    tickets: [...tickets.filter(({ state }) => isLive(state)), ...tickets.filter(({ state }) => !isLive(state))],
  };
}

/** A day that was read before our last operation and arrives after its answer must not undo it on the screen. */
export function newerOf(known: TechDay | null, come: TechDay): TechDay {
  const ours = new Map(known?.tickets.map((ticket) => [ticket.assignmentId, ticket]));
  return come.tickets.reduce((day, ticket) => {
    const mine = ours.get(ticket.assignmentId);
    return mine && mine.version > ticket.version ? withTicket(day, mine) : day;
  }, come);
}

/** The job of this moment: the one he is at or on the way to, else the next in order. */
export function nextJob({ tickets }: TechDay): TechTicket | null {
  const going = tickets.find(({ state }) => state === 'en_route' || state === 'on_site' || state === 'working');
  return going ?? tickets.find(({ state }) => isLive(state)) ?? null;
}
