import fc from 'fast-check';
import { plusDays } from '#time/zone';
import { isRefused } from '#visits/refused';
import { shiftDays } from '#flows/commands/setup/read-setup';
import { type DayGiven, setShifts, type ShiftGiven } from '#flows/commands/setup/shifts';
import { book, DAVE, TECHNICIANS } from '#test/branches/morning';
import { DAY } from '#test/world/company';
import { openRoom, type Room } from '#test/world/room';

let room: Room;
let maria: string;
let sam: string;
beforeAll(async () => {
  room = await openRoom({ technicians: TECHNICIANS, from: '06:40:00' });
  [maria, sam] = [room.technicians.get('Maria Gomez')!, room.technicians.get('Sam Reed')!];
});
afterAll(() => room.close());

const FORWARD = '2026-03-08';
const BACK = '2026-11-01';
const at = (hhmm: string) => Number(hhmm.slice(0, 2)) * 60 + Number(hhmm.slice(3));
const shift = (from: string, to: string, pause?: readonly [string, number]): ShiftGiven => ({
  from: at(from),
  to: at(to),
  break: pause ? { from: at(pause[0]), minutes: pause[1] } : null,
});
const set = (days: readonly DayGiven[], technicianId = sam) =>
  setShifts(room.house)({ technicianId, days, dispatcher: 'Ana Silva' });
const read = async (day: string) => (await shiftDays(room.house, sam, day, day))![0]!.shifts;
const instants = (day: string) =>
  room.sql<{ from: Date; to: Date; breakFrom: Date | null }>(
    `SELECT lower(during) AS from, upper(during) AS to, break_from AS "breakFrom" FROM shift
     WHERE technician_id = $1 AND (lower(during) AT TIME ZONE 'America/New_York')::date = $2 ORDER BY during`,
    [sam, day],
  );

describe('the day on which clocks go forward', () => {
  it.each([
    ['its beginning', shift('02:30', '12:00')],
    ['its end', shift('00:30', '02:15')],
    ['its break', shift('00:30', '12:00', ['02:00', 30])],
  ])('a shift with %s in the skipped hour is refused in words, and the day stays as it was', async (_, skipped) => {
    const before = await read(FORWARD);
    expect(await set([{ day: FORWARD, shift: skipped }])).toMatchObject({
      refused: `On ${FORWARD} clocks go forward and skip one of these times: please choose another.`,
    });
    expect(await read(FORWARD)).toEqual(before);
  });

  it('a week is refused whole for the one day on which it cannot be', async () => {
    const days = [-1, 0, 1].map((by) => ({ day: plusDays(FORWARD, by), shift: shift('02:30', '10:00') }));
    const before = await shiftDays(room.house, sam, plusDays(FORWARD, -1), plusDays(FORWARD, 1));
    expect(isRefused(await set(days))).toBe(true);
    expect(await shiftDays(room.house, sam, plusDays(FORWARD, -1), plusDays(FORWARD, 1))).toEqual(before);
  });

  it('a shift across it begins and ends by the clock on the wall, an hour shorter', async () => {
    expect(await set([{ day: FORWARD, shift: shift('00:00', '24:00', ['12:00', 30]) }])).toEqual({ days: 1 });
    expect(await instants(FORWARD)).toEqual([
      {
        from: new Date('2026-03-08T05:00Z'),
        to: new Date('2026-03-09T04:00Z'),
        breakFrom: new Date('2026-03-08T16:00Z'),
      },
    ]);
    expect(await read(FORWARD)).toEqual([shift('00:00', '24:00', ['12:00', 30])]);
  });
});

describe('the day on which clocks go back', () => {
  it('a time that comes twice is its first coming, and is read back as it was given', async () => {
    expect(await set([{ day: BACK, shift: shift('01:30', '09:00', ['01:45', 30]) }])).toEqual({ days: 1 });
    expect(await instants(BACK)).toEqual([
      {
        from: new Date('2026-11-01T05:30Z'),
        to: new Date('2026-11-01T14:00Z'),
        breakFrom: new Date('2026-11-01T05:45Z'),
      },
    ]);
    expect(await read(BACK)).toEqual([shift('01:30', '09:00', ['01:45', 30])]);
  });

  it('a shift across it is an hour longer', async () => {
    expect(await set([{ day: BACK, shift: shift('00:00', '24:00') }])).toEqual({ days: 1 });
    expect(await instants(BACK)).toMatchObject([
      { from: new Date('2026-11-01T04:00Z'), to: new Date('2026-11-02T05:00Z') },
    ]);
  });
});

describe('in any zone, on days around both changes', () => {
  const ZONES = [
    ['America/New_York', FORWARD, BACK],
    ['America/Phoenix', FORWARD, BACK],
    // Midnight itself is skipped there.
    ['America/Havana', FORWARD, BACK],
    // Half an hour.
    ['Australia/Lord_Howe', '2026-10-04', '2026-04-05'],
    ['Africa/Cairo', '2026-04-24', '2026-10-30'],
  ] as const;
  const minutes = (least: number, most: number) => fc.integer({ min: least / 15, max: most / 15 }).map((n) => n * 15);
  const anyShift = fc.record({
    from: minutes(0, 1425),
    to: minutes(15, 1440),
    break: fc.option(fc.record({ from: minutes(0, 1425), minutes: minutes(15, 240) })),
  });

  it('what is set is read back as it was given; what is refused leaves the day as it was', async () => {
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...ZONES),
          fc.boolean(),
          fc.integer({ min: -1, max: 1 }),
          anyShift,
          async ([zone, forward, back], isForward, by, given) => {
            await room.sql('UPDATE territory SET zone = $1', [zone]);
            await room.sql('DELETE FROM shift WHERE technician_id = $1', [sam]);
            const day = plusDays(isForward ? forward : back, by);
            const answer = await set([{ day, shift: given }]);
            expect(await read(day)).toEqual(isRefused(answer) ? [] : [given]);
          },
        ),
        { seed: 8, numRuns: 250 },
      );
    } finally {
      await room.sql(`UPDATE territory SET zone = 'America/New_York'`);
    }
  });
});

it('a day that is over, one with two shifts at once, and a stranger are refused in words', async () => {
  expect(await set([{ day: '2026-03-02', shift: null }])).toMatchObject({
    refused: '2026-03-02 is over: its shift stays as it was.',
  });
  expect(await set([{ day: DAY, shift: shift('09:00', '09:00') }])).toMatchObject({
    refused: `On ${DAY} the shift ends before it begins.`,
  });
  expect(await set([{ day: DAY, shift: shift('09:00', '17:00', ['16:45', 30]) }])).toMatchObject({
    refused: `On ${DAY} the break does not lie within the shift.`,
  });
  expect(await set([{ day: DAY, shift: null }], '00000000-0000-4000-8000-000000000000')).toMatchObject({
    refused: 'There is no such technician any more.',
  });
});

it('a shift that somebody is booked into is neither cut nor taken away; around him it may change', async () => {
  await book(room, { name: 'Dave Miller', phone: DAVE }, maria, '08:30', '09:30');
  const cut = await set([{ day: DAY, shift: shift('10:00', '17:00') }], maria);
  expect(cut).toMatchObject({
    refused: expect.stringMatching(/^Maria Gomez would not be there .* Dave Miller, Tue Mar 3/),
  });
  expect(isRefused(await set([{ day: DAY, shift: null }], maria))).toBe(true);
  expect(await set([{ day: DAY, shift: shift('08:00', '17:00') }], maria)).toEqual({ days: 1 });
});
