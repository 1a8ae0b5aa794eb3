import { type Colleagues, type Looking, meetColleagues } from '#live/colleagues';
import { type FreshStore, freshStore } from '#test/setup/store';

let fresh: FreshStore;
const open: Colleagues[] = [];
beforeAll(async () => void (fresh = await freshStore()));
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(() => fresh.close());

const ORDER = '00000000-0000-4000-8000-000000000001';
const looks = (name: string, isWriting = false): Looking => ({ board: name, name, workOrderId: ORDER, isWriting });

const inOrder = (all: readonly Looking[]) =>
  all
    .map((one) => JSON.stringify(one))
    .sort()
    .join();

/** An api process, as far as its boards are concerned. */
async function process(ours: Looking[], pace = { againMs: 60_000, forgottenMs: 60_000 }) {
  let look = () => undefined as void;
  const colleagues = await meetColleagues({
    databaseUrl: fresh.url,
    read: fresh.store.read,
    ours: () => ours,
    onChange: () => look(),
    onError: (error) => {
      throw error;
    },
    pace,
  });
  open.push(colleagues);
  const sees = (...expected: Looking[]) =>
    new Promise<void>((resolve) => {
      look = () => inOrder(colleagues.others()) === inOrder(expected) && resolve();
      look();
    });
  return { colleagues, sees, ours };
}

it('a board of one process is seen in every other one, as it changes, until it is gone', async () => {
  const [one, other] = [await process([]), await process([])];
  one.ours.push(looks('Lee Park'));
  one.colleagues.say();
  await other.sees(looks('Lee Park'));
  one.ours[0] = looks('Lee Park', true);
  one.colleagues.say();
  await other.sees(looks('Lee Park', true));
  one.ours.pop();
  one.colleagues.say();
  await other.sees();
  expect(one.colleagues.others()).toEqual([]);
});

it('a process that has just come sees who is there, and is seen', async () => {
  const one = await process([looks('Lee Park')]);
  const late = await process([looks('Ana Silva')]);
  await Promise.all([late.sees(looks('Lee Park')), one.sees(looks('Ana Silva'))]);
});

it('a process that has died is forgotten, and nobody else', async () => {
  const gone = await process([looks('Lee Park')]);
  const stays = await process([looks('Ana Silva')], { againMs: 20, forgottenMs: 300 });
  const watches = await process([], { againMs: 20, forgottenMs: 300 });
  await watches.sees(looks('Lee Park'), looks('Ana Silva'));
  await gone.colleagues.close();
  await watches.sees(looks('Ana Silva'));
  await stays.sees();
});

it('what is heard while the connection was lost is asked for again', async () => {
  const [one, other] = [await process([]), await process([])];
  await fresh.store.read(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'doorward live'`,
  );
  one.ours.push(looks('Lee Park'));
  await other.sees(looks('Lee Park'));
});
