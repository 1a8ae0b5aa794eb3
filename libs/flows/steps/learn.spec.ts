import { minutesBetween, plusMinutes } from '#time/minutes';
import { hourOfWeek, plusDays } from '#time/zone';
import { type DrivenLeg, learnDrives } from '#eta/drives';
import { report } from '#flows/commands/report';
import { expectNight } from '#flows/timers/night';
import { book, DAVE, DAVES, TECHNICIANS } from '#test/branches/morning';
import { local, ZONE } from '#test/world/company';
import { type PastVisit, wall, writeHistory } from '#test/world/history';
import { openRoom, type Room } from '#test/world/room';

/* One night, from what the tables hold in the evening to what the next day is reckoned with. */

let room: Room;
let maria: string;
let sam: string;
let territoryId: string;
beforeEach(async () => {
  room = await openRoom({ technicians: TECHNICIANS, from: '02:30:00' });
  [maria, sam] = [room.technicians.get('Maria Gomez')!, room.technicians.get('Sam Reed')!];
  [{ id: territoryId }] = (await room.sql<{ id: string }>('SELECT id FROM territory')) as [{ id: string }];
});
afterEach(() => room.close());

const night = async () => {
  await room.sql(`UPDATE timer SET due_at = doorward_now() WHERE key = 'night'`);
  await expectNight(room.house);
  await room.sql(`UPDATE timer SET due_at = doorward_now() WHERE key = 'night'`);
  await room.settle();
};
const days = (n: number, last = '2026-03-02') => Array.from({ length: n }, (_, i) => plusDays(last, -i));

/** He comes at nine for the window from nine, and stays so long. */
const visit = (technicianId: string, day: string, minutes: number, more: Partial<PastVisit> = {}): PastVisit => {
  const from = wall(day, '09:00', ZONE);
  const window = { from, to: plusMinutes(from, 60), at: plusMinutes(from, -900), actor: 'customer Nora Kim' };
  return {
    customer: 'Nora Kim',
    technicianId,
    territoryId,
    workCode: 'repair',
    zone: ZONE,
    state: 'fulfilled',
    windows: [window],
    arrivedAt: from,
    endedAt: plusMinutes(from, minutes),
    ...more,
  };
};
/** Maria takes an hour and a half for a repair, Sam three quarters; a check takes both as long as it should. */
const season = () =>
  days(40).flatMap((day) => [
    visit(maria, day, 90),
    visit(sam, day, 45),
    visit(maria, day, 30, { workCode: 'short-check' }),
    visit(sam, day, 30, { workCode: 'short-check' }),
  ]);

type Row = { who: string; code: string; ratio: number; from: number };
const durations = () =>
  room.sql<Row>(
    `SELECT t.name AS who, work_type_code AS code, ratio, learned_from AS "from" FROM learned_duration l
     JOIN technician t ON t.id = l.technician_id ORDER BY 1, 2`,
  );
const everything = async () => ({
  types: await room.sql(
    'SELECT code, learned_ratio, learned_spread, learned_shape, learned_from FROM work_type ORDER BY 1',
  ),
  pairs: await room.sql('SELECT * FROM learned_duration ORDER BY technician_id, work_type_code'),
  early: await room.sql('SELECT name, learned_early FROM technician ORDER BY 1'),
  areas: await room.sql(
    `SELECT name, learned_door_minutes, learned_drive_spread, learned_paces, learned_turns, learned_from FROM territory ORDER BY 1`,
  ),
  ranges: await room.sql('SELECT * FROM learned_spread ORDER BY kind'),
});
const lastWord = async () =>
  (await room.sql<{ reason: string }>(`SELECT reason FROM timeline WHERE type = 'arrivals.learned' ORDER BY id DESC LIMIT 1`))[0]?.reason; // prettier-ignore

describe('a company that has done nothing yet', () => {
  it('learns nothing, and the next night comes all the same', async () => {
    const before = await everything();
    await night();
    expect(await everything()).toEqual(before);
    expect(before.types.map((row) => Object.values(row as object).slice(1))).toContainEqual([1, null, null, 0]);
    expect(await lastWord()).toBe('from 0 visits, 0 drives and 0 predictions');
    const timers = await room.sql(`SELECT due_at AS "dueAt" FROM timer WHERE key = 'night'`);
    expect(timers).toEqual([{ dueAt: local('03:00:00') }]);
  });
});

describe('from visits', () => {
  it('it is learned who is slow at what, and said from how many', async () => {
    await writeHistory(room.sql, season());
    await night();
    const learned = await durations();
    const of = (name: string, kind: string) => learned.find(({ who, code }) => who === name && code === kind)!;
    expect(of('Maria Gomez', 'repair').ratio).toBeGreaterThan(1.3);
    expect(of('Sam Reed', 'repair').ratio).toBeLessThan(0.9);
    expect(Math.abs(of('Maria Gomez', 'short-check').ratio - 1)).toBeLessThan(0.15);
    expect(learned.map(({ from }) => from)).toEqual([40, 40, 40, 40]);
    expect(await lastWord()).toBe('from 160 visits, 0 drives and 0 predictions');
    const [type] = await room.sql<{ shape: number[]; from: number }>(
      `SELECT learned_shape AS shape, learned_from AS "from" FROM work_type WHERE code = 'repair'`,
    );
    expect([type!.from, type!.shape.length]).toEqual([80, 32]);
  });

  it('nothing is learned from those that were cancelled, failed or never ended', async () => {
    await writeHistory(room.sql, season());
    await night();
    const before = await everything();
    const odd = days(40).flatMap((day) => [
      visit(maria, day, 400, { state: 'cancelled' }),
      visit(maria, day, 400, { state: 'failed' }),
      visit(sam, day, 400, { state: 'confirmed' }),
      visit(sam, day, -30),
    ]);
    await writeHistory(
      room.sql,
      odd.map((one) => ({ ...one, arrivedAt: plusMinutes(one.windows[0]!.from, 30) })),
      1000,
    );
    await night();
    const after = await everything();
    expect([after.types, after.pairs]).toEqual([before.types, before.pairs]);
  });

  it('the minutes he waited for the window are no work', async () => {
    const early = days(30).map((day) => {
      const whole = visit(maria, day, 60);
      return { ...whole, arrivedAt: plusMinutes(whole.arrivedAt!, -8) };
    });
    await writeHistory(room.sql, early);
    await night();
    expect((await durations())[0]!.ratio).toBeCloseTo(1, 1);
  });

  it('who rings before the window is known for it, and who waits is not', async () => {
    const rings = days(30).map((day) => {
      const whole = visit(maria, day, 60);
      return { ...whole, arrivedAt: plusMinutes(whole.arrivedAt!, -30) };
    });
    await writeHistory(room.sql, [...rings, ...days(30).map((day) => visit(sam, day, 60))]);
    await night();
    const early = await room.sql<{ name: string; early: number }>(
      'SELECT name, learned_early AS early FROM technician ORDER BY name',
    );
    expect(early[0]!.early).toBeGreaterThan(0.8);
    expect(early[1]!.early).toBe(0);
    // He began half an hour before the window and ended an hour after its beginning.
    expect((await durations()).find(({ who }) => who === 'Maria Gomez')!.ratio).toBeGreaterThan(1.25);
  });

  it('the next day is reckoned with it: after a slow technician’s repair the next customer is expected later', async () => {
    const nora = await book(room, { name: 'Nora Kim', phone: '+15550101' }, maria, '08:30', '09:30');
    const dave = await book(room, { name: 'Dave Miller', phone: DAVE }, maria, '09:30', '10:30');
    for (const { appointmentId } of [nora, dave]) {
      const [{ id }] = (await room.sql<{ id: string }>('SELECT id FROM assignment WHERE appointment_id = $1', [
        appointmentId,
      ])) as [{ id: string }];
      await report(room.house)({ assignmentId: id, technicianId: maria, act: 'accept' });
    }
    const eta = async () =>
      (await room.sql<{ p50: Date }>('SELECT eta_p50 AS p50 FROM appointment WHERE id = $1', [dave.appointmentId]))[0]!;
    const before = await eta();
    await writeHistory(room.sql, season());
    await night();
    await room.sql(`UPDATE timer SET due_at = doorward_now() WHERE kind = 'route.look'`);
    await room.settle();
    const later = minutesBetween(before.p50, (await eta()).p50);
    expect(later).toBeGreaterThan(15);
    expect(later).toBeLessThan(40);
  });
});

describe('from drives', () => {
  /** Four weeks before and four weeks after the clocks went back, in each zone. */
  const AUTUMN = days(56, '2025-11-23');

  async function drove(territory: string, zone: string, rush: string, start: number): Promise<DrivenLeg[]> {
    const drives = AUTUMN.flatMap((day) =>
      ['08:10', '10:10', '17:10'].flatMap((clock) =>
        [8, 16, 30].map((minutes) => {
          const setOut = wall(day, clock, zone);
          return { setOut, minutes, took: 3 + minutes * (clock === rush ? 1.7 : 1) };
        }),
      ),
    );
    const ids = await writeHistory(
      room.sql,
      drives.map(({ setOut }) => {
        const whole = visit(maria, '2025-11-01', 60, {
          windows: [{ from: setOut, to: plusMinutes(setOut, 60), at: plusMinutes(setOut, -900), actor: 'test' }],
        });
        return { ...whole, arrivedAt: setOut, endedAt: plusMinutes(setOut, 200), state: 'cancelled' as const };
      }),
      start,
    );
    await room.sql(
      `INSERT INTO drive (assignment_id, technician_id, territory_id, from_lat, from_lng, to_lat, to_lng, set_out_at, minutes, basis, pace, arrived_at)
       SELECT a.id, a.technician_id, $2, 1, 1, 1, 1, d."setOut", d.minutes, 'freeflow', 1, d."setOut" + make_interval(secs => 60 * d.took)
       FROM jsonb_to_recordset($1) AS d(id uuid, "setOut" timestamptz, minutes float8, took float8)
       JOIN assignment a ON a.appointment_id = d.id`,
      [JSON.stringify(drives.map((drive, i) => ({ ...drive, id: ids[i] }))), territory],
    );
    const now = await room.now();
    return drives.map(({ setOut, minutes, took }) => ({
      predictedMinutes: minutes,
      minutes: took,
      hourOfWeek: hourOfWeek(setOut, zone),
      turnMinutes: null,
      daysAgo: minutesBetween(setOut, now) / 1440,
    }));
  }
  const area = async (name: string) =>
    (
      await room.sql<{ door: number; paces: number[]; turns: number[]; from: number }>(
        `SELECT learned_door_minutes AS door, learned_paces AS paces, learned_turns AS turns, learned_from AS "from"
         FROM territory WHERE name = $1`,
        [name],
      )
    )[0]!;

  it('each area learns its own rush hour, by the clocks on its walls, before and after they are changed', async () => {
    const [{ id: berlin }] = (await room.sql<{ id: string }>(
      `INSERT INTO territory (name, zone) VALUES ('Spree', 'Europe/Berlin') RETURNING id`,
    )) as [{ id: string }];
    const [ours, theirs] = [
      await drove(territoryId, ZONE, '08:10', 0),
      await drove(berlin, 'Europe/Berlin', '17:10', 5000),
    ];
    await night();
    for (const [name, legs, rush, calm] of [
      ['Harbor', ours, 8, 10],
      ['Spree', theirs, 17, 8],
    ] as const) {
      const { door, paces, from } = await area(name);
      const expected = learnDrives(legs);
      expect(from).toBe(504);
      expect(door).toBeCloseTo(expected.doorMinutes, 6);
      for (const [hour, pace] of expected.paces.entries()) expect(paces[hour]).toBeCloseTo(pace, 6);
      expect(paces[24 + rush]).toBeGreaterThan(1.4);
      expect(paces[24 + calm]).toBeLessThan(1.2);
    }
    expect(await lastWord()).toBe('from 0 visits, 1008 drives and 0 predictions');
  });

  it('one that may have ended in waiting for the window says nothing of the roads', async () => {
    const ids = await writeHistory(
      room.sql,
      days(40).map((day) => visit(maria, day, 60)),
    );
    await room.sql(
      `INSERT INTO drive (assignment_id, technician_id, territory_id, from_lat, from_lng, to_lat, to_lng, set_out_at, minutes, basis, pace, arrived_at)
       SELECT a.id, a.technician_id, $2, 1, 1, 1, 1, p.arrived_at - interval '50 minutes', 20, 'freeflow', 1, p.arrived_at
       FROM assignment a JOIN appointment p ON p.id = a.appointment_id WHERE p.id = ANY($1)`,
      [ids, territoryId],
    );
    await night();
    expect((await area('Harbor')).from).toBe(0);
    expect(await lastWord()).toBe('from 40 visits, 0 drives and 0 predictions');
  });

  it('what lies between two visits is his own: another’s visit he once had the ticket of is none of it', async () => {
    const legs = days(40).flatMap((day) => {
      const his = visit(maria, day, 60);
      const lost = visit(sam, day, 75, { earlierTechnicians: [maria] });
      return [his, lost];
    });
    const ids = await writeHistory(room.sql, legs);
    const mine = ids.filter((_, i) => i % 2 === 0);
    const next = await writeHistory(
      room.sql,
      days(40).map((day) => ({
        ...visit(maria, day, 60),
        arrivedAt: wall(day, '10:40', ZONE),
        endedAt: wall(day, '11:40', ZONE),
      })),
      500,
    );
    expect(mine).toHaveLength(next.length);
    await room.sql(
      `INSERT INTO drive (assignment_id, technician_id, territory_id, from_lat, from_lng, to_lat, to_lng, set_out_at, minutes, basis, pace, arrived_at)
       SELECT a.id, a.technician_id, $2, 1, 1, 1, 1, p.arrived_at - interval '20 minutes', 20, 'freeflow', 1, p.arrived_at
       FROM assignment a JOIN appointment p ON p.id = a.appointment_id WHERE p.id = ANY($1)`,
      [next, territoryId],
    );
    await night();
    // He ends at ten and sets out at twenty past; the other's visit ended at a quarter past.
    expect((await area('Harbor')).turns[10]).toBeGreaterThan(14);
  });
});

describe('from predictions', () => {
  /** Predicted seven hours ahead, five minutes either way, and come up to a quarter of an hour off. */
  const predicted = () =>
    days(40).flatMap((day, i) =>
      [maria, sam].map((who, j) => {
        const one = visit(who, day, 60);
        const asOf = plusMinutes(one.arrivedAt!, -420);
        const p50 = plusMinutes(one.arrivedAt!, ((i * 2 + j) % 31) - 15);
        return { ...one, forecasts: [{ asOf, range: [plusMinutes(p50, -5), p50, plusMinutes(p50, 5)] as const }] };
      }),
    );

  it('ranges that were too narrow are widened, and the next day’s are', async () => {
    await writeHistory(room.sql, predicted());
    await night();
    const ranges = await room.sql<{ kind: string; early: number; late: number; from: number }>(
      'SELECT kind, early, late, learned_from AS "from" FROM learned_spread',
    );
    expect(ranges.map(({ kind, from }) => [kind, from])).toEqual([['within a day', 80]]);
    expect(ranges[0]!.early).toBeGreaterThan(1.7);
    expect(ranges[0]!.late).toBeGreaterThan(1.7);
    await book(room, { name: 'Dave Miller', phone: DAVE }, maria, '10:30', '11:30', DAVES);
    const [next] = await room.sql<{ plain: number; shown: number }>(
      `SELECT extract(epoch FROM plain_p90 - plain_p50)::float8 AS plain, extract(epoch FROM p90 - p50)::float8 AS shown
       FROM forecast ORDER BY as_of DESC LIMIT 1`,
    );
    expect(next!.shown / next!.plain).toBeGreaterThan(1.5);
  });

  it('are forgotten after six weeks, and so is what was learned from them', async () => {
    await writeHistory(room.sql, predicted());
    await night();
    await room.sql(`UPDATE appointment SET arrived_at = arrived_at - interval '90 days'`);
    await night();
    expect(await room.sql('SELECT * FROM learned_spread')).toEqual([]);
  });
});

it('learned twice in a night is learned once', async () => {
  await writeHistory(room.sql, season());
  await night();
  const once = await everything();
  await night();
  expect(await everything()).toEqual(once);
});
