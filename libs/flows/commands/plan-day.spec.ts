import { isRefused } from '#visits/refused';
import { beginDayPlan, dayPlanOf, noteProgress } from '#store/day-plans';
import { visitOf } from '#store/visit';
import { offerPlanned } from '#flows/commands/offer-planned';
import { openWorkOrder } from '#flows/commands/open-work-order';
import { cancelDayPlan, planDay, type PlanDay } from '#flows/commands/plan-day';
import { book, DAVES, TECHNICIANS } from '#test/branches/morning';
import { DAY, eastOf, local, TERRITORY } from '#test/world/company';
import { openRoom, type Room } from '#test/world/room';

/* Maria and Sam work from 6:30 to 18:00; windows of an hour begin every half hour. */

const WEDNESDAY = '2026-03-04';
const dispatcher = 'Lee Park';
let room: Room;
let maria = '';
beforeEach(async () => {
  room = await openRoom({ technicians: TECHNICIANS, from: '09:00:00' });
  maria = room.technicians.get('Maria Gomez')!;
  await room.sql('UPDATE territory SET hold_percent = 100');
});
afterEach(() => room.close());

const phoneOf = (nth: number) => `+155505${String(nth).padStart(2, '0')}`;
async function open(nth: number, minutesEast = nth * 3, workType = 'repair') {
  const opened = await openWorkOrder(room.house)({
    customer: { name: `Customer ${nth}`, phone: phoneOf(nth) },
    address: { street: `${nth} Elm St`, city: 'Doorward', ...eastOf(DAVES, minutesEast + 3), territory: TERRITORY },
    workType,
    notes: '',
    actor: 'test',
    invite: false,
  });
  if (isRefused(opened)) throw new Error(opened.refused);
  return opened.appointmentId;
}
const openSome = async (count: number) => {
  const ids = [];
  for (let nth = 1; nth <= count; nth++) ids.push(await open(nth));
  return ids;
};
async function planned(change: Partial<PlanDay> = {}) {
  const begun = await planDay(room.house)({ territory: TERRITORY, day: WEDNESDAY, seconds: 1, dispatcher, ...change });
  if (isRefused(begun)) throw new Error(begun.refused);
  await begun.done;
  const plan = (await dayPlanOf({ sql: room.sql }, begun.planId))!;
  return { ...plan, proposal: plan.proposal! };
}
const offer = async (planId: string, appointmentIds?: readonly string[]) => {
  const answer = await offerPlanned(room.house)({ planId, appointmentIds, dispatcher });
  if (isRefused(answer)) throw new Error(answer.refused);
  await room.settle();
  return answer;
};
const visit = async (appointmentId: string) => (await visitOf({ sql: room.sql }, appointmentId))!;

it('is begun before anything of the day is looked at', async () => {
  await openSome(3);
  const { store } = room.house;
  let looked = false;
  const read: typeof store.read = (query, parameters) => {
    looked ||= query.includes('FROM technician WHERE territory_id');
    // What is asked after the answer waits for it.
    return looked ? waiting.then(() => store.read(query, parameters)) : store.read(query, parameters);
  };
  let go!: () => void;
  const waiting = new Promise<void>((resolve) => (go = resolve));
  const house = { ...room.house, store: { ...store, read } };
  const begun = await planDay(house)({ territory: TERRITORY, day: WEDNESDAY, seconds: 1, dispatcher });
  if (isRefused(begun)) throw new Error(begun.refused);
  expect((await dayPlanOf({ sql: room.sql }, begun.planId))!.state).toBe('planning');
  go();
  await begun.done;
  const plan = (await dayPlanOf({ sql: room.sql }, begun.planId))!;
  expect([plan.state, plan.progress.visits]).toEqual(['planned', 3]);
});

it('all that wait are planned around what is promised, and nothing is promised or held by it', async () => {
  const ids = await openSome(6);
  await book(room, { name: 'Dave Miller', phone: '+15550100' }, maria, '08:30', '09:30', DAVES, WEDNESDAY);
  const { state, proposal, progress } = await planned();
  expect(state).toBe('planned');
  expect(progress).toMatchObject({ share: 1, visits: 6, planned: 6 });
  expect(proposal.visits.map(({ appointmentId }) => appointmentId).sort()).toEqual([...ids].sort());
  expect(proposal.leftOut).toEqual([]);
  for (const { window, stay } of proposal.visits) {
    expect(stay.from >= window.from && stay.from <= window.to).toBe(true);
    expect(stay.from >= local('08:00', WEDNESDAY) && stay.to <= local('18:00', WEDNESDAY)).toBe(true);
  }
  expect(await room.sql("SELECT 1 FROM hold WHERE state = 'active'")).toEqual([]);
  expect(room.texts(phoneOf(1))).toEqual([]);
});

it('what does not fit is named with the reason, the newest first left out', async () => {
  await room.sql('UPDATE shift SET during = tstzrange($1, $2) WHERE during && tstzrange($1, $2)', [
    local('09:00', WEDNESDAY),
    local('12:00', WEDNESDAY),
  ]);
  await room.sql(
    `INSERT INTO work_type (code, name, skill, minutes, window_minutes) VALUES ('dig', 'Digging', 'digger', 60, 60)`,
  );
  const ids = await openSome(8);
  const dig = await open(9, 3, 'dig');
  const { proposal } = await planned();
  const left = new Map(proposal.leftOut.map(({ appointmentId, why }) => [appointmentId, why]));
  expect(left.get(dig)).toBe('nobody with digger works that day');
  expect(left.get(ids[7]!)).toBe(`there is no room for it beside the ${proposal.visits.length} that are planned`);
  expect(left.has(ids[0]!)).toBe(false);
});

it('a customer takes the time that is held for him with one digit', async () => {
  const [first] = await openSome(3);
  const plan = await planned();
  const { offered, rejected } = await offer(plan.id, [first!]);
  expect([offered.length, rejected]).toEqual([1, []]);
  expect(room.texts(phoneOf(2))).toEqual([]);
  expect(room.texts(phoneOf(1)).at(-1)).toMatch(
    /^Acme: a time for your repair visit: .*m, (Maria G|Sam R)\. http\S+ Reply 1 to take it by 11:00am, 0 a person calls you\.$/,
  );
  await room.hears(phoneOf(1), '1');
  const proposed = plan.proposal.visits.find(({ appointmentId }) => appointmentId === first)!;
  expect(await visit(first!)).toMatchObject({ state: 'confirmed', window: proposed.window });
  expect((await visit(first!)).ticket).toMatchObject({ technicianId: proposed.technicianId });
  expect(room.texts(phoneOf(1)).at(-1)).toContain('booked');
});

it('without an answer the time is free again and nothing is booked; a late digit gets the way to another time', async () => {
  const [first] = await openSome(1);
  const plan = await planned();
  await offer(plan.id);
  await room.until('11:00:30');
  expect(await room.sql(`SELECT 1 FROM hold WHERE state = 'active'`)).toEqual([]);
  await room.hears(phoneOf(1), '1');
  expect((await visit(first!)).state).toBe('requested');
  expect(room.texts(phoneOf(1)).at(-1)).toMatch(/^That time is gone, and nothing is booked\. Choose another: http/);
});

it('0 is a person, and the time stays held', async () => {
  await openSome(1);
  await offer((await planned()).id);
  await room.hears(phoneOf(1), '0');
  expect(room.texts(phoneOf(1)).at(-1)).toMatch(/will call you|calls/);
});

it('what has changed since is rejected one by one, in words, and stops no other', async () => {
  const ids = await openSome(5);
  const plan = await planned();
  const [a, b] = plan.proposal.visits;
  // One has chosen a time himself; another's technician is taken at that time.
  await book(room, { name: 'Rival', phone: '+15550199' }, b!.technicianId, '17:00', '18:00', DAVES, WEDNESDAY);
  await room.sql(`UPDATE appointment SET state = 'cancelled', ended_at = doorward_now() WHERE id = $1`, [
    a!.appointmentId,
  ]);
  await room.sql(
    `UPDATE shift SET during = tstzrange(lower(during), lower(during) + interval '1 minute') WHERE technician_id = $1 AND during && tstzrange($2, $3)`,
    [b!.technicianId, b!.stay.from, b!.stay.to],
  );
  const { offered, rejected } = await offer(plan.id, [...ids, maria]);
  const why = new Map(rejected.map((row) => [row.appointmentId, row.why]));
  expect(why.get(a!.appointmentId)).toBe(`${a!.customer}'s visit is cancelled by now.`);
  expect(why.get(b!.appointmentId)).toMatch(new RegExp(`^${b!.technician} cannot be there .* any more\\.$`));
  expect(why.get(maria)).toBe('This visit has no time in the plan.');
  expect(offered.length + rejected.length).toBe(6);
  const again = await offer(
    plan.id,
    offered.map(({ appointmentId }) => appointmentId),
  );
  expect(again.offered).toEqual([]);
  expect(again.rejected.every(({ why }) => why.endsWith('is deciding about a time that is held already.'))).toBe(true);
});

it('offered from the last to the first, all of a plan can still be had', async () => {
  await openSome(8);
  const plan = await planned();
  const ids = plan.proposal.visits.map(({ appointmentId }) => appointmentId).reverse();
  expect((await offer(plan.id, ids)).rejected).toEqual([]);
  const taken = await room.sql<{ t: string; a: Date; b: Date }>(
    'SELECT technician_id t, lower(during) a, upper(during) b FROM occupancy ORDER BY 1, 2',
  );
  for (const [i, row] of taken.slice(1).entries()) if (row.t === taken[i]!.t) expect(row.a >= taken[i]!.b).toBe(true);
});

it('no more is held of a day than may be; what is beyond it is said, and can be offered later', async () => {
  await openSome(8);
  const plan = await planned();
  await room.sql('UPDATE territory SET hold_percent = 15');
  const { offered, rejected } = await offer(plan.id);
  expect(offered).toHaveLength(3); // of 23 hours
  expect(new Set(rejected.map(({ why }) => why))).toEqual(
    new Set(['As much of that day is held for customers as may be: offer it when some have answered.']),
  );
});

it('two dispatchers who offer one plan at once ask nobody twice', async () => {
  const ids = await openSome(4);
  const plan = await planned();
  const both = await Promise.all([1, 2].map(() => offerPlanned(room.house)({ planId: plan.id, dispatcher })));
  const offered = both.flatMap((answer) =>
    isRefused(answer) ? [] : answer.offered.map(({ appointmentId }) => appointmentId),
  );
  expect(offered.sort()).toEqual([...ids].sort());
});

it('a day is planned once at a time; who no longer wants the plan cancels it, whichever process is at it', async () => {
  const [{ id: territoryId }] = (await room.sql<{ id: string }>('SELECT id FROM territory')) as [{ id: string }];
  const planId = (await room.house.store.commit((tx) =>
    beginDayPlan(tx, { territoryId, day: WEDNESDAY, askedBy: dispatcher, visits: 3 }),
  ))!;
  expect(await planDay(room.house)({ territory: TERRITORY, day: WEDNESDAY, dispatcher })).toMatchObject({
    refused: 'That day is being planned at the moment.',
  });
  expect(await offerPlanned(room.house)({ planId, dispatcher })).toMatchObject({ code: 'closed' });
  expect(await cancelDayPlan(room.house)(planId)).toEqual({ cancelled: true });
  const isWanted = await room.house.store.commit((tx) =>
    noteProgress(tx, planId, { share: 0.5, visits: 3, planned: 2 }),
  );
  expect(isWanted).toBe(false);
  expect((await dayPlanOf({ sql: room.sql }, planId))!).toMatchObject({ state: 'cancelled', proposal: null });
  expect(await cancelDayPlan(room.house)(planId)).toMatchObject({ refused: 'This plan is cancelled already.' });
  expect((await planned()).state).toBe('planned');
});

it('a planning whose process has ended has failed, and the day can be planned anew', async () => {
  await openSome(1);
  const { id } = await planned();
  await room.sql(
    `UPDATE day_plan SET state = 'planning', proposal = NULL, seen_at = clock_timestamp() - interval '1 hour' WHERE id = $1`,
    [id],
  );
  expect((await dayPlanOf({ sql: room.sql }, id))!.state).toBe('failed');
  expect((await planned()).state).toBe('planned');
});

it.each([
  ['an unknown territory', { territory: 'Nowhere' }, 'There is no territory called Nowhere.'],
  ['a day that is over', { day: '2026-03-02' }, 'That day is over.'],
  ['a day far off', { day: '2026-06-02' }, 'At most 60 days ahead can be planned.'],
])('%s is refused', async (_, change, refused) => {
  expect(await planDay(room.house)({ territory: TERRITORY, day: DAY, dispatcher, ...change })).toMatchObject({
    refused,
  });
});

it('those that are named are planned in the order they are named; one that is promised is not, one unknown is refused', async () => {
  const ids = await openSome(3);
  const dave = await book(room, { name: 'Dave Miller', phone: '+15550100' }, maria, '08:30', '09:30', DAVES, WEDNESDAY);
  const { proposal } = await planned({ appointmentIds: [ids[2]!, dave.appointmentId] });
  expect(proposal.visits.map(({ appointmentId }) => appointmentId)).toEqual([ids[2]]);
  expect(proposal.leftOut.map(({ why }) => why)).toEqual(['it is confirmed already']);
  expect(
    await planDay(room.house)({ territory: TERRITORY, day: WEDNESDAY, appointmentIds: [ids[0]!, maria], dispatcher }),
  ).toMatchObject({ refused: 'Not every one of these visits is in Harbor.' });
});

it('on a day of rest nothing is planned', async () => {
  await room.sql(`INSERT INTO blackout (territory_id, day, reason) SELECT id, $1, 'Founders Day' FROM territory`, [
    DAY,
  ]);
  expect(await planDay(room.house)({ territory: TERRITORY, day: DAY, dispatcher })).toMatchObject({
    refused: 'Nobody is sent anywhere on that day: Founders Day.',
  });
});
