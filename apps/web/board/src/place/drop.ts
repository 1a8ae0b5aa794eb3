import type { AssignedView, BoardVisit } from '#store/views';
import type { Desk } from '../live/desk';
import { dayAt, sayDay } from '../time/day';
import { sayTime, saySpan } from '../time/say-time';
import { type Answer, ask, type Refusal } from '../wire/ask';
import { visitsIn } from '../story/overtaken';
import { canMoveVisit } from '../story/what-can-be-done';
import { type Lifted, letGo } from './lifted';
import { putBack } from './other-day';

type Put = Pick<Lifted, 'visit' | 'technicianId' | 'at' | 'minutes'>;

/** Lets a visit down where it is: within the promise it moves, outside the customer is to be asked, else it goes back. */
export function drop(desk: Desk): void {
  const lifted = desk.lifted.get();
  if (!lifted || lifted.isAsking) return;
  const { visit, weighed } = lifted;
  if (isWhereItWas(lifted)) return putBack(desk);
  if (weighed === 'asking') return say(desk, 'Still being weighed. Drop it again in a moment.');
  if (weighed.is === 'asks') return desk.lifted.set({ ...lifted, isAsking: true });
  if (weighed.is === 'fits') {
    letGo(desk);
    return void move(desk, lifted);
  }
  putBack(desk);
  desk.lastChange.set({
    says: `Not moved. ${nameOf(desk, lifted)} ${weighed.says.join('; ')}.`,
    undo: null,
    isBad: true,
  });
  say(desk, `Not moved: ${visit.customer} stays where it was.`);
}

const say = (desk: Desk, what: string) => desk.spoken.set(what);

const nameOf = (desk: Desk, { technicianId }: Pick<Put, 'technicianId'>): string =>
  desk.store.technicians.get().find(({ id }) => id === technicianId)?.name ?? 'That technician';

function isWhereItWas({ visit: { ticket }, technicianId, at }: Put): boolean {
  return (
    ticket !== null && ticket.technicianId === technicianId && Math.abs(Date.parse(ticket.planned.from) - at) < 60_000
  );
}

/** Moves it on the screen at once, and back should the server say no. */
export async function move(desk: Desk, put: Put): Promise<void> {
  const { visit, technicianId, at } = put;
  desk.store.takeVisits([moved(desk, put)]);
  const answer = await send<AssignedView>(visit, put, 'place');
  if (!answer.ok) return goBack(desk, put, answer);
  desk.store.takeVisits([answer.value]);
  desk.lastChange.set({ says: saysMoved(desk, put), undo: answer.value.undo });
  say(desk, `${visit.customer} is at ${sayTime(at, visit.zone)} with ${nameOf(desk, { technicianId })} now.`);
}

/** Asks the customer about this time; nothing moves before he says so. */
export async function offer(desk: Desk, put: Put): Promise<Refusal | null> {
  const { visit, at } = put;
  const answer = await send(visit, put, 'place/offer');
  if (!answer.ok) {
    desk.store.takeVisits(visitsIn(answer));
    return answer;
  }
  desk.lastChange.set({
    says: `${visit.customer} is asked about ${sayOffered(desk, put)}. Until the answer the promise of now stands.`,
    undo: null,
  });
  say(desk, `Asked about ${sayTime(at, visit.zone)}.`);
  return null;
}

const send = <T>({ appointmentId, version }: BoardVisit, { technicianId, at }: Put, what: string): Promise<Answer<T>> =>
  ask<T>('POST', `/api/appointments/${encodeURIComponent(appointmentId)}/${what}`, {
    technicianId,
    at: new Date(at).toISOString(),
    version,
  });

/** The window the customer would be asked about: as long as the one he has. */
export function offeredWindow({ visit, at }: Pick<Put, 'visit' | 'at'>) {
  const { from, to } = visit.window!;
  return { from: iso(at), to: iso(at + Date.parse(to) - Date.parse(from)) };
}

/** `11:00 am–12:00 pm`, `Wed, Mar 4 11:00 am–12:00 pm` on another day than today. */
export function sayOffered({ clock }: Pick<Desk, 'clock'>, put: Pick<Put, 'visit' | 'at'>): string {
  const { zone } = put.visit;
  const day = dayAt(put.at, zone);
  const span = saySpan(offeredWindow(put), zone);
  return day === dayAt(clock.now.get(), zone) ? span : `${sayDay(day)} ${span}`;
}

const iso = (t: number) => new Date(t).toISOString();

/** As it will be when the server agrees. */
function moved(desk: Desk, { visit, technicianId, at, minutes }: Put): BoardVisit {
  const planned = { from: iso(at), to: iso(at + minutes * 60_000) };
  const technician = nameOf(desk, { technicianId });
  const isHis = visit.ticket?.technicianId === technicianId;
  const ticket = isHis
    ? { ...visit.ticket!, planned }
    : { id: '', technicianId, technician, state: 'created' as const, planned, expected: null, alarmed: false };
  return { ...visit, ticket };
}

function saysMoved(desk: Desk, { visit, technicianId, at }: Put): string {
  const time = sayTime(at, visit.zone);
  const promised = visit.window ? saySpan(visit.window, visit.zone) : '';
  return visit.ticket?.technicianId === technicianId
    ? `${visit.customer} is planned for ${time}, within the promised ${promised}: nobody has to be told.`
    : `${nameOf(desk, { technicianId })} has ${visit.customer} at ${time}. The customer hears of it once the ticket is accepted; ${promised} stands.`;
}

/** The bar slides back to what is true; where somebody was faster, both ways on are offered. */
function goBack(desk: Desk, put: Put, refused: Refusal): void {
  if (refused.status === 401) return desk.signedOut();
  const { visit } = put;
  const [current] = visitsIn(refused);
  const stands = current ?? visit;
  // A change that came meanwhile is newer than what we lifted.
  const shown = desk.store.visit(visit.appointmentId)?.get();
  if (!shown || shown.version <= stands.version) desk.store.takeVisits([stands]);
  if (refused.problem['code'] === 'stale' && current)
    return desk.conflict.set({
      says: refused.say.replace(/ Look at the visit again.*$/, ''),
      current,
      tryMine: canMoveVisit(current) ? () => void move(desk, { ...put, visit: current }) : null,
    });
  desk.lastChange.set({ says: `Not moved. ${refused.say}`, undo: null, isBad: true });
  say(desk, `Not moved. ${refused.say}`);
}
