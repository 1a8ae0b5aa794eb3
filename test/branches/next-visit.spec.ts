import { isRefused } from '#visits/refused';
import type { Needs } from '#visits/next-visit';
import { segments } from '#conversation/segments';
import { storyOf } from '#store/story';
import { techDay } from '#store/tech-day';
import { operate } from '#flows/commands/operate';
import { report } from '#flows/commands/report';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';

const PART: Needs = { why: 'part', part: 'ONT board', from: '2026-03-05' };

let morning: Morning;
let first: { id: string; technicianId: string };
beforeEach(async () => {
  morning = await openMorning();
  first = await morning.ticket();
  await morning.until('08:30');
  await morning.tap('on-my-way');
  await morning.until('08:45');
  await morning.tap('arrive');
  await morning.until('09:10');
});
afterEach(() => morning.close());

const reader = () => ({ sql: morning.sql });
const his = async () =>
  (await techDay(reader(), first.technicianId, { company: 'Acme', desk: '' }))!.tickets.find(
    ({ assignmentId }) => assignmentId === first.id,
  )!;
const next = async () =>
  (
    await morning.sql<{
      id: string;
      state: string;
      part: string | null;
      from: Date | null;
      skill: string | null;
      minutes: number | null;
    }>(
      `SELECT id, state, part, window_from AS "from", extra_skill AS skill, minutes FROM appointment
       WHERE follows_id = $1 ORDER BY id DESC LIMIT 1`,
      [morning.appointmentId],
    )
  )[0];
const takes = (holdId: string) =>
  report(morning.house)({ assignmentId: first.id, technicianId: first.technicianId, act: 'take-next', holdId });
const story = async () => (await storyOf(reader(), morning.workOrderId))!;

it('the customer hears why and has three held times before she leaves, none before the part can be had', async () => {
  await morning.tap('cannot-complete', { needs: PART });
  expect(morning.last()).toBe(
    'Acme: Maria could not finish your repair: a part is needed: ONT board. Next visit, held until 9:30am:\n1 Thu 8-9am, Maria G.\n2 Thu 9-10am, Maria G.\n3 Thu 10-11am, Maria G.\n0 A person calls you',
  );
  expect(segments(morning.last()).segments).toBeLessThanOrEqual(2);
  expect(await next()).toMatchObject({ state: 'requested', part: 'ONT board' });
});

it('where nobody was there, the visit after asks for all that this one did', async () => {
  await morning.sql(
    `UPDATE appointment SET part = 'ONT board', not_before = '2026-03-03T05:00:00Z', minutes = 45, extra_skill = 'fiber' WHERE id = $1`,
    [morning.appointmentId],
  );
  await morning.tap('cannot-complete', { needs: { why: 'absent' } });
  expect(await next()).toMatchObject({ state: 'requested', part: 'ONT board', minutes: 45, skill: 'fiber' });
});

it('what was done with the part needs it no second time; what is said of the next visit goes before what was asked of this', async () => {
  await morning.sql(`UPDATE appointment SET part = 'ONT board', minutes = 45 WHERE id = $1`, [morning.appointmentId]);
  await morning.tap('cannot-complete', { needs: { why: 'time', minutes: 90 } });
  expect(await next()).toMatchObject({ state: 'requested', part: null, minutes: 90 });
});

it('her page shows the very same times', async () => {
  await morning.tap('cannot-complete', { needs: PART });
  const { choices, heldUntil, agreed } = (await his()).next!;
  expect(choices.map(({ window, technician }) => `${window.from} ${technician}`)).toEqual([
    '2026-03-05T13:00:00.000Z Maria Gomez',
    '2026-03-05T14:00:00.000Z Maria Gomez',
    '2026-03-05T15:00:00.000Z Maria Gomez',
  ]);
  expect([heldUntil, agreed]).toEqual(['2026-03-03T14:30:00.000Z', null]);
});

it('his digit settles it: the ticket carries the part and what came before, her page says what was chosen', async () => {
  await morning.tap('cannot-complete', { needs: PART, note: 'board is burnt' });
  await morning.hears(DAVE, '2');
  expect(morning.last()).toMatch(/^Done\. Maria G\. comes Thu 9-10am, with the part\. Same ref \w+; .* http/);
  expect((await his()).next).toMatchObject({ choices: [], agreed: { technician: 'Maria Gomez' } });
  const day = (await techDay(reader(), first.technicianId, { company: 'Acme', desk: '' }))!;
  expect(day.tickets.find(({ part }) => part)).toMatchObject({
    part: 'ONT board',
    before: {
      technician: 'Maria Gomez',
      outcome: 'a part is needed: ONT board, to be had from Thu Mar 5. board is burnt',
    },
  });
});

it('at the door she settles it with him; his digit then hears what was chosen', async () => {
  await morning.tap('cannot-complete', { needs: PART });
  const { choices } = (await his()).next!;
  expect(isRefused(await takes(choices[2]!.holdId))).toBe(false);
  await morning.settle();
  expect(morning.last()).toMatch(/^Done\. Maria G\. comes Thu 10-11am/);
  await morning.hears(DAVE, '1');
  expect(morning.last()).toMatch(/^Done\. Maria G\. comes Thu 10-11am/);
  expect((await next())!.from).toEqual(new Date('2026-03-05T15:00:00Z'));
});

it('when he was faster she hears what he has chosen', async () => {
  await morning.tap('cannot-complete', { needs: PART });
  const { choices } = (await his()).next!;
  await morning.hears(DAVE, '1');
  expect(await takes(choices[2]!.holdId)).toEqual({
    code: 'taken',
    refused: 'Dave Miller has chosen already: Thu Mar 5 8:00am, Maria Gomez.',
  });
});

it('a tap that is sent again is applied once', async () => {
  const tap = {
    assignmentId: first.id,
    technicianId: first.technicianId,
    act: 'cannot-complete' as const,
    needs: PART,
    deviceId: (
      await morning.sql<{ id: string }>(
        `INSERT INTO device (technician_id, token_hash, created_at) VALUES ($1, 'x', now()) RETURNING id`,
        [first.technicianId],
      )
    )[0]!.id,
    operationId: 'the-one-tap',
  };
  for (let tries = 0; tries < 3; tries++) await operate(morning.house)(tap);
  await morning.settle();
  expect(await morning.sql('SELECT 1 FROM appointment WHERE follows_id IS NOT NULL')).toHaveLength(1);
  expect(morning.texts(DAVE).filter((text) => text.includes('Next visit'))).toHaveLength(1);
});

it('a digit after the times have run out gets fresh ones, and the desk sees that nobody has chosen', async () => {
  await morning.tap('cannot-complete', { needs: PART });
  await morning.until('09:31');
  expect(await morning.sql(`SELECT says FROM alert WHERE kind = 'could-not-complete' AND closed_at IS NULL`)).toEqual([
    { says: 'Dave Miller has not chosen a time for the next visit (part: ONT board). Please call.' },
  ]);
  await morning.hears(DAVE, '2');
  expect(morning.last()).toMatch(/^Acme: Next visit, held until 9:51am:\n1 Thu 8-9am/);
  await morning.hears(DAVE, '1');
  expect(morning.last()).toMatch(/^Done\. Maria G\. comes Thu 8-9am/);
  expect(await morning.sql(`SELECT 1 FROM alert WHERE kind = 'could-not-complete' AND closed_at IS NULL`)).toEqual([]);
});

it('who was not home hears that we were there, and has other times', async () => {
  await morning.tap('cannot-complete', { needs: { why: 'absent' } });
  expect(morning.last()).toMatch(
    /^Acme: Maria was at 12 Oak St at 8:45am and found nobody\. Next visit, held until 9:30am:\n1 Today /,
  );
});

it('a skill nobody else has yet a technician for leads to whoever has it', async () => {
  await morning.sql(`UPDATE technician SET skills = skills || '{copper}' WHERE id = $1`, [morning.sam]);
  await morning.tap('cannot-complete', { needs: { why: 'skill', skill: 'copper', minutes: 90 } });
  expect(morning.last()).toContain('it needs another specialist');
  expect(morning.last()).toContain('Sam R.');
  expect(morning.last()).not.toContain('Maria G.');
  expect(await next()).toMatchObject({ skill: 'copper', minutes: 90 });
  await morning.hears(DAVE, '1');
  const [stay] = await morning.sql<{ minutes: number }>(
    `SELECT extract(epoch FROM planned_to - planned_from)::int / 60 AS minutes FROM assignment WHERE appointment_id = $1`,
    [(await next())!.id],
  );
  expect(stay!.minutes).toBe(90);
});

it('a skill nobody has is refused, and nothing has happened', async () => {
  const answer = await report(morning.house)({
    assignmentId: first.id,
    technicianId: first.technicianId,
    act: 'cannot-complete',
    needs: { why: 'skill', skill: 'welding' },
  });
  expect(answer).toEqual({ code: 'absent', refused: 'Nobody has a skill called welding.' });
  expect((await his()).state).toBe('on_site');
});

it.each([
  ['it was not safe', { why: 'unsafe' }],
  ['nobody knows when the part comes', { why: 'part', part: 'ONT board' }],
] as const)('where %s a person calls', async (_, needs) => {
  await morning.tap('cannot-complete', { needs });
  expect(morning.last()).toMatch(/^Acme: Maria could not finish your repair: .* calls you by 9:25am with a new time\./);
  expect((await his()).next).toMatchObject({ choices: [], agreed: null });
  expect(await morning.sql(`SELECT 1 FROM promise WHERE kind = 'call-back' AND state = 'open'`)).toHaveLength(1);
});

it('where no time is free a person calls, and the next visit waits to be booked', async () => {
  await morning.sql('DELETE FROM shift WHERE lower(during) > doorward_now()');
  await morning.tap('cannot-complete', { needs: PART });
  expect(morning.last()).toContain('calls you by 9:25am with a new time');
  expect(await next()).toMatchObject({ state: 'requested', part: 'ONT board' });
});

it('the story stays one story: one order, open until the last visit is done, and one question after that', async () => {
  await morning.tap('cannot-complete', { needs: PART });
  await morning.hears(DAVE, '1');
  const told = await story();
  expect(told.closedAt).toBeNull();
  expect(told.visit.state).toBe('confirmed');
  expect(told.entries.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['visit.failed', 'visit.goes-on', 'next-visit', 'next-booked', 'visit.confirmed']),
  );
  await morning.until('12:00');
  expect(morning.texts(DAVE).some((text) => text.includes('one question'))).toBe(false);
});

it('whatever he asks before he has chosen, he gets the times', async () => {
  await morning.tap('cannot-complete', { needs: PART });
  await morning.hears(DAVE, 'when will she be back?');
  expect(morning.last()).toMatch(/^Acme: Next visit, held until 9:30am:\n1 Thu 8-9am/);
});
