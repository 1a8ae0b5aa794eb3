import { plusMinutes } from '#time/minutes';
import { plusDays, startOfDay } from '#time/zone';
import { visitsBehind } from '#eta/figure-visits';
import { judgeVisits } from '#eta/visit-record';
import { weighUp } from '#eta/were-we-right';
import { visitRecords } from '#store/figures';
import { buildTown, type FreshStore, freshStore, type Town } from '#test/setup/store';
import { type PastVisit, wall, writeHistory } from '#test/world/history';

const ZONE = 'America/New_York';
const DAY = '2026-03-03';
/** Summer time begins: the day has 23 hours. */
const SPRING = '2026-03-08';
const NOW = wall('2026-03-20', '12:00', ZONE);

let fresh: FreshStore;
let town: Town;
let ids: string[];
let elsewhere: string;

const at = (clock: string, day = DAY) => wall(day, clock, ZONE);
const range = (p10: string, p50: string, p90: string, day = DAY) => [at(p10, day), at(p50, day), at(p90, day)] as const;

beforeAll(async () => {
  fresh = await freshStore();
  town = await buildTown(fresh.store, ['Maria Gomez', 'Sam Reed']);
  const [other] = await fresh.store.read<{ id: string }>(
    `INSERT INTO territory (name, zone) VALUES ('Far West', 'America/Los_Angeles') RETURNING id`,
  );
  elsewhere = other!.id;
  ids = await writeHistory(fresh.store.read, fourteen());
});
afterAll(() => fresh.close());

/** Fourteen visits, and what is true of each. */
function fourteen(): PastVisit[] {
  const [maria, sam] = town.technicianIds as [string, string];
  const window = (
    from: string,
    to: string,
    day = DAY,
    more: { at?: Date; actor?: string; technicianId?: string } = {},
  ) => ({
    from: at(from, day),
    to: at(to, day),
    at: at('18:00', plusDays(day, -1)),
    actor: 'customer Dave Miller',
    ...more,
  });
  const morning = window('08:30', '09:30');
  const visit = (more: Partial<PastVisit>): PastVisit => ({
    customer: 'Dave Miller',
    technicianId: maria,
    territoryId: town.territoryId,
    workCode: 'repair',
    zone: ZONE,
    state: 'fulfilled',
    windows: [morning],
    texts: [{ at: morning.at, kind: 'booked' }],
    ...more,
  });
  const booked = { at: morning.at, kind: 'booked' };
  const late = { at: at('08:01'), kind: 'late', tells: range('11:15', '11:35', '11:55') };
  /** Twenty minutes wide around the arrival, standing at all horizons. */
  const sure = (arrivedAt: Date) => [
    {
      asOf: plusMinutes(arrivedAt, -150),
      range: [plusMinutes(arrivedAt, -10), arrivedAt, plusMinutes(arrivedAt, 10)] as const,
    },
  ];
  const came = (clock: string, day = DAY) => ({ arrivedAt: at(clock, day), endedAt: plusMinutes(at(clock, day), 60) });
  return [
    // 0: in time, predicted to the minute.
    visit({ ...came('09:00'), forecasts: sure(at('09:00')) }),
    // 1: early, and nothing was ever predicted.
    visit(came('08:20')),
    // 2: late without a word, 20 min after every prediction.
    visit({
      ...came('09:50'),
      forecasts: [{ asOf: at('07:00'), range: range('09:20', '09:30', '09:40') }],
    }),
    // 3: announced late, and came in the range; the prediction stood from 8:01 on: 2 h, 1 h, 30 and 15 min before.
    visit({ ...came('11:40'), texts: [booked, late], forecasts: [{ asOf: at('08:01'), range: late.tells }] }),
    // 4: announced late, and came after the range.
    visit({ ...came('12:05'), texts: [booked, late] }),
    // 5: announced late, and came in time: a false alarm.
    visit({ ...came('09:10'), texts: [booked, late] }),
    // 6: the announcement never arrived: he was told nothing, and his told range counts for nothing.
    visit({ ...came('11:40'), texts: [booked, { ...late, state: 'undelivered' }] }),
    // 7: the customer moved it the evening before. What was predicted for the old window does not count.
    visit({
      windows: [morning, window('13:00', '14:00', DAY, { at: at('20:00', '2026-03-02') })],
      ...came('13:30'),
      forecasts: [
        { asOf: at('19:00', '2026-03-02'), range: range('08:30', '08:40', '08:50') },
        { asOf: at('12:40'), range: range('13:20', '13:30', '13:40') },
      ],
    }),
    // 8: moved after the announcement, to another technician, who was in time.
    visit({
      technicianId: sam,
      windows: [{ ...morning, technicianId: maria }, window('09:30', '10:30', DAY, { at: at('08:06') })],
      ...came('09:54'),
      texts: [booked, late],
      forecasts: [
        { asOf: at('08:01'), range: late.tells, technicianId: maria },
        { asOf: at('08:06'), range: range('09:45', '09:55', '10:05') },
      ],
    }),
    // 9: moved after the desk had offered other times.
    visit({
      windows: [morning, window('16:00', '17:00', DAY, { at: at('07:50') })],
      ...came('16:30'),
      texts: [booked, { at: at('07:40'), kind: 'fresh-choices' }],
    }),
    // 10: given to another technician in the same window; the first prediction was about the first one.
    visit({
      technicianId: sam,
      earlierTechnicians: [maria],
      windows: [{ ...morning, technicianId: maria }],
      ...came('09:15'),
      forecasts: [
        { asOf: at('07:00'), range: range('08:30', '08:40', '08:50'), technicianId: maria },
        { asOf: at('08:40'), range: range('09:05', '09:15', '09:25') },
      ],
    }),
    // 11: nobody ever came.
    visit({ state: 'confirmed' }),
    // 12: cancelled in time: counts for nothing.
    visit({ state: 'cancelled', endedAt: at('07:00') }),
    // 13: on the day summer time began: given up at the door, in time.
    visit({
      state: 'failed',
      windows: [window('08:30', '09:30', SPRING)],
      ...came('09:00', SPRING),
      forecasts: sure(at('09:00', SPRING)),
    }),
  ];
}

const spansOf = (from: string, to: string, territoryId = town.territoryId, zone = ZONE) => [
  { territoryId, from: startOfDay(from, zone), to: startOfDay(plusDays(to, 1), zone) },
];
const judged = async (from: string, to: string) =>
  judgeVisits(await visitRecords({ sql: fresh.store.read }, spansOf(from, to), 1000), NOW);

it('fourteen visits, counted by hand', async () => {
  const figures = weighUp(await judged(DAY, SPRING));
  expect(figures.visits).toEqual({ due: 13, open: 0, cancelled: 1 });
  // Kept: 0, 1, 5, 7, 10, 13.
  expect(figures.firstPromise).toMatchObject({ of: 13, count: 6 });
  // Something in its place: 3, 4 and 5 by the told range; 8 and 9 by the window. Not kept: 4.
  expect(figures.secondPromise).toEqual({ visits: 5, of: 5, count: 4, percent: null });
  // First word before the end: 3, 4, 8 (8:01) and 9 (7:40). None: 2, 6, 11.
  expect(figures.warning.unwarned).toMatchObject({ of: 7, count: 3 });
  // Nothing said after what was said last: 2, 4, 6, 11.
  expect(figures.surprises).toMatchObject({ of: 13, count: 4 });
  // Announced, and the window stood: 3, 4, 5.
  expect(figures.falseAlarms).toMatchObject({ of: 3, count: 1 });
  // Undelivered texts are none: 9 visits with one text, 3, 4, 5, 8, 9 with two, 6 with one: 13 + 5.
  expect(figures.texts.value).toBeCloseTo(18 / 13);
  // Kept or told in time: six and four.
  expect(figures.quarters).toEqual([
    { quarter: '2026-Q1', met: { visits: 13, of: 13, count: 10, percent: (100 * 10) / 13 }, isMet: false },
  ]);
});

it('predictions as they stood, counted by hand', async () => {
  const { byHorizon, predictions } = weighUp(await judged(DAY, SPRING));
  // 0, 3 and 13 stood at all four; 2 at all four and wrong; 7 from 12:40 on: 30 and 15 min;
  // 8 from 8:06 on: 60, 30, 15; 10 at 120 and 60 about Maria and wrong, at 30 and 15 right.
  expect(byHorizon.map(({ minutes, coverage: { of, count } }) => [minutes, of, count])).toEqual([
    [120, 5, 3],
    [60, 6, 4],
    [30, 7, 6],
    [15, 7, 6],
  ]);
  expect(predictions.coverage).toEqual({ visits: 7, of: 25, count: 19, percent: null });
});

it('a technician answers for his own predictions only', async () => {
  const { byTechnician } = weighUp(await judged(DAY, SPRING));
  expect(
    byTechnician.map(({ technician, visits, coverage: { of, count } }) => [technician, visits, of, count]),
  ).toEqual([
    ['Maria Gomez', 11, 18, 14],
    ['Sam Reed', 2, 5, 5],
  ]);
});

it('the days are those of the place, the one of 23 hours included', async () => {
  expect((await judged(SPRING, SPRING)).map(({ record }) => record.appointmentId)).toEqual([ids[13]]);
  expect((await judged(plusDays(SPRING, 1), '2026-03-20')).length).toBe(0);
  expect((await judged('2026-02-01', plusDays(DAY, -1))).length).toBe(0);
  expect((await judged(DAY, DAY)).length).toBe(13);
});

it("another territory's visits are its own, by its own clocks", async () => {
  const from = wall(DAY, '22:30', 'America/Los_Angeles'); // it is the next day in New York
  const far: PastVisit = {
    customer: 'Far Away',
    technicianId: town.technicianIds[0]!,
    territoryId: elsewhere,
    workCode: 'repair',
    zone: 'America/Los_Angeles',
    state: 'confirmed',
    windows: [{ from, to: plusMinutes(from, 60), at: NOW, actor: 'customer Far Away' }],
  };
  const [id] = await writeHistory(fresh.store.read, [far], 500);
  const read = (spans: ReturnType<typeof spansOf>) => visitRecords({ sql: fresh.store.read }, spans, 1000);
  const there = spansOf(DAY, DAY, elsewhere, 'America/Los_Angeles');
  expect((await read(there)).map(({ appointmentId }) => appointmentId)).toEqual([id]);
  expect(await read(spansOf(plusDays(DAY, 1), plusDays(DAY, 1), elsewhere, 'America/Los_Angeles'))).toEqual([]);
  expect((await read([...spansOf(DAY, DAY), ...there])).length).toBe(14);
  expect(await read([])).toEqual([]);
});

it('one more than wanted says that there are more', async () => {
  expect((await visitRecords({ sql: fresh.store.read }, spansOf(DAY, DAY), 4)).length).toBe(5);
});

it('the visits behind a figure are named with what happened', async () => {
  const behind = visitsBehind(await judged(DAY, SPRING), 'surprises', {});
  expect(behind.slice(0, 4).map(({ visit, verdict }) => [ids.indexOf(visit.record.appointmentId), verdict])).toEqual([
    [2, 'Nothing told beyond the window; came 9:50am, 20 min after the window, without a new word'],
    [4, 'Told 11:15am-11:55am last; came 12:05pm, 10 min after that, without a new word'],
    [6, 'Nothing told beyond the window; came 11:40am, 2h10 after the window, without a new word'],
    [11, 'Nothing told beyond the window; nobody came, without a new word'],
  ]);
});

it('the days are found by an index', async () => {
  const plan = await fresh.store.commit(async (tx) => {
    await tx.sql('SET LOCAL enable_seqscan = off');
    const rows = await tx.sql<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT 1 FROM appointment WHERE window_from >= $1 AND window_from < $2`,
      [at('00:00'), at('23:00')],
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toContain('appointment_window_from_idx');
});
