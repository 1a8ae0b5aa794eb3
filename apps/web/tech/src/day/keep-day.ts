import type { LostTicket, TechDay, TechTicket } from '#store/views';
import type { AssignmentState } from '#visits/assignment';
import { cell } from '../cell';
import type { Operation } from '#apps/web/tech/queue/operation';
import { type Device, keepDesk } from '../signing-in/device';
import { stored } from '../stored';
import { keepZone } from '../saying/zone';
import { newerOf, withTicket } from './foretell';

/** The server's last word and when it came (ms, device time). */
export type HeardDay = { readonly day: TechDay; readonly at: number };

/** Keeps the day for a reload without signal, under the token it was given to. */
export function keepDay(device: Device) {
  const shelf = stored<HeardDay & { readonly token: string }>(device.place, 'doorward.day');
  const kept = shelf.read();
  const heard = cell<HeardDay | null>(kept?.token === device.token ? { day: kept.day, at: kept.at } : null);
  let days = 0;

  function put(day: TechDay, at: number): void {
    shelf.write({ day, at, token: device.token });
    keepZone(day.tickets[0]?.zone);
    heard.set({ day, at });
  }

  return {
    heard,
    customerOf: (id: string) =>
      heard.get()?.day.tickets.find(({ assignmentId }) => assignmentId === id)?.customer ?? 'your ticket',
    /** Nothing of it stays on this phone. */
    forget: () => {
      shelf.clear();
      heard.set(null);
    },
    /** How many days the server has sent: an answer that a later one has overtaken can be told by it. */
    count: () => days,
    /** `truth`: whatever we believed, this is how it is. */
    take: (day: TechDay, truth = false) => {
      days += 1;
      keepDesk(day.desk);
      put(truth ? day : newerOf(heard.get()?.day ?? null, day), Date.now());
    },
    /** The answer to an operation is put into the day we have, until the day itself comes. */
    settle: (operation: Operation, now: { readonly state: AssignmentState; readonly version: number }) => {
      const known = heard.get();
      if (known) put(settled(known.day, operation, now), known.at);
    },
  };
}

function settled(day: TechDay, { assignmentId, act }: Operation, now: Pick<TechTicket, 'state' | 'version'>): TechDay {
  const others = (one: TechTicket | LostTicket) => one.assignmentId !== assignmentId;
  if (act === 'seen') return { ...day, lost: day.lost.filter(others) };
  const ticket = day.tickets.find((one) => one.assignmentId === assignmentId);
  if (!ticket || ticket.version > now.version) return day;
  if (now.state === 'declined') return { ...day, tickets: day.tickets.filter(others) };
  return withTicket(day, { ...ticket, ...now });
}
