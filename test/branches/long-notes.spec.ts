import { isRefused } from '#visits/refused';
import { noteOnPage } from '#flows/commands/visit-page';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';

/* A ticket holds so many words. What does not fit on it is not said to be passed on: a person calls, and has it. */

const FULL = 'The long story of the cellar. '.repeat(70).slice(0, 1995);
let morning: Morning;
beforeEach(async () => {
  morning = await openMorning();
  await morning.sql('UPDATE work_order SET notes = $1, access_notes = $1', [FULL]);
});
afterEach(() => morning.close());

const notes = async () => (await morning.sql<{ notes: string }>('SELECT notes FROM work_order'))[0]!.notes;
const calls = () =>
  morning.sql<{ why: string }>(
    `SELECT based_on ->> 'why' AS why FROM promise WHERE kind = 'call-back' AND state = 'open'`,
  );
const saved = () => morning.sql<{ reason: string }>(`SELECT reason FROM timeline WHERE type = 'visit.noted'`);

it('a note by text: a person calls, and has the words', async () => {
  await morning.hears(DAVE, 'please tell her the dog is friendly');
  expect(morning.last()).toContain('A person will call you');
  expect(morning.last()).not.toContain('Passed');
  expect(await calls()).toEqual([{ why: expect.stringContaining('dog is friendly') }]);
  expect(await saved()).toEqual([{ reason: expect.stringContaining('dog is friendly') }]);
  expect(await notes()).toBe(FULL);
});

it('a note and a question: both are answered, and nothing is said to be passed on', async () => {
  await morning.hears(DAVE, 'gate code 4471, when are you here?');
  expect(morning.last()).toMatch(/Maria about 8:.*calls you by/);
  expect(morning.last()).not.toContain('Passed');
  const [call] = await calls();
  expect(call!.why).not.toContain('4471');
});

it('a note beside a choice: the confirmation says who calls', async () => {
  await morning.until('08:00');
  await morning.tap('late', { minutes: 120 });
  await morning.hears(DAVE, '2 and the gate code is 4471');
  expect(morning.last()).toContain('Done. Sam R. comes today');
  expect(morning.last()).toContain('calls');
  expect(morning.last()).not.toContain('Passed');
});

it('a note on the page: he reads that he is called', async () => {
  const note = 'the dog is friendly';
  const said = await noteOnPage(morning.house)({ appointmentId: morning.appointmentId, note, actor: 'customer Dave' });
  expect(!isRefused(said) && said.call).toMatchObject({ agent: { name: 'Lee Park' } });
  expect(await calls()).toHaveLength(1);
});

it('the same words once more are no second note, and no call', async () => {
  await morning.sql('UPDATE work_order SET notes = $1', ['ring twice']);
  const said = await noteOnPage(morning.house)({
    appointmentId: morning.appointmentId,
    note: 'ring twice',
    actor: 'customer Dave',
  });
  expect(said).toEqual({ noted: true, call: null });
  expect(await calls()).toEqual([]);
});
