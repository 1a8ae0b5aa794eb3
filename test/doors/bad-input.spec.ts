import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { tokenOf } from '#flows/links';
import { API_KEY } from '#test/world/company';
import { type Asking, DAVES, form, json, read, type Reply } from '#test/doors/server';
import { bearer, newOrder, openTown, type Town, withHeaders } from '#test/doors/town';

/*
 * Whatever comes in at a door is taken or refused with a sentence, and a refusal writes nothing. Nothing anybody sends
 * is ever a 5xx.
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

type Tree = null | boolean | number | string | readonly Tree[] | { readonly [key: string]: Tree };

/** A route that takes a body: where it is, with what key it opens, and a body that is right. */
type Taking = {
  readonly path: (t: Town) => string;
  readonly key: (t: Town) => Record<string, string>;
  readonly body: (t: Town) => Record<string, Tree>;
  /** What is too large for it; 70 KB where nothing else is said. */
  readonly tooLarge?: number;
};

const desk = (t: Town) => ({ cookie: t.cookie });
const supervisor = (t: Town) => ({ cookie: t.supervisorCookie });
const program = () => bearer(API_KEY);
const maria = (t: Town) => bearer(t.maria);
const nobody = () => ({});
const inBrowser = () => ({ accept: 'text/html' });
const SOON = { from: '2026-03-03T15:00:00Z', to: '2026-03-03T16:00:00Z' };

const TAKES: Record<string, Taking> = {
  'POST /api/session': {
    path: () => '/api/session',
    key: nobody,
    body: () => ({ email: 'stranger@acme.example', password: 'a guess' }),
  },
  'POST /api/work-orders': {
    path: () => '/api/work-orders',
    key: program,
    body: () => newOrder({ name: 'Ida Roth', phone: '+15550109' }, '5 New St', { notes: 'ring twice' }) as never,
  },
  'POST /api/setup/technicians': {
    path: () => '/api/setup/technicians',
    key: supervisor,
    body: () => ({
      name: 'Robin Day',
      phone: '+15550209',
      skills: ['fiber'],
      territoryId: randomUUID(),
      home: { lat: 39.29, lng: -76.61 },
      active: true,
    }),
  },
  'POST /api/setup/territories': {
    path: () => '/api/setup/territories',
    key: supervisor,
    body: () => ({
      name: 'Hills',
      zone: 'America/New_York',
      leadMinutes: 60,
      cutOffMinutes: 1000,
      holdPercent: 15,
      blackouts: [{ day: '2026-12-25', reason: 'Christmas' }],
    }),
  },
  'POST /api/setup/work-types': {
    path: () => '/api/setup/work-types',
    key: supervisor,
    body: () => ({
      code: 'roof-repair',
      name: 'Roof repair',
      nameEs: 'Arreglo de techo',
      skill: 'roof',
      minutes: 60,
      windowMinutes: 60,
      needsFirst: 'repair',
      gapMinutes: 0,
      sameTechnician: false,
    }),
  },
  'POST /api/setup/dispatchers': {
    path: () => '/api/setup/dispatchers',
    key: supervisor,
    body: () => ({ name: 'Kim Doe', email: 'kim@acme.example', role: 'desk' }),
  },
  'POST /api/setup/api-keys': { path: () => '/api/setup/api-keys', key: supervisor, body: () => ({ name: 'CRM' }) },
  'POST /api/imports/:id/check': {
    path: () => `/api/imports/${randomUUID()}/check`,
    key: supervisor,
    body: () => ({ columns: { name: 0 }, territory: 'Harbor', work: 'repair' }),
  },
  'POST /api/imports/:id/run': {
    path: () => `/api/imports/${randomUUID()}/run`,
    key: supervisor,
    body: () => ({
      columns: { name: 0 },
      territory: 'Harbor',
      work: 'repair',
      choices: { '2': 'ours' },
      otherwise: 'ours',
      invite: false,
    }),
  },
  'PUT /api/setup/technicians/:id': {
    path: () => `/api/setup/technicians/${randomUUID()}`,
    key: supervisor,
    body: () => ({
      name: 'Robin Day',
      phone: '+15550209',
      skills: ['fiber'],
      territoryId: randomUUID(),
      home: { street: '9 Elm St', city: 'Doorward' },
      active: true,
    }),
  },
  'PUT /api/setup/technicians/:id/shifts': {
    path: (t) => `/api/setup/technicians/${t.dave.technicianId}/shifts`,
    key: supervisor,
    body: () => ({
      days: [{ day: '2026-03-20', shift: { from: 480, to: 1020, break: { from: 720, minutes: 30 } } }],
    }),
  },
  'PUT /api/setup/territories/:id': {
    path: () => `/api/setup/territories/${randomUUID()}`,
    key: supervisor,
    body: () => ({
      name: 'Hills',
      zone: 'America/New_York',
      leadMinutes: 60,
      cutOffMinutes: null,
      holdPercent: 15,
      blackouts: [{ day: '2026-12-25', reason: 'Christmas' }],
    }),
  },
  'PUT /api/setup/work-types/:code': {
    path: () => '/api/setup/work-types/none',
    key: supervisor,
    body: () => ({
      name: 'Roof repair',
      nameEs: null,
      skill: 'roof',
      minutes: 60,
      windowMinutes: 60,
      needsFirst: null,
      gapMinutes: 0,
      sameTechnician: false,
    }),
  },
  'PUT /api/setup/dispatchers/:id': {
    path: () => `/api/setup/dispatchers/${randomUUID()}`,
    key: supervisor,
    body: () => ({ role: 'desk', active: true }),
  },
  'PUT /api/tech/phone': { path: () => '/api/tech/phone', key: maria, body: () => ({ name: 'Pixel' }) },
  'PUT /api/tech/shift': { path: () => '/api/tech/shift', key: maria, body: () => ({ off: false }) },
  'PUT /api/tech/push': {
    path: () => '/api/tech/push',
    key: maria,
    body: () => ({
      endpoint: 'https://push.example/1',
      keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) },
    }),
  },
  'POST /api/appointments/:id/hold': {
    path: (t) => `/api/appointments/${t.olga.appointmentId}/hold`,
    key: program,
    body: (t) => ({ technicianId: t.dave.technicianId, window: SOON }),
  },
  'POST /api/appointments/:id/block': {
    path: (t) => `/api/appointments/${t.olga.appointmentId}/block`,
    key: program,
    body: () => ({
      owner: 'Billing',
      reason: 'invoice 4471 is open',
      customerText: 'deposit not received',
      expiresAt: '2026-03-03T15:00:00Z',
      atExpiry: 'lapse',
      action: { words: 'pay by link', url: 'https://pay.acme.example/4471' },
    }),
  },
  'POST /api/appointments/:id/block/lift': {
    path: (t) => `/api/appointments/${t.dave.appointmentId}/block/lift`,
    key: program,
    body: () => ({ reason: 'paid' }),
  },
  'POST /api/appointments/:id/assignment': {
    path: (t) => `/api/appointments/${t.dave.appointmentId}/assignment`,
    key: desk,
    body: (t) => ({ technicianId: t.dave.technicianId, version: 1 }),
  },
  'POST /api/appointments/:id/place': {
    path: (t) => `/api/appointments/${t.dave.appointmentId}/place`,
    key: desk,
    body: (t) => ({ technicianId: t.dave.technicianId, at: '2026-03-03T15:00:00Z', version: 1 }),
  },
  'POST /api/appointments/:id/place/offer': {
    path: (t) => `/api/appointments/${t.dave.appointmentId}/place/offer`,
    key: desk,
    body: (t) => ({ technicianId: t.dave.technicianId, at: '2026-03-03T15:00:00Z', version: 1 }),
  },
  'POST /api/day-plans': {
    path: () => '/api/day-plans',
    key: desk,
    // A day that could be planned would go on being planned behind the answer.
    body: () => ({ territory: 'Nowhere', day: '2026-03-05', appointments: [randomUUID()], seconds: 1 }),
  },
  'POST /api/day-plans/:id/offers': {
    path: () => `/api/day-plans/${randomUUID()}/offers`,
    key: desk,
    body: () => ({ appointments: [randomUUID()] }),
  },
  'POST /api/swaps': {
    path: () => '/api/swaps',
    key: desk,
    body: (t) => ({
      visits: [
        { appointmentId: t.dave.appointmentId, version: 1 },
        { appointmentId: t.nora.appointmentId, version: 1 },
      ],
    }),
  },
  'POST /api/technicians/:id/mend': {
    path: () => `/api/technicians/${randomUUID()}/mend`,
    key: desk,
    body: () => ({ trouble: 'sick', from: '2026-03-03T15:00:00Z' }),
  },
  'POST /api/mendings/:id/apply': {
    path: () => `/api/mendings/${randomUUID()}/apply`,
    key: desk,
    body: () => ({ rows: [randomUUID()] }),
  },
  'POST /api/appointments/:id/offer': {
    path: (t) => `/api/appointments/${t.dave.appointmentId}/offer`,
    key: desk,
    body: () => ({ version: 1000 }),
  },
  'POST /api/work-orders/:id/call-back/kept': {
    path: (t) => `/api/work-orders/${t.dave.workOrderId}/call-back/kept`,
    key: desk,
    body: () => ({ note: 'spoken' }),
  },
  'POST /api/work-orders/:id/contacts': {
    path: (t) => `/api/work-orders/${t.dave.workOrderId}/contacts`,
    key: desk,
    body: () => ({ name: 'Nora Miller', phone: '+15550188' }),
  },
  'PUT /api/work-orders/:id/email': {
    path: (t) => `/api/work-orders/${t.dave.workOrderId}/email`,
    key: desk,
    body: (t) => ({ phone: t.dave.phone, email: 'dave@home.example' }),
  },
  'POST /api/work-orders/:id/reply': {
    path: (t) => `/api/work-orders/${t.dave.workOrderId}/reply`,
    key: desk,
    body: () => ({ body: 'We are on it.' }),
  },
  'POST /api/work-orders/:id/close': {
    path: (t) => `/api/work-orders/${t.dave.workOrderId}/close`,
    key: desk,
    body: () => ({ reason: 'not wanted any more' }),
  },
  'POST /api/alerts/:id/close': {
    path: () => `/api/alerts/${randomUUID()}/close`,
    key: desk,
    body: () => ({ reason: 'seen to' }),
  },
  'POST /api/alerts/:id/snooze': {
    path: () => `/api/alerts/${randomUUID()}/snooze`,
    key: desk,
    body: () => ({ until: 'tomorrow' }),
  },
  'POST /api/tech/operations': {
    path: () => '/api/tech/operations',
    key: maria,
    body: (t) => ({
      operationId: 'operation-1',
      assignmentId: t.dave.assignmentId,
      act: 'late',
      minutes: 15,
      note: 'stuck',
      reason: 'traffic',
    }),
  },
  'POST /api/tech/tickets/:assignmentId/words': {
    path: (t) => `/api/tech/tickets/${t.dave.assignmentId}/words`,
    key: maria,
    body: () => ({ word: 'here' }),
  },
  'POST /api/tech/trackers': { path: () => '/api/tech/trackers', key: maria, body: () => ({ name: 'My phone' }) },
  'POST /api/tech/positions': {
    path: () => '/api/tech/positions',
    key: maria,
    body: () => ({ ...DAVES, accuracy: 10, at: '2026-03-03T11:40:00Z' }),
    tooLarge: 330_000,
  },
  'POST /api/technicians/:id/trackers': {
    path: (t) => `/api/technicians/${t.dave.technicianId}/trackers`,
    key: desk,
    body: () => ({ name: 'Phone' }),
  },
  'POST /v/:token/hold': {
    path: (t) => `/v/${t.olga.link}/hold`,
    key: inBrowser,
    body: (t) => ({ technicianId: t.dave.technicianId, ...SOON }),
  },
  'POST /v/:token/confirm': {
    path: (t) => `/v/${t.olga.link}/confirm`,
    key: inBrowser,
    body: () => ({ holdId: randomUUID() }),
  },
  'POST /v/:token/choose': { path: (t) => `/v/${t.dave.link}/choose`, key: inBrowser, body: () => ({ digit: '7' }) },
  'POST /v/:token/wait': { path: (t) => `/v/${t.dave.link}/wait`, key: inBrowser, body: () => ({ wants: 'yes' }) },
  'POST /v/:token/note': {
    path: (t) => `/v/${t.dave.link}/note`,
    key: inBrowser,
    body: () => ({ note: 'the dog is friendly' }),
  },
  'POST /v/:token/texts': { path: (t) => `/v/${t.dave.link}/texts`, key: inBrowser, body: () => ({ wants: 'yes' }) },
  'POST /v/:token/again': {
    path: (t) => `/v/${t.dave.link}/again`,
    key: inBrowser,
    body: (t) => ({ visit: t.dave.appointmentId }),
  },
  'POST /api/work-orders/:id/texts': {
    path: (t) => `/api/work-orders/${t.nora.workOrderId}/texts`,
    key: desk,
    body: () => ({ texts: true, reason: 'told us on the phone' }),
  },
  'POST /v/:token/cancel': {
    path: (t) => `/v/${t.dave.link}/cancel`,
    key: inBrowser,
    body: () => ({ revision: '1000', houseNumber: '12' }),
  },
  'POST /v/:token/rate': { path: (t) => `/v/${t.dave.link}/rate`, key: inBrowser, body: () => ({ stars: '5' }) },
  'POST /v/:token/language': {
    path: (t) => `/v/${t.dave.link}/language`,
    key: inBrowser,
    body: () => ({ language: 'en' }),
  },
  'POST /api/clock': { path: () => '/api/clock', key: desk, body: () => ({ rate: 0, advanceMinutes: 0 }) },
};
const takings = Object.entries(TAKES).map(([route, taking]): [string, Sending] => {
  const [method, pattern] = route.split(' ') as [string, string];
  return [route, { ...taking, method, pattern }];
});
type Sending = Taking & { readonly method: string; readonly pattern: string };

const send = (taking: Sending, payload: string, type = 'application/json') =>
  town.ask({
    method: taking.method,
    path: taking.path(town),
    headers: { ...taking.key(town), 'content-type': type },
    payload,
  });

/** A no that a person can read: a problem, or a page where a browser asked for one. */
function expectRefusal({ status, headers, text }: Reply, about: unknown) {
  expect([about, status, status >= 400 && status < 500]).toEqual([about, status, true]);
  const type = String(headers['content-type']);
  if (type.includes('text/html')) return expect(text).toMatch(/<h1>Sorry<\/h1><p>.{10,}<\/p>/);
  expect([about, type.split(';')[0]]).toEqual([about, 'application/problem+json']);
  const problem = JSON.parse(text) as { say: string; status: number };
  expect([about, problem.status]).toEqual([about, status]);
  expect(problem.say).toMatch(/^\S.{9,}/);
  expect(text).not.toMatch(/node_modules|\.ts:|\.js:|SELECT|QueryFailed|FST_ERR/);
}

/** Sends each; all are refused, with one of these statuses, and nothing was written. */
async function refusesAll(askings: readonly (readonly [unknown, () => Promise<Reply>])[], statuses: readonly number[]) {
  const before = await town.tables();
  for (const [about, asking] of askings) {
    const reply = await asking();
    expectRefusal(reply, about);
    expect([about, statuses.includes(reply.status) || reply.status]).toEqual([about, true]);
  }
  expect(await town.tables()).toEqual(before);
}

it('every route that takes a body is tried here', () => {
  const bodiless = [
    'POST /api/appointments/:id/holds/:holdId/confirm',
    'POST /api/technicians/:id/sign-in-link',
    'POST /api/technicians/:id/sign-in-code',
    'POST /api/undo/:changeId',
    'POST /api/alerts/:id/told',
    'POST /api/work-orders/:id/another-visit',
    'POST /api/setup/dispatchers/:id/password',
    'POST /api/imports', // any bytes: libs/flows/imports/read-csv.spec.ts
    'POST /track/traccar', // takes everything from whoever has the secret: test/positions/
    'POST /track/owntracks',
    'POST /demo/technicians/:id/sign-in',
    'POST /demo/desk/sign-in',
    'POST /demo/stories/:name/play',
    'POST /demo/phones/:phone/messages', // handed on to the simulated phones, which check it: libs/carriers/loopback/
    'POST /demo/switches',
    'POST /t/:token',
    'POST /v/:token/call-me',
    'POST /v/:token/wrong-person',
    'POST /twilio/inbound', // signed: webhooks.spec.ts
    'POST /twilio/status/:id',
    'POST /twilio/call/:id',
    'PUT /api/appointments/:id/waitlist',
    'PUT /api/credits/:id/collected',
    'PUT /api/work-orders/:id/reply-claim',
    'PUT /api/tech/tickets/:assignmentId/photos/:photoId', // a picture: test/phones/phone.spec.ts
  ];
  const taking = town.routes.filter((route) => /^(POST|PUT|PATCH) /.test(route));
  expect(taking.toSorted()).toEqual([...Object.keys(TAKES), ...bodiless].toSorted());
});

describe.each(takings)('%s', (_, taking) => {
  const right = () => JSON.stringify(taking.body(town));

  it('refuses what cannot be read', async () => {
    const broken = ['', '{', '{"a":', '[1,', 'undefined', "{'a': 1}", right().slice(0, -1), `${right()}}`, '\u0000'];
    await refusesAll(
      broken.map((payload) => [payload, () => send(taking, payload)]),
      [400],
    );
  });

  it('refuses what is no object, and keys that reach behind it', async () => {
    const others = ['null', 'true', '7', '"text"', '[]', `[${right()}]`, '[[[[]]]]'];
    const within = (key: string, value: string) => `{${JSON.stringify(key)}:${value},${right().slice(1)}`;
    const keys = [
      within('__proto__', '{"isAdmin":true}'),
      within('constructor', '{"prototype":{"isAdmin":true}}'),
      within('toString', '"x"'),
      within('hasOwnProperty', 'null'),
      within('', '1'),
    ];
    await refusesAll(
      [...others, ...keys].map((payload) => [payload, () => send(taking, payload)]),
      [400],
    );
  });

  it('refuses what is sent as something else', async () => {
    const types = [
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'image/png',
      'nonsense',
      'a/b/c;;',
    ];
    await refusesAll(
      types.map((type) => [type, () => send(taking, right(), type)]),
      [400, 415],
    );
  });

  it('refuses what is too large, before it is read', async () => {
    const large = `{"a":"${'x'.repeat(taking.tooLarge ?? 70_000)}"}`;
    await refusesAll([[`${large.length} bytes`, () => send(taking, large)]], [413]);
  });

  it('refuses repeated and nested form fields', async () => {
    const fields = Object.entries(taking.body(town)).filter(([, value]) => typeof value === 'string');
    const encoded = fields.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&');
    const [name = 'a'] = fields[0] ?? [];
    const forms = [
      `${encoded}&${name}=again`,
      `${encoded}&${name}[]=1`,
      `${encoded}&${name}[x]=1`,
      `${encoded}&__proto__=1`,
    ];
    await refusesAll(
      forms.map((payload) => [payload, () => send(taking, payload, 'application/x-www-form-urlencoded')]),
      [400],
    );
  });

  it('takes or refuses what is nearly right, and a refusal writes nothing', async () => {
    let before = await town.tables();
    const nearlyRight = fc.oneof({ weight: 3, arbitrary: changed(taking.body(town)) }, fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(nearlyRight, async (body) => {
        const reply = await send(taking, JSON.stringify(body) ?? 'null');
        expect(reply.status).toBeLessThan(500);
        if (reply.status >= 400) {
          expectRefusal(reply, body);
          expect(await town.tables()).toEqual(before);
        } else before = await town.tables();
      }),
      { numRuns: 12, seed: 20260303, endOnFailure: true },
    );
  });
});

const NUL = '\u0000';
const STRANGE: readonly Tree[] = [
  null,
  true,
  '',
  ' ',
  0,
  -1,
  1.5,
  1e308,
  -1e-300,
  9007199254740991,
  [],
  {},
  [null],
  { a: { b: {} } },

  NUL,
  `a${NUL}b`,
  '\ud800',
  'a\udfff',
  '😀'.repeat(30),
  '\u202eabc',
  'x'.repeat(5000),
  '%00',
  "'; DROP TABLE link --",
  '<script>alert(1)</script>',
  '{{7*7}}',
  '${7*7}',
  '../../etc/passwd',
  'NaN',
  'Infinity',
  '1',
  '-1',
  '١',
  '275760-09-13T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-12:00',

  '2026-02-30T10:00:00Z',
  '2026-03-03',
  '2026-03-03T25:00:00Z',
  '1970-01-01T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
];

/** A right body with one or two things wrong: a strange value somewhere, a field gone, or one too many. */
function changed(body: Record<string, Tree>): fc.Arbitrary<Tree> {
  const places = placesIn(body);
  const change = fc.record({
    place: fc.constantFrom(...places),
    how: fc.constantFrom('strange', 'strange', 'strange', 'gone', 'more'),
    value: fc.constantFrom(...STRANGE),
  });
  return fc.array(change, { minLength: 1, maxLength: 2 }).map((changes) => {
    const copy = structuredClone(body) as Record<string, Tree>;
    for (const { place, how, value } of changes) {
      let at: any = copy;
      for (const key of place.slice(0, -1)) at = at?.[key];
      if (typeof at !== 'object' || at === null) continue;
      if (how === 'gone') delete at[place.at(-1)!];
      else at[how === 'more' ? 'anotherField' : place.at(-1)!] = value;
    }
    return copy;
  });
}

const placesIn = (tree: Tree, above: readonly string[] = []): string[][] =>
  typeof tree === 'object' && tree !== null && !Array.isArray(tree)
    ? Object.entries(tree).flatMap(([key, below]) => [[...above, key], ...placesIn(below, [...above, key])])
    : [];

describe('text', () => {
  /** Every field in which somebody may write what he likes, and a request with `text` in it. */
  const FIELDS: Record<string, (text: string, t: Town) => Asking> = {
    "a customer's name": (text) => order({ name: text }, {}),
    'a street': (text) => order({}, { street: text }),
    'a city': (text) => order({}, { city: text }),
    'a territory': (text) => order({}, { territory: text }),
    'a work type': (text) => order({}, {}, { workType: text }),
    'notes of a work order': (text) => order({}, {}, { notes: text }),
    'a reply of the desk': (text, t) => deskPost(`/api/work-orders/${t.dave.workOrderId}/reply`, { body: text }, t),
    'a note on a call-back': (text, t) =>
      deskPost(`/api/work-orders/${t.dave.workOrderId}/call-back/kept`, { note: text }, t),
    'a reason for closing an alert': (text, t) => deskPost(`/api/alerts/${randomUUID()}/close`, { reason: text }, t),
    'a reason for closing an order': (text, t) =>
      deskPost(`/api/work-orders/${t.dave.workOrderId}/close`, { reason: text }, t),
    "a technician's note": (text, t) => operation({ act: 'accept', note: text }, t),
    "a technician's reason": (text, t) => operation({ act: 'decline', reason: text }, t),
    'an operation id': (text, t) => operation({ act: 'receive', operationId: text.padEnd(8, 'x') }, t),
    'a note of the customer': (text, t) => ({
      path: `/v/${t.dave.link}/note`,
      ...withHeaders(json({ note: text }), inBrowser()),
    }),
    'an e-mail address': (text) => ({ path: '/api/session', ...json({ email: text.padEnd(3, 'x'), password: 'x' }) }),
    'a password': (text) => ({ path: '/api/session', ...json({ email: 'lee@acme.example.none', password: text }) }),
  };

  const order = (customer: object, address: object, more: object = {}) => {
    const right = newOrder({ name: 'Ida Roth', phone: '+15550109' }, '5 New St', more);
    const body = { ...right, customer: { ...right.customer, ...customer }, address: { ...right.address, ...address } };
    return { path: '/api/work-orders', ...withHeaders(json(body), program()) };
  };
  const deskPost = (path: string, body: object, t: Town) => ({ path, ...withHeaders(json(body), desk(t)) });
  const operation = (more: object, t: Town) => ({
    path: '/api/tech/operations',
    ...withHeaders(json({ operationId: randomUUID(), assignmentId: t.nora.assignmentId, ...more }), bearer(t.maria)),
  });

  const UNWRITABLE = [NUL, `gate${NUL}code`, '\ud800', 'half a smile \ud83d', '\ude00 the other half'];

  it.each(Object.entries(FIELDS))('that no record can hold is refused as %s', async (_, asking) => {
    await refusesAll(
      UNWRITABLE.map((text) => [text, () => town.ask(asking(text, town))]),
      [400],
    );
  });

  it('of every script, with marks and signs, comes back to the board as it was, and to the page as text', async () => {
    const name = `😀 <script>alert('x')</script>`;
    const street = `"><img src=x onerror=alert(1)> שלום‮ & 'Ünter' 日本`;
    const notes = `</textarea><svg onload=alert(1)>\n{token:${randomUUID()}} \${7*7} {{7*7}}`;
    const opened = read(await town.ask(order({ name, phone: '+15550177' }, { street }, { notes }))) as Record<
      string,
      string
    >;
    const story = read(await town.asDesk({ path: `/api/work-orders/${opened.workOrderId}/story` }));
    expect([story.customer.name, story.address.street, story.notes]).toEqual([name, street, notes]);

    const [{ id }] = (await town.sql<{ id: string }>('SELECT id FROM link WHERE work_order_id = $1', [
      opened.workOrderId,
    ])) as [{ id: string }];
    const link = `/v/${tokenOf(town.house, id)}`;
    const asked = await town.ask({ path: link });
    const [slot] = await town.windows({ appointmentId: opened.appointmentId! } as never);
    const heldAt = await town.ask({
      path: `${link}/hold`,
      ...form({ technicianId: slot!.technicianId, ...slot!.window }),
    });
    const held = await town.ask({ path: String(heldAt.headers.location) });
    const holdId = String(heldAt.headers.location).split('/').at(-1)!;
    expect((await town.ask({ path: `${link}/confirm`, ...form({ holdId }) })).status).toBe(303);
    expect((await town.ask({ path: `${link}/note`, ...form({ note: notes }) })).status).toBe(303);
    const booked = await town.ask({ path: link });
    for (const { status, text } of [asked, held, booked]) {
      expect(status).toBe(200);
      expect(text).not.toMatch(/<script>alert|<img|<svg/);
      expect(text).toContain('&lt;img src=x onerror=alert(1)>');
    }
    const board = read(await town.asDesk({ path: `/api/board?day=${slot!.window.from.slice(0, 10)}` }));
    const onBoard = board.visits.find((visit: { workOrderId: string }) => visit.workOrderId === opened.workOrderId);
    expect([onBoard.customer, onBoard.street]).toEqual([name, street]);
    const ics = await town.ask({ path: `${link}/calendar.ics` });
    expect(ics.text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
  });

  it('with line ends in it adds no line of its own to a calendar', async () => {
    const street = '12 Oak St\r\nEND:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:Free pizza\rX:1';
    await town.sql('UPDATE address SET street = $2 WHERE id = (SELECT address_id FROM work_order WHERE id = $1)', [
      town.nora.workOrderId,
      street,
    ]);
    const { text } = await town.ask({ path: `/v/${town.nora.link}/calendar.ics` });
    expect(text.match(/^(BEGIN|END):VEVENT/gm)).toEqual(['BEGIN:VEVENT', 'END:VEVENT']);
    expect(text).not.toMatch(/^(SUMMARY:Free|X:1)/m);
    await town.sql(`UPDATE address SET street = '3 Hill Rd' WHERE street = $1`, [street]);
  });

  it('that was taken can be sent: no worker stumbles over it', async () => {
    for (const [n, name] of [
      '😀😀😀',
      '日本太郎',
      "O'Brien <b>",
      '\u202eevad',
      'x'.repeat(80),
      '{token:1}',
      '^{}[]~|€',
    ].entries())
      expect(
        (await town.ask(order({ name, phone: `+1555018${n}` }, { street: name }, { invite: true, notes: name })))
          .status,
      ).toBe(201);
    await town.work();
    const [waits] = await town.sql(`SELECT 1 FROM message WHERE state NOT IN ('sent', 'suppressed', 'delivered')`);
    expect(waits).toBeUndefined();
  });
});

describe('ids', () => {
  const WITH_ID: [string, (id: string, t: Town) => Asking][] = [
    ['story', (id, t) => ({ path: `/api/work-orders/${id}/story`, headers: desk(t) })],
    ['candidates', (id, t) => ({ path: `/api/appointments/${id}/candidates`, headers: desk(t) })],
    ['windows', (id) => ({ path: `/api/appointments/${id}/windows`, headers: program() })],
    ...takings
      .filter(([route]) => /\/:id\b/.test(route))
      .map(([route, { method, pattern, body, key }]): [string, (id: string, t: Town) => Asking] => [
        route,
        (id, t) => ({ path: pattern.replace(':id', id), ...withHeaders(json(body(t)), key(t)), method }),
      ]),
    ['sign-in link', (id, t) => ({ method: 'POST', path: `/api/technicians/${id}/sign-in-link`, headers: desk(t) })],
    ['demo sign-in', (id) => ({ method: 'POST', path: `/demo/technicians/${id}/sign-in` })],
    [
      'hold to confirm',
      (id, t) => ({
        method: 'POST',
        path: `/api/appointments/${t.olga.appointmentId}/holds/${id}/confirm`,
        headers: program(),
      }),
    ],
    [
      'visit to confirm',
      (id) => ({ method: 'POST', path: `/api/appointments/${id}/holds/${randomUUID()}/confirm`, headers: program() }),
    ],
    [
      'ticket',
      (id, t) => ({
        path: '/api/tech/operations',
        ...withHeaders(json({ operationId: randomUUID(), assignmentId: id, act: 'accept' }), maria(t)),
      }),
    ],
    [
      'technician to hold',
      (id, t) => ({
        path: `/api/appointments/${t.olga.appointmentId}/hold`,
        ...withHeaders(json({ technicianId: id, window: SOON }), program()),
      }),
    ],
  ];

  it.each(WITH_ID)('of nothing there is are refused: %s', async (_, asking) => {
    await refusesAll([['random', () => town.ask(asking(randomUUID(), town))]], [404, 409]);
  });

  it.each(WITH_ID)('that are none are refused: %s', async (_, asking) => {
    const ids = [
      '1',
      '0',
      '-1',
      'null',
      'undefined',
      '%00',
      "'%20OR%201=1",
      '%F0%9F%98%80',
      'x'.repeat(100),
      `${randomUUID()}0`,
    ];
    await refusesAll(
      ids.map((id) => [id, () => town.ask(asking(id, town))]),
      [400, 404],
    );
  });
});

describe('a stale version', () => {
  it.each(['assignment', 'offer'])('is told what is true now: %s', async (what) => {
    const path = `/api/appointments/${town.dave.appointmentId}/${what}`;
    const body = { version: 4711, ...(what === 'assignment' && { technicianId: town.nora.technicianId }) };
    const before = await town.tables();
    const reply = await town.asDesk({ path, ...json(body) });
    expect(reply.status).toBe(409);
    expect(read(reply)).toMatchObject({
      say: expect.any(String),
      current: { appointmentId: town.dave.appointmentId, version: expect.any(Number), customer: 'Dave Miller' },
    });
    expect(await town.tables()).toEqual(before);
  });
});

describe('a time', () => {
  const NEVER = [
    '275760-09-13T00:00:00Z',
    '+275760-09-13T00:00:00.000Z',
    '-000001-01-01T00:00:00Z',
    '-1',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+23:59',
    '9999-12-31T23:59:59-12:00',
    '9999-12-31T23:59:59Z',
    '2026-02-30T00:00:00Z',
    '2026-03-03T24:00:01Z',
    '2026-03-03T10:00:00+99:00',
    '2026-03-03 10:00:00',
    'Infinity',
    'now',
    '1772550000000',
  ];
  const AT: Record<string, (at: string, t: Town) => Asking> = {
    'a window': (at, t) => ({
      path: `/api/appointments/${t.olga.appointmentId}/hold`,
      ...withHeaders(json({ technicianId: t.dave.technicianId, window: { from: at, to: SOON.to } }), program()),
    }),
    "a window's end": (at, t) => ({
      path: `/api/appointments/${t.olga.appointmentId}/hold`,
      ...withHeaders(json({ technicianId: t.dave.technicianId, window: { from: SOON.from, to: at } }), program()),
    }),
    'a position': (at, t) => ({
      path: '/api/tech/positions',
      ...withHeaders(json({ ...DAVES, at }), bearer(t.maria)),
    }),
    'the clock': (at, t) => ({ path: '/api/clock', ...withHeaders(json({ jumpTo: at }), desk(t)) }),
  };

  it.each(Object.entries(AT))('beyond all calendars is refused for %s', async (_, asking) => {
    await refusesAll(
      NEVER.map((at) => [at, () => town.ask(asking(at, town))]),
      [400, 409],
    );
  });

  it('beyond all calendars leads back to the times on the page of a visit', async () => {
    const before = await town.tables();
    for (const at of NEVER) {
      const fields = { technicianId: town.dave.technicianId, from: at, to: SOON.to };
      const reply = await town.ask({ path: `/v/${town.olga.link}/hold`, ...form(fields) });
      expect([at, [303, 400].includes(reply.status)]).toEqual([at, true]);
    }
    expect(await town.tables()).toEqual(before);
  });

  it.each(['2026-02-30', '275760-09-13', '-1', '', 'today', '2026-3-3', '2026-03-03T00:00:00Z', '0000-00-00'])(
    'that is no day shows no board: %s',
    async (day) => {
      await refusesAll([[day, () => town.asDesk({ path: `/api/board?day=${encodeURIComponent(day)}` })]], [400]);
    },
  );

  it.each(['0000-01-01', '0001-01-01', '1583-01-01', '9999-12-31'])(
    'far away shows an empty board: %s',
    async (day) => {
      const reply = await town.asDesk({ path: `/api/board?day=${day}` });
      expect([reply.status, read(reply).visits]).toEqual([200, []]);
      const drives = await town.asDesk({ path: `/api/board/drives?day=${day}` });
      expect([drives.status, read(drives)]).toEqual([200, { technicians: {} }]);
      const { appointmentId, technicianId } = town.dave;
      const path = `/api/appointments/${appointmentId}/spots?technician=${technicianId}&day=${day}`;
      expect((await town.asDesk({ path })).status).toBe(200);
    },
  );

  it('more than a year ahead, or gone by, is not jumped to', async () => {
    await refusesAll(
      ['2099-01-01T00:00:00Z', '2027-03-05T00:00:00Z', '2026-03-02T00:00:00Z'].map((jumpTo) => [
        jumpTo,
        () => town.asDesk({ path: '/api/clock', ...json({ jumpTo }) }),
      ]),
      [409],
    );
  });
});

describe('an address', () => {
  it('with a word it does not know says nothing strange', async () => {
    const plain = await town.ask({ path: `/v/${town.dave.link}` });
    for (const said of ['constructor', '__proto__', 'toString', 'hasOwnProperty', '<script>', '%00', 'x'.repeat(4000)])
      for (const query of [`said=${said}`, `said=${said}&said=booked`, `said[]=${said}`, `said[a]=${said}`]) {
        const reply = await town.ask({ path: `/v/${town.dave.link}?${query}` });
        expect([query, reply.status, reply.text]).toEqual([query, 200, plain.text]);
      }
  });

  it.each([
    '/%ff',
    '/v/%ff',
    '/v/%E0%A4%A',
    `/v/${'A'.repeat(129)}`,
    `/t/${'A'.repeat(5000)}`,
    '/api/board%2f..%2f',
    '/../../etc/passwd',
    '/board/..%2f..%2fpackage.json',
    '/board/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets/%00',
    '/api/nothing',
    '/api/work-orders/1/2/3',
  ])('that leads nowhere is refused in words: %s', async (path) => {
    await refusesAll(
      [
        [path, () => town.ask({ path })],
        [path, () => town.ask({ path, headers: { accept: 'text/html' } })],
      ],
      [400, 403, 404, 414],
    );
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])('that is there takes no %s', async (method) => {
    await refusesAll(
      ['/api/board', '/api/work-orders', `/v/${town.dave.link}`, '/twilio/inbound'].map((path) => [
        path,
        () => town.ask({ method, path, headers: desk(town) }),
      ]),
      [404, 405],
    );
  });

  it('is a page to a browser, whatever is wrong', async () => {
    const asked = [
      { path: `/v/${'A'.repeat(16)}` },
      { path: `/t/${'A'.repeat(16)}` },
      { path: `/v/${'A'.repeat(200)}` },
      { path: '/v/%ff' },
      { path: `/v/${town.dave.link}/note`, ...form({ note: '' }) },
    ];
    for (const asking of asked) {
      const reply = await town.ask(withHeaders(asking, { accept: 'text/html,*/*;q=0.8' }));
      expect([asking.path, reply.headers['content-type']]).toEqual([asking.path, 'text/html; charset=utf-8']);
      expectRefusal(reply, asking.path);
    }
  });
});
