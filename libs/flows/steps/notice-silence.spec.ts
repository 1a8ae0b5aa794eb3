import { plusMinutes } from '#time/minutes';
import { report } from '#flows/commands/report';
import { book, DAVES, type Morning, openMorning } from '#test/branches/morning';
import { placeAt } from '#test/positions/drives';
import { local } from '#test/world/company';

/* What a technician does not say is put before the desk, and taken away again by itself. */

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

/** His phone gives a position each minute from one time to another, so many meters from Dave's door; the last is looked at. */
async function seen(from: string, to: string, meters: (minute: number) => number): Promise<void> {
  for (let minute = 0, at = local(from); at <= local(to); minute++, at = plusMinutes(at, 1)) {
    const { lat, lng } = placeAt(DAVES, { x: meters(minute), y: 0 });
    await morning.sql(
      'INSERT INTO position (technician_id, at, lat, lng, accuracy, received_at) VALUES ($1, $2, $3, $4, 10, $2)',
      [morning.maria, at, lat, lng],
    );
  }
  await morning.sql(`UPDATE timer SET due_at = least(due_at, $2) WHERE key = 'route.look:' || $1`, [
    morning.maria,
    local(to),
  ]);
}
const drives = (minute: number) => 9_000 - 400 * minute;
const stands = () => 5_000;

const alerts = () =>
  morning.sql<{ kind: string; says: string; isOpen: boolean; why: string | null }>(
    `SELECT kind, says, closed_at IS NULL AS "isOpen", closed_why AS why FROM alert
     WHERE kind IN ('dark-phone', 'not-moving', 'overrun') ORDER BY opened_at`,
  );
const setOut = async () => {
  await morning.until('08:10');
  await morning.tap('on-my-way');
};

describe('a phone that gives no position any more', () => {
  it('is told of at the tenth minute, once, and no more when it is heard again', async () => {
    await setOut();
    await seen('08:10', '08:14', drives);
    await morning.until('08:23:59');
    expect(await alerts()).toEqual([]);
    await morning.until('08:24:01');
    const says = "No signal from Maria's phone since 8:14am; Dave Miller is next. Please call Maria.";
    expect(await alerts()).toEqual([{ kind: 'dark-phone', says, isOpen: true, why: null }]);
    await morning.until('08:29');
    expect(await alerts()).toHaveLength(1);
    // Where it was in between nobody knows, so nobody says that it stood.
    await seen('08:30', '08:36', (minute) => 2_000 - 200 * minute);
    await morning.until('08:36');
    const why = 'his phone is heard again, or his day is over';
    expect(await alerts()).toEqual([{ kind: 'dark-phone', says, isOpen: false, why }]);
  });

  it('is told of anew when it falls silent anew', async () => {
    await setOut();
    await seen('08:10', '08:11', drives);
    await morning.until('08:22');
    await seen('08:23', '08:28', drives);
    await morning.until('08:30');
    await morning.until('08:45');
    expect((await alerts()).map(({ kind, isOpen }) => [kind, isOpen])).toEqual([
      ['dark-phone', false],
      ['dark-phone', true],
    ]);
  });

  it('is nothing where it never gave one', async () => {
    await setOut();
    await morning.until('08:50');
    expect((await alerts()).filter(({ kind }) => kind === 'dark-phone')).toEqual([]);
  });

  it('is nothing for twenty-five minutes where it is parked', async () => {
    await setOut();
    await seen('08:10', '08:20', drives);
    await morning.until('08:20');
    await morning.tap('arrive');
    await morning.tap('start');
    await morning.until('08:44');
    expect(await alerts()).toEqual([]);
    await morning.until('08:46');
    expect((await alerts()).map(({ kind }) => kind)).toEqual(['dark-phone']);
  });

  it('is nothing after his shift, though he has a visit tomorrow', async () => {
    const ida = { name: 'Ida Roth', phone: '+15550199' };
    const { appointmentId } = await book(morning, ida, morning.maria, '08:30', '09:30', DAVES, '2026-03-04');
    await morning.settle();
    const [hers] = await morning.sql<{ id: string }>('SELECT id FROM assignment WHERE appointment_id = $1', [
      appointmentId,
    ]);
    await report(morning.house)({ assignmentId: hers!.id, technicianId: morning.maria, act: 'accept' });
    await setOut();
    await morning.until('08:30');
    await morning.tap('arrive');
    await morning.until('09:20');
    await morning.tap('done');
    await morning.until('17:40');
    await seen('17:40', '17:59', stands);
    await morning.until('20:00');
    expect(await alerts()).toEqual([]);
  });
});

describe('a van that should drive and stands', () => {
  it('is told of at the twelfth minute, once, and no more when it moves', async () => {
    await setOut();
    await seen('08:10', '08:30', stands);
    await morning.until('08:21:59');
    expect(await alerts()).toEqual([]);
    await morning.until('08:29');
    const says = 'Maria should be driving to Dave Miller and has not moved since 8:10am.';
    expect(await alerts()).toEqual([{ kind: 'not-moving', says, isOpen: true, why: null }]);
    await seen('08:31', '08:40', (minute) => 4_000 - 300 * minute);
    await morning.until('08:40');
    const why = 'he moves again, or has arrived';
    expect(await alerts()).toEqual([{ kind: 'not-moving', says, isOpen: false, why }]);
  });

  it('is no news once he says that he is there', async () => {
    await setOut();
    await seen('08:10', '08:30', stands);
    await morning.until('08:30');
    await morning.tap('arrive');
    expect((await alerts()).map(({ isOpen }) => isOpen)).toEqual([false]);
  });
});

describe('work long past its usual end', () => {
  const works = async () => {
    await setOut();
    await morning.until('08:30');
    await morning.tap('arrive');
    await morning.tap('start');
  };

  it('is told of a quarter of an hour after it, once, and no more when he says how long', async () => {
    await works();
    await morning.until('09:44:59');
    expect(await alerts()).toEqual([]);
    await morning.until('09:55');
    const says = 'Maria is 15 min past the usual end at Dave Miller and has said nothing.';
    expect(await alerts()).toEqual([{ kind: 'overrun', says, isOpen: true, why: null }]);
    await morning.tap('late', { minutes: 30 });
    const why = 'he has finished, or has said when he will';
    expect(await alerts()).toEqual([{ kind: 'overrun', says, isOpen: false, why }]);
  });

  it('is no news once he is done', async () => {
    await works();
    await morning.until('09:50');
    await morning.tap('done');
    expect((await alerts()).map(({ kind, isOpen }) => [kind, isOpen])).toEqual([['overrun', false]]);
  });
});
