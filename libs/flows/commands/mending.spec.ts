import { isRefused } from '#visits/refused';
import { mendingOf } from '#store/mending';
import { visitOf } from '#store/visit';
import type { MendingRowView, MendingView } from '#store/views';
import { applyMending } from '#flows/commands/apply-mending';
import { mendDay, refuseMending } from '#flows/commands/mend-day';
import { reassign } from '#flows/commands/reassign';
import { report } from '#flows/commands/report';
import { book } from '#test/branches/morning';
import { eastOf, local } from '#test/world/company';
import { openRoom, type Room } from '#test/world/room';

const HERE = { lat: 39.29, lng: -76.61 };
const [DAVE, NORA, IDA, OLGA] = ['+15550100', '+15550101', '+15550102', '+15550103'];
const dispatcher = 'Lee Park';

/** Maria has Dave at 10 and Nora at 2, Sam has Ida at 10 and goes at one; Tom begins at noon. All live a few minutes away. */
let room: Room;
let [maria, sam, tom] = ['', '', ''];
let [dave, nora, ida] = ['', '', ''];
beforeEach(async () => {
  const person = (name: string, n: number) => ({
    name,
    phone: `+1555020${n}`,
    skills: ['fiber'],
    home: eastOf(HERE, n),
  });
  room = await openRoom({
    technicians: [person('Maria Gomez', 1), person('Sam Reed', 2), person('Tom Baker', 3)],
    from: '07:42:00',
  });
  [maria, sam, tom] = ['Maria Gomez', 'Sam Reed', 'Tom Baker'].map((name) => room.technicians.get(name)!) as [
    string,
    string,
    string,
  ];
  await room.sql(
    `UPDATE shift SET during = tstzrange($2, upper(during)) WHERE technician_id = $1 AND during @> $2::timestamptz`,
    [tom, local('12:00')],
  );
  await room.sql(
    `UPDATE shift SET during = tstzrange(lower(during), $2) WHERE technician_id = $1 AND during @> $2::timestamptz`,
    [sam, local('13:00')],
  );
  dave = (await book(room, { name: 'Dave Miller', phone: DAVE }, maria, '10:00', '11:00')).appointmentId;
  nora = (await book(room, { name: 'Nora Kim', phone: NORA }, maria, '14:00', '15:00')).appointmentId;
  ida = (await book(room, { name: 'Ida Roth', phone: IDA }, sam, '10:00', '11:00')).appointmentId;
  await room.settle();
  for (const id of [dave, nora, ida]) await tap(id, 'accept');
});
afterEach(() => room.close());

const reader = () => ({ sql: room.sql });
const visit = async (id: string) => (await visitOf(reader(), id))!;
const planned = async (trouble: 'sick' | 'late' = 'sick', from?: Date): Promise<MendingView> => {
  const begun = await mendDay(room.house)({ technicianId: maria, trouble, from, dispatcher });
  if (isRefused(begun)) throw new Error(begun.refused);
  await begun.thought;
  return (await mendingOf(reader(), begun.mendingId))!;
};
const apply = async ({ id }: MendingView, rows?: readonly MendingRowView[]): Promise<MendingView> => {
  const answer = await applyMending(room.house)({ mendingId: id, rowIds: rows?.map((row) => row.id), dispatcher });
  if (isRefused(answer)) throw new Error(answer.refused);
  await room.settle();
  return (await mendingOf(reader(), id))!;
};
const said = ({ rows }: MendingView) =>
  rows.map(({ kind, customer, from, to, outcome }) => `${kind} ${customer}: ${from} -> ${to} ${outcome ?? ''}`.trim());
const tap = async (appointmentId: string, act: 'accept' | 'on-my-way' | 'arrive') => {
  const { id, technicianId } = (await visit(appointmentId)).ticket!;
  const answer = await report(room.house)({ assignmentId: id, technicianId, act });
  if (isRefused(answer)) throw new Error(answer.refused);
  await room.settle();
};
const alerts = (kind: string) =>
  room.sql<{ says: string }>('SELECT says FROM alert WHERE kind = $1 AND closed_at IS NULL', [kind]);

it('a plan says who takes what, and what can only be offered; nothing has changed yet', async () => {
  const plan = await planned();
  expect(plan.state).toBe('ready');
  expect(said(plan)).toEqual(['move Nora Kim: Maria Gomez -> Tom Baker', 'offer Dave Miller: Maria Gomez -> null']);
  expect(plan.rows[1]!.choices.length).toBeGreaterThan(0);
  expect(plan.rows[1]!.choices.map(({ technician }) => technician)).not.toContain('Maria Gomez');
  expect((await visit(nora)).ticket!.technicianId).toBe(maria);
  expect(await room.sql(`SELECT 1 FROM timeline WHERE type = 'technician.absent'`)).toEqual([]);
});

it('applied, every customer hears: of the new technician once he has accepted, or of other times at once', async () => {
  const before = room.texts(NORA).length;
  const done = await apply(await planned());
  expect(said(done)).toEqual([
    'move Nora Kim: Maria Gomez -> Tom Baker applied',
    'offer Dave Miller: Maria Gomez -> null applied',
  ]);
  expect(room.texts(NORA)).toHaveLength(before);
  await tap(nora, 'accept');
  // Who comes in the afternoon is nothing to be texted about before eight.
  await room.until('08:00:00');
  expect(room.texts(NORA).at(-1)).toContain('Maria could not take your visit, so Tom B. has it and accepted.');
  expect(room.texts(DAVE).at(-1)).toMatch(/^Acme: Maria is sick and nobody else is free today 10-11am\..*Reply:\n2 /);
  expect(room.texts(DAVE).at(-1)).not.toContain('\n1 ');
  expect(await alerts('nobody-left')).toEqual([{ says: expect.stringContaining('asked to choose another') }]);
  const [shift] = await room.sql('SELECT 1 FROM shift WHERE technician_id = $1 AND during && tstzrange($2, $3)', [
    maria,
    local('08:00'),
    local('20:00'),
  ]);
  expect(shift).toBeUndefined();
  expect(await room.sql(`SELECT actor, reason FROM timeline WHERE type = 'technician.absent'`)).toEqual([
    { actor: 'dispatcher Lee Park', reason: 'Maria Gomez is sick' },
  ]);
});

it('who is offered other times takes one by its digit', async () => {
  await apply(await planned());
  await room.hears(DAVE, '2');
  expect((await visit(dave)).ticket).not.toBeNull();
  expect((await visit(dave)).revision).toBe(2);
  expect(await alerts('nobody-left')).toEqual([]);
});

it('who does not answer is called', async () => {
  await apply(await planned());
  await room.until('08:05:00');
  expect(room.texts(DAVE).at(-1)).toContain('will call you');
  expect(await alerts('call-back')).toHaveLength(1);
});

it('what somebody has moved meanwhile is left out, with who it was; the rest is done', async () => {
  const plan = await planned();
  const { version } = await visit(nora);
  const given = await reassign(room.house)({ appointmentId: nora, technicianId: tom, version, dispatcher: 'Ana Ruiz' });
  expect(isRefused(given)).toBe(false);
  const done = await apply(plan);
  expect(said(done)).toEqual([
    'move Nora Kim: Maria Gomez -> Tom Baker rejected',
    'offer Dave Miller: Maria Gomez -> null applied',
  ]);
  expect(done.rows[0]!.says).toContain('Ana Ruiz was faster');
  expect((await visit(nora)).ticket!.technicianId).toBe(tom);
});

it('a customer whose row is not wanted is promised a call, and the desk sees it', async () => {
  const plan = await planned();
  const done = await apply(plan, [plan.rows[1]!]);
  expect(done.rows[0]!.outcome).toBe('left');
  expect((await visit(nora)).ticket).toBeNull();
  expect(room.texts(NORA).at(-1)).toContain('will call you');
  expect(await alerts('nobody-left')).toHaveLength(2);
});

it('what came to him after the plan was made goes to the next who can keep it', async () => {
  const plan = await planned();
  const olga = await book(room, { name: 'Olga Hall', phone: OLGA }, maria, '15:30', '16:30');
  await apply(plan);
  expect((await visit(olga.appointmentId)).ticket!.technicianId).not.toBe(maria);
});

it('a plan that is refused changes nothing, and cannot be applied afterwards', async () => {
  const plan = await planned();
  await refuseMending(room.house)({ mendingId: plan.id, dispatcher });
  const answer = await applyMending(room.house)({ mendingId: plan.id, dispatcher });
  expect(answer).toEqual({ code: 'closed', refused: expect.stringContaining('was refused') });
  expect(await mendingOf(reader(), plan.id)).toMatchObject({ askedBy: dispatcher, endedBy: dispatcher });
  expect((await visit(nora)).ticket!.technicianId).toBe(maria);
});

it('a plan whose process has died while it thought has failed, for who looks and for who applies it', async () => {
  const plan = await planned();
  await room.sql(
    `UPDATE mending SET state = 'thinking', alive_at = clock_timestamp() - interval '31 seconds' WHERE id = $1`,
    [plan.id],
  );
  expect((await mendingOf(reader(), plan.id))!.state).toBe('failed');
  expect(await applyMending(room.house)({ mendingId: plan.id, dispatcher })).toEqual({
    code: 'closed',
    refused: 'This plan could not be made. Ask for a new one.',
  });
});

it('what a plan has moved is no change by hand that could be put back one by one', async () => {
  await apply(await planned());
  expect((await visit(nora)).ticket!.technicianId).toBe(tom);
  expect(await room.sql('SELECT 1 FROM desk_change')).toEqual([]);
});

it('why a chain does not fit is not put down to a visit that the chain gives away', async () => {
  await room.sql(
    `UPDATE shift SET during = tstzrange($2, upper(during)) WHERE technician_id = $1 AND during @> $3::timestamptz`,
    [tom, local('08:00'), local('12:30')],
  );
  await room.sql(`UPDATE technician SET skills = '{fiber,splice}' WHERE id = ANY($1)`, [[maria, sam]]);
  await room.sql(`UPDATE appointment SET extra_skill = 'splice' WHERE id = $1`, [dave]);
  const plan = await planned();
  expect(said(plan)).toContain('move Ida Roth: Sam Reed -> Tom Baker');
  await room.sql(`UPDATE technician SET skills = '{fiber}' WHERE id = $1`, [sam]);
  const done = await apply(plan);
  const { says } = done.rows.find(({ customer }) => customer === 'Dave Miller')!;
  expect(says).toMatch(/^Sam Reed cannot take Dave Miller: /);
  expect(says).toContain('splice');
  expect(says).not.toContain('Ida Roth');
});

it('a plan is applied once', async () => {
  const plan = await planned();
  const both = await Promise.all([1, 2].map(() => applyMending(room.house)({ mendingId: plan.id, dispatcher })));
  expect(both.filter(isRefused)).toHaveLength(1);
});

it('the customer she is with stays hers', async () => {
  await tap(dave, 'on-my-way');
  await tap(dave, 'arrive');
  const plan = await planned();
  expect(said(plan)).toEqual(['move Nora Kim: Maria Gomez -> Tom Baker']);
  await apply(plan);
  expect((await visit(dave)).ticket!.technicianId).toBe(maria);
});

it('from the afternoon on, the morning stays hers', async () => {
  const done = await apply(await planned('sick', local('13:00')));
  expect(said(done)).toEqual(['move Nora Kim: Maria Gomez -> Tom Baker applied']);
  expect((await visit(dave)).ticket!.technicianId).toBe(maria);
});

it('another visit is handed on where that keeps a promise more', async () => {
  await room.sql(
    `UPDATE shift SET during = tstzrange($2, upper(during)) WHERE technician_id = $1 AND during @> $3::timestamptz`,
    [tom, local('08:00'), local('12:30')],
  );
  await room.sql(`UPDATE technician SET skills = '{fiber,splice}' WHERE id = ANY($1)`, [[maria, sam]]);
  await room.sql(`UPDATE appointment SET extra_skill = 'splice' WHERE id = $1`, [dave]);
  const plan = await planned();
  expect(said(plan)).toContain('move Ida Roth: Sam Reed -> Tom Baker');
  expect(said(plan)).toContain('move Dave Miller: Maria Gomez -> Sam Reed');
  const [davesRow] = plan.rows.filter(({ customer }) => customer === 'Dave Miller');
  const part = await apply(plan, [davesRow!]);
  expect(part.rows.find(({ customer }) => customer === 'Dave Miller')).toMatchObject({
    outcome: 'rejected',
    says: 'only together with the others of its chain',
  });
});

it('nobody plans another day, or the shift of somebody who has none', async () => {
  const ask = (technicianId: string, from?: Date) =>
    mendDay(room.house)({ technicianId, trouble: 'sick', from, dispatcher });
  expect(await ask(maria, local('09:00', '2026-03-05'))).toMatchObject({ code: 'infeasible' });
  expect(await ask('00000000-0000-7000-8000-000000000000')).toMatchObject({ code: 'absent' });
  await room.sql('DELETE FROM shift WHERE technician_id = $1', [maria]);
  expect(await ask(maria)).toMatchObject({ code: 'closed' });
});
