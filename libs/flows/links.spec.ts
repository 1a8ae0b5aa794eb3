import fc from 'fast-check';
import { hashOf, hideTokens, OPENS_UNTIL, showTokens, signInUrl, tokenOf, visitLink, visitUrl } from '#flows/links';
import type { Settings } from '#flows/settings';
import { buildTown, type FreshStore, freshStore, openVisit } from '#test/setup/store';

const houseOf = (APP_SECRET: string) => ({
  settings: { APP_SECRET, PUBLIC_URL: 'https://go.acme.example' } as Settings,
});
const house = houseOf('a'.repeat(64));
const ID = '0197a000-0000-7000-8000-000000000001';
const runs = { seed: 4471, numRuns: 500 };

it('a token is 16 characters of base64url, whatever the id', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(tokenOf(house, id)).toMatch(/^[A-Za-z0-9_-]{16}$/);
    }),
    runs,
  );
});

it('ids that differ in one digit have tokens that have nothing in common', () => {
  const ids = Array.from({ length: 2000 }, (_, n) => ID.slice(0, -4) + n.toString(16).padStart(4, '0'));
  const tokens = ids.map((id) => tokenOf(house, id));
  expect(new Set(tokens).size).toBe(2000);
  const alike = tokens.slice(1).map((token, i) => [...token].filter((sign, at) => sign === tokens[i]![at]).length);
  expect(Math.max(...alike)).toBeLessThan(6);
});

it('another secret makes other tokens, and a hash gives none away', () => {
  expect(tokenOf(houseOf('b'.repeat(64)), ID)).not.toBe(tokenOf(house, ID));
  expect(hashOf(tokenOf(house, ID))).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(hashOf(tokenOf(house, ID))).not.toContain(tokenOf(house, ID));
});

it('links are short enough for a text: the host, one letter and the token', () => {
  expect(visitUrl(house, ID)).toBe(`https://go.acme.example/v/${tokenOf(house, ID)}`);
  expect(signInUrl(house, ID)).toBe(`https://go.acme.example/t/${tokenOf(house, ID)}`);
});

it('a body is stored without its tokens and comes back as it was sent', () => {
  fc.assert(
    fc.property(fc.array(fc.uuid(), { maxLength: 3 }), fc.array(fc.string({ unit: 'binary' })), (ids, words) => {
      const body = [...words, ...ids.flatMap((id) => [visitUrl(house, id), 'or', signInUrl(house, id)])].join(' ');
      const hidden = hideTokens(house, body, ids);
      for (const id of ids) expect(hidden).not.toContain(tokenOf(house, id));
      expect(showTokens(house, hidden)).toBe(body);
    }),
    runs,
  );
});

it('the link of a work order is made once, also when two texts want it at the same moment', async () => {
  const fresh = await freshStore();
  await openVisit(fresh.store, await buildTown(fresh.store, []), 'Dave');
  const [order] = await fresh.store.read<{ id: string }>('SELECT id FROM work_order');
  const ids = await Promise.all([1, 2, 3].map(() => fresh.store.commit((tx) => visitLink(tx, house, order!.id))));
  expect(new Set(ids).size).toBe(1);
  const links = await fresh.store.read<{ hash: string; days: number }>(
    `SELECT token_hash AS hash, extract(day FROM expires_at - created_at)::int AS days FROM link`,
  );
  expect(links).toEqual([{ hash: hashOf(tokenOf(house, ids[0]!)), days: 30 }]);
  await fresh.close();
});

describe('the page behind a link', () => {
  let fresh: FreshStore;
  beforeAll(async () => {
    fresh = await freshStore();
    await openVisit(fresh.store, await buildTown(fresh.store, []), 'Dave');
    const [order] = await fresh.store.read<{ id: string }>('SELECT id FROM work_order');
    await fresh.store.commit((tx) => visitLink(tx, house, order!.id));
  });
  afterAll(() => fresh.close());

  const sql = (words: string) => fresh.store.read(words);
  const opens = async () =>
    (
      await fresh.store.read<{ opens: boolean }>(
        `SELECT ${OPENS_UNTIL} > doorward_now() AS opens FROM link l JOIN work_order w ON w.id = l.work_order_id`,
      )
    )[0]!.opens;
  const ago = (days: number) => `doorward_now() - interval '${days} days'`;

  it('of an invitation opens for thirty days, and again with the next text that carries it', async () => {
    await sql(`UPDATE link SET expires_at = ${ago(-2)}`);
    expect(await opens()).toBe(true);
    await sql(`UPDATE link SET expires_at = ${ago(1)}`);
    expect(await opens()).toBe(false);
    const [{ id }] = (await fresh.store.read<{ id: string }>('SELECT id FROM work_order')) as [{ id: string }];
    await fresh.store.commit((tx) => visitLink(tx, house, id));
    expect(await opens()).toBe(true);
    await sql(`UPDATE link SET expires_at = ${ago(1)}`);
  });

  it.each(['confirmed', 'fulfilled', 'failed', 'cancelled'])(
    'of a visit that is %s opens as long as its order is open, however long ago it was sent',
    async (state) => {
      await sql(
        `UPDATE appointment SET state = '${state}', revision = 1, window_from = ${ago(-60)}, window_to = ${ago(-60)} + interval '1 hour'`,
      );
      expect(await opens()).toBe(true);
    },
  );

  it('opens for seven days after its order was closed, and no longer', async () => {
    await sql(`UPDATE work_order SET closed_at = ${ago(6.9)}`);
    expect(await opens()).toBe(true);
    await sql(`UPDATE work_order SET closed_at = ${ago(7.1)}`);
    expect(await opens()).toBe(false);
    // Wanted again, or opened again because something is still wrong.
    await sql('UPDATE work_order SET closed_at = NULL');
    expect(await opens()).toBe(true);
  });
});
