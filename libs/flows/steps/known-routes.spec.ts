import { seeded } from '#carriers/loopback/seeded';
import { plusMinutes } from '#time/minutes';
import type { Route } from '#routes/route';
import { routesIn } from '#store/route';
import { holdWindow } from '#flows/commands/hold-window';
import { openWorkOrder } from '#flows/commands/open-work-order';
import { routesNow } from '#flows/steps/known-routes';
import { isRefused } from '#visits/refused';
import { book, DAVES, TECHNICIANS } from '#test/branches/morning';
import { local, TERRITORY } from '#test/world/company';
import { openRoom, type Room } from '#test/world/room';

/* What a process remembers of the days is what the tables say, whatever changed them. */

let room: Room;
let territoryId: string;
beforeEach(async () => {
  room = await openRoom({ technicians: TECHNICIANS, from: '07:42:00' });
  [{ id: territoryId }] = (await room.sql<{ id: string }>('SELECT id FROM territory')) as [{ id: string }];
});
afterEach(() => room.close());

const asked = () => ({
  territoryId,
  skills: ['fiber'],
  span: { from: local('00:00'), to: local('00:00', '2026-03-06') },
});
const inOrder = (routes: readonly Route[]) =>
  [...routes].sort((a, b) => +a.shift.from - +b.shift.from || (a.technician.id < b.technician.id ? -1 : 1));

async function isAsItIs(): Promise<void> {
  const remembered = await routesNow(room.house.store, asked(), await room.now());
  expect(inOrder(remembered)).toEqual(inOrder(await routesIn({ sql: room.sql }, asked())));
}

const wish = async (n: number) => {
  const opened = await openWorkOrder(room.house)({
    customer: { name: `Customer ${n}`, phone: `+1555017${String(n).padStart(2, '0')}` },
    address: { street: `${n} Elm St`, city: 'Doorward', ...DAVES, territory: TERRITORY },
    workType: 'repair',
    notes: '',
    actor: 'test',
    invite: false,
  });
  if (isRefused(opened)) throw new Error(opened.refused);
  return opened.appointmentId;
};

it('after whatever anybody did, in any order', async () => {
  const random = seeded(4471);
  const technicians = [...room.technicians.values()];
  const of = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)]!;
  let n = 0;
  const hours = ['08:00', '09:30', '11:00', '12:30', '14:00', '15:30'] as const;
  const days = ['2026-03-03', '2026-03-04', '2026-03-05'] as const;
  const hold = async () => {
    const from = local(of(hours), of(days));
    const window = { from, to: plusMinutes(from, 60) };
    await holdWindow(room.house)({ appointmentId: await wish(n++), technicianId: of(technicians), window, actor: 'x' });
  };
  const anybody = `(SELECT id FROM assignment WHERE state = 'created' OR state = 'delivered' ORDER BY id LIMIT 1)`;
  const doings: Record<string, () => Promise<unknown>> = {
    hold,
    book: async () => {
      const day = of(days.slice(1));
      await book(room, { name: 'Ole Berg', phone: '+15550188' }, of(technicians), '10:00', '11:00', DAVES, day).catch(() => null); // prettier-ignore
    },
    expect: () =>
      room.sql(`UPDATE assignment SET expected_from = planned_from, expected_to = planned_to + interval '${n} minutes' WHERE id = ${anybody}`), // prettier-ignore
    release: () =>
      room.sql(`WITH h AS (SELECT id FROM hold WHERE state = 'active' ORDER BY id LIMIT 1) DELETE FROM occupancy WHERE hold_id IN (SELECT id FROM h)`), // prettier-ignore
    prolong: () => room.sql(`UPDATE hold SET expires_at = expires_at + interval '1 minute'`),
    wait: () => room.sql(`UPDATE clock SET shows = shows + interval '3 minutes'`),
    complete: () => room.sql(`UPDATE assignment SET state = 'completed', since = doorward_now() WHERE id = ${anybody}`),
    move: () => room.sql(`UPDATE address SET lat = lat + 0.001 WHERE id = (SELECT min(id::text)::uuid FROM address)`),
    home: () => room.sql('UPDATE technician SET home_lng = home_lng + 0.001 WHERE id = $1', [of(technicians)]),
    skill: () => room.sql(`UPDATE technician SET skills = skills || 'copper'::text WHERE id = $1`, [of(technicians)]),
    leave: () => room.sql('UPDATE technician SET active = NOT active WHERE id = $1', [of(technicians)]),
    learn: () => room.sql('UPDATE work_type SET learned_ratio = learned_ratio + 0.01'),
    shift: () => room.sql(`UPDATE shift SET break_from = lower(during) + interval '4 hours', break_minutes = ${20 + n} WHERE technician_id = $1`, [of(technicians)]), // prettier-ignore
    window: () =>
      room.sql(`UPDATE appointment SET window_to = window_to + interval '5 minutes' WHERE state = 'confirmed'`),
  };
  const names = Object.keys(doings);
  await isAsItIs();
  for (let i = 0; i < 60; i++) {
    const name = i < names.length ? names[i]! : of(names);
    await doings[name]!();
    await isAsItIs();
  }
  expect((await room.sql('SELECT 1 FROM route_change')).length).toBeGreaterThan(20);
});

it('what a commit has not finished is not known, and is once it has', async () => {
  const [maria] = [...room.technicians.values()] as [string];
  await isAsItIs();
  const homes = async () =>
    (await routesNow(room.house.store, asked(), await room.now()))
      .filter(({ technician }) => technician.id === maria)
      .map(({ technician }) => technician.home.lat);
  await room.house.store.commit(async (tx) => {
    await tx.sql('UPDATE technician SET home_lat = 1 WHERE id = $1', [maria]);
    expect(new Set(await homes())).not.toContain(1);
    // Others go on meanwhile: this commit is the older one, and is seen later.
    await room.sql(`UPDATE technician SET name = 'Sam R.' WHERE id <> $1`, [maria]);
    expect(new Set(await homes())).not.toContain(1);
    return null;
  });
  expect(new Set(await homes())).toEqual(new Set([1]));
  await isAsItIs();
});
