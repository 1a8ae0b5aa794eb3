import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { SESSION_COOKIE } from '#apps/api/doors/keys';
import type { BoardChange, TechDay } from '#store/views';
import { ask } from '#test/bench/ask';
import type { PlannedTechnician } from '#test/bench/town/plan';
import { SESSION } from '#test/bench/town/write-town';

/** Every technician's phone and one board, connected by socket; each booking is seen on both. */
export type Screens = {
  /** Resolves when the phone of this technician shows a ticket for the appointment's reference, with the moment. */
  onPhone(technicianId: string, ref: string): Promise<number>;
  onBoard(appointmentId: string): Promise<number>;
  close(): void;
};

const PATIENCE_MS = 20_000;

export async function openScreens(url: string, technicians: readonly PlannedTechnician[]): Promise<Screens> {
  const phones = moments();
  const boards = moments();
  const sockets: Socket[] = [];
  for (const technician of technicians) sockets.push(await openPhone(url, technician, phones.note));
  sockets.push(await openBoard(url, boards.note));
  return {
    onPhone: (technicianId, ref) => phones.of(`${technicianId} ${ref}`),
    onBoard: (appointmentId) => boards.of(appointmentId),
    close: () => sockets.forEach((socket) => socket.disconnect()),
  };
}

/** A phone that does what the page does: shows its day, and reports each ticket it shows for the first time. */
async function openPhone(url: string, { id, token }: PlannedTechnician, note: (what: string) => void): Promise<Socket> {
  const socket = io(`${url}/tech`, { transports: ['websocket'], auth: { token }, forceNew: true });
  socket.on('day', ({ tickets }: TechDay) => {
    for (const { ref, state, assignmentId } of tickets) {
      if (state === 'created')
        void ask(`${url}/api/tech/operations`, token, { operationId: randomUUID(), assignmentId, act: 'receive' });
      note(`${id} ${ref}`);
    }
  });
  await first(socket, 'day');
  return socket;
}

async function openBoard(url: string, note: (what: string) => void): Promise<Socket> {
  const socket = io(`${url}/board`, {
    transports: ['websocket'],
    extraHeaders: { cookie: `${SESSION_COOKIE}=${SESSION}` },
    forceNew: true,
  });
  socket.on('change', ({ visits }: BoardChange) => {
    for (const visit of visits) if (visit.ticket) note(visit.appointmentId);
  });
  await first(socket, 'snapshot');
  return socket;
}

const first = (socket: Socket, event: string) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${event} has come`)), PATIENCE_MS);
    socket.on('connect_error', reject);
    socket.once(event, () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** When each thing was seen for the first time. */
function moments() {
  const seen = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  return {
    note(what: string) {
      if (seen.has(what)) return;
      seen.set(what, performance.now());
      waiting.get(what)?.(seen.get(what)!);
    },
    /** NaN when it has not been seen in time. */
    of: (what: string) =>
      new Promise<number>((resolve) => {
        if (seen.has(what)) return resolve(seen.get(what)!);
        const timer = setTimeout(() => resolve(Number.NaN), PATIENCE_MS);
        waiting.set(what, (at) => {
          clearTimeout(timer);
          resolve(at);
        });
      }),
  };
}
