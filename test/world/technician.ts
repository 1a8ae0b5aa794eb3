import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Place } from '#routes/route';
import { type Needs, sayNeeds } from '#visits/next-visit';
import type { TechDay, TechTicket } from '#store/views';
import { type Answer, call, read } from '#test/world/desk';

/** A technician with a signed-in phone. Nothing is heard before `connect`. */
export type TechnicianPhone = {
  readonly id: string;
  readonly token: string;
  /** Opens the page: from now on tickets come by socket and are shown (and thereby delivered) at once. */
  connect(): Promise<void>;
  disconnect(): void;
  /** His day as the phone last showed it. */
  day(): TechDay | null;
  ticket(ref: string): TechTicket;
  /** Waits until the phone shows something. */
  sees(what: (day: TechDay) => boolean): Promise<TechDay>;
  /** One tap. The same operation id may be given to repeat it. */
  tap(
    ref: string,
    act: string,
    extras?: {
      minutes?: number;
      note?: string;
      reason?: string;
      needs?: Needs;
      holdId?: string;
      /** The ticket, where one order has several. */
      assignmentId?: string;
      operationId?: string;
    },
  ): Promise<Answer>;
  /** Where the phone is, as its page tells it while it is open. */
  isAt(place: Place, at: Date): Promise<Answer>;
  close(): void;
};

type Making = {
  readonly name: string;
  readonly id: string;
  readonly publicUrl: string;
  act(who: string, whom: string, text: string): void;
};

export async function openTechnician({ name, id, publicUrl, act }: Making): Promise<TechnicianPhone> {
  const signedIn = await read(await call(publicUrl, `/demo/technicians/${id}/sign-in`, { method: 'POST', body: {} }));
  const token = (signedIn.body as { token: string }).token;
  let day: TechDay | null = null;
  let socket: Socket | null = null;
  const shown = new Set<string>();
  const waiting = new Set<() => void>();
  const send = async (path: string, body: object) =>
    read(await call(publicUrl, path, { method: 'POST', body, headers: { authorization: `Bearer ${token}` } }));
  const post = (body: object) => send('/api/tech/operations', body);

  const show = (next: TechDay) => {
    day = next;
    for (const ticket of next.tickets) {
      if (shown.has(ticket.assignmentId)) continue;
      shown.add(ticket.assignmentId);
      if (ticket.state !== 'created') continue;
      act(
        'Doorward',
        name,
        `(ticket) NEW JOB ${ticket.ref} ${ticket.work}, ${ticket.street}${ticket.notes ? ` - ${ticket.notes}` : ''}`,
      );
      void post({ operationId: randomUUID(), assignmentId: ticket.assignmentId, act: 'receive' });
    }
    for (const lost of next.lost) {
      if (shown.has(`lost ${lost.assignmentId}`)) continue;
      shown.add(`lost ${lost.assignmentId}`);
      act('Doorward', name, `(ticket) ${lost.ref} ${lost.street} is off: ${lost.why}`);
      void post({ operationId: randomUUID(), assignmentId: lost.assignmentId, act: 'seen' });
    }
    for (const look of waiting) look();
  };

  const phone: TechnicianPhone = {
    id,
    token,
    day: () => day,
    async connect() {
      socket = io(`${publicUrl}/tech`, {
        transports: ['websocket'],
        auth: { token },
        reconnectionDelay: 100,
        reconnectionDelayMax: 300,
      });
      socket.on('day', show);
      await phone.sees(() => true);
    },
    disconnect: () => void socket?.disconnect(),
    ticket(ref) {
      const found = day?.tickets.find((ticket) => isMeant(ticket, ref));
      if (!found) throw new Error(`${name} has no ticket ${ref}`);
      return found;
    },
    sees: (what) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!day || !what(day)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(day);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(
            new Error(
              `${name}'s phone does not show what was expected; tickets: ${day?.tickets.map((t) => `${t.ref} ${t.state}`).join(', ')}`,
            ),
          );
        }, 30_000);
        waiting.add(look);
        look();
      }),
    async tap(ref, what, { operationId = randomUUID(), assignmentId: which, ...extras } = {}) {
      // His finger waits until the phone shows the ticket, however long the line was cut.
      await phone.sees((shown) => shown.tickets.some((ticket) => isMeant(ticket, ref)));
      const assignmentId = which ?? phone.ticket(ref).assignmentId;
      act(
        name,
        'Doorward',
        `(tap) ${what}${extras.needs ? `: ${sayNeeds(extras.needs)}` : ''}${extras.minutes ? ` +${extras.minutes} min` : ''}${extras.note ? `: ${extras.note}` : ''}`,
      );
      return post({ operationId, assignmentId, act: what, ...extras });
    },
    isAt: ({ lat, lng }, at) => send('/api/tech/positions', { lat, lng, accuracy: 8, at: at.toISOString() }),
    close: () => void socket?.disconnect(),
  };
  return phone;
}

/** By its reference, or by its id where one order has several tickets. */
const isMeant = ({ ref, assignmentId }: TechTicket, which: string) => ref === which || assignmentId === which;
