import { plusMinutes } from '#time/minutes';
import { isRefused } from '#visits/refused';
import type { Terms } from '#routes/slot-search';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { findWindows } from '#flows/commands/find-windows';
import { holdWindow } from '#flows/commands/hold-window';
import { openWorkOrder } from '#flows/commands/open-work-order';
import { candidatesFor, FOR_THE_DESK } from '#flows/steps/candidates';
import { visitOf } from '#store/visit';
import { book, DAVES, TECHNICIANS } from '#test/branches/morning';
import { DAY, eastOf, local, TERRITORY } from '#test/world/company';
import { openRoom, type Room } from '#test/world/room';

/* Which times are offered, by the rows in the tables; Maria and Sam are free from 6:30 to 18:00 unless it says otherwise. */

let room: Room;
let [maria, sam] = ['', ''];
beforeEach(async () => {
  room = await openRoom({ technicians: TECHNICIANS, from: '07:42:00' });
  [maria, sam] = [room.technicians.get('Maria Gomez')!, room.technicians.get('Sam Reed')!];
});
afterEach(() => room.close());

const open = async (name = 'Nora Kim', phone = '+15550177') => {
  const opened = await openWorkOrder(room.house)({
    customer: { name, phone },
    address: { street: '3 Elm St', city: 'Doorward', ...DAVES, territory: TERRITORY },
    workType: 'repair',
    notes: '',
    actor: 'test',
    invite: false,
  });
  if (isRefused(opened)) throw new Error(opened.refused);
  return opened.appointmentId;
};

const offered = async (appointmentId: string, terms?: Terms) => {
  const found = await findWindows(room.house)({ appointmentId, days: 2, ...(terms ? { terms } : {}) });
  if (isRefused(found)) throw new Error(found.refused);
  return found;
};
const hold = (appointmentId: string, technicianId: string, from: string, to: string, day = DAY) =>
  holdWindow(room.house)({
    appointmentId,
    technicianId,
    window: { from: local(from, day), to: local(to, day) },
    actor: 'test',
  });
const needsFirst = (second: string, first: string, gap = 0, same = false) =>
  room.sql(`UPDATE appointment SET needs_first_id = $2, gap_minutes = $3, same_technician = $4 WHERE id = $1`, [second, first, gap, same]); // prettier-ignore

const DAVE = { name: 'Dave Miller', phone: '+15550100' };

it('before what it needs is there nothing is offered', async () => {
  const id = await open();
  await room.sql('UPDATE appointment SET not_before = $2 WHERE id = $1', [id, local('14:20')]);
  const found = await offered(id);
  expect(found[0]!.window.from).toEqual(local('13:30'));
  expect(found.every(({ stay }) => stay.from >= local('14:20'))).toBe(true);
  expect(await hold(id, maria, '13:00', '14:00')).toMatchObject({ code: 'taken' });
});

describe('a visit that needs another one first', () => {
  it('is offered nothing while that one has no time, and says why', async () => {
    const [first, second] = [await open('Dave Miller', '+15550100'), await open()];
    await needsFirst(second, first);
    expect(await findWindows(room.house)({ appointmentId: second })).toMatchObject({
      refused: 'The visit that has to come first has no time yet.',
    });
    expect(await hold(second, maria, '13:00', '14:00')).toMatchObject({ code: 'taken' });
  });

  it('begins no sooner than the end of that one and the gap', async () => {
    const [first, second] = [(await book(room, DAVE, maria, '09:00', '10:00')).appointmentId, await open()];
    await needsFirst(second, first, 120);
    // The first is planned from nine to ten.
    const found = await offered(second);
    expect(found[0]!.window.from).toEqual(local('11:30'));
    expect(found.every(({ stay }) => stay.from >= local('12:00'))).toBe(true);
    expect(new Set((await offered(second, { from: local('08:00') })).map((s) => s.window.from))).toContainEqual(
      local('08:30'),
    );
    expect(await hold(second, sam, '10:30', '11:30')).toMatchObject({ code: 'taken' });
    expect(await hold(second, sam, '12:00', '13:00')).toHaveProperty('holdId');
  });

  it('that is expected to end late waits for that', async () => {
    const [first, second] = [(await book(room, DAVE, maria, '09:00', '10:00')).appointmentId, await open()];
    await needsFirst(second, first);
    await room.sql('UPDATE assignment SET expected_to = $2 WHERE appointment_id = $1', [first, local('12:10')]);
    expect((await offered(second))[0]!.stay.from).toEqual(local('12:10'));
  });

  it('is offered with the same technician where that is asked', async () => {
    const [first, second] = [(await book(room, DAVE, sam, '09:00', '10:00')).appointmentId, await open()];
    await needsFirst(second, first, 0, true);
    expect(new Set((await offered(second)).map(({ technicianId }) => technicianId))).toEqual(new Set([sam]));
    expect(await hold(second, maria, '13:00', '14:00')).toMatchObject({ code: 'taken' });
    const promised = await hold(second, sam, '13:00', '14:00');
    if (isRefused(promised)) throw new Error(promised.refused);
    const confirmed = await confirmBooking(room.house)({ appointmentId: second, holdId: promised.holdId, actor: 'x' });
    if (isRefused(confirmed)) throw new Error(confirmed.refused);
    const { candidates } = await candidatesFor({ sql: room.sql }, confirmed, await room.now(), FOR_THE_DESK);
    const able = candidates.filter(({ stay }) => stay);
    expect(able.map(({ technicianId }) => technicianId)).toEqual([sam]);
    expect(candidates.at(-1)!.against).toEqual(['has not the visit that belongs to it']);
  });

  it('that was cancelled is offered nothing', async () => {
    const [first, second] = [(await book(room, DAVE, sam, '09:00', '10:00')).appointmentId, await open()];
    await needsFirst(second, first);
    await room.sql(`UPDATE appointment SET state = 'cancelled' WHERE id = $1`, [first]);
    expect(await findWindows(room.house)({ appointmentId: second })).toMatchObject({
      refused: 'The visit that has to come first will not happen.',
    });
  });

  it('holds the first one before it, once both are promised; one that stands still does not', async () => {
    const first = (await book(room, DAVE, maria, '09:00', '10:00')).appointmentId;
    const second = (await book(room, { name: 'Nora Kim', phone: '+15550177' }, sam, '13:00', '14:00')).appointmentId;
    await needsFirst(second, first, 60);
    const found = await offered(first);
    expect(found.at(-1)!.stay.to).toEqual(local('12:00'));
    expect(await hold(first, maria, '12:00', '13:00')).toMatchObject({ code: 'taken' });
    await room.sql('UPDATE appointment SET suspended_at = doorward_now() WHERE id = $1', [second]);
    expect((await offered(first)).at(-1)!.stay.to > local('13:00')).toBe(true);
  });

  it('that moved while a hold was looked at: the hold is not confirmed into the past of it', async () => {
    const [first, second] = [(await book(room, DAVE, maria, '09:00', '10:00')).appointmentId, await open()];
    await needsFirst(second, first);
    const held = await hold(second, sam, '11:00', '12:00');
    if (isRefused(held)) throw new Error(held.refused);
    await room.sql('UPDATE assignment SET expected_to = $2 WHERE appointment_id = $1', [first, local('14:00')]);
    expect(await confirmBooking(room.house)({ appointmentId: second, holdId: held.holdId, actor: 'x' })).toMatchObject({
      code: 'expired',
    });
    await room.sql('UPDATE assignment SET expected_to = $2 WHERE appointment_id = $1', [first, local('11:30')]);
    const confirmed = await confirmBooking(room.house)({ appointmentId: second, holdId: held.holdId, actor: 'x' });
    expect(confirmed).toMatchObject({ state: 'confirmed' });
    const stay = (await visitOf({ sql: room.sql }, second))!.ticket!.planned;
    expect(stay).toEqual({ from: local('11:30'), to: plusMinutes(local('11:30'), 60) });
  });
});

describe('a territory', () => {
  const NEXT = '2026-03-04';

  it('is offered nothing on a day on which nobody is sent out, and nothing can be held then', async () => {
    await room.sql(`INSERT INTO blackout (territory_id, day, reason) SELECT id, $1, 'stocktaking' FROM territory`, [
      NEXT,
    ]);
    const id = await open();
    const found = await offered(id);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ window }) => window.from >= local('00:00', NEXT))).toEqual([]);
    expect(await hold(id, maria, '10:00', '11:00', NEXT)).toMatchObject({
      code: 'infeasible',
      refused: 'Nobody is sent out on that day: stocktaking.',
    });
    expect(await hold(id, maria, '10:00', '11:00')).toHaveProperty('holdId');
  });

  it('is booked no sooner than its lead time from now', async () => {
    await room.sql('UPDATE territory SET lead_minutes = 240');
    const id = await open();
    expect((await offered(id))[0]!.window.from).toEqual(local('12:00'));
    expect(await hold(id, maria, '11:30', '12:30')).toMatchObject({ refused: 'That time is too soon.' });
    expect(await hold(id, maria, '12:00', '13:00')).toHaveProperty('holdId');
  });

  it('is not booked for tomorrow any more once today is late', async () => {
    const id = await open();
    const ofTomorrow = async () => (await offered(id)).filter(({ window }) => window.from >= local('00:00', NEXT));
    await room.sql('UPDATE territory SET cut_off_minutes = 463'); // 7:43, a minute from now
    expect((await ofTomorrow()).length).toBeGreaterThan(0);
    await room.sql('UPDATE territory SET cut_off_minutes = 462');
    expect(await ofTomorrow()).toEqual([]);
    expect((await offered(id)).length).toBeGreaterThan(0);
    expect(await hold(id, maria, '10:00', '11:00', NEXT)).toMatchObject({
      refused: 'After 7:42am tomorrow cannot be booked any more.',
    });
  });

  it('drives at the pace of the hour as it was learned there', async () => {
    const id = await open();
    // Maria is ten minutes away; it is 7:42.
    expect((await offered(id))[0]!.window.from).toEqual(local('08:00'));
    expect((await offered(id))[0]!.stay.from).toEqual(local('08:00'));
    await room.sql('UPDATE territory SET learned_paces = $1, learned_door_minutes = 5', [Array<number>(168).fill(3)]);
    const [first] = await offered(id);
    expect(Math.round((first!.stay.from.getTime() - local('07:42').getTime()) / 60_000)).toBe(35);
  });
});

it('a break is left to him, wherever it falls', async () => {
  await room.sql(`UPDATE shift SET break_from = lower(during) + interval '330 minutes', break_minutes = 60`); // at noon
  await book(room, DAVE, maria, '13:00', '14:00');
  const id = await open();
  // From noon until one there is just room for the work, or for the break.
  expect(await hold(id, maria, '12:00', '13:00')).toMatchObject({ code: 'taken' });
  expect(await hold(id, maria, '11:30', '12:30')).toMatchObject({ code: 'taken' });
  expect(await hold(id, maria, '11:00', '12:00')).toHaveProperty('holdId');
  await room.sql('UPDATE shift SET break_from = NULL, break_minutes = NULL');
  expect(await hold(id, maria, '12:00', '13:00')).toHaveProperty('holdId');
});

it('what another department has stopped keeps its time', async () => {
  const { appointmentId } = await book(room, DAVE, maria, '09:00', '10:00');
  await room.sql(
    `INSERT INTO block (appointment_id, owner, reason, customer_text, expires_at, at_expiry, placed_by, placed_at)
     VALUES ($1, 'billing', 'a bill is open', 'A bill is open.', $2, 'lapse', 'test', doorward_now())`,
    [appointmentId, local('18:00')],
  );
  expect(await hold(await open(), maria, '09:00', '09:30')).toMatchObject({ code: 'taken' });
});

it('the technician who is farthest away is offered when nobody nearer is free', async () => {
  await room.close();
  const far = Array.from({ length: 30 }, (_, n) => ({
    name: `Tech ${n}`,
    phone: `+1555020${100 + n}`,
    skills: ['fiber'],
    home: eastOf(DAVES, 5 + n / 2),
  }));
  room = await openRoom({ technicians: far, from: '07:42:00' });
  const id = await open();
  await room.sql(
    `WITH h AS (INSERT INTO hold (appointment_id, technician_id, window_from, window_to, stay_from, stay_to, state, expires_at)
       SELECT p.id, t.id, $1, $2, $1, $2, 'active', $2 FROM technician t, appointment p WHERE t.name <> 'Tech 29'
       RETURNING id, technician_id)
     INSERT INTO occupancy (technician_id, during, hold_id) SELECT technician_id, tstzrange($1, $2), id FROM h`,
    [local('07:00'), local('18:00', '2026-03-05')],
  );
  const other = await open('Ole Berg', '+15550188');
  const found = await offered(other);
  expect(new Set(found.map(({ technicianId }) => technicianId))).toEqual(new Set([room.technicians.get('Tech 29')]));
  expect(await offered(id)).not.toEqual([]);
});

describe('three hours back to back, each promised for its hour', () => {
  const bookAll = async (limit: string) => {
    await room.close();
    room = await openRoom({ technicians: TECHNICIANS, from: '07:42:00', settings: { LATE_LIMIT: limit } });
    maria = room.technicians.get('Maria Gomez')!;
    const answers = [];
    for (const [n, [from, to]] of [
      ['09:00', '10:00'],
      ['10:00', '11:00'],
      ['11:00', '12:00'],
    ].entries()) {
      // prettier-ignore
      const id = await open(`Customer ${n}`, `+1555018${n}`);
      const held = await hold(id, maria, from!, to!);
      answers.push('holdId' in held);
      if ('holdId' in held) await confirmBooking(room.house)({ appointmentId: id, holdId: held.holdId, actor: 'x' });
    }
    return answers;
  };

  it('are booked where the chance of being late may be a quarter', async () =>
    expect(await bookAll('0.25')).toEqual([true, true, true]));
  it('are too much where it may be one in twenty', async () =>
    expect(await bookAll('0.05')).toEqual([true, false, true]));
});
