import { plusMinutes } from '#time/minutes';
import type { Fix } from '#eta/fixes';
import { receivePositions } from '#flows/commands/receive-positions';
import { report } from '#flows/commands/report';
import { expectNight, nextNight } from '#flows/timers/night';
import { DAVES, type Morning, openMorning } from '#test/branches/morning';
import { placeAt } from '#test/positions/drives';
import { local } from '#test/world/company';

/* What follows from positions, in one process with a real database: the look at the day, the arrival, the night. */

let morning: Morning;
let tell: (hhmmss: string, meters: number, more?: Partial<Fix>) => Promise<unknown>;
beforeEach(async () => {
  morning = await openMorning();
  const receive = receivePositions(morning.house);
  tell = async (hhmmss, meters, more = {}) => {
    const fix = {
      ...placeAt(DAVES, { x: meters, y: 0 }),
      at: local(hhmmss),
      accuracy: 10,
      speed: 0,
      heading: null,
      mocked: false,
    };
    return receive({ technicianId: morning.maria, source: 'traccar', fixes: [{ ...fix, ...more }] });
  };
});
afterEach(() => morning.close());

const timers = (kind: string) =>
  morning.sql<{ key: string; dueAt: Date }>('SELECT key, due_at AS "dueAt" FROM timer WHERE kind = $1', [kind]);
const arrivals = () => morning.sql(`SELECT actor, reason FROM timeline WHERE type = 'technician.arrived' ORDER BY id`);

/** He sets out and comes nearer, a fix every ten seconds. */
async function drivesUp(): Promise<void> {
  await morning.until('08:20:00');
  await morning.tap('on-my-way');
  for (const [n, meters] of [600, 480, 360, 240, 120].entries()) {
    await morning.until(`08:30:${n}0`);
    await tell(`08:30:${n}0`, meters, { speed: 12 });
  }
}

const standsAt = async (meters: number, ...times: string[]) => {
  for (const time of times) {
    await morning.until(time);
    await tell(time, meters);
    await morning.settle();
  }
};

describe('the day of somebody who drives', () => {
  const look = async () => (await timers('route.look'))[0]?.dueAt;

  it('is looked at anew with a position, but not before twenty seconds have passed', async () => {
    await morning.until('08:20:00');
    await morning.tap('on-my-way');
    const planned = await look();
    await morning.until('08:20:15');
    await tell('08:20:15', 3_000, { speed: 10 });
    expect(await look()).toEqual(planned);
    await morning.until('08:20:25');
    await tell('08:20:25', 2_900, { speed: 10 });
    expect(await look()).toEqual(local('08:20:25'));
    await morning.settle();
    const [eta] = await morning.sql('SELECT eta_as_of AS "asOf" FROM appointment WHERE id = $1', [
      morning.appointmentId,
    ]);
    expect(eta).toEqual({ asOf: local('08:20:25') });
  });

  it('is not looked at for a position that is refused', async () => {
    await morning.until('08:20:00');
    await morning.tap('on-my-way');
    await morning.until('08:21:00');
    const planned = await look();
    await tell('08:21:00', 3_000, { mocked: true });
    await tell('08:20:59', 3_000, { accuracy: 5_000 });
    expect(await look()).toEqual(planned);
  });

  it('is not looked at while he does not drive', async () => {
    const planned = await look();
    await morning.until('08:10:00');
    await tell('08:10:00', 3_000, { speed: 10 });
    expect(await timers('door.look')).toEqual([]);
    expect((await look())?.getTime()).toBe(planned?.getTime());
  });
});

describe('standing at the door', () => {
  it('is an arrival, said by Doorward with the reason, and kept in the promise', async () => {
    await drivesUp();
    await standsAt(8, '08:30:50', '08:31:00', '08:31:10');
    expect((await morning.ticket()).state).toBe('en_route');
    const [ticket] = await morning.sql<{ since: Date }>('SELECT at_door_since AS since FROM assignment WHERE id = $1', [
      (await morning.ticket()).id,
    ]);
    expect(ticket!.since).toEqual(local('08:30:50'));
    await standsAt(8, '08:31:20');
    expect(await arrivals()).toEqual([{ actor: 'doorward', reason: 'his phone has been at the door since 8:30am' }]);
    expect((await morning.ticket()).state).toBe('on_site');
    const [promise] = await morning.sql(`SELECT state FROM promise WHERE appointment_id = $1 AND kind = 'window'`, [
      morning.appointmentId,
    ]);
    expect(promise).toEqual({ state: 'kept' });
  });

  it('is an arrival once, and his own tap after it is no error and no second one', async () => {
    await drivesUp();
    await standsAt(8, '08:30:50', '08:31:00', '08:31:10', '08:31:20', '08:31:30', '08:31:40');
    const { id, technicianId } = await morning.ticket();
    const tapped = await report(morning.house)({ assignmentId: id, technicianId, act: 'arrive' });
    expect(tapped).toMatchObject({ state: 'on_site' });
    expect(await arrivals()).toHaveLength(1);
    await morning.tap('start');
    expect((await morning.ticket()).state).toBe('working');
  });

  it('is nothing after his own tap', async () => {
    await drivesUp();
    await standsAt(8, '08:30:50');
    await morning.tap('arrive');
    await standsAt(8, '08:31:00', '08:31:10', '08:31:20', '08:31:30');
    expect(await arrivals()).toEqual([{ actor: 'technician Maria Gomez', reason: 'on site' }]);
  });

  it('is nothing where he only accepted the visit and does not drive to it', async () => {
    await morning.until('08:29:00');
    for (const [n, meters] of [600, 480, 360, 240, 120].entries()) await tell(`08:28:${n}0`, meters, { speed: 12 });
    await standsAt(8, '08:30:50', '08:31:00', '08:31:10', '08:31:20', '08:33:00', '08:36:00');
    expect(await arrivals()).toEqual([]);
  });

  it('is no news when it is told ten minutes late', async () => {
    await drivesUp();
    await morning.until('08:45:00');
    for (const seconds of [50, 51, 52, 53]) await tell(`08:31:${seconds}`, 8);
    for (const minute of [32, 33, 34, 35]) await tell(`08:${minute}:00`, 8);
    await morning.settle();
    expect(await arrivals()).toEqual([]);
  });

  it('is forgotten when he goes on', async () => {
    await drivesUp();
    await standsAt(8, '08:30:50', '08:31:00');
    await morning.until('08:31:10');
    await tell('08:31:10', -400, { speed: 13 });
    await morning.settle();
    const [ticket] = await morning.sql('SELECT at_door_since AS since FROM assignment WHERE id = $1', [
      (await morning.ticket()).id,
    ]);
    expect([ticket, await arrivals()]).toEqual([{ since: null }, []]);
  });
});

describe('at night', () => {
  const nights = () => timers('night');

  it('comes at three, once, however many workers expect it', async () => {
    await Promise.all([expectNight(morning.house), expectNight(morning.house)]);
    expect(await nights()).toEqual([{ key: 'night', dueAt: local('03:00:00', '2026-03-04') }]);
  });

  it.each([
    ['before three', '2026-03-03T07:59:00Z', '2026-03-03T08:00:00Z'],
    ['at three', '2026-03-03T08:00:00Z', '2026-03-04T08:00:00Z'],
    ['into the night of the skipped hour', '2026-03-08T06:00:00Z', '2026-03-08T07:00:00Z'],
    ['into the night of the doubled hour', '2026-11-01T05:00:00Z', '2026-11-01T08:00:00Z'],
  ])('%s the next one is reckoned right', (_, now, expected) => {
    expect(nextNight(new Date(now), 'America/New_York')).toEqual(new Date(expected));
  });

  it('everything past its time is forgotten, in portions, and nothing else', async () => {
    const { maria, sam } = morning;
    const now = await morning.now();
    const days = (n: number) => plusMinutes(now, -n * 1440);
    for (const technician of [maria, sam])
      await morning.sql(
        `INSERT INTO position (technician_id, at, lat, lng, received_at) SELECT $1, $2::timestamptz - n * interval '1 minute', 1, 1, $2
         FROM generate_series(1, 5000) n`,
        [technician, days(60)],
      );
    for (const ago of [0, 30, 59])
      await morning.sql('INSERT INTO position (technician_id, at, lat, lng, received_at) VALUES ($1, $2, 1, 1, $2)', [
        maria,
        days(ago),
      ]);
    const forecasts = `INSERT INTO forecast (appointment_id, as_of, technician_id, p10, p50, p90, basis)
      SELECT $1, $2::timestamptz, $3, $2, $2, $2, 'plan'`;
    for (const ago of [399, 401]) await morning.sql(forecasts, [morning.appointmentId, days(ago), maria]);
    await expectNight(morning.house);
    await morning.until('23:59:00');
    await morning.sql(`UPDATE timer SET due_at = doorward_now() WHERE key = 'night'`);
    for (let portions = 0; portions < 6; portions++) {
      await morning.sql(`UPDATE timer SET due_at = doorward_now() WHERE key = 'night'`);
      await morning.work.timers();
    }
    const left = await morning.sql<{ at: Date }>('SELECT at FROM position ORDER BY at');
    expect(left.map(({ at }) => at)).toEqual([days(59), days(30), days(0)]);
    const kept = await morning.sql<{ asOf: Date }>(
      'SELECT as_of AS "asOf" FROM forecast WHERE as_of < $1 ORDER BY as_of',
      [days(100)],
    );
    expect(kept).toEqual([{ asOf: days(399) }]);
    expect(await nights()).toEqual([{ key: 'night', dueAt: local('03:00:00', '2026-03-04') }]);
  });
});

it('a desk is told once of a phone that makes its positions up', async () => {
  await morning.until('08:20:00');
  for (const second of ['01', '02', '03']) await tell(`08:19:${second}`, 300, { mocked: true });
  const alerts = () => morning.sql(`SELECT closed_at IS NULL AS open FROM alert WHERE kind = 'made-up-position'`);
  expect(await alerts()).toEqual([{ open: true }]);
  await morning.sql(`UPDATE alert SET closed_at = doorward_now() WHERE kind = 'made-up-position'`);
  await tell('08:19:30', 300, { mocked: true });
  expect(await alerts()).toEqual([{ open: false }]);
});
