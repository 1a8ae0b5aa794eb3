import fc from 'fast-check';
import pg from 'pg';
import { isRefused } from '#visits/refused';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { findWindows } from '#flows/commands/find-windows';
import { type Held, holdWindow } from '#flows/commands/hold-window';
import { openWorkOrder } from '#flows/commands/open-work-order';
import { saveTechnician } from '#flows/commands/setup/technicians';
import { DAVES, TECHNICIANS } from '#test/branches/morning';
import { eastOf, local, TERRITORY } from '#test/world/company';
import { openRoom, type Room } from '#test/world/room';

/* A technician is let go while customers book with him: no promise rests on who is not sent out any more. */

let room: Room;
let maria: string;
let territoryId: string;
beforeAll(async () => {
  room = await openRoom({ technicians: TECHNICIANS, from: '06:40:00', settings: { LATE_LIMIT: '1' } });
  maria = room.technicians.get('Maria Gomez')!;
  [{ id: territoryId }] = (await room.sql<{ id: string }>('SELECT id FROM territory')) as [{ id: string }];
});
afterAll(() => room.close());
beforeEach(async () => {
  await room.sql('TRUNCATE occupancy, hold, assignment CASCADE');
  await room.sql('UPDATE technician SET active = true');
  await room.sql('UPDATE territory SET hold_percent = 100');
  await clock(local('06:40'));
});

const clock = (shows: Date) => room.sql('UPDATE clock SET set_at = clock_timestamp(), shows = $1', [shows]);
const letGo = () =>
  saveTechnician(room.house)({
    id: maria,
    given: {
      name: 'Maria Gomez',
      phone: '+15550201',
      skills: ['fiber'],
      territoryId,
      home: eastOf(DAVES, 10),
      active: false,
    },
    dispatcher: 'Ana Silva',
  });

let asked = 0;
async function request(): Promise<string> {
  const n = String(++asked).padStart(4, '0');
  const opened = await openWorkOrder(room.house)({
    customer: { name: `Asks ${n}`, phone: `+15554${n}` },
    address: { street: '12 Oak St', city: 'Doorward', ...DAVES, territory: TERRITORY },
    workType: 'repair',
    notes: '',
    actor: 'test',
    invite: false,
  });
  return must(opened).appointmentId;
}
const must = <T>(answer: T): Exclude<T, { refused: string }> => {
  if (isRefused(answer)) throw new Error(answer.refused);
  return answer as Exclude<T, { refused: string }>;
};
const hold = (appointmentId: string, hour = 9) =>
  holdWindow(room.house)({
    appointmentId,
    technicianId: maria,
    window: { from: local(`${hour}:00`), to: local(`${hour + 1}:00`) },
    actor: 'test',
  });
const confirm = (appointmentId: string, { holdId }: Pick<Held, 'holdId'>, house = room.house) =>
  confirmBooking(house)({ appointmentId, holdId, actor: 'test' });
/** What rests on somebody who is not sent out any more. */
const onNobody = () =>
  room.sql(
    `SELECT s.state FROM assignment s JOIN technician t ON t.id = s.technician_id
       WHERE NOT t.active AND s.state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused')
     UNION ALL SELECT h.state FROM hold h JOIN technician t ON t.id = h.technician_id
       WHERE NOT t.active AND h.state = 'active' AND h.expires_at > doorward_now()`,
  );

it('who has a visit to come is not let go, nor who is held for somebody who decides; both are named', async () => {
  const visit = await request();
  const held = must(await hold(visit));
  const name = `Asks ${String(asked).padStart(4, '0')}`;
  expect(await letGo()).toMatchObject({ code: 'taken', refused: expect.stringContaining(name) });
  must(await confirm(visit, held));
  expect(await letGo()).toMatchObject({
    refused: expect.stringMatching(
      new RegExp(`^Maria Gomez still has a visit to come: ${name}, Tue Mar 3 9\\S* \\(ref`),
    ),
  });
});

it('a time that was seen before he was let go cannot be held after it', async () => {
  const visit = await request();
  const seen = must(await findWindows(room.house)({ appointmentId: visit }));
  const his = seen.find(({ technicianId }) => technicianId === maria)!;
  must(await letGo());
  expect(await holdWindow(room.house)({ appointmentId: visit, ...his, actor: 'test' })).toMatchObject({
    code: 'taken',
  });
  const now = must(await findWindows(room.house)({ appointmentId: visit }));
  expect(now.filter(({ technicianId }) => technicianId === maria)).toEqual([]);
});

it('a hold that had run out when he was let go is not taken up again', async () => {
  const visit = await request();
  const held = must(await hold(visit));
  await clock(held.expiresAt!);
  must(await letGo());
  expect(await confirm(visit, held)).toMatchObject({ code: 'expired' });
  expect(await onNobody()).toEqual([]);
});

it('a time that was chosen and could not be held is gone with him', async () => {
  await room.sql('UPDATE territory SET hold_percent = 0');
  const visit = await request();
  const chosen = must(await hold(visit));
  expect(chosen.held).toBe(false);
  must(await letGo());
  expect(await confirm(visit, chosen)).toMatchObject({ code: 'taken' });
  expect(await onNobody()).toEqual([]);
});

it('a confirmation that began while the hold lived, and waited until he was let go, finds it ended', async () => {
  const visit = await request();
  const held = must(await hold(visit));
  const gate = new pg.Client({ connectionString: room.house.settings.DATABASE_URL });
  await gate.connect();
  try {
    // Confirming looks whether the visit is blocked before it locks anybody; letting go does not.
    await gate.query('BEGIN; LOCK TABLE block IN ACCESS EXCLUSIVE MODE');
    const confirmed = confirm(visit, held);
    await waitingFor(gate, 'block');
    await clock(held.expiresAt!);
    must(await letGo());
    await gate.query('COMMIT');
    expect(await confirmed).toMatchObject({ code: 'expired' });
  } finally {
    await gate.end();
  }
  expect(await onNobody()).toEqual([]);
});

/** Until somebody waits for a lock on this table. */
async function waitingFor(client: pg.Client, table: string): Promise<void> {
  for (;;) {
    const { rows } = await client.query('SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::regclass', [
      table,
    ]);
    if (rows.length) return;
  }
}

it('whoever is faster: he stays with what was promised, or is let go with nothing', async () => {
  const outcomes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 }),
      fc.integer({ min: 0, max: 12 }),
      async (pauses, before) => {
        await room.sql('TRUNCATE occupancy, hold, assignment CASCADE');
        await room.sql('UPDATE technician SET active = true');
        const visits = [await request(), await request(), await request()];
        const books = async (visit: string, nth: number) => {
          await turns(pauses[nth]!);
          const held = await hold(visit, 9 + nth * 2);
          if (isRefused(held)) return held;
          await turns(pauses[nth]!);
          return confirm(visit, held);
        };
        const leaves = async () => {
          await turns(before);
          return letGo();
        };
        const [left, ...booked] = await Promise.all([leaves(), ...visits.map(books)]);
        const promised = booked.filter((answer) => !isRefused(answer));
        expect(await onNobody()).toEqual([]);
        if (promised.length) expect(isRefused(left)).toBe(true);
        outcomes.add(isRefused(left) ? 'stays' : 'goes');
      },
    ),
    { seed: 11, numRuns: 25 },
  );
  expect([...outcomes].sort()).toEqual(['goes', 'stays']);
});

/** Lets the others go first so many times. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await room.sql('SELECT 1');
}
