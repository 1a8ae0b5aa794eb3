import { foundSupervisor } from '#flows/commands/setup/dispatchers';
import { type FreshStore, freshStore } from '#test/setup/store';

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

it('an empty house gets its first supervisor, once', async () => {
  expect(await foundSupervisor(fresh.store)).toMatchObject({ email: 'supervisor@localhost' });
  expect(await foundSupervisor(fresh.store)).toBeNull();
});

it('so does one in which people work already and nobody may set anything up', async () => {
  await hire('lee', 'desk');
  await hire('ana', 'supervisor', false);
  expect(await foundSupervisor(fresh.store)).toMatchObject({ email: 'supervisor@localhost' });
});

it('one with a supervisor gets none', async () => {
  await hire('ana', 'supervisor');
  expect(await foundSupervisor(fresh.store)).toBeNull();
});
