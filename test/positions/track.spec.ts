import { setTimeout as pause } from 'node:timers/promises';
import { type Asking, form, json, read, type Reply } from '#test/doors/server';
import { bearer, openTown, type Town } from '#test/doors/town';

/*
 * Positions from phones to rows, over the real api on a real database: every form in which tracking apps tell them, who
 * is let in, and what is stored. The clock stands at 6:40 of 3 March in New York; shifts begin at 6:30.
 */
let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  const { failures } = town;
  await town.close();
  expect(failures).toEqual([]);
});
beforeEach(() => town.sql('DELETE FROM position'));

const SECONDS = Date.UTC(2026, 2, 3, 11, 39) / 1000;
const ISO = '2026-03-03T11:39:00.000Z';

/** A tracking app for a technician; gives its secret. */
async function tracker(name = 'Maria Gomez'): Promise<{ id: string; secret: string; technicianId: string }> {
  const technicianId = town.technicians.get(name)!;
  const made = await town.asDesk({ path: `/api/technicians/${technicianId}/trackers`, ...json({ name: 'Pixel' }) });
  expect(made.status).toBe(201);
  return { ...(read(made) as { id: string; secret: string }), technicianId };
}

const stored = () =>
  town.sql<Record<string, unknown>>(
    `SELECT at, lat, lng, accuracy, round(speed::numeric, 2)::float8 AS speed, heading, source, mocked, refused
     FROM position ORDER BY at`,
  );

const basic = (secret: string, user = 'maria') => ({
  authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
});

const FULL = { at: new Date(ISO), lat: 39.29, lng: -76.61, accuracy: 8, heading: 270, mocked: false, refused: null };
const WORDS = 'lat=39.29&lon=-76.61&speed=20&bearing=270&altitude=12&accuracy=8&batt=73.5';
const LOCATION = {
  timestamp: ISO,
  coords: { latitude: 39.29, longitude: -76.61, accuracy: 8, speed: 10.29, heading: 270, altitude: 12 },
  is_moving: true,
  odometer: 4711,
  event: 'motionchange',
  battery: { level: 0.7, is_charging: false },
  activity: { type: 'in_vehicle' },
  extras: {},
};

describe('every form of Traccar Client', () => {
  const FORMS: Record<string, (secret: string) => Asking> = {
    'GET, seconds': (id) => ({ path: `/track/traccar?id=${id}&timestamp=${SECONDS}&${WORDS}` }),
    'GET with a slash, milliseconds, deviceid': (id) => ({
      path: `/track/traccar?deviceid=${id}&timestamp=${SECONDS}000&${WORDS}`,
    }),
    'POST with the words in the address, ISO': (id) => ({
      method: 'POST',
      path: `/track/traccar?id=${id}&timestamp=${ISO}&${WORDS}`,
    }),
    'POST of a form, plain date': (id) => ({
      path: '/track/traccar',
      ...form({ id, timestamp: '2026-03-03 11:39:00', ...Object.fromEntries(new URLSearchParams(WORDS)) }),
    }),
    'POST with an empty body of a type': (id) => ({
      method: 'POST',
      path: `/track/traccar?id=${id}&timestamp=${SECONDS}&location=39.29,-76.61&speed=20&heading=270&accuracy=8`,
      headers: { 'content-type': 'application/json', 'content-length': '0' },
    }),
    'JSON of version 9': (id) => ({ path: '/track/traccar', ...json({ location: LOCATION, device_id: id }) }),
    'JSON with several locations': (id) => ({
      path: '/track/traccar',
      ...json({ location: [LOCATION], device_id: id }),
    }),
    'an array of JSON': (id) => ({ path: '/track/traccar', ...json([{ location: LOCATION, device_id: id }]) }),
  };

  it.each(Object.entries(FORMS))('%s', async (_, asking) => {
    const { secret } = await tracker();
    const reply = await town.ask(asking(secret));
    expect([reply.status, read(reply)]).toEqual([200, { taken: 1, refused: {}, offShift: 0, unreadable: 0 }]);
    expect(await stored()).toEqual([{ ...FULL, speed: 10.29, source: 'traccar' }]);
  });

  it('what is below zero is not known, and a made-up position says so', async () => {
    const { secret } = await tracker();
    const coords = { ...LOCATION.coords, speed: -1, heading: -1, accuracy: -1 };
    await town.ask({
      path: '/track/traccar',
      ...json({ device_id: secret, location: { ...LOCATION, coords, mock: true } }),
    });
    expect(await stored()).toEqual([
      { ...FULL, speed: null, heading: null, accuracy: null, mocked: true, refused: 'mocked', source: 'traccar' },
    ]);
    const alerts = await town.sql(`SELECT says FROM alert WHERE kind = 'made-up-position'`);
    expect(alerts).toEqual([{ says: expect.stringMatching(/^Maria Gomez's phone .*made up/) }]);
  });
});

describe('OwnTracks', () => {
  const location = {
    _type: 'location',
    tid: 'mg',
    tst: SECONDS,
    lat: 39.29,
    lon: -76.61,
    acc: 8,
    vel: 37,
    cog: 270,
    batt: 73,
  };
  const post = (secret: string, body: unknown, more: object = {}) =>
    town.ask({
      path: '/track/owntracks',
      method: 'POST',
      payload: JSON.stringify(body),
      headers: {
        ...basic(secret),
        'content-type': 'application/json',
        'x-limit-u': 'maria',
        'x-limit-d': 'pixel',
        ...more,
      },
    });

  it('tells a location, and is answered with an empty list', async () => {
    const { secret } = await tracker();
    const reply = await post(secret, location);
    expect([reply.status, reply.text]).toEqual([200, '[]']);
    expect(await stored()).toEqual([{ ...FULL, speed: 10.28, source: 'owntracks' }]);
  });

  it.each([
    ['its last will', { _type: 'lwt', tst: SECONDS }],
    ['a waypoint', { _type: 'waypoint', tst: SECONDS, lat: 39, lon: -76, desc: 'home' }],
    ['steps', { _type: 'steps', tst: SECONDS, steps: 12 }],
    ['what is encrypted', { _type: 'encrypted', data: 'abc' }],
    ['a location without a place', { _type: 'location', tst: SECONDS }],
    ['nothing in particular', null],
    ['a word', 'location'],
    ['a list of anything', [1, null, 'x', [], { _type: 7 }]],
  ])('is not told that anything is wrong about %s', async (_, body) => {
    const { secret } = await tracker();
    const reply = await post(secret, body);
    expect([reply.status, reply.text, await stored()]).toEqual([200, '[]', []]);
  });

  it('may post nothing at all', async () => {
    const { secret } = await tracker();
    const headers = { ...basic(secret), 'content-type': 'application/json', 'content-length': '0' };
    const reply = await town.ask({ path: '/track/owntracks', method: 'POST', headers });
    expect([reply.status, reply.text]).toEqual([200, '[]']);
  });
});

it.each([
  ['no place', { timestamp: ISO, coords: {} }],
  ['no time', { coords: LOCATION.coords }],
  ['a time that is none', { ...LOCATION, timestamp: 'yesterday' }],
  ['a time of another age', { ...LOCATION, timestamp: '0099-01-01T00:00:00Z' }],
  ['numbers that are none', { ...LOCATION, coords: { latitude: 'NaN', longitude: 'Infinity' } }],
  ['a list for a place', { ...LOCATION, coords: [39, -76] }],
])('what cannot be read is counted and does not hold up the rest: %s', async (_, broken) => {
  const { secret } = await tracker();
  const reply = await town.ask({
    path: '/track/traccar',
    ...json({ device_id: secret, location: [broken, LOCATION] }),
  });
  expect([reply.status, read(reply)]).toEqual([200, { taken: 1, refused: {}, offShift: 0, unreadable: 1 }]);
});

it('a place that is none is stored, as what it is', async () => {
  const { secret } = await tracker();
  const told = [`lat=0&lon=0&timestamp=${SECONDS}`, `lat=1e300&lon=7&timestamp=${SECONDS + 1}`];
  for (const words of told) await town.ask({ path: `/track/traccar?id=${secret}&${words}` });
  expect((await stored()).map(({ refused }) => refused)).toEqual(['zero', 'not-a-place']);
});

it('what the phone tells twice is stored once', async () => {
  const { secret } = await tracker();
  const tell = async () => read(await town.ask({ path: `/track/traccar?id=${secret}&timestamp=${SECONDS}&${WORDS}` }));
  expect([await tell(), await tell()]).toEqual([
    { taken: 1, refused: {}, offShift: 0, unreadable: 0 },
    { taken: 0, refused: { duplicate: 1 }, offShift: 0, unreadable: 0 },
  ]);
  expect(await stored()).toHaveLength(1);
});

describe('off shift', () => {
  it('nothing is stored, and the phone is not asked to try again', async () => {
    const { secret } = await tracker();
    const before = Date.UTC(2026, 2, 3, 11, 29) / 1000;
    const reply = await town.ask({ path: `/track/traccar?id=${secret}&timestamp=${before}&${WORDS}` });
    expect([reply.status, read(reply)]).toEqual([200, { taken: 0, refused: {}, offShift: 1, unreadable: 0 }]);
    expect(await stored()).toEqual([]);
  });

  it('a batch keeps what was on shift', async () => {
    const fixes = ['11:28', '11:29', '11:31', '11:32'].map((at) => ({
      lat: 39.29,
      lng: -76.61,
      at: `2026-03-03T${at}:00Z`,
    }));
    const reply = await town.ask({ path: '/api/tech/positions', ...withBearer(json({ fixes }), town.maria) });
    expect([reply.status, read(reply)]).toEqual([202, { taken: 2, refused: {}, offShift: 2 }]);
    expect((await stored()).map(({ at, source }) => [at, source])).toEqual([
      [new Date('2026-03-03T11:31:00Z'), 'page'],
      [new Date('2026-03-03T11:32:00Z'), 'page'],
    ]);
  });
});

describe('who is let in', () => {
  const tell = (secret: string, more: Partial<Asking> = {}) =>
    town.ask({ path: `/track/traccar?id=${secret}&timestamp=${SECONDS}&${WORDS}`, ...more });

  it('nobody with a wrong secret, and after thirty of them nobody is listened to for a while', async () => {
    const from = '10.9.0.1';
    const replies: Reply[] = [];
    for (let n = 0; n < 32; n++) replies.push(await tell(`wrong-secret-number-${n}`, { from }));
    expect(replies.map(({ status }) => status)).toEqual([...Array<number>(30).fill(401), 429, 429]);
    expect(read(replies[0]!).say).toMatch(/secret is missing, wrong or taken back/);
    expect(await stored()).toEqual([]);
  });

  it('a phone that was let in before is let in beside somebody who guesses', async () => {
    const { secret } = await tracker();
    const from = '10.9.0.2';
    expect((await tell(secret, { from })).status).toBe(200);
    for (let n = 0; n < 31; n++) await tell(`wrong-secret-number-${n}`, { from });
    expect([(await tell('another-wrong-secret', { from })).status, (await tell(secret, { from })).status]).toEqual([
      429, 200,
    ]);
  });

  it('nobody after the secret was taken back, five seconds later at most', async () => {
    const { secret, id, technicianId } = await tracker();
    expect((await tell(secret)).status).toBe(200);
    const revoked = await town.asDesk({ method: 'DELETE', path: `/api/technicians/${technicianId}/trackers/${id}` });
    expect(revoked.status).toBe(204);
    const until = Date.now() + 5_000;
    while ((await tell(secret)).status !== 401) {
      expect(Date.now()).toBeLessThan(until);
      await pause(100);
    }
  });

  it('the secret is kept as a hash, told once, and both doings stand on the timeline', async () => {
    const { secret, id, technicianId } = await tracker('Sam Reed');
    const path = `/api/technicians/${technicianId}/trackers`;
    const dump = await town.sql('SELECT t::text FROM tracker t');
    expect(JSON.stringify(dump)).not.toContain(secret);
    const listed = await town.asDesk({ path });
    expect(listed.text).not.toContain(secret);
    expect(read(listed)).toEqual([{ id, name: 'Pixel', createdAt: expect.any(String), revokedAt: null }]);
    for (let twice = 0; twice < 2; twice++) await town.asDesk({ method: 'DELETE', path: `${path}/${id}` });
    expect(
      await town.sql(
        `SELECT type, actor, reason FROM timeline WHERE technician_id = $1 AND type LIKE 'tracker.%' ORDER BY id`,
        [technicianId],
      ),
    ).toEqual([
      { type: 'tracker.added', actor: 'dispatcher Lee Park', reason: 'Pixel may tell positions' },
      { type: 'tracker.revoked', actor: 'dispatcher Lee Park', reason: 'Pixel was taken back' },
    ]);
  });

  it("a tracking app of one technician is not found under another's name", async () => {
    const { id } = await tracker('Sam Reed');
    const maria = town.technicians.get('Maria Gomez')!;
    const reply = await town.asDesk({ method: 'DELETE', path: `/api/technicians/${maria}/trackers/${id}` });
    expect(reply.status).toBe(404);
  });

  it('what has to be entered on the phone is told ready to enter', async () => {
    const technicianId = town.technicians.get('Maria Gomez')!;
    const made = read(await town.asDesk({ path: `/api/technicians/${technicianId}/trackers`, ...json({}) }));
    expect(made).toEqual({
      id: expect.any(String),
      name: 'Phone',
      secret: expect.stringMatching(/^[0-9a-f]{48}$/),
      traccar: { serverUrl: `${town.url}/track/traccar`, deviceIdentifier: made.secret },
      owntracks: { url: `${town.url}/track/owntracks`, userId: 'doorward', password: made.secret },
      codes: {
        traccar: expect.stringContaining(`${town.url}/track/traccar?id=${made.secret}&`),
        owntracks: expect.stringMatching(/^owntracks:\/\/\/config\?inline=/),
      },
    });
    const inline = new URL(made.codes.owntracks).searchParams.get('inline')!;
    expect(JSON.parse(Buffer.from(inline, 'base64').toString())).toMatchObject({
      url: `${town.url}/track/owntracks`,
      username: 'doorward',
      password: made.secret,
    });
  });
});

describe('a technician', () => {
  it('sees his own positions, what was thought of them, and how long they are kept', async () => {
    const fixes = [
      { lat: 39.29, lng: -76.61, accuracy: 8, at: '2026-03-03T11:38:00Z' },
      { lat: 45.0, lng: -76.61, accuracy: 8, at: '2026-03-03T11:39:00Z' },
    ];
    await town.ask({ path: '/api/tech/positions', ...withBearer(json({ fixes }), town.maria) });
    const see = async (token: string) => read(await town.ask({ path: '/api/tech/positions', headers: bearer(token) }));
    expect(await see(town.maria)).toEqual({
      keptDays: 60,
      stored: 2,
      positions: [
        { at: '2026-03-03T11:39:00.000Z', lat: 45, lng: -76.61, accuracy: 8, source: 'page', refused: 'teleport' },
        { at: '2026-03-03T11:38:00.000Z', lat: 39.29, lng: -76.61, accuracy: 8, source: 'page', refused: null },
      ],
    });
    expect(await see(town.sam)).toEqual({ keptDays: 60, stored: 0, positions: [] });
  });

  it.each([
    ['none', { fixes: [] }, /fixes/],
    ['more than five hundred', { fixes: Array.from({ length: 501 }, () => ({ lat: 1, lng: 1, at: ISO })) }, /fixes/],
    ['one without a place', { fixes: [{ lat: 1, at: ISO }] }, /fixes: 0: lng/],
    ['one without a time', { lat: 1, lng: 1 }, /at/],
  ])('is told what is wrong with a batch: %s', async (_, body, said) => {
    const reply = await town.ask({ path: '/api/tech/positions', ...withBearer(json(body), town.maria) });
    expect([reply.status, read(reply).say]).toEqual([400, expect.stringMatching(said)]);
  });

  it('tells five hundred at once, with all the digits a phone has', async () => {
    const fix = {
      lat: 39.290012345678901,
      lng: -76.61001234567891,
      accuracy: 12.345678901234567,
      speed: 0.1234567890123456,
      heading: 181.23456789012345,
      mocked: false,
    };
    const fixes = Array.from({ length: 500 }, (_, n) => ({
      ...fix,
      at: new Date(SECONDS * 1000 - (500 - n) * 1000).toISOString(),
    }));
    const reply = await town.ask({ path: '/api/tech/positions', ...withBearer(json({ fixes }), town.maria) });
    expect([reply.status, read(reply)]).toEqual([202, { taken: 500, refused: {}, offShift: 0 }]);
  });

  it('with two hundred phones at once, each fix is stored once for whom it was told', async () => {
    const tokens = [town.maria, town.sam];
    const asked = Array.from({ length: 200 }, (_, n) =>
      town.ask({
        path: '/api/tech/positions',
        ...withBearer(
          json({ lat: 39.29, lng: -76.61, at: new Date(SECONDS * 1000 + (n >> 1)).toISOString() }),
          tokens[n % 2]!,
        ),
      }),
    );
    const replies = await Promise.all(asked);
    expect(replies.map((reply) => [reply.status, read(reply).taken])).toEqual(replies.map(() => [202, 1]));
    const rows = await town.sql('SELECT technician_id, count(*)::int AS fixes FROM position GROUP BY 1');
    expect(rows.map(({ fixes }: { fixes?: number }) => fixes)).toEqual([100, 100]);
  });
});

const withBearer = <A extends object>(asking: A & { headers?: object }, token: string) => ({
  ...asking,
  headers: { ...asking.headers, ...bearer(token) } as Record<string, string>,
});
