import { plusMinutes } from '#time/minutes';
import type { Act } from '#visits/assignment';
import { openWorkOrder } from '#flows/commands/open-work-order';
import { report } from '#flows/commands/report';
import { waitForEarlier } from '#flows/commands/waiting';
import type { Room } from '#test/world/room';
import { TERRITORY } from '#test/world/company';
import { confirm, DAVES, hold, move, must, openCompany, openInstall, see, windows } from '#test/several/survey';

/* A check rests on an install, which rests on a survey. The survey fails, and no other one is agreed in time. */

let room: Room;
let survey: string;
let install: string;
let check: string;
beforeEach(async () => {
  room = await openCompany();
  await room.sql(
    `INSERT INTO work_type (code, name, skill, minutes, window_minutes, needs_first, gap_minutes)
     VALUES ('check', 'Check', 'fiber', 30, 60, 'install', 60)`,
  );
  const opened = must(
    await openWorkOrder(room.house)({
      customer: { name: 'Dave Miller', phone: '+15550100' },
      address: { street: '12 Oak St', city: 'Doorward', ...DAVES, territory: TERRITORY },
      workType: 'check',
      notes: '',
      actor: 'integration shop',
      invite: false,
    }),
  );
  [survey, install, check] = opened.appointments.map(({ appointmentId }) => appointmentId) as [string, string, string];
  await hold(room, survey, (await windows(room, survey))[0]!);
  await hold(room, install, (await windows(room, install))[0]!);
  const { holdId } = await hold(room, check, (await windows(room, check)).at(-1)!);
  must(await confirm(room, check, holdId));
  await room.settle();
  for (const act of ['accept', 'on-my-way', 'arrive', 'cannot-complete'] as const) await tap(survey, act);
  await room.settle();
});
afterEach(() => room.close());

const tap = async (appointmentId: string, act: Act) => {
  const { ticket } = await see(room, appointmentId);
  must(await report(room.house)({ assignmentId: ticket!.id, technicianId: ticket!.technicianId, act, note: act }));
};
const beforeInstall = async (minutes: number) => {
  const { window } = await see(room, install);
  await room.sql('UPDATE clock SET shows = $1', [plusMinutes(window!.from, -minutes)]);
  await room.settle();
};
const openPrompts = () => room.sql(`SELECT kind FROM prompt WHERE appointment_id = $1 AND state = 'open'`, [install]);
const openAlerts = () =>
  room.sql<{ kind: string }>(`SELECT kind FROM alert WHERE closed_at IS NULL AND key LIKE '%:' || $1`, [install]);

describe('the time of a suspended visit is let go', () => {
  it('and what rests on it is suspended with it', async () => {
    expect((await see(room, check)).suspendedAt).toBeNull();
    await beforeInstall(120);
    expect((await see(room, install)).state).toBe('requested');
    expect((await see(room, check)).suspendedAt).not.toBeNull();
  });

  it('and nothing is asked about it any more, nor put before the desk', async () => {
    expect(await openPrompts()).toHaveLength(1);
    await beforeInstall(120);
    expect([await openPrompts(), await openAlerts()]).toEqual([[], []]);
  });

  it('and those who wait for an earlier time have the gap', async () => {
    const other = await openInstall(room, '+15550177');
    await move(room, other.survey, (await windows(room, other.survey)).at(-1)!);
    must(await waitForEarlier(room.house)({ appointmentId: other.survey, actor: 'test', wants: true }));
    await tap(install, 'accept');
    await room.settle();
    await beforeInstall(120);
    expect(await room.sql('SELECT 1 FROM gap WHERE freed_by_id = $1', [install])).toHaveLength(1);
  });
});

describe('who has set out to a suspended visit', () => {
  beforeEach(async () => {
    await tap(install, 'accept');
    await beforeInstall(125);
    await tap(install, 'on-my-way');
    await room.settle();
  });

  it('keeps his ticket while he drives, and by his arrival it stands', async () => {
    await beforeInstall(60);
    expect(await see(room, install)).toMatchObject({ state: 'confirmed', ticket: { state: 'en_route' } });
    await tap(install, 'arrive');
    await room.settle();
    expect([(await see(room, install)).suspendedAt, await openAlerts()]).toEqual([null, []]);
    await tap(install, 'done');
    await room.settle();
    expect(await see(room, install)).toMatchObject({ state: 'fulfilled', suspendedAt: null });
  });

  it('who turns round does not keep it', async () => {
    await tap(install, 'accept');
    await beforeInstall(60);
    expect(await see(room, install)).toMatchObject({ state: 'requested', ticket: null });
  });
});
