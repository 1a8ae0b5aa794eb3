import { isRefused } from '#visits/refused';
import { visitOf } from '#store/visit';
import { offerPlace, place } from '#flows/commands/place';
import { undo } from '#flows/commands/undo';
import type { Changed } from '#flows/steps/by-hand';
import { spotsFor } from '#flows/steps/spots';
import { book, DAVE, DAVES, type Morning, openMorning } from '#test/branches/morning';
import { eastOf, local } from '#test/world/company';

const dispatcher = 'Lee Park';

let morning: Morning;
beforeEach(async () => {
  morning = await openMorning();
});
afterEach(() => morning.close());

const visit = async () => (await visitOf({ sql: morning.sql }, morning.appointmentId))!;
const wish = async (technicianId: string, hhmm: string) => ({
  appointmentId: morning.appointmentId,
  technicianId,
  at: local(hhmm),
  version: (await visit()).version,
  dispatcher,
});
const put = async (technicianId: string, hhmm: string) => place(morning.house)(await wish(technicianId, hhmm));
const offer = async (technicianId: string, hhmm: string) => offerPlace(morning.house)(await wish(technicianId, hhmm));
const done = (answer: unknown): Changed => {
  if (isRefused(answer)) throw new Error(answer.refused);
  return answer as Changed;
};

describe('within the promise', () => {
  it('the same technician is planned for another moment: same ticket, same promise, nobody is told anything', async () => {
    const before = await visit();
    const texts = morning.texts(DAVE).length;
    done(await put(morning.maria, '09:00'));
    await morning.settle();
    const after = await visit();
    expect(after.ticket).toMatchObject({
      id: before.ticket!.id,
      state: 'acknowledged',
      planned: { from: local('09:00') },
    });
    expect(after).toMatchObject({ window: before.window, revision: before.revision, version: before.version + 1 });
    expect(morning.texts(DAVE)).toHaveLength(texts);
    expect(
      await morning.sql('SELECT lower(during) AS "from" FROM occupancy WHERE assignment_id = $1', [before.ticket!.id]),
    ).toEqual([{ from: local('09:00') }]);
    expect(await morning.sql(`SELECT reason FROM timeline WHERE type = 'visit.replanned'`)).toEqual([
      { reason: 'from 8:30am to 9:00am by Lee Park, within the promise' },
    ]);
  });

  it('and that is undone to the minute, though he has accepted', async () => {
    const { undo: change } = done(await put(morning.maria, '09:00'));
    expect(isRefused(await undo(morning.house)({ changeId: change.id, dispatcher }))).toBe(false);
    expect((await visit()).ticket).toMatchObject({ state: 'acknowledged', planned: { from: local('08:30') } });
  });

  it('another technician gets it for that moment, and undoing brings back the moment of before', async () => {
    done(await put(morning.maria, '08:50'));
    const { undo: change } = done(await put(morning.sam, '09:10'));
    expect((await visit()).ticket).toMatchObject({ technician: 'Sam Reed', planned: { from: local('09:10') } });
    expect(isRefused(await undo(morning.house)({ changeId: change.id, dispatcher }))).toBe(false);
    expect((await visit()).ticket).toMatchObject({ technician: 'Maria Gomez', planned: { from: local('08:50') } });
  });

  it('a time that somebody else was promised is refused with his name', async () => {
    await book(morning, { name: 'Nora Kim', phone: '+15550101' }, morning.sam, '08:30', '09:30', eastOf(DAVES, 5));
    expect(await put(morning.sam, '08:45')).toMatchObject({
      code: 'infeasible',
      refused:
        "Sam Reed cannot be at Dave Miller's at 8:45am: does not fit without breaking the promise to Nora Kim, 8:30-9:30am.",
    });
  });

  it('of two dispatchers the second is told who was faster', async () => {
    const stale = await wish(morning.maria, '09:00');
    done(await put(morning.sam, '08:45'));
    expect(await place(morning.house)(stale)).toMatchObject({
      code: 'stale',
      refused: expect.stringContaining('Lee Park was faster'),
    });
  });
});

describe('outside the promise', () => {
  it('nothing is moved without the customer', async () => {
    expect(await put(morning.maria, '10:00')).toMatchObject({
      code: 'infeasible',
      refused: '10:00am is outside the 8:30-9:30am that Dave Miller was promised: offer it instead.',
    });
    expect((await visit()).window).toEqual({ from: local('08:30'), to: local('09:30') });
  });

  it('he is asked, the time is held for him, and his digit moves it', async () => {
    expect(await offer(morning.sam, '10:15')).toEqual({ offered: true });
    await morning.settle();
    expect((await visit()).window).toEqual({ from: local('08:30'), to: local('09:30') });
    expect(morning.last()).toMatch(/10:15-11:15am, Sam/);
    await morning.hears(DAVE, '2');
    expect(await visit()).toMatchObject({
      window: { from: local('10:15'), to: local('11:15') },
      ticket: { technician: 'Sam Reed', planned: { from: local('10:15') } },
    });
  });

  it('who keeps his time keeps it', async () => {
    await offer(morning.sam, '10:15');
    await morning.settle();
    await morning.hears(DAVE, '1');
    expect(await visit()).toMatchObject({
      window: { from: local('08:30'), to: local('09:30') },
      ticket: { technician: 'Maria Gomez' },
    });
  });

  it('a time that was promised already, one that nobody may be promised, and one that is past are refused', async () => {
    expect(await offer(morning.sam, '08:45')).toMatchObject({ code: 'illegal-move' });
    expect(await offer(morning.sam, '17:30')).toMatchObject({
      refused: 'Dave Miller cannot be offered that: nothing is promised before 8:00am or after 6:00pm',
    });
    expect(await offer(morning.sam, '07:00')).toMatchObject({ code: 'infeasible' });
  });

  it('who wants no texts is not texted', async () => {
    await morning.hears(DAVE, 'STOP');
    expect(await offer(morning.sam, '10:15')).toMatchObject({
      code: 'forbidden',
      refused: 'Dave Miller wants no texts: call +15550100.',
    });
  });
});

it('what is weighed before is what is so afterwards, at every time of the day', async () => {
  await book(morning, { name: 'Nora Kim', phone: '+15550101' }, morning.sam, '10:30', '11:30', eastOf(DAVES, 5));
  await morning.settle();
  const at = await visit();
  const spots = (await spotsFor(
    { sql: morning.sql },
    morning.house.settings,
    at,
    morning.sam,
    '2026-03-03',
    await morning.now(),
  ))!;
  expect(new Set(spots.map(({ is }) => is))).toEqual(new Set(['fits', 'asks', 'never']));
  for (const spot of spots.filter((_, nth) => nth % 5 === 0)) {
    const ask = { ...(await wish(morning.sam, '08:30')), at: spot.at };
    const moved = await place(morning.house)(ask);
    if (!isRefused(moved)) await undo(morning.house)({ changeId: moved.undo.id, dispatcher });
    expect({ at: spot.at, moves: !isRefused(moved) }).toEqual({ at: spot.at, moves: spot.is === 'fits' });
    if (spot.is !== 'never') continue;
    expect(isRefused(await offerPlace(morning.house)({ ...ask, version: (await visit()).version }))).toBe(true);
  }
});
