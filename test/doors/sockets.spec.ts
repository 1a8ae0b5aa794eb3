import { io, type Socket } from 'socket.io-client';
import type { BoardSnapshot, TechDay } from '#store/views';
import { API_KEY } from '#test/world/company';
import { form, json } from '#test/doors/server';
import { bearer, openTown, type Town } from '#test/doors/town';

/* Who may listen, to what, and for how long; and that nobody can say anything over a socket. */

let town: Town;
const open: Socket[] = [];

beforeAll(async () => {
  town = await openTown();
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.disconnect();
});
afterAll(async () => {
  const { failures } = town;
  await town.close();
  expect(failures).toEqual([]);
});

type Knock = { readonly auth?: object; readonly headers?: Record<string, string> };

function knock(namespace: string, { auth = {}, headers = {} }: Knock = {}): Socket {
  const socket = io(town.url + namespace, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth,
    extraHeaders: headers,
  });
  open.push(socket);
  return socket;
}

/** The next time the socket hears `event`; a refusal instead is an error. */
const hears = <T>(socket: Socket, event: string, what: (said: T) => boolean = () => true) =>
  new Promise<T>((resolve, reject) => {
    const look = (said: T) => {
      if (!what(said)) return;
      socket.off(event, look);
      resolve(said);
    };
    socket.on(event, look);
    socket.once('connect_error', reject);
  });

/** Why the socket was refused; being let in is an error. */
const isRefused = (socket: Socket) =>
  new Promise<string>((resolve, reject) => {
    socket.once('connect_error', (error) => resolve(error.message));
    socket.once('connect', () => reject(new Error('it was let in')));
  });

const isShown = (socket: Socket) => new Promise<string>((resolve) => socket.once('disconnect', resolve));

const asBoard = (t: Town): Knock => ({ headers: { cookie: t.cookie, origin: t.url } });

describe('the board', () => {
  it.each<[string, (t: Town) => Knock]>([
    ['without a cookie', () => ({})],
    ['with a made-up cookie', () => ({ headers: { cookie: `doorward=${'A'.repeat(43)}` } })],
    ['with an empty cookie', () => ({ headers: { cookie: 'doorward=' } })],
    ['with the cookie of a session that was ended', (t) => ({ headers: { cookie: t.endedCookie } })],
    ["with a technician's token as a cookie", (t) => ({ headers: { cookie: `doorward=${t.maria}` } })],
    ["with a technician's token", (t) => ({ auth: { token: t.maria } })],
    ['with an API key', () => ({ headers: bearer(API_KEY), auth: { token: API_KEY } })],
    ['with a session outside the cookie', (t) => ({ auth: { token: t.cookie.split('=')[1], cookie: t.cookie } })],
    [
      "with a customer's link",
      (t) => ({ auth: { token: t.dave.link }, headers: { cookie: `doorward=${t.dave.link}` } }),
    ],
    ['on a foreign page', (t) => ({ headers: { cookie: t.cookie, origin: 'https://evil.example' } })],
    ['on a page of nowhere', (t) => ({ headers: { cookie: t.cookie, origin: 'null' } })],
  ])('stays dark %s', async (_, who) => {
    expect(await isRefused(knock('/board', who(town)))).toBe('signed out');
  });

  it('opens for a dispatcher on our own page', async () => {
    const snapshot = await hears<BoardSnapshot>(knock('/board', asBoard(town)), 'snapshot');
    expect(snapshot.visits.map(({ customer }) => customer)).toEqual(['Dave Miller', 'Nora Kim']);
  });

  it('goes dark within five seconds of the end of its session', async () => {
    const signIn = await town.ask({
      path: '/api/session',
      ...json({ email: 'ana@acme.example', password: 'a-long-test-password' }),
    });
    const cookie = String(signIn.headers['set-cookie']).split(';')[0]!;
    const board = knock('/board', { headers: { cookie } });
    await hears(board, 'snapshot');
    const ended = isShown(board);
    await town.ask({ method: 'DELETE', path: '/api/session', headers: { cookie } });
    expect(await ended).toBe('io server disconnect');
    expect(await isRefused(knock('/board', { headers: { cookie } }))).toBe('signed out');
  });

  it.each([
    '9999999999999999999.1',
    '1.9999999999999999999',
    '1',
    '-1.-1',
    "1.1'; DROP TABLE timeline --",
    '',
    null,
    7,
    ['1.1'],
    { toString: 'x' },
  ])('that comes back with the cursor %j is shown everything anew', async (cursor) => {
    const { headers } = asBoard(town);
    const snapshot = await hears<BoardSnapshot>(knock('/board', { headers: headers!, auth: { cursor } }), 'snapshot');
    expect(snapshot.visits).toHaveLength(2);
  });

  it.each([
    '2026-02-30',
    '0000-00-00',
    '275760-09-13',
    '-000001-01-01',
    '2026-3-3',
    'today',
    '',
    null,
    3,
    ['2026-03-04'],
  ])('asked for the day %j shows today', async (day) => {
    const { headers } = asBoard(town);
    const snapshot = await hears<BoardSnapshot>(knock('/board', { headers: headers!, auth: { day } }), 'snapshot');
    expect(snapshot.day).toBe('2026-03-03');
  });

  it.each(['0000-01-01', '0001-01-01', '9999-12-31', '1000-06-01'])('asked for the day %s lives on', async (day) => {
    const { headers } = asBoard(town);
    const snapshot = await hears<BoardSnapshot>(knock('/board', { headers: headers!, auth: { day } }), 'snapshot');
    expect(snapshot.technicians).toHaveLength(2);
  });
});

describe("a technician's phone", () => {
  it.each<[string, (t: Town) => Knock]>([
    ['without a token', () => ({})],
    ['with a made-up token', () => ({ auth: { token: 'A'.repeat(43) } })],
    ['with the token of a phone that was taken back', (t) => ({ auth: { token: t.revokedPhone } })],
    ["with a dispatcher's session", (t) => ({ auth: { token: t.cookie.split('=')[1] } })],
    ["with a dispatcher's cookie", (t) => ({ headers: { cookie: t.cookie } })],
    ['with an API key', () => ({ auth: { token: API_KEY }, headers: bearer(API_KEY) })],
    ["with a customer's link", (t) => ({ auth: { token: t.dave.link } })],
    ['with its token where it does not belong', (t) => ({ headers: bearer(t.maria) })],
    ['with a list of tokens', (t) => ({ auth: { token: [t.maria] } })],
    ['with a number', () => ({ auth: { token: 7 } })],
    ["with another's name", (t) => ({ auth: { technicianId: t.dave.technicianId, token: {} } })],
    ['on a foreign page', (t) => ({ auth: { token: t.maria }, headers: { origin: 'https://evil.example' } })],
  ])('hears nothing %s', async (_, who) => {
    expect(await isRefused(knock('/tech', who(town)))).toBe('signed out');
  });

  it('hears of its own tickets and of nobody else, whatever it says', async () => {
    const maria = knock('/tech', { auth: { token: town.maria, technicianId: town.nora.technicianId } });
    const days: TechDay[] = [];
    maria.on('day', (day: TechDay) => days.push(day));
    await hears(maria, 'day');
    for (const event of [
      'join',
      'subscribe',
      'room',
      'day',
      'change',
      'message',
      'operation',
      '__proto__',
      'constructor',
    ])
      maria.emit(event, `technician:${town.nora.technicianId}`, { room: 'board', token: town.sam });
    const sams = await town.tap(town.sam, town.nora.assignmentId, 'accept');
    const hers = await town.tap(town.maria, town.dave.assignmentId, 'accept');
    expect([sams.status, hers.status]).toEqual([200, 200]);
    await hears<TechDay>(maria, 'day', (day) => day.tickets[0]?.state === 'acknowledged');
    for (const day of days) {
      expect(day.technician.name).toBe('Maria Gomez');
      expect(day.tickets.map(({ customer }) => customer)).toEqual(['Dave Miller']);
      expect(JSON.stringify(day)).not.toMatch(/Nora|Hill Rd/);
    }
  });

  it('that is taken back falls silent within five seconds, and comes back no more', async () => {
    const link = await town.signInLink();
    const signedIn = await town.ask({ method: 'POST', path: `/t/${link}` });
    const token = String(signedIn.headers['location']).split('#token=')[1]!;
    const phone = knock('/tech', { auth: { token } });
    const day = await hears<TechDay>(phone, 'day');
    expect(day.technician.name).toBe('Maria Gomez');
    const ended = isShown(phone);
    await town.sql(`UPDATE device SET revoked_at = now() WHERE id = (SELECT id FROM device ORDER BY id DESC LIMIT 1)`);
    expect(await ended).toBe('io server disconnect');
    expect(await isRefused(knock('/tech', { auth: { token } }))).toBe('signed out');
  });
});

describe('nobody', () => {
  it('acts over a socket, however much he sends', async () => {
    const board = knock('/board', asBoard(town));
    const phone = knock('/tech', { auth: { token: town.maria } });
    await Promise.all([hears(board, 'snapshot'), hears(phone, 'day')]);
    const before = await town.tables();
    for (let n = 0; n < 200; n++)
      for (const socket of [board, phone])
        socket.emit(`junk ${n % 7}`, { n, act: 'done', assignmentId: town.dave.assignmentId }, [
          null,
          NaN,
          Buffer.of(n),
        ]);
    // Whoever is still answered has said it all before.
    await Promise.all([hears(knock('/board', asBoard(town)), 'snapshot'), town.ask({ path: '/health/ready' })]);
    expect([board.connected, phone.connected]).toEqual([true, true]);
    expect(await town.tables()).toEqual(before);
  });

  it('sends more than 64 KB at once', async () => {
    const phone = knock('/tech', { auth: { token: town.maria } });
    await hears(phone, 'day');
    const ended = isShown(phone);
    phone.emit('operation', 'x'.repeat(70_000));
    expect(await ended).toBe('transport close');
  });

  it('finds another room in the house', async () => {
    for (const namespace of ['/admin', '/board/', '/technician', '/__proto__', '/constructor'])
      expect(await isRefused(knock(namespace, { headers: { cookie: town.cookie } }))).toBe('Invalid namespace');
  });

  it('hears anything at the front door', async () => {
    const stranger = knock('/');
    const heard: unknown[] = [];
    stranger.onAny((...said) => heard.push(said));
    const board = knock('/board', asBoard(town));
    await Promise.all([hears(board, 'snapshot'), hears(stranger, 'connect')]);
    stranger.emit('join', 'board');
    const changed = hears(board, 'change');
    await town.ask({ path: `/v/${town.dave.link}/note`, ...form({ note: 'the dog is friendly' }) });
    await changed;
    expect(heard).toEqual([]);
  });
});

it('records that cannot be read for a moment cost a screen its connection, not the house its life', async () => {
  await town.sql('ALTER TABLE shift RENAME TO shift_away');
  const phone = knock('/tech', { auth: { token: town.maria } });
  const board = knock('/board', asBoard(town));
  expect(await Promise.all([isShown(phone), isShown(board)])).toEqual(['transport close', 'transport close']);
  await town.sql('ALTER TABLE shift_away RENAME TO shift');
  const again = await hears<TechDay>(knock('/tech', { auth: { token: town.maria } }), 'day');
  expect(again.technician.name).toBe('Maria Gomez');
});
