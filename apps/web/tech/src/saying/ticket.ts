import type { TechTicket } from '#store/views';
import { type AssignmentState, isLive, isOnSite, SAID, sayAct } from '#visits/assignment';
import type { Operation } from '#apps/web/tech/queue/operation';
import { sayDay, sayMinutes, saySpan, sayTime } from './time';

export const isNew = ({ state }: TechTicket) => state === 'created' || state === 'delivered';

export function sayState(state: AssignmentState): string {
  if (state === 'created' || state === 'delivered') return 'New, not accepted';
  const said = SAID[state];
  return said[0]!.toUpperCase() + said.slice(1);
}

/** `2-4pm`, `tomorrow 2-4pm`. */
export const sayWindow = ({ window, zone }: TechTicket, now: Date) =>
  [sayDay(new Date(window.from), now, zone), saySpan(window, zone)].filter(Boolean).join(' ');

/** `Kim 2-4pm`. */
export const sayVisit = (ticket: TechTicket, now: Date) => `${ticket.customer} ${sayWindow(ticket, now)}`;

/** By how many minutes he comes after the window, as far as anybody knows; 0 in time, once there, or when it is over. */
export function lateMinutes({ state, expected, planned, window }: TechTicket, now: Date): number {
  if (!isLive(state) || isOnSite(state)) return 0;
  const arrival = Math.max(Date.parse((expected ?? planned).from), now.getTime());
  return Math.max(0, Math.ceil((arrival - Date.parse(window.to)) / 60_000));
}

/** When he is expected: at the door, or, once there, to be finished. */
export function sayExpected(ticket: TechTicket): string {
  const { from, to } = ticket.expected ?? ticket.planned;
  return isOnSite(ticket.state)
    ? `Expected to be done ${sayTime(new Date(to), ticket.zone)}`
    : `Expected arrival ${sayTime(new Date(from), ticket.zone)}`;
}

/** What was tapped, for the undo bar and for what is refused: `On my way: Kim`. */
export const sayTold = ({ act, minutes = 0, customer }: Operation) =>
  `${act === 'late' ? `${sayMinutes(minutes)} later` : sayAct(act)}: ${customer}`;

/** `visit.confirmed: booked by link` → `Booked: by link`; the words of the timeline for a man in a van. */
export function sayHistory(line: string): string {
  const [, type, reason] = /^([a-z]+\.[a-z-]+): ?(.*)$/s.exec(line) ?? [];
  if (type === undefined) return line;
  const word = HISTORY_SAYS[type] ?? type.split('.')[1]!.replace(/-/g, ' ');
  return reason ? `${word}: ${reason}` : word;
}

const HISTORY_SAYS: Record<string, string> = {
  'visit.confirmed': 'Booked',
  'visit.rescheduled': 'Moved',
  'visit.kept': 'Customer keeps the time',
  'visit.noted': 'Noted',
  'reply.received': 'Customer wrote',
  'promise.broken': 'Promise broken',
  'ticket.declined': 'Declined',
  'ticket.expired': 'Not accepted in time',
  'visit.failed': 'Could not be finished',
};
