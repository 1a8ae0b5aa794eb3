import fc from 'fast-check';
import { isRefused } from '#visits/refused';
import { ageOfTap, type Contact, type Stamp } from '#visits/tap-age';
import { isEarly, operate, type Operation as Command } from '#flows/commands/operate';
import { signInAtOnce } from '#flows/commands/sign-in';
import { hashOf } from '#flows/links';
import { type Operation, operationOf, type Told, wireOf } from '#apps/web/tech/queue/operation';
import { openQueue } from '#apps/web/tech/queue/queue';
import { keepSending, type Sent } from '#apps/web/tech/queue/sender';
import { book } from '#test/branches/morning';
import { memoryShelf } from '#test/phones/memory-shelf';
import { type Room } from '#test/world/room';

/** A technician with five visits and forty taps he makes at them, in one hour without signal. */
export type Shift = {
  readonly technicianId: string;
  readonly deviceId: string;
  readonly assignments: readonly string[];
};

const HOURS = ['08:30', '10:00', '11:30', '13:00', '14:30'] as const;
const TAPS: readonly Omit<Told, 'assignmentId'>[] = [
  { act: 'accept' },
  { act: 'on-my-way' },
  { act: 'late', minutes: 30 },
  { act: 'arrive' },
  { act: 'start' },
  { act: 'pause' },
  { act: 'start' },
  { act: 'done', note: 'outside line replaced' },
];
export const MINUTE = 60_000;
/** The server's own time when the phone last spoke with it. */
const SPOKE = Date.UTC(2026, 2, 3, 12);

export async function openShift(room: Room, name: string, nth: number): Promise<Shift> {
  await clockAt(room, SPOKE);
  const technicianId = room.technicians.get(name)!;
  const assignments: string[] = [];
  for (const [i, hour] of HOURS.entries()) {
    const [h] = hour.split(':').map(Number) as [number];
    const until = `${String(h + 1).padStart(2, '0')}:${hour.slice(3)}`;
    const phone = `+1555${String(2_000_000 + nth * 100 + i)}`;
    const { appointmentId } = await book(room, { name: `Customer ${nth} ${i}`, phone }, technicianId, hour, until);
    const [row] = await room.sql<{ id: string }>('SELECT id FROM assignment WHERE appointment_id = $1', [
      appointmentId,
    ]);
    assignments.push(row!.id);
  }
  // His jobs were given to him yesterday: a ticket cannot be accepted before it was there.
  await room.sql(
    `UPDATE assignment SET since = since - interval '1 day', created_at = created_at - interval '1 day' WHERE technician_id = $1`,
    [technicianId],
  );
  const signedIn = await signInAtOnce(room.house)(technicianId);
  if (isRefused(signedIn)) throw new Error(signedIn.refused);
  const [device] = await room.sql<{ id: string }>('SELECT id FROM device WHERE token_hash = $1', [
    hashOf(signedIn.token),
  ]);
  return { technicianId, deviceId: device!.id, assignments };
}

export const tapsOf = ({ assignments }: Shift): Told[] =>
  assignments.flatMap((assignmentId) => TAPS.map((tap) => ({ ...tap, assignmentId })));

/** What went wrong in the server, on purpose. */
export type Bug = 'no dedup' | 'order by arrival' | null;

let copies = 0;

const clockAt = (room: Room, t: number) =>
  room.sql('UPDATE clock SET set_at = clock_timestamp(), shows = $1', [new Date(t)]);

/** The server's end of the line: what the api does with an operation that comes in at `received`. */
export async function receive(
  room: Room,
  { technicianId, deviceId }: Shift,
  wire: ReturnType<typeof wireOf>,
  received: number,
  bug: Bug = null,
): Promise<'decided' | { readonly expects: number }> {
  const { times, seq, operationId, ...told } = JSON.parse(JSON.stringify(wire)) as typeof wire;
  const command = {
    ...told,
    technicianId,
    deviceId,
    operationId: bug === 'no dedup' ? `${operationId} ${copies++}` : operationId,
    ...(seq === undefined || bug === 'order by arrival' ? {} : { seq }),
    ageMs: ageOfTap(times, received),
  } as Command;
  await clockAt(room, received);
  const answer = await operate(room.house)(command);
  return !isRefused(answer) && isEarly(answer) ? answer : 'decided';
}

/** How it ended: each job's state and when it was reached, and everything that was ever written down about it. */
export async function endOf(room: Room, { assignments, technicianId }: Shift): Promise<unknown> {
  const jobs = await room.sql(
    `SELECT a.state, extract(epoch FROM a.since)::float8 AS since, a.outcome, p.state AS visit,
       extract(epoch FROM p.arrived_at)::float8 AS arrived, extract(epoch FROM p.ended_at)::float8 AS ended
     FROM assignment a JOIN appointment p ON p.id = a.appointment_id WHERE a.id = ANY($1) ORDER BY a.planned_from`,
    [assignments],
  );
  const events = await room.sql(
    `SELECT type, count(*)::int AS times FROM timeline WHERE technician_id = $1
       AND type IN ('ticket.accepted', 'technician.on-the-way', 'technician.delayed', 'technician.arrived', 'technician.started',
                    'technician.paused', 'technician.finished', 'visit.fulfilled') GROUP BY type ORDER BY type`,
    [technicianId],
  );
  return { jobs, events };
}

/** The true minutes after the last contact at which the taps are made: one every minute and a half, for an hour. */
export const minuteOf = (nth: number) => 1 + nth * 1.475;

/** How the clock on the phone's wall is wrong, by minute: somebody sets it now and then. */
export type Wrong = readonly { readonly from: number; readonly by: number }[];

const shows = (minute: number, wrong: Wrong): Stamp => ({
  wall: SPOKE + (minute + (wrong.findLast(({ from }) => from <= minute)?.by ?? 0)) * MINUTE,
  ticks: 777 + minute * MINUTE,
  run: 'this page',
});

export const receivedAt = (minute: number) => SPOKE + minute * MINUTE;

/** All taps as the phone would send them, numbered, when it has signal again after an hour. */
export function numberedTaps(shift: Shift, wrong: Wrong = []): ReturnType<typeof wireOf>[] {
  const contact: Contact = { ...shows(0, wrong), server: SPOKE };
  return tapsOf(shift).map((told, i) => {
    const making = {
      operationId: `tap ${i} of ${shift.deviceId}`,
      customer: '',
      tapped: shows(minuteOf(i), wrong),
      contact,
    };
    return wireOf({ ...operationOf(told, making), heldUntil: null, seq: i + 1 }, shows(61, wrong));
  });
}

/** What the line does to one request. */
export type Fate = 'through' | 'lost' | 'reply cut' | 'twice' | 'copy later';
export const fates = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Fate>('through') },
    { weight: 5, arbitrary: fc.constantFrom<Fate>('lost', 'reply cut', 'twice', 'copy later') },
  ),
  { minLength: 30, maxLength: 60 },
);

/**
 * A whole shift on the real queue of the app: an hour of taps without signal, the page closed and opened in between, and
 * then a bad line until everything is decided. Gives what is left on the phone at the end.
 */
export async function playShift(
  room: Room,
  shift: Shift,
  how: {
    readonly fates: readonly Fate[];
    readonly wrong: Wrong;
    readonly restarts: readonly number[];
    readonly bug?: Bug;
  },
): Promise<readonly Operation[]> {
  const shelf = memoryShelf();
  const contact: Contact = { ...shows(0, how.wrong), server: SPOKE };
  const later: (() => Promise<unknown>)[] = [];
  let minute = 0;
  let sent = 0;
  const open = () => openQueue(shelf, 'this sign-in', () => undefined);
  let queue = open();
  for (const [i, told] of tapsOf(shift).entries()) {
    minute = minuteOf(i);
    const making = {
      operationId: `tap ${i} of ${shift.deviceId}`,
      customer: '',
      tapped: shows(minute, how.wrong),
      contact,
    };
    await queue.add(operationOf(told, making));
    if (!how.restarts.includes(i)) continue;
    queue.close();
    queue = open();
  }
  minute = 61;

  const send = async (operation: Operation): Promise<Sent> => {
    const wire = wireOf(operation, shows(minute, how.wrong));
    const arrives = () => receive(room, shift, wire, receivedAt(minute), how.bug);
    const fate = how.fates[sent++] ?? 'through';
    if (fate === 'lost') return 'again';
    const answer = await arrives();
    if (fate === 'copy later') later.push(arrives);
    if (fate === 'twice') await arrives();
    // Copies that were under way for a while come in between whatever is sent now.
    if (later.length > 2) await later.shift()!();
    if (fate === 'reply cut') return 'again';
    return answer === 'decided' ? 'taken' : answer;
  };
  let due: (() => void) | null = null;
  let work = Promise.resolve();
  const sender = keepSending(queue, {
    send,
    alone: (all) => (work = all()),
    now: () => shows(minute, how.wrong).wall + 3 * 1_440 * MINUTE, // every undo time is over
    chance: () => 0.5,
    after(ms, then) {
      due = () => {
        minute += ms / MINUTE;
        then();
      };
      return () => void (due = null);
    },
  });
  sender.hurry();
  for (let tries = 0; tries < 400; tries++) {
    await work;
    await new Promise(setImmediate);
    if (!queue.waiting().length) break;
    const next = due as (() => void) | null;
    due = null;
    next?.();
  }
  sender.stop();
  for (const copy of later) await copy();
  return queue.waiting();
}
