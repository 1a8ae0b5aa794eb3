import { isRefused } from '#visits/refused';
import { visitOf } from '#store/visit';
import { reassign } from '#flows/commands/reassign';
import { report } from '#flows/commands/report';
import { swap } from '#flows/commands/swap';
import { undo } from '#flows/commands/undo';
import { byDispatcher } from '#flows/doorward';
import type { Changed } from '#flows/steps/by-hand';
import { candidatesFor, FOR_THE_DESK } from '#flows/steps/candidates';
import { swapsFor } from '#flows/steps/swaps';
import { book, DAVE, DAVES, type Morning, openMorning } from '#test/branches/morning';
import { eastOf } from '#test/world/company';

const NORA = '+15550101';
const dispatcher = 'Lee Park';

let morning: Morning;
beforeEach(async () => {
  morning = await openMorning();
});
afterEach(() => morning.close());

const visit = async (appointmentId = morning.appointmentId) => (await visitOf({ sql: morning.sql }, appointmentId))!;
const seen = async (appointmentId = morning.appointmentId) => ({
  appointmentId,
  version: (await visit(appointmentId)).version,
});
const give = async (technicianId: string) => reassign(morning.house)({ ...(await seen()), technicianId, dispatcher });
const done = (answer: unknown): Changed => {
  if (isRefused(answer)) throw new Error(answer.refused);
  return answer as Changed;
};
const putBack = ({ undo: { id } }: Changed) => undo(morning.house)({ changeId: id, dispatcher });
/** Nora is Sam's at the same time. */
const bookNora = () =>
  book(morning, { name: 'Nora Kim', phone: NORA }, morning.sam, '08:30', '09:30', eastOf(DAVES, 5));
const entries = (type: string) =>
  morning.sql<{ actor: string; reason: string }>('SELECT actor, reason FROM timeline WHERE type = $1 ORDER BY id', [
    type,
  ]);

it('candidates are said in words, with whose promise would break', async () => {
  await bookNora();
  const now = await morning.now();
  const team = await candidatesFor({ sql: morning.sql }, await visit(), now, FOR_THE_DESK);
  expect(team.candidates.find(({ name }) => name === 'Sam Reed')!.against).toEqual([
    'does not fit without breaking the promise to Nora Kim, 8:30-9:30am',
  ]);
  const swaps = await swapsFor({ sql: morning.sql }, await visit(), team, now);
  expect(swaps.get(morning.sam)).toEqual([expect.objectContaining({ customer: 'Nora Kim' })]);
});

it('a visit that is given on is told to the customer once the new technician has accepted', async () => {
  const before = morning.texts(DAVE).length;
  done(await give(morning.sam));
  await morning.settle();
  expect(morning.texts(DAVE)).toHaveLength(before);
  await morning.tap('accept');
  expect(morning.last()).toContain('Maria could not take your visit, so Sam R. has it and accepted.');
  expect(await entries('visit.reassigned')).toEqual([
    { actor: byDispatcher(dispatcher), reason: 'from Maria Gomez to Sam Reed: given on by Lee Park' },
  ]);
});

it('a visit that nobody has is given to somebody', async () => {
  await morning.sql(
    `UPDATE shift SET during = tstzrange(lower(during), lower(during) + interval '1 minute') WHERE technician_id = $1`,
    [morning.sam],
  );
  await morning.tap('decline').catch(() => undefined);
  expect((await visit()).ticket).toBeNull();
  expect(isRefused(await give(morning.sam))).toBe(true);
  await morning.sql(
    `UPDATE shift SET during = tstzrange(lower(during), lower(during) + interval '8 hours') WHERE technician_id = $1`,
    [morning.sam],
  );
  const change = done(await give(morning.sam));
  expect((await visit()).ticket!.technician).toBe('Sam Reed');
  expect(await morning.sql(`SELECT 1 FROM alert WHERE kind = 'nobody-left' AND closed_at IS NULL`)).toEqual([]);
  expect(isRefused(await putBack(change))).toBe(false);
  expect((await visit()).ticket).toBeNull();
  expect(await morning.sql(`SELECT 1 FROM alert WHERE kind = 'nobody-left' AND closed_at IS NULL`)).toHaveLength(1);
});

it('overtime is the decision of a dispatcher, up to an hour', async () => {
  const shorten = (to: string) =>
    morning.sql(
      `UPDATE shift SET during = tstzrange(lower(during), $2::timestamptz) WHERE technician_id = $1 AND during @> $2::timestamptz`,
      [morning.sam, to],
    );
  await shorten('2026-03-03T14:00:00Z'); // 9:00am; the visit would end at 9:30am
  const now = await morning.now();
  const { candidates } = await candidatesFor({ sql: morning.sql }, await visit(), now, FOR_THE_DESK);
  expect(candidates.find(({ name }) => name === 'Sam Reed')!.drawbacks).toEqual(['would finish 30 min after shift']);
  done(await give(morning.sam));
});

describe('swapping', () => {
  it('two visits change hands in one commit, and nobody is told before it is accepted', async () => {
    const nora = await bookNora();
    await morning.settle();
    const before = morning.texts(NORA).length;
    done(await swap(morning.house)({ visits: [await seen(), await seen(nora.appointmentId)], dispatcher }));
    await morning.settle();
    expect((await visit()).ticket!.technician).toBe('Sam Reed');
    expect((await visit(nora.appointmentId)).ticket!.technician).toBe('Maria Gomez');
    expect((await entries('visit.reassigned')).map(({ reason }) => reason)).toEqual([
      'from Maria Gomez to Sam Reed: swapped with Nora Kim',
      'from Sam Reed to Maria Gomez: swapped with Dave Miller',
    ]);
    expect(morning.texts(NORA)).toHaveLength(before);
  });

  it('is refused by name when one of them does not fit, and nothing has changed', async () => {
    const nora = await bookNora();
    await book(morning, { name: 'Ida Roth', phone: '+15550102' }, morning.maria, '10:00', '11:00', eastOf(DAVES, 40));
    await morning.sql(
      `UPDATE appointment SET window_from = '2026-03-03T14:50Z', window_to = '2026-03-03T15:20Z' WHERE id = $1`,
      [nora.appointmentId],
    );
    const answer = await swap(morning.house)({ visits: [await seen(), await seen(nora.appointmentId)], dispatcher });
    expect(answer).toMatchObject({
      code: 'infeasible',
      refused: expect.stringMatching(
        /^Maria Gomez cannot take Nora Kim: does not fit without breaking the promise to Ida Roth/,
      ),
    });
    expect((await visit()).ticket!.technician).toBe('Maria Gomez');
  });

  it('a stale version of either is refused with who was faster', async () => {
    const nora = await bookNora();
    const [daves, noras] = [await seen(), await seen(nora.appointmentId)];
    const asked = { visits: [daves, { ...noras, version: noras.version - 1 }] as const, dispatcher };
    expect(await swap(morning.house)(asked)).toMatchObject({ code: 'stale' });
  });
});

describe('undoing', () => {
  it('puts it back, the customer hears nothing, and who had accepted need not accept again', async () => {
    const before = morning.texts(DAVE).length;
    const change = done(await give(morning.sam));
    expect(isRefused(await putBack(change))).toBe(false);
    await morning.until('08:00');
    expect((await visit()).ticket).toMatchObject({ technician: 'Maria Gomez', state: 'acknowledged' });
    expect(morning.texts(DAVE)).toHaveLength(before);
    expect(morning.texts('+15550202')).toEqual([]); // Sam had heard nothing of it
    expect(await entries('visit.put-back')).toEqual([
      { actor: byDispatcher(dispatcher), reason: 'undone: Maria Gomez has it again' },
    ]);
  });

  it('who has seen it go gets a new ticket, and his yes is no news to the customer', async () => {
    const maria = (await morning.ticket()).id;
    const change = done(await give(morning.sam));
    await report(morning.house)({ assignmentId: maria, technicianId: morning.maria, act: 'seen' });
    await putBack(change);
    expect((await visit()).ticket).toMatchObject({ technician: 'Maria Gomez', state: 'created' });
    const before = morning.texts(DAVE).length;
    await morning.tap('accept');
    expect(morning.texts(DAVE)).toHaveLength(before);
  });

  it('a swap is put back as one', async () => {
    const nora = await bookNora();
    const change = done(
      await swap(morning.house)({ visits: [await seen(), await seen(nora.appointmentId)], dispatcher }),
    );
    expect(isRefused(await putBack(change))).toBe(false);
    expect((await visit()).ticket!.technician).toBe('Maria Gomez');
    expect((await visit(nora.appointmentId)).ticket!.technician).toBe('Sam Reed');
  });

  it('is refused once the new technician has accepted, once it is too late, and the second time', async () => {
    const change = done(await give(morning.sam));
    const other = await give(morning.maria);
    expect(await putBack(change)).toMatchObject({ code: 'stale' });
    const last = done(other);
    await morning.until('07:51:59');
    expect(isRefused(await putBack(last))).toBe(false);
    expect(await putBack(last)).toMatchObject({
      code: 'closed',
      refused: expect.stringContaining('Lee Park has undone'),
    });
    const third = done(await give(morning.maria));
    await morning.tap('accept');
    expect(await putBack(third)).toMatchObject({ code: 'closed', refused: expect.stringContaining('Maria Gomez') });
  });

  it('after ten minutes it is over', async () => {
    const change = done(await give(morning.sam));
    await morning.house.store.read(`UPDATE clock SET set_at = clock_timestamp(), shows = $1`, [change.undo.until]);
    expect(await putBack(change)).toMatchObject({ code: 'expired', refused: expect.stringContaining('10 min ago') });
  });

  it('is refused when his time is taken meanwhile, and says by whom', async () => {
    const change = done(await give(morning.sam));
    await book(morning, { name: 'Nora Kim', phone: NORA }, morning.maria, '08:30', '09:30');
    expect(await putBack(change)).toMatchObject({
      code: 'infeasible',
      refused: expect.stringContaining('breaking the promise to Nora Kim'),
    });
  });
});
