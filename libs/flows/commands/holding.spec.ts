import fc from 'fast-check';
import { isRefused } from '#visits/refused';
import { visitOf } from '#store/visit';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { findWindows } from '#flows/commands/find-windows';
import { type Held, holdWindow } from '#flows/commands/hold-window';
import { openWorkOrder } from '#flows/commands/open-work-order';
import { book, DAVE, DAVES, type Morning, openMorning, TECHNICIANS } from '#test/branches/morning';
import { local, TERRITORY } from '#test/world/company';
import { openRoom, type Room } from '#test/world/room';

const setClock = (room: Room, shows: Date) =>
  room.sql('UPDATE clock SET set_at = clock_timestamp(), shows = $1', [shows]);

/** One visit right after the other is likely to be late; that is not what is looked at here. */
const ANY_CHANCE = { LATE_LIMIT: '1' };

let asked = 0;
/** Somebody else who wants a visit. */
async function request(room: Room): Promise<string> {
  const n = String(++asked).padStart(4, '0');
  const opened = await openWorkOrder(room.house)({
    customer: { name: `Asks ${n}`, phone: `+15554${n}` },
    address: { street: '12 Oak St', city: 'Doorward', ...DAVES, territory: TERRITORY },
    workType: 'repair',
    notes: '',
    actor: 'test',
    invite: false,
  });
  if (isRefused(opened)) throw new Error(opened.refused);
  return opened.appointmentId;
}

const hold = (room: Room, appointmentId: string, technicianId: string, hour: number) =>
  holdWindow(room.house)({
    appointmentId,
    technicianId,
    window: { from: local(`${hour}:00`), to: local(`${hour + 1}:00`) },
    actor: 'test',
  });
const confirm = (room: Room, appointmentId: string, { holdId }: Held) =>
  confirmBooking(room.house)({ appointmentId, holdId, actor: 'test' });
const must = <T>(answer: T): Exclude<T, { refused: string }> => {
  if (isRefused(answer)) throw new Error(answer.refused);
  return answer as Exclude<T, { refused: string }>;
};
/** Two stays of one technician at the same time, or a promise that takes no time. */
const wrong = (room: Room) =>
  room.sql(
    `SELECT 1 FROM occupancy a JOIN occupancy b ON a.technician_id = b.technician_id AND a.id < b.id AND a.during && b.during
     UNION ALL
     SELECT 1 FROM assignment s LEFT JOIN occupancy o ON o.assignment_id = s.id WHERE s.state = 'created' AND o.id IS NULL`,
  );

describe('at the end of a hold', () => {
  let room: Room;
  let maria: string;
  beforeAll(async () => {
    room = await openRoom({ technicians: TECHNICIANS, from: '07:00:00', settings: ANY_CHANCE });
    maria = room.technicians.get('Maria Gomez')!;
  });
  afterAll(() => room.close());
  let hour = 8;
  const near = (held: Held, ms: number) => setClock(room, new Date(held.expiresAt!.getTime() + ms));

  it.each([-1, 0, 1])('%i ms from it: confirmed; kept, or taken up again', async (ms) => {
    const appointmentId = await request(room);
    const held = must(await hold(room, appointmentId, maria, (hour += 1)));
    await near(held, ms);
    expect(must(await confirm(room, appointmentId, held)).state).toBe('confirmed');
    // Once more answers the same: no second promise.
    expect(must(await confirm(room, appointmentId, held)).revision).toBe(1);
    expect(await wrong(room)).toEqual([]);
  });

  it.each([
    [-1, 'taken', 'confirmed'],
    [0, 'free', 'expired'],
    [1, 'free', 'expired'],
  ])('%i ms from it: to somebody else the time is %s, and then the first one is %s', async (ms, toOthers, first) => {
    const [his, hers] = [await request(room), await request(room)];
    const held = must(await hold(room, his, maria, (hour += 1)));
    await near(held, ms); // and no timer has rung
    const isFree = toOthers === 'free';
    const windows = must(await findWindows(room.house)({ appointmentId: hers }));
    const offered = windows.some(
      (slot) => slot.technicianId === maria && slot.window.from.getTime() === held.window.from.getTime(),
    );
    expect(isFree || !offered).toBe(true);
    const next = await hold(room, hers, maria, hour);
    expect(isRefused(next)).toBe(!isFree);
    if (!isRefused(next)) expect(must(await confirm(room, hers, next)).state).toBe('confirmed');
    expect(await confirm(room, his, held)).toMatchObject(
      first === 'confirmed' ? { state: 'confirmed' } : { code: first },
    );
    expect(await wrong(room)).toEqual([]);
  });
});

describe('a property of holds', () => {
  let room: Room;
  beforeAll(async () => {
    room = await openRoom({ technicians: TECHNICIANS, from: '07:00:00', settings: ANY_CHANCE });
    await room.sql('UPDATE territory SET hold_percent = 100');
  });
  afterAll(() => room.close());

  // I14: after its end a hold stands in nobody's way, before it it stands in everybody's; a confirmation succeeds while
  // the hold lives or when nobody has taken the time since.
  it('who comes before its end is refused, who comes after it is not; confirming is all or nothing', async () => {
    let day = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(-60_000, -1, 0, 1, 60_000),
        fc.constantFrom(0, 1),
        fc.boolean(),
        async (ms, who, comesFirst) => {
          const technicianId = [...room.technicians.values()][who]!;
          const hour = 8 + (day++ % 9);
          await room.sql('TRUNCATE occupancy, hold, assignment CASCADE');
          await setClock(room, local('07:00:00'));
          const [his, hers] = [await request(room), await request(room)];
          const held = must(await hold(room, his, technicianId, hour));
          await setClock(room, new Date(held.expiresAt!.getTime() + ms));
          const isAlive = ms < 0;
          if (comesFirst) {
            const next = await hold(room, hers, technicianId, hour);
            expect(isRefused(next)).toBe(isAlive);
            expect(isRefused(await confirm(room, his, held))).toBe(!isAlive);
          } else {
            expect(must(await confirm(room, his, held)).state).toBe('confirmed');
            expect(isRefused(await hold(room, hers, technicianId, hour))).toBe(true);
          }
          expect(await wrong(room)).toEqual([]);
        },
      ),
      { seed: 20260303, numRuns: 30 },
    );
  }, 120_000);
});

describe('the budget of a territory', () => {
  // Two shifts of eleven and a half hours: 1,380 minutes, of which 15 in a hundred are 207: three holds of an hour.
  let room: Room;
  let technicians: string[];
  beforeEach(async () => {
    room = await openRoom({ technicians: TECHNICIANS, from: '07:00:00', settings: ANY_CHANCE });
    technicians = [...room.technicians.values()];
  });
  afterEach(() => room.close());

  const holdEach = async (hours: readonly number[]) => {
    const answers = [];
    for (const hour of hours) {
      const appointmentId = await request(room);
      answers.push({ appointmentId, held: must(await hold(room, appointmentId, technicians[0]!, hour)) });
    }
    return answers;
  };

  it('beyond it a time is chosen unheld: whoever confirms first has it, and the other is refused', async () => {
    const answers = await holdEach([8, 10, 12, 14]);
    expect(answers.map(({ held }) => held.held)).toEqual([true, true, true, false]);
    const { appointmentId, held } = answers[3]!;
    expect(held.expiresAt).toBeNull();
    const other = await request(room);
    const same = must(await hold(room, other, technicians[0]!, 14));
    expect(same.held).toBe(false);
    const both = [confirm(room, appointmentId, held), confirm(room, other, same)];
    const said = (await Promise.all(both)).map((answer) => (isRefused(answer) ? answer.code : answer.state));
    expect(said.sort()).toEqual(['confirmed', 'taken']);
    expect(await wrong(room)).toEqual([]);
  });

  it('is of each day by itself, of what is free on it, and dead holds count for nothing', async () => {
    const [first] = await holdEach([8, 10, 12]);
    const tomorrow = await request(room);
    const window = { from: local('08:00', '2026-03-04'), to: local('09:00', '2026-03-04') };
    const asked = { appointmentId: tomorrow, technicianId: technicians[0]!, window, actor: 'test' };
    expect(must(await holdWindow(room.house)(asked)).held).toBe(true);
    await setClock(room, new Date(first!.held.expiresAt!.getTime()));
    expect((await holdEach([14]))[0]!.held.held).toBe(true);
    await room.sql('UPDATE territory SET hold_percent = 0');
    expect((await holdEach([16]))[0]!.held.held).toBe(false);
  });

  it('holds of many at once never keep more than it, whatever the order', async () => {
    const requests = await Promise.all(Array.from({ length: 8 }, () => request(room)));
    const answers = await Promise.all(
      requests.map((appointmentId, n) => hold(room, appointmentId, technicians[n % 2]!, 8 + n)),
    );
    expect(answers.filter((answer) => !isRefused(answer) && answer.held)).toHaveLength(3);
    expect(answers.filter(isRefused)).toEqual([]);
  });
});

describe('offered by text', () => {
  let morning: Morning;
  beforeEach(async () => {
    morning = await openMorning();
    await morning.until('08:00');
  });
  afterEach(() => morning.close());
  const late = () => morning.tap('late', { minutes: 120 });
  const revision = async () => (await visitOf({ sql: morning.sql }, morning.appointmentId))!.revision;

  it('times beyond the budget say that they are not held, and are taken all the same while they are free', async () => {
    await morning.sql('UPDATE territory SET hold_percent = 0');
    await late();
    expect(morning.last()).toMatch(/Reply:\n1 Keep Maria\n2 .*\n0 A person.*\nNot held/s);
    expect(await morning.sql(`SELECT 1 FROM hold WHERE state = 'active'`)).toEqual([]);
    await morning.hears(DAVE, '2');
    expect(morning.last()).toContain('Done.');
    expect(await revision()).toBe(2);
    expect(await wrong(morning)).toEqual([]);
  });

  it('a line that is not held says so where others are', async () => {
    await morning.sql('UPDATE territory SET hold_percent = 5'); // of 1,320 minutes: one hour
    await late();
    const lines = morning.last().split('\n');
    const unheld = lines.filter((line) => line.endsWith(', not held'));
    expect(unheld.length).toBeGreaterThan(0);
    expect(lines.filter((line) => /^[2-9] /.test(line)).length).toBeGreaterThan(unheld.length);
    expect(morning.last()).toContain('Held');
  });

  it('one that somebody else took meanwhile gives fresh ones, and nothing has changed', async () => {
    await morning.sql('UPDATE territory SET hold_percent = 0');
    await late();
    const [prompt] = await morning.sql<{ digits: Record<string, { technicianId: string; window: { from: string } }> }>(
      `SELECT digits FROM prompt WHERE state = 'open'`,
    );
    const second = prompt!.digits['2']!;
    const from = new Date(second.window.from);
    const hhmm = (t: Date) => t.toLocaleTimeString('en-GB', { timeZone: 'America/New_York' }).slice(0, 5);
    const [start, end] = [hhmm(from), hhmm(new Date(from.getTime() + 3_600_000))];
    await book(morning, { name: 'Nora Kim', phone: '+15550101' }, second.technicianId, start, end);
    await morning.hears(DAVE, '2');
    expect(morning.last()).toMatch(/^That time was just taken\. Still free, as of 8:00am, not held:\n1 Keep/);
    expect(await revision()).toBe(1);
  });

  it('a digit for a time that was offered instead of an earlier promise does nothing', async () => {
    await morning.sql('UPDATE territory SET hold_percent = 0');
    await late();
    await morning.sql('UPDATE appointment SET revision = revision + 1');
    await morning.hears(DAVE, '2');
    expect(morning.last()).not.toContain('Done.');
  });
});

describe('a time that overlaps his own visit with the same technician', () => {
  it('is not held, for it is taken by himself; confirming moves the visit', async () => {
    const morning = await openMorning();
    try {
      const window = { from: local('09:00'), to: local('10:00') };
      const { appointmentId, maria: technicianId } = morning;
      const held = must(await holdWindow(morning.house)({ appointmentId, technicianId, window, actor: 'test' }));
      expect(held.held).toBe(false);
      expect(must(await confirm(morning, appointmentId, held)).window).toEqual(window);
      expect(await wrong(morning)).toEqual([]);
    } finally {
      await morning.close();
    }
  });
});
