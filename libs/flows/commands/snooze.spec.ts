import { boardAlerts } from '#store/board';
import type { BoardAlert } from '#store/views';
import { closeAlertById } from '#flows/commands/desk';
import { snoozeAlert, wakeAlert } from '#flows/commands/snooze';
import { openAlert } from '#flows/steps/alerts';
import { type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

const minutesFromNow = async (minutes: number) => new Date((await morning.now()).getTime() + minutes * 60_000);

/** An alert of the desk; told a second time it is the same one. */
async function tell(says: string, dueAt: Date | null = null): Promise<string> {
  await morning.house.store.commit((tx) =>
    openAlert(tx, { kind: 'conflict', subject: 'a test', says, dueAt, workOrderId: morning.workOrderId }),
  );
  return (await theAlert()).id;
}
const theAlert = async (): Promise<BoardAlert> =>
  (await boardAlerts({ sql: morning.house.store.read })).find(({ kind }) => kind === 'conflict')!;
const snooze = (alertId: string, until: 'in-15-minutes' | 'tomorrow') =>
  snoozeAlert(morning.house)({ alertId, until, dispatcher: 'Lee Park' });
const events = () =>
  morning.sql<{ type: string; actor: string; reason: string }>(
    `SELECT type, actor, reason FROM timeline WHERE type IN ('alert.snoozed', 'alert.woken') ORDER BY id`,
  );

it('laid aside for a quarter of an hour it stays open, says by whom, stands on the timeline and comes back by itself', async () => {
  const id = await tell('Two vans at one door.');
  const until = await minutesFromNow(15);
  expect(await snooze(id, 'in-15-minutes')).toEqual({ until });
  expect((await theAlert()).snoozed).toEqual({ by: 'Lee Park', until: until.toISOString() });
  expect(await events()).toEqual([
    { type: 'alert.snoozed', actor: 'dispatcher Lee Park', reason: expect.stringMatching(/^until \d+:\d\d[ap]m$/) },
  ]);
  await morning.sql(`UPDATE clock SET shows = shows + interval '15 minutes'`);
  expect((await theAlert()).snoozed).toBeNull();
});

it('until tomorrow means until the day opens there, and never past the moment it falls due', async () => {
  const id = await tell('A part is missing.');
  const tomorrow = await snooze(id, 'tomorrow');
  const [{ at }] = (await morning.sql<{ at: string }>(
    `SELECT to_char(snoozed_until AT TIME ZONE 'America/New_York', 'YYYY-MM-DD HH24:MI') AS at FROM alert WHERE id = $1`,
    [id],
  )) as [{ at: string }];
  expect(at).toBe('2026-03-04 08:00');
  expect(tomorrow).not.toHaveProperty('refused');

  const due = await minutesFromNow(40);
  expect(await snooze(await tell('A part is missing.', due), 'tomorrow')).toEqual({ until: due });
});

it('news brings it back at once, the same words again do not', async () => {
  const id = await tell('Two vans at one door.');
  await snooze(id, 'in-15-minutes');
  await tell('Two vans at one door.');
  expect((await theAlert()).snoozed).not.toBeNull();
  await tell('Three vans at one door.');
  expect((await theAlert()).snoozed).toBeNull();
});

it('what is closed is not laid aside, what is not laid aside is not taken up', async () => {
  const id = await tell('Two vans at one door.');
  const wake = () => wakeAlert(morning.house)({ alertId: id, dispatcher: 'Maria Sole' });
  expect(await wake()).toMatchObject({ code: 'closed' });
  await snooze(id, 'in-15-minutes');
  expect(await wake()).toEqual({ awake: true });
  expect((await theAlert()).snoozed).toBeNull();
  expect((await events()).map(({ actor, type }) => `${actor}: ${type}`)).toEqual([
    'dispatcher Lee Park: alert.snoozed',
    'dispatcher Maria Sole: alert.woken',
  ]);
  await closeAlertById(morning.house)({ alertId: id, reason: 'seen to', dispatcher: 'Lee Park' });
  expect(await snooze(id, 'tomorrow')).toMatchObject({ code: 'closed' });
});
