import { form } from '#test/doors/server';
import { bearer, newOrder, openTown, type Town, withHeaders } from '#test/doors/town';
import { API_KEY, DESK } from '#test/world/company';
import { json, read } from '#test/doors/server';

/* A link may be opened by anybody's phone, scanner or preview: looking changes nothing, and nothing we keep opens it. */

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  const { failures } = town;
  await town.close();
  expect(failures).toEqual([]);
});

const TOKEN = /^[\w-]{16}$/;

describe('looking', () => {
  it('changes nothing, whatever is looked at, by GET or by HEAD, three times', async () => {
    const [slot] = await town.windows(town.olga);
    const heldAt = await town.ask({
      path: `/v/${town.olga.link}/hold`,
      ...form({ technicianId: slot!.technicianId, ...slot!.window }),
    });
    const holdId = String(heldAt.headers.location).split('/').at(-1)!;
    const signIn = await town.signInLink();
    const links = [town.dave.link, town.olga.link, town.expiredLink];
    const paths = town.routes
      .filter((route) => /^GET .(api|v|t|demo|health)/.test(route) && !route.endsWith('/live')) // it has no end
      .flatMap((route) => {
        const path = route.slice(4).replace('*', '/').replace('//', '/').replace(':holdId', holdId);
        if (path.startsWith('/v/')) return links.map((link) => path.replace(':token', link));
        if (path.startsWith('/api/work-orders')) return [path.replace(':id', town.dave.workOrderId)];
        return [path.replace(':token', signIn).replace(':id', town.dave.appointmentId)];
      });
    const before = await town.tables('device'); // when a phone was last seen is written down
    const seen = new Set<string>();
    const headers = { ...bearer(town.maria), cookie: town.cookie, accept: 'text/html' };
    for (const path of paths)
      for (const method of ['GET', 'HEAD', 'GET', 'HEAD', 'GET', 'HEAD']) {
        const { status } = await town.ask({ method, path, headers, from: `10.6.0.${paths.indexOf(path)}` });
        expect([path, status < 500]).toEqual([path, true]);
        if (status === 200) seen.add(path);
      }
    expect(await town.tables('device')).toEqual(before);
    for (const path of ['', '/times', '/calendar.ics'].map((rest) => `/v/${town.dave.link}${rest}`))
      expect(seen).toContain(path);
    expect(seen).toContain(`/v/${town.olga.link}/held/${holdId}`);
    expect(seen).toContain(`/t/${signIn}`);
  });

  it('is kept by nobody on the way, and tells no other site where it came from', async () => {
    for (const path of [`/v/${town.dave.link}`, `/v/${town.dave.link}/times`, `/t/${await town.signInLink()}`]) {
      const { headers, text } = await town.ask({ path });
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
      expect(text).toContain('<meta name="robots" content="noindex"/>');
      expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    }
  });
});

describe('a token', () => {
  it('is 16 characters of base64url, different for every link, and stands nowhere in the database', async () => {
    const invited = Array.from({ length: 30 }, (_, n) => ({
      name: `Guest ${n}`,
      phone: `+155502${String(n).padStart(2, '0')}`,
    }));
    for (const customer of invited)
      await town.asProgram({
        path: '/api/work-orders',
        ...json(newOrder(customer, `${customer.name} St`, { invite: true })),
      });
    await town.asDesk({ method: 'POST', path: `/api/technicians/${town.dave.technicianId}/sign-in-link` });
    await town.work();
    const told = town.texts.flatMap(({ body }) => [...body.matchAll(/https?:\/\/\S+\/([vt])\/([\w-]+)/g)]);
    const tokens = told.map(([, , token]) => token!);
    expect(told.filter(([, kind]) => kind === 't')).toHaveLength(1);
    expect(tokens.length).toBeGreaterThan(30);
    expect(tokens.filter((token) => !TOKEN.test(token))).toEqual([]);
    expect(new Set(tokens.slice(-31)).size).toBe(31);

    const dump = await everything(town);
    expect(dump).toContain('Guest 29 St');
    const secrets = [
      ...tokens,
      town.dave.link,
      town.olga.link,
      town.expiredLink,
      await town.signInLink(),
      town.maria,
      town.sam,
    ];
    secrets.push(town.cookie.split('=')[1]!, API_KEY, town.revokedKey, DESK.password);
    expect(secrets.filter((secret) => dump.includes(secret))).toEqual([]);
  });

  it('is not told to the board', async () => {
    await town.work();
    const story = await town.asDesk({ path: `/api/work-orders/${town.dave.workOrderId}/story` });
    const board = await town.asDesk({ path: '/api/board' });
    for (const { text } of [story, board]) expect(text).not.toContain(town.dave.link);
  });

  it('of a technician signs one phone in, once, and only when the button is pressed', async () => {
    await town.asDesk({ method: 'POST', path: `/api/technicians/${town.nora.technicianId}/sign-in-link` });
    await town.work();
    const path = /\/t\/[\w-]{16}/.exec(town.texts.at(-1)!.body)![0];
    const page = await town.ask({ path });
    expect([page.status, page.text.includes('Hello Sam')]).toEqual([200, true]);
    const presses = await Promise.all(
      Array.from({ length: 20 }, () => fetch(town.url + path, { method: 'POST', redirect: 'manual' })),
    );
    const signedIn = presses.filter(({ status }) => status === 303);
    expect(signedIn).toHaveLength(1);
    const [address, token] = signedIn[0]!.headers.get('location')!.split('#token=');
    expect(address).toBe('/tech/');
    expect(read(await town.ask({ path: '/api/tech/day', headers: bearer(token!) })).technician.name).toBe('Sam Reed');
    const before = await town.tables();
    expect((await town.ask({ path, from: '10.9.0.1' })).status).toBe(404);
    expect((await town.ask({ method: 'POST', path, from: '10.9.0.1' })).status).toBe(404);
    expect(await town.tables()).toEqual(before);
  });

  it('of a technician is nothing any more after a day, or when he was let go', async () => {
    const old = await town.signInLink();
    await town.sql(
      `UPDATE link SET expires_at = doorward_now() WHERE id = (SELECT id FROM link ORDER BY created_at DESC, id DESC LIMIT 1)`,
    );
    await town.sql(`UPDATE link SET expires_at = doorward_now() WHERE kind = 'sign-in' AND used_at IS NULL`);
    const gone = await town.signInLink();
    await town.sql(`UPDATE technician SET active = false WHERE name = 'Maria Gomez'`);
    const before = await town.tables();
    for (const token of [old, gone])
      for (const method of ['GET', 'POST'])
        expect((await town.ask({ method, path: `/t/${token}`, from: '10.9.0.2' })).status).toBe(404);
    expect(await town.tables()).toEqual(before);
    await town.sql(`UPDATE technician SET active = true WHERE name = 'Maria Gomez'`);
  });
});

describe('guessing', () => {
  const guess = (n: number) => `guess-${String(n).padStart(10, '0')}`;

  it.each([
    ['GET', '/v/', ''],
    ['GET', '/v/', '/calendar.ics'],
    ['POST', '/v/', '/call-me'],
    ['GET', '/t/', ''],
    ['POST', '/t/', ''],
  ])(
    '%s %sTOKEN%s ends after thirty wrong links from one address, and the right one opens there all the same',
    async (method, prefix, rest) => {
      const from = `10.8.${prefix === '/v/' ? 1 : 2}.${method.length * 10 + rest.length}`;
      const right = prefix === '/v/' ? town.dave.link : await town.signInLink();
      const knock = (token: string, address = from) =>
        town.ask({
          method,
          path: prefix + token + rest,
          from: address,
          ...(method === 'POST' && withHeaders(form({}), {})),
        });
      const before = await town.tables();
      const statuses = [];
      for (let n = 0; n < 40; n++) statuses.push((await knock(guess(n))).status);
      expect(statuses).toEqual([...Array.from({ length: 30 }, () => 404), ...Array.from({ length: 10 }, () => 429)]);
      expect(await town.tables()).toEqual(before);
      expect((await knock(guess(41), '10.8.9.9')).status).toBe(404);
      expect((await knock(right)).status).toBeLessThan(400);
    },
  );

  it('is no easier with another address written on the envelope', async () => {
    const knock = (n: number) =>
      town.ask({
        path: `/v/${guess(n)}`,
        from: '10.8.3.3',
        headers: { 'x-forwarded-for': `10.7.0.${n}`, forwarded: `for=10.7.0.${n}`, 'x-real-ip': `10.7.0.${n}` },
      });
    for (let n = 0; n < 30; n++) await knock(n);
    expect((await knock(31)).status).toBe(429);
  });
});

/** Every row of every table, the queue's included, as text. */
async function everything({ sql }: Town): Promise<string> {
  const tables = await sql<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => sql<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)),
  );
  return rows
    .flat()
    .map(({ row }) => row)
    .join('\n');
}
