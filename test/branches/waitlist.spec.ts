import fc from 'fast-check';
import { isRefused } from '#visits/refused';
import { report } from '#flows/commands/report';
import { waitForEarlier } from '#flows/commands/waiting';
import { book, DAVES } from '#test/branches/morning';
import { eastOf, local } from '#test/world/company';
import { openRoom, type Room } from '#test/world/room';

/*
 * Four customers wait, a fifth gives her time up, and then anything happens in any order: a yes, a no, a yes too late, a
 * cancellation, time passing. Whatever it is, nobody is worse off than before he was asked.
 */
const NEXT_DAY = '2026-03-04';
const OLGA = '+15550110';
const HOURS = [8, 10, 12, 14] as const;
const phoneOf = (n: number) => `+1555012${n}`;

type Step = { readonly what: 'yes' | 'no' | 'cancel' | 'wait'; readonly who: number };
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    'yes' as const,
    'yes' as const,
    'no' as const,
    'cancel' as const,
    'wait' as const,
    'wait' as const,
  ),
  who: fc.nat(3),
});
/** With an hour and more to go they are asked in turn, with less all at once. */
const plan = fc.record({
  freedAt: fc.constantFrom('11:10', '14:12'),
  steps: fc.array(step, { minLength: 3, maxLength: 9 }),
});

async function open(): Promise<Room> {
  const room = await openRoom({
    technicians: [{ name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: eastOf(DAVES, 10) }],
    from: '11:00:00',
  });
  const sam = room.technicians.get('Sam Reed')!;
  const books = async (name: string, phone: string, hour: number, day?: string) => {
    const booked = await book(room, { name, phone }, sam, `${hour}:00`, `${hour + 1}:00`, DAVES, day);
    const [ticket] = await room.sql<{ id: string }>('SELECT id FROM assignment WHERE appointment_id = $1', [
      booked.appointmentId,
    ]);
    await report(room.house)({ assignmentId: ticket!.id, technicianId: sam, act: 'accept' });
    return booked;
  };
  await books('Olga Berg', OLGA, 15);
  for (const [n, hour] of HOURS.entries()) {
    const { appointmentId } = await books(`Kim ${n}`, phoneOf(n), hour, NEXT_DAY);
    const answer = await waitForEarlier(room.house)({ appointmentId, actor: 'test', wants: true });
    if (isRefused(answer)) throw new Error(answer.refused);
  }
  await room.settle();
  return room;
}

async function play(room: Room, { freedAt, steps }: { freedAt: string; steps: readonly Step[] }): Promise<void> {
  await room.until(freedAt);
  await room.hears(OLGA, 'please cancel my visit');
  await room.hears(OLGA, '9');
  let minutes = Number(freedAt.slice(0, 2)) * 60 + Number(freedAt.slice(3));
  for (const { what, who } of steps) {
    const phone = phoneOf(who);
    const [before, wasAsked] = [
      room.texts(phone).length,
      room.texts(phone).some((text) => text.includes('an earlier time')),
    ];
    if (what === 'wait') {
      minutes += 11;
      await room.until(`${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`);
    } else if (what === 'cancel') {
      await room.hears(phone, 'please cancel my visit');
      await room.hears(phone, '9');
    } else await room.hears(phone, what === 'yes' ? '1' : 'no thanks');
    if (what === 'yes' && wasAsked) expect(room.texts(phone).length).toBeGreaterThan(before);
    await samAccepts(room);
    await nobodyIsWorseOff(room);
  }
}

/** What he is given he takes: what becomes of a silent technician's tickets is another matter. */
async function samAccepts(room: Room): Promise<void> {
  const tickets = await room.sql<{ id: string; technicianId: string }>(
    `SELECT id, technician_id AS "technicianId" FROM assignment WHERE state IN ('created', 'delivered')`,
  );
  for (const { id, technicianId } of tickets)
    await report(room.house)({ assignmentId: id, technicianId, act: 'accept' });
  await room.settle();
}

type Standing = {
  readonly phone: string;
  readonly state: string;
  readonly from: Date;
  readonly hasTime: boolean;
  readonly revision: number;
  readonly takes: number;
};

async function nobodyIsWorseOff(room: Room): Promise<void> {
  const visits = await room.sql<Standing>(
    `SELECT c.phone, a.state, a.window_from AS "from", a.revision,
       EXISTS (SELECT 1 FROM assignment s JOIN occupancy o ON o.assignment_id = s.id WHERE s.appointment_id = a.id) AS "hasTime",
       (SELECT count(*)::int FROM gap_offer f WHERE f.appointment_id = a.id AND f.state = 'taken') AS takes
     FROM appointment a JOIN work_order w ON w.id = a.work_order_id JOIN customer c ON c.id = w.customer_id
     WHERE c.phone <> $1`,
    [OLGA],
  );
  for (const { phone, state, from, hasTime, revision, takes } of visits) {
    if (state === 'cancelled') continue;
    const old = local(`${HOURS[Number(phone.at(-1))]!}:00`, NEXT_DAY);
    // He has a time of his own, no later than before, and moved only by his own yes.
    expect([state, hasTime, from <= old, revision]).toEqual(['confirmed', true, true, 1 + takes]);
  }
  const gaps = await room.sql<{ asked: number; taken: number }>(
    `SELECT count(*)::int AS asked, count(*) FILTER (WHERE state = 'taken')::int AS taken FROM gap_offer GROUP BY gap_id`,
  );
  for (const { asked, taken } of gaps) expect([asked <= 3, taken <= 1]).toEqual([true, true]);
  expect(await room.sql('SELECT 1 FROM gap WHERE moves > 3')).toEqual([]);
  const twice = await room.sql(
    `SELECT 1 FROM occupancy a JOIN occupancy b ON a.technician_id = b.technician_id AND a.id < b.id AND a.during && b.during`,
  );
  expect(twice).toEqual([]);
}

it('whatever they answer, and whenever: one has the gap, and nobody loses what he had', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (it) => {
      const room = await open();
      try {
        await play(room, it);
      } finally {
        await room.close();
      }
    }),
    { seed: 4471, numRuns: 10, endOnFailure: true },
  );
}, 240_000);
