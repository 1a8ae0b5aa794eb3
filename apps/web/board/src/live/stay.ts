import type { BoardVisit, Span } from '#store/views';

/** Once he has been at the door, when he was there is a fact and the plan is history. */
const FACTS = new Set(['on_site', 'working', 'paused', 'completed', 'cannot_complete']);

/** Where the bar of a visit stands: when he was there, else when he is planned to be; without a ticket, the window. */
export function stayOf({ ticket, window }: BoardVisit): Span | null {
  if (!ticket) return window;
  return FACTS.has(ticket.state) ? (ticket.expected ?? ticket.planned) : ticket.planned;
}

/** Where he is expected to be instead; null when that is where he is planned to be, give or take some minutes. */
export function driftOf({ ticket }: BoardVisit): Span | null {
  if (!ticket?.expected || FACTS.has(ticket.state)) return null;
  const minutes = Math.abs(Date.parse(ticket.expected.from) - Date.parse(ticket.planned.from)) / 60_000;
  return minutes >= WORTH_DRAWING_MINUTES ? ticket.expected : null;
}

const WORTH_DRAWING_MINUTES = 3;
