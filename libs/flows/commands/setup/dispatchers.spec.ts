import { isRefused } from '#visits/refused';
import {
  addDispatcher,
  changeDispatcher,
  foundSupervisor,
  renewPassword,
  type Role,
} from '#flows/commands/setup/dispatchers';
import { signInDispatcher } from '#flows/commands/sign-in';
import { TECHNICIANS } from '#test/branches/morning';
import { type FreshStore, freshStore } from '#test/setup/store';
import { DESK } from '#test/world/company';
import { openRoom, type Room } from '#test/world/room';

let room: Room;
let ana: string;
let lee: string;
beforeAll(async () => {
  room = await openRoom({ technicians: TECHNICIANS, from: '06:40:00' });
  const idOf = async (name: string) =>
    (await room.sql<{ id: string }>('SELECT id FROM dispatcher WHERE name = $1', [name]))[0]!.id;
  [ana, lee] = [await idOf('Ana Silva'), await idOf('Lee Park')];
});
afterAll(() => room.close());
afterEach(() =>
  room.sql(`UPDATE dispatcher SET active = true, role = CASE name WHEN 'Ana Silva' THEN 'supervisor' ELSE 'desk' END`),
);

const change = (id: string, role: Role, active: boolean, dispatcher = 'Ana Silva') =>
  changeDispatcher(room.house)({ id, role, active, dispatcher });
const supervisors = async () =>
  (await room.sql(`SELECT 1 FROM dispatcher WHERE role = 'supervisor' AND active`)).length;

describe('the last supervisor', () => {
  it.each([
    ['is not deactivated', 'supervisor', false],
    ['is not made a dispatcher', 'desk', true],
  ] as const)('%s, by himself or anybody', async (_, role, active) => {
    for (const by of ['Ana Silva', 'Lee Park'])
      expect(await change(ana, role, active, by)).toMatchObject({
        code: 'closed',
        refused: 'Ana Silva is the last supervisor: make somebody else one first.',
      });
    expect(await supervisors()).toBe(1);
  });

  it('does not count who may not sign in', async () => {
    await room.sql(`UPDATE dispatcher SET role = 'supervisor', active = false WHERE id = $1`, [lee]);
    expect(isRefused(await change(ana, 'desk', true))).toBe(true);
  });

  it('may go once there is another', async () => {
    expect(await change(lee, 'supervisor', true)).toEqual({ id: lee });
    expect(await change(ana, 'desk', false)).toEqual({ id: ana });
    expect(await supervisors()).toBe(1);
  });

  it('two who take each other’s role away at the same moment leave one', async () => {
    for (let turn = 0; turn < 10; turn++) {
      await room.sql(`UPDATE dispatcher SET role = 'supervisor', active = true`);
      const answers = await Promise.all([
        change(ana, 'supervisor', false, 'Lee Park'),
        change(lee, 'desk', true, 'Ana Silva'),
      ]);
      expect(answers.filter(isRefused)).toHaveLength(1);
      expect(await supervisors()).toBe(1);
    }
  });
});

it('who is deactivated is out at once, and signs in no more; let in again, he does', async () => {
  const signIn = () => signInDispatcher(room.house)(DESK);
  expect(await signIn()).toEqual({ token: expect.any(String) });
  await change(lee, 'desk', false);
  expect(await room.sql('SELECT 1 FROM session WHERE dispatcher_id = $1', [lee])).toEqual([]);
  expect(isRefused(await signIn())).toBe(true);
  await change(lee, 'desk', true);
  expect(await signIn()).toEqual({ token: expect.any(String) });
});

it('a new password opens the door, the old one and its sessions do not', async () => {
  await signInDispatcher(room.house)(DESK);
  const renewed = await renewPassword(room.house)({ id: lee, dispatcher: 'Ana Silva' });
  if (isRefused(renewed)) throw new Error(renewed.refused);
  expect(await room.sql('SELECT 1 FROM session WHERE dispatcher_id = $1', [lee])).toEqual([]);
  expect(isRefused(await signInDispatcher(room.house)(DESK))).toBe(true);
  expect(isRefused(await signInDispatcher(room.house)({ ...DESK, password: renewed.password }))).toBe(false);
  // Only its hash is kept, also of what was noted.
  const rows = await room.sql<{ row: string }>(
    'SELECT t::text AS row FROM timeline t UNION ALL SELECT d::text FROM dispatcher d',
  );
  expect(rows.filter(({ row }) => row.includes(renewed.password))).toEqual([]);
});

it('neither an address nor a name is given twice, whatever its letters', async () => {
  const add = (name: string, email: string) =>
    addDispatcher(room.house)({ name, email, role: 'desk', dispatcher: 'Ana Silva' });
  expect(await add('Kim Doe', 'LEE@acme.example')).toMatchObject({
    refused: "LEE@acme.example is Lee Park's already.",
  });
  expect(await add('lee park', 'kim@acme.example')).toMatchObject({
    refused: 'There is somebody called lee park already.',
  });
  const twice = await Promise.all([add('Kim Doe', 'kim@acme.example'), add('Kim Doe', 'kim@acme.example')]);
  expect(twice.filter(isRefused)).toHaveLength(1);
});

describe('the first supervisor', () => {
  let fresh: FreshStore;
  beforeEach(async () => void (fresh = await freshStore()));
  afterEach(() => fresh.close());

  const hire = (name: string, role: string, active = true) =>
    fresh.store.read('INSERT INTO dispatcher (name, email, role, password_hash, active) VALUES ($1, $2, $3, $4, $5)', [
      name,
      `${name}@acme.example`,
      role,
      'none',
      active,
    ]);

  it('is made in an empty house, once', async () => {
    expect(await foundSupervisor(fresh.store)).toMatchObject({ email: 'supervisor@localhost' });
    expect(await foundSupervisor(fresh.store)).toBeNull();
  });

  it('is made where people work already and nobody may set anything up', async () => {
    await hire('lee', 'desk');
    await hire('ana', 'supervisor', false);
    expect(await foundSupervisor(fresh.store)).toMatchObject({ email: 'supervisor@localhost' });
  });

  it('is not made where there is one', async () => {
    await hire('ana', 'supervisor');
    expect(await foundSupervisor(fresh.store)).toBeNull();
  });
});
