import { randomUUID } from 'node:crypto';
import { API_KEY } from '#test/world/company';
import { type Asking, form, json, openServer, read, type Server, sidOf, signedForm } from '#test/doors/server';
import { bearer, newOrder, openTown, type Town, withHeaders } from '#test/doors/town';

/*
 * Every route × everybody who may knock at it. A route that is not in the table below fails the first test; each
 * outsider is turned away with exactly the answer written for him, and nothing is written; each insider gets in.
 */

/** Who may knock, and what he carries. Customers carry nothing but the address of their page. */
const PEOPLE = {
  nobody: () => ({}),
  dispatcher: (t) => ({ cookie: t.cookie }),
  supervisor: (t) => ({ cookie: t.supervisorCookie }),
  'dispatcher, from a foreign page': (t) => ({ cookie: t.cookie, origin: 'https://evil.example' }),
  'dispatcher who signed out': (t) => ({ cookie: t.endedCookie }),
  'API key': () => bearer(API_KEY),
  'API key taken back': (t) => bearer(t.revokedKey),
  'API key as a cookie': () => ({ cookie: `doorward=${API_KEY}` }),
  technician: (t) => bearer(t.maria),
  'technician with a phone taken back': (t) => bearer(t.revokedPhone),
  'session as a bearer': (t) => bearer(t.cookie.split('=')[1]!),
  'customer link as a bearer': (t) => bearer(t.dave.link),
  'forged carrier': () => ({ 'x-twilio-signature': 'bm90IHNpZ25lZCBieSB0aGUgY2Fycmllcg==' }),
} as const satisfies Record<string, (town: Town) => Record<string, string>>;

type Person = keyof typeof PEOPLE;
const everybody = Object.keys(PEOPLE) as Person[];

/** Each kind of door: who gets in, and what the others are told. */
type Kind = {
  readonly lets: readonly Person[];
  readonly others: number;
  readonly foreignPage?: number;
  /** Who works at the desk, and is no supervisor. */
  readonly desk?: number;
  /** Who does not knock here: what becomes of him has a test of its own. */
  readonly spared?: readonly Person[];
};

const OPEN: Kind = { lets: everybody, others: 0 };
const DESK_READS: Kind = { lets: ['dispatcher', 'supervisor', 'dispatcher, from a foreign page'], others: 401 };
const DESK_ACTS: Kind = { lets: ['dispatcher', 'supervisor'], others: 401, foreignPage: 403 };
const SUPERVISOR_ACTS: Kind = { lets: ['supervisor'], others: 401, desk: 403, foreignPage: 403 };
const STAFF_READS: Kind = { lets: [...DESK_READS.lets, 'API key'], others: 401 };
const STAFF_ACTS: Kind = { lets: ['dispatcher', 'supervisor', 'API key'], others: 401, foreignPage: 403 };
const TECHNICIAN: Kind = { lets: ['technician'], others: 401 };
/** The demo is everybody's, but not another site's. */
const DEMO_ACTS: Kind = {
  lets: everybody.filter((who) => who !== 'dispatcher, from a foreign page'),
  others: 0,
  foreignPage: 403,
};
/** The address is the key: nobody gets in by what else he carries. */
const VISIT: Kind = { lets: [], others: 404 };
/** The secret stands in the request itself: nobody gets in by what else he carries. */
const TRACKER: Kind = { lets: [], others: 401 };
const CARRIER: Kind = { lets: [], others: 403 };

type Route = {
  readonly kind: Kind;
  /** A request that is right in everything but who makes it. */
  readonly ask: (town: Town) => Asking | Promise<Asking>;
  /** What an insider gets. */
  readonly gives: number;
};

const get = (path: (town: Town) => string) => (town: Town) => ({ path: path(town) });
const NO_TOKEN = 'A'.repeat(16);
const held = { holdId: randomUUID() };
const aBlock = {
  owner: 'Billing',
  reason: 'invoice 4471 is open',
  customerText: 'deposit not received',
  expiresAt: '2026-03-03T15:00:00Z',
  atExpiry: 'lapse',
};
const put = (body: object) => ({ ...json(body), method: 'PUT' });
const aTechnician = {
  name: 'Robin Day',
  phone: '+15550209',
  skills: ['fiber'],
  territoryId: randomUUID(),
  home: { lat: 39.29, lng: -76.61 },
  active: true,
};
const aTerritory = {
  name: 'Harbor',
  zone: 'America/New_York',
  leadMinutes: 60,
  cutOffMinutes: null,
  holdPercent: 15,
  blackouts: [],
};
const aWorkType = {
  name: 'Repair',
  nameEs: null,
  skill: 'fiber',
  minutes: 60,
  windowMinutes: 60,
  needsFirst: null,
  gapMinutes: 0,
  sameTechnician: false,
};
const noTime = { from: '2026-03-03T15:00:00Z', to: '2026-03-03T16:00:00Z' };
const page = (path: string, gives: number): Route => ({ kind: OPEN, ask: get(() => path), gives });
const visit = (rest: string): Route => ({ kind: VISIT, ask: get(() => `/v/${NO_TOKEN}${rest}`), gives: 200 });
const visitPost = (rest: string, body: Record<string, string>): Route => ({
  kind: VISIT,
  ask: () => ({ path: `/v/${NO_TOKEN}${rest}`, ...form(body) }),
  gives: 303,
});

const ROUTES: Record<string, Route> = {
  'GET /': page('/', 302),
  'GET /board': page('/board', 302),
  'GET /board/right': page('/board/right', 302),
  'GET /board/setup': page('/board/setup', 302),
  // The fronts may be built or not: what is asked for is never there.
  'GET /board*': page('/board/none.js', 404),
  'GET /tech': page('/tech', 302),
  'GET /tech*': page('/tech/none.js', 404),
  'GET /*': page('/assets/visit.css', 200), // Fastify draws /assets/* so
  'GET /docs': page('/docs', 200),
  'GET /docs/': page('/docs/', 200),
  'GET /docs/swagger-ui-init.js': page('/docs/swagger-ui-init.js', 200),
  'GET /docs/docs/swagger-ui-init.js': page('/docs/docs/swagger-ui-init.js', 200),
  'GET /docs/index.html': page('/docs/index.html', 200),
  'GET /docs/LICENSE': page('/docs/LICENSE', 404),
  'GET /docs/*': page('/docs/swagger-ui.css', 200),
  'GET /docs-yaml': page('/docs-yaml', 200),
  'GET /openapi.json': page('/openapi.json', 200),
  'GET /health/live': page('/health/live', 200),
  'GET /health/ready': page('/health/ready', 200),

  // These specs have no area; the ones of the map have (map.spec.ts).
  'GET /map/about.json': page('/map/about.json', 204),
  'GET /map/basemap.pmtiles': page('/map/basemap.pmtiles', 404),
  'GET /api/addresses': { kind: STAFF_READS, ask: get(() => '/api/addresses?q=12+Oak+St'), gives: 404 },
  'GET /api/addresses/nearest': {
    kind: STAFF_READS,
    ask: get(() => '/api/addresses/nearest?lat=39.29&lng=-76.61'),
    gives: 404,
  },

  'POST /api/session': {
    kind: { lets: [], others: 401, foreignPage: 403 },
    ask: () => ({ path: '/api/session', ...json({ email: 'nobody@acme.example', password: 'wrong' }) }),
    gives: 204,
  },
  'GET /api/session': { kind: DESK_READS, ask: get(() => '/api/session'), gives: 200 },
  'DELETE /api/session': {
    kind: { ...DESK_ACTS, lets: [], spared: ['dispatcher', 'supervisor'] },
    ask: () => ({ method: 'DELETE', path: '/api/session' }),
    gives: 204,
  },
  'GET /api/board': { kind: DESK_READS, ask: get(() => '/api/board'), gives: 200 },
  'GET /api/board/drives': { kind: DESK_READS, ask: get(() => '/api/board/drives'), gives: 200 },
  'GET /api/inbox': { kind: DESK_READS, ask: get(() => '/api/inbox'), gives: 200 },
  'GET /api/search': { kind: DESK_READS, ask: get(() => '/api/search?q=dave'), gives: 200 },
  'GET /api/work-orders/:id/story': {
    kind: DESK_READS,
    ask: get((t) => `/api/work-orders/${t.dave.workOrderId}/story`),
    gives: 200,
  },
  'GET /api/appointments/:id/candidates': {
    kind: DESK_READS,
    ask: get((t) => `/api/appointments/${t.dave.appointmentId}/candidates`),
    gives: 200,
  },
  'POST /api/appointments/:id/assignment': {
    kind: DESK_ACTS,
    ask: (t) => ({
      path: `/api/appointments/${t.dave.appointmentId}/assignment`,
      ...json({ technicianId: t.nora.technicianId, version: 99 }),
    }),
    gives: 409,
  },
  'GET /api/appointments/:id/spots': {
    kind: DESK_READS,
    ask: get((t) => `/api/appointments/${t.dave.appointmentId}/spots?technician=${t.nora.technicianId}`),
    gives: 200,
  },
  'POST /api/appointments/:id/place': {
    kind: DESK_ACTS,
    ask: (t) => ({
      path: `/api/appointments/${t.dave.appointmentId}/place`,
      ...json({ technicianId: t.nora.technicianId, at: '2026-03-03T15:00:00Z', version: 99 }),
    }),
    gives: 409,
  },
  'POST /api/appointments/:id/place/offer': {
    kind: DESK_ACTS,
    ask: (t) => ({
      path: `/api/appointments/${t.dave.appointmentId}/place/offer`,
      ...json({ technicianId: t.nora.technicianId, at: '2026-03-03T15:00:00Z', version: 99 }),
    }),
    gives: 409,
  },
  'POST /api/technicians/:id/mend': {
    kind: DESK_ACTS,
    ask: () => ({ path: `/api/technicians/${randomUUID()}/mend`, ...json({ trouble: 'sick' }) }),
    gives: 404,
  },
  'GET /api/mendings/:id': { kind: DESK_READS, ask: get(() => `/api/mendings/${randomUUID()}`), gives: 404 },
  'DELETE /api/mendings/:id': {
    kind: DESK_ACTS,
    ask: () => ({ method: 'DELETE', path: `/api/mendings/${randomUUID()}` }),
    gives: 404,
  },
  'POST /api/mendings/:id/apply': {
    kind: DESK_ACTS,
    ask: () => ({ path: `/api/mendings/${randomUUID()}/apply`, ...json({}) }),
    gives: 404,
  },
  'POST /api/day-plans': {
    kind: DESK_ACTS,
    ask: () => ({ path: '/api/day-plans', ...json({ territory: 'Nowhere', day: '2026-03-03' }) }),
    gives: 404,
  },
  'GET /api/day-plans/:id': { kind: DESK_READS, ask: get(() => `/api/day-plans/${randomUUID()}`), gives: 404 },
  'DELETE /api/day-plans/:id': {
    kind: DESK_ACTS,
    ask: () => ({ method: 'DELETE', path: `/api/day-plans/${randomUUID()}` }),
    gives: 404,
  },
  'POST /api/day-plans/:id/offers': {
    kind: DESK_ACTS,
    ask: () => ({ path: `/api/day-plans/${randomUUID()}/offers`, ...json({}) }),
    gives: 404,
  },
  'POST /api/swaps': {
    kind: DESK_ACTS,
    ask: (t) => ({
      path: '/api/swaps',
      ...json({
        visits: [
          { appointmentId: t.dave.appointmentId, version: 99 },
          { appointmentId: t.nora.appointmentId, version: 99 },
        ],
      }),
    }),
    gives: 409,
  },
  'POST /api/undo/:changeId': {
    kind: DESK_ACTS,
    ask: () => ({ method: 'POST', path: `/api/undo/${randomUUID()}` }),
    gives: 404,
  },
  'POST /api/appointments/:id/offer': {
    kind: DESK_ACTS,
    ask: (t) => ({ path: `/api/appointments/${t.dave.appointmentId}/offer`, ...json({ version: 99 }) }),
    gives: 409,
  },
  'POST /api/work-orders/:id/call-back/kept': {
    kind: DESK_ACTS,
    ask: (t) => ({ path: `/api/work-orders/${t.nora.workOrderId}/call-back/kept`, ...json({ note: 'spoken' }) }),
    gives: 409,
  },
  'POST /api/work-orders/:id/texts': {
    kind: DESK_ACTS,
    ask: (t) => ({
      path: `/api/work-orders/${t.nora.workOrderId}/texts`,
      ...json({ texts: true, reason: 'told us on the phone' }),
    }),
    gives: 200,
  },
  'PUT /api/work-orders/:id/reply-claim': {
    // Another of the desk is told who writes already.
    kind: { ...DESK_ACTS, lets: ['dispatcher'], spared: ['supervisor'] },
    ask: (t) => ({ method: 'PUT', path: `/api/work-orders/${t.dave.workOrderId}/reply-claim` }),
    gives: 200,
  },
  'DELETE /api/work-orders/:id/reply-claim': {
    kind: DESK_ACTS,
    ask: (t) => ({ method: 'DELETE', path: `/api/work-orders/${t.dave.workOrderId}/reply-claim` }),
    gives: 204,
  },
  'POST /api/work-orders/:id/reply': {
    kind: DESK_ACTS,
    ask: (t) => ({ path: `/api/work-orders/${t.dave.workOrderId}/reply`, ...json({ body: 'We are on it.' }) }),
    gives: 202,
  },
  'POST /api/work-orders/:id/another-visit': {
    kind: DESK_ACTS,
    ask: (t) => ({ path: `/api/work-orders/${t.dave.workOrderId}/another-visit`, method: 'POST' }),
    gives: 409,
  },
  'POST /api/work-orders/:id/close': {
    kind: DESK_ACTS,
    ask: (t) => ({ path: `/api/work-orders/${t.dave.workOrderId}/close`, ...json({ reason: 'not wanted' }) }),
    gives: 409,
  },
  'POST /api/alerts/:id/told': {
    kind: DESK_ACTS,
    ask: () => ({ path: `/api/alerts/${randomUUID()}/told`, method: 'POST' }),
    gives: 409,
  },
  'POST /api/alerts/:id/close': {
    kind: DESK_ACTS,
    ask: async (t) => ({ path: `/api/alerts/${await anAlert(t)}/close`, ...json({ reason: 'seen to' }) }),
    gives: 204,
  },
  'POST /api/alerts/:id/snooze': {
    kind: DESK_ACTS,
    ask: async (t) => ({ path: `/api/alerts/${await anAlert(t)}/snooze`, ...json({ until: 'tomorrow' }) }),
    gives: 200,
  },
  'DELETE /api/alerts/:id/snooze': {
    kind: DESK_ACTS,
    ask: () => ({ path: `/api/alerts/${randomUUID()}/snooze`, method: 'DELETE' }),
    gives: 409,
  },
  'POST /api/technicians/:id/sign-in-link': {
    kind: DESK_ACTS,
    ask: (t) => ({ method: 'POST', path: `/api/technicians/${t.dave.technicianId}/sign-in-link` }),
    gives: 202,
  },
  'GET /api/figures': { kind: DESK_READS, ask: get(() => '/api/figures'), gives: 200 },
  'GET /api/figures/visits': {
    kind: DESK_READS,
    ask: get(() => '/api/figures/visits?figure=first-promise'),
    gives: 200,
  },
  'POST /api/technicians/:id/trackers': {
    kind: DESK_ACTS,
    ask: (t) => ({ path: `/api/technicians/${t.dave.technicianId}/trackers`, ...json({ name: 'Phone' }) }),
    gives: 201,
  },
  'GET /api/technicians/:id/trackers': {
    kind: DESK_READS,
    ask: get((t) => `/api/technicians/${t.dave.technicianId}/trackers`),
    gives: 200,
  },
  'DELETE /api/technicians/:id/trackers/:trackerId': {
    kind: DESK_ACTS,
    ask: async (t) => ({
      method: 'DELETE',
      path: `/api/technicians/${t.dave.technicianId}/trackers/${await aTracker(t)}`,
    }),
    gives: 204,
  },
  'GET /api/technicians/:id/phones': {
    kind: DESK_READS,
    ask: get((t) => `/api/technicians/${t.dave.technicianId}/phones`),
    gives: 200,
  },
  'DELETE /api/technicians/:id/phones/:deviceId': {
    kind: DESK_ACTS,
    ask: (t) => ({ method: 'DELETE', path: `/api/technicians/${t.dave.technicianId}/phones/${randomUUID()}` }),
    gives: 404,
  },
  'POST /api/technicians/:id/sign-in-code': {
    kind: DESK_ACTS,
    ask: (t) => ({ method: 'POST', path: `/api/technicians/${t.dave.technicianId}/sign-in-code` }),
    gives: 200,
  },
  'GET /api/photos/:id': { kind: DESK_READS, ask: get(() => `/api/photos/${randomUUID()}`), gives: 404 },
  'GET /api/clock': { kind: DESK_READS, ask: get(() => '/api/clock'), gives: 200 },
  'POST /api/clock': { kind: DESK_ACTS, ask: () => ({ path: '/api/clock', ...json({ rate: 0 }) }), gives: 200 },

  'GET /api/setup': { kind: DESK_READS, ask: get(() => '/api/setup'), gives: 200 },
  'GET /api/setup/messages': { kind: DESK_READS, ask: get(() => '/api/setup/messages'), gives: 200 },
  'POST /api/setup/technicians': {
    kind: SUPERVISOR_ACTS,
    ask: () => ({ path: '/api/setup/technicians', ...json(aTechnician) }),
    gives: 404,
  },
  'PUT /api/setup/technicians/:id': {
    kind: SUPERVISOR_ACTS,
    ask: (t) => ({ path: `/api/setup/technicians/${t.dave.technicianId}`, ...put(aTechnician) }),
    gives: 404,
  },
  'GET /api/setup/technicians/:id/shifts': {
    kind: DESK_READS,
    ask: get((t) => `/api/setup/technicians/${t.dave.technicianId}/shifts?from=2026-03-03&to=2026-03-04`),
    gives: 200,
  },
  'PUT /api/setup/technicians/:id/shifts': {
    kind: SUPERVISOR_ACTS,
    ask: (t) => ({
      path: `/api/setup/technicians/${t.dave.technicianId}/shifts`,
      ...put({ days: [{ day: '2026-03-09', shift: { from: 480, to: 1020, break: null } }] }),
    }),
    gives: 200,
  },
  'POST /api/setup/territories': {
    kind: SUPERVISOR_ACTS,
    ask: () => ({ path: '/api/setup/territories', ...json(aTerritory) }),
    gives: 409,
  },
  'PUT /api/setup/territories/:id': {
    kind: SUPERVISOR_ACTS,
    ask: () => ({ path: `/api/setup/territories/${randomUUID()}`, ...put({ ...aTerritory, name: 'Hills' }) }),
    gives: 404,
  },
  'POST /api/setup/work-types': {
    kind: SUPERVISOR_ACTS,
    ask: () => ({ path: '/api/setup/work-types', ...json({ ...aWorkType, code: 'repair' }) }),
    gives: 409,
  },
  'PUT /api/setup/work-types/:code': {
    kind: SUPERVISOR_ACTS,
    ask: () => ({ path: '/api/setup/work-types/nothing-we-do', ...put(aWorkType) }),
    gives: 404,
  },
  'POST /api/setup/dispatchers': {
    kind: SUPERVISOR_ACTS,
    ask: () => ({
      path: '/api/setup/dispatchers',
      ...json({ name: 'Kim Doe', email: 'lee@acme.example', role: 'desk' }),
    }),
    gives: 409,
  },
  'PUT /api/setup/dispatchers/:id': {
    kind: SUPERVISOR_ACTS,
    ask: () => ({ path: `/api/setup/dispatchers/${randomUUID()}`, ...put({ role: 'desk', active: true }) }),
    gives: 404,
  },
  'POST /api/setup/dispatchers/:id/password': {
    kind: SUPERVISOR_ACTS,
    ask: () => ({ method: 'POST', path: `/api/setup/dispatchers/${randomUUID()}/password` }),
    gives: 404,
  },
  'POST /api/setup/api-keys': {
    kind: SUPERVISOR_ACTS,
    ask: () => ({ path: '/api/setup/api-keys', ...json({ name: 'tests' }) }),
    gives: 409,
  },
  'DELETE /api/setup/api-keys/:id': {
    kind: SUPERVISOR_ACTS,
    ask: () => ({ method: 'DELETE', path: `/api/setup/api-keys/${randomUUID()}` }),
    gives: 404,
  },

  'POST /api/imports': {
    kind: SUPERVISOR_ACTS,
    ask: () => ({
      method: 'POST',
      path: '/api/imports?kind=customers&name=empty.csv',
      headers: { 'content-type': 'text/csv' },
      payload: '"never closed',
    }),
    gives: 409,
  },
  'GET /api/imports/:id': { kind: SUPERVISOR_ACTS, ask: get(() => `/api/imports/${randomUUID()}`), gives: 404 },
  'POST /api/imports/:id/check': {
    kind: SUPERVISOR_ACTS,
    ask: () => ({ path: `/api/imports/${randomUUID()}/check`, ...json({ columns: {}, territory: null, work: null }) }),
    gives: 404,
  },
  'POST /api/imports/:id/run': {
    kind: SUPERVISOR_ACTS,
    ask: () => ({
      path: `/api/imports/${randomUUID()}/run`,
      ...json({ columns: {}, territory: null, work: null, choices: {}, otherwise: 'ours', invite: false }),
    }),
    gives: 404,
  },
  'GET /api/imports/:id/result': {
    kind: SUPERVISOR_ACTS,
    ask: get(() => `/api/imports/${randomUUID()}/result`),
    gives: 404,
  },

  'POST /api/work-orders': {
    kind: STAFF_ACTS,
    ask: () => ({
      path: '/api/work-orders',
      ...json(newOrder({ name: 'Ida Roth', phone: '+15550109' }, '5 New St')),
    }),
    gives: 201,
  },
  'GET /api/appointments/:id/windows': {
    kind: STAFF_READS,
    ask: get((t) => `/api/appointments/${t.olga.appointmentId}/windows`),
    gives: 200,
  },
  'POST /api/work-orders/:id/contacts': {
    kind: STAFF_ACTS,
    ask: (t) => ({
      path: `/api/work-orders/${t.dave.workOrderId}/contacts`,
      ...json({ name: 'Nora Miller', phone: '+15550188' }),
    }),
    gives: 201,
  },
  'PUT /api/work-orders/:id/email': {
    kind: STAFF_ACTS,
    ask: (t) => ({
      path: `/api/work-orders/${t.dave.workOrderId}/email`,
      ...put({ phone: t.dave.phone, email: 'dave@home.example' }),
    }),
    gives: 200,
  },
  'POST /api/appointments/:id/hold': {
    kind: STAFF_ACTS,
    ask: async (t) => ({
      path: `/api/appointments/${t.olga.appointmentId}/hold`,
      ...json((await t.windows(t.olga)).at(-1)!),
    }),
    gives: 201,
  },
  'POST /api/appointments/:id/holds/:holdId/confirm': {
    kind: STAFF_ACTS,
    ask: (t) => ({ method: 'POST', path: `/api/appointments/${t.olga.appointmentId}/holds/${held.holdId}/confirm` }),
    gives: 404,
  },
  'GET /api/credits': { kind: STAFF_READS, ask: get(() => '/api/credits'), gives: 200 },
  'PUT /api/credits/:id/collected': {
    kind: STAFF_ACTS,
    ask: () => ({ method: 'PUT', path: `/api/credits/${randomUUID()}/collected` }),
    gives: 404,
  },
  'PUT /api/appointments/:id/waitlist': {
    kind: STAFF_ACTS,
    ask: (t) => ({ method: 'PUT', path: `/api/appointments/${t.nora.appointmentId}/waitlist` }),
    gives: 200,
  },
  'DELETE /api/appointments/:id/waitlist': {
    kind: STAFF_ACTS,
    ask: (t) => ({ method: 'DELETE', path: `/api/appointments/${t.nora.appointmentId}/waitlist` }),
    gives: 200,
  },

  'POST /api/appointments/:id/block': {
    kind: STAFF_ACTS,
    ask: (t) => ({ path: `/api/appointments/${t.olga.appointmentId}/block`, ...json(aBlock) }),
    gives: 409,
  },
  'POST /api/appointments/:id/block/lift': {
    kind: STAFF_ACTS,
    ask: (t) => ({ path: `/api/appointments/${t.dave.appointmentId}/block/lift`, ...json({ reason: 'paid' }) }),
    gives: 409,
  },

  'GET /api/tech/day': { kind: TECHNICIAN, ask: get(() => '/api/tech/day'), gives: 200 },
  'POST /api/tech/operations': {
    kind: TECHNICIAN,
    ask: (t) => ({
      path: '/api/tech/operations',
      ...json({ operationId: randomUUID(), assignmentId: t.dave.assignmentId, act: 'receive' }),
    }),
    gives: 200,
  },
  'POST /api/tech/positions': {
    kind: TECHNICIAN,
    ask: () => ({ path: '/api/tech/positions', ...json({ lat: 39.29, lng: -76.61, at: '2026-03-03T11:40:00Z' }) }),
    gives: 202,
  },
  'GET /api/tech/positions': { kind: TECHNICIAN, ask: get(() => '/api/tech/positions'), gives: 200 },
  'PUT /api/tech/phone': {
    kind: TECHNICIAN,
    ask: () => ({ path: '/api/tech/phone', ...json({ name: 'Android phone' }), method: 'PUT' }),
    gives: 204,
  },
  'PUT /api/tech/shift': {
    kind: TECHNICIAN,
    ask: () => ({ path: '/api/tech/shift', ...json({ off: false }), method: 'PUT' }),
    gives: 200,
  },
  'GET /api/tech/push': { kind: TECHNICIAN, ask: get(() => '/api/tech/push'), gives: 200 },
  'PUT /api/tech/push': {
    kind: TECHNICIAN,
    ask: () => ({
      path: '/api/tech/push',
      ...json({
        endpoint: 'https://nobody.example/push',
        keys: { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) },
      }),
      method: 'PUT',
    }),
    gives: 403,
  },
  'DELETE /api/tech/push': {
    kind: TECHNICIAN,
    ask: () => ({ method: 'DELETE', path: '/api/tech/push' }),
    gives: 204,
  },
  'POST /api/tech/trackers': {
    kind: TECHNICIAN,
    ask: () => ({ path: '/api/tech/trackers', ...json({ name: 'My phone' }) }),
    gives: 201,
  },
  'GET /api/tech/tickets/:assignmentId/delay': {
    kind: TECHNICIAN,
    ask: get((t) => `/api/tech/tickets/${t.dave.assignmentId}/delay?minutes=30`),
    gives: 200,
  },
  'POST /api/tech/tickets/:assignmentId/words': {
    kind: TECHNICIAN,
    ask: (t) => ({ path: `/api/tech/tickets/${t.nora.assignmentId}/words`, ...json({ word: 'here' }) }),
    gives: 404,
  },
  'PUT /api/tech/tickets/:assignmentId/photos/:photoId': {
    kind: TECHNICIAN,
    ask: (t) => ({
      method: 'PUT',
      path: `/api/tech/tickets/${t.dave.assignmentId}/photos/${randomUUID()}`,
      headers: { 'content-type': 'image/jpeg' },
      payload: 'this is no picture',
    }),
    gives: 409,
  },
  'GET /t/:token': { kind: VISIT, ask: get(() => `/t/${NO_TOKEN}`), gives: 200 },
  'POST /t/:token': { kind: VISIT, ask: () => ({ method: 'POST', path: `/t/${NO_TOKEN}` }), gives: 303 },

  'GET /track/traccar': { kind: TRACKER, ask: get(() => '/track/traccar?lat=39.29&lon=-76.61'), gives: 200 },
  'POST /track/traccar': {
    kind: TRACKER,
    ask: () => ({ path: '/track/traccar', ...json({ location: {} }) }),
    gives: 200,
  },
  'POST /track/owntracks': {
    kind: TRACKER,
    ask: () => ({ path: '/track/owntracks', ...json({ _type: 'lwt', tst: 1 }) }),
    gives: 200,
  },

  'GET /v/:token': visit(''),
  'GET /v/:token/times': visit('/times'),
  'GET /v/:token/live': visit('/live'),
  'GET /v/:token/calendar.ics': visit('/calendar.ics'),
  'GET /v/:token/held/:holdId': visit(`/held/${held.holdId}`),
  'POST /v/:token/hold': visitPost('/hold', { technicianId: held.holdId, ...noTime }),
  'POST /v/:token/confirm': visitPost('/confirm', held),
  'POST /v/:token/choose': visitPost('/choose', { digit: '1' }),
  'POST /v/:token/wait': visitPost('/wait', { wants: 'yes' }),
  'POST /v/:token/call-me': visitPost('/call-me', {}),
  'POST /v/:token/texts': visitPost('/texts', { wants: 'yes' }),
  'POST /v/:token/note': visitPost('/note', { note: 'the dog is friendly' }),
  'POST /v/:token/cancel': visitPost('/cancel', { revision: '1', houseNumber: '12' }),
  'POST /v/:token/again': visitPost('/again', {}),
  'POST /v/:token/rate': visitPost('/rate', { stars: '5' }),
  'POST /v/:token/language': visitPost('/language', { language: 'es' }),
  'POST /v/:token/wrong-person': visitPost('/wrong-person', {}),

  'POST /twilio/call/:id': {
    kind: CARRIER,
    ask: () => ({
      path: `/twilio/call/${randomUUID()}`,
      ...form({ CallSid: `CA${'1'.repeat(32)}`, CallStatus: 'busy' }),
    }),
    gives: 204,
  },
  'POST /twilio/inbound': {
    kind: CARRIER,
    ask: () => ({ path: '/twilio/inbound', ...form({ MessageSid: sidOf(1), From: '+15550100', Body: '0' }) }),
    gives: 200,
  },
  'POST /twilio/status/:id': {
    kind: CARRIER,
    ask: () => ({
      path: `/twilio/status/${held.holdId}`,
      ...form({ MessageSid: sidOf(1), MessageStatus: 'delivered' }),
    }),
    gives: 204,
  },

  'GET /demo': page('/demo', 302),
  'GET /demo*': page('/demo/demo.css', 200),
  'GET /demo/technicians': page('/demo/technicians', 200),
  'GET /demo/decisions': page('/demo/decisions?phone=%2B15550100', 200),
  'POST /demo/desk/sign-in': {
    kind: DEMO_ACTS,
    ask: () => ({ method: 'POST', path: '/demo/desk/sign-in' }),
    gives: 204,
  },
  // These specs have no simulated phones; the ones of the demo's page have (test/browser/demo.spec.ts).
  'GET /demo/phones': page('/demo/phones', 404),
  'GET /demo/phones/:phone/messages': page('/demo/phones/+15550100/messages', 404),
  'GET /demo/switches': page('/demo/switches', 404),
  'GET /demo/events': page('/demo/events', 404),
  'POST /demo/phones/:phone/messages': {
    kind: DEMO_ACTS,
    ask: () => ({ path: '/demo/phones/+15550100/messages', ...json({ body: 'How late?' }) }),
    gives: 404,
  },
  'POST /demo/switches': {
    kind: DEMO_ACTS,
    ask: () => ({ path: '/demo/switches', ...json({ down: false }) }),
    gives: 404,
  },
  'GET /demo/stories': page('/demo/stories', 200),
  'POST /demo/stories/:name/play': {
    kind: DEMO_ACTS,
    ask: () => ({ method: 'POST', path: '/demo/stories/no-such-story/play' }),
    gives: 404,
  },
  'POST /demo/technicians/:id/sign-in': {
    kind: DEMO_ACTS,
    ask: (t) => ({ method: 'POST', path: `/demo/technicians/${t.dave.technicianId}/sign-in` }),
    gives: 200,
  },
};

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  const { failures } = town;
  await town.close();
  expect(failures).toEqual([]);
});

/** Every request comes from an address of its own: wrong links are counted by address. */
let knocks = 0;
const knock = async (route: Route, who: Person, t = town) => {
  const asking = withHeaders(await route.ask(t), PEOPLE[who](t));
  knocks++;
  return t.ask({ ...asking, from: `10.0.${knocks >> 8}.${knocks & 255}` });
};

const anAlert = async ({ sql }: Server) =>
  (
    await sql<{ id: string }>(
      `INSERT INTO alert (key, kind, says, opened_at) VALUES ('a test', 'nobody-left', 'a test', doorward_now())
       ON CONFLICT (key) WHERE closed_at IS NULL DO UPDATE SET says = excluded.says RETURNING id`,
    )
  )[0]!.id;

const aTracker = async ({ sql, technicians }: Server) =>
  (
    await sql<{ id: string }>(
      `INSERT INTO tracker (technician_id, name, secret_hash, created_at) VALUES ($1, 'a test', 'a test', doorward_now())
       ON CONFLICT (secret_hash) DO UPDATE SET name = excluded.name RETURNING id`,
      [technicians.get('Maria Gomez')],
    )
  )[0]!.id;

const saysWhy = (text: string) =>
  expect(read({ text } as never)).toEqual(expect.objectContaining({ say: expect.any(String) }));

it('the table names every route there is', () => {
  const served = town.routes.filter((route) => !route.startsWith('HEAD '));
  expect(served.toSorted()).toEqual(Object.keys(ROUTES).toSorted());
});

it('whatever answers HEAD answers GET', () => {
  const heads = town.routes.flatMap((route) => (route.startsWith('HEAD ') ? [route.slice(5)] : []));
  expect(heads.filter((path) => !town.routes.includes(`GET ${path}`))).toEqual([]);
});

describe.each(Object.entries(ROUTES))('%s', (_, route) => {
  const insiders = route.kind.lets;
  const outsiders = everybody.filter((who) => !insiders.includes(who) && !route.kind.spared?.includes(who));
  const turnedAway = (who: Person) =>
    (who === 'dispatcher, from a foreign page'
      ? route.kind.foreignPage
      : who === 'dispatcher'
        ? route.kind.desk
        : null) ?? route.kind.others;

  if (outsiders.length)
    it('turns away whoever has no business there, and nothing is written', async () => {
      await route.ask(town); // whatever it needs is there before
      const before = await town.tables();
      for (const who of outsiders) {
        const reply = await knock(route, who);
        expect([who, reply.status]).toEqual([who, turnedAway(who)]);
        saysWhy(reply.text);
      }
      expect(await town.tables()).toEqual(before);
    });

  if (insiders.length)
    it(`lets in: ${insiders.length === everybody.length ? 'everybody' : insiders.join('; ')}`, async () => {
      for (const who of insiders) expect([who, (await knock(route, who)).status]).toEqual([who, route.gives]);
    });
});

describe('a customer', () => {
  const links = (t: Town) => ({
    'a link cut short': t.dave.link.slice(0, -1),
    'a work order id': t.dave.workOrderId,
    'an API key': API_KEY,
  });

  it('opens his own visit with his link, and no other', async () => {
    const his = await town.ask({ path: `/v/${town.dave.link}` });
    const hers = await town.ask({ path: `/v/${town.nora.link}` });
    expect([his.status, hers.status]).toEqual([200, 200]);
    expect(his.text).toContain('Oak St');
    expect(his.text).not.toMatch(/Hill Rd|Nora|Sam/);
    expect(hers.text).toContain('Hill Rd');
    expect(hers.text).not.toMatch(/Oak St|Dave|Maria/);
  });

  it('gets nowhere with a link that is none', async () => {
    const before = await town.tables();
    const all = { ...links(town), 'a sign-in link': await town.signInLink() };
    const after = await town.tables('link');
    for (const [what, token] of Object.entries(all))
      for (const asking of [
        { path: `/v/${token}` },
        { path: `/v/${token}/times` },
        { path: `/v/${token}/calendar.ics` },
        { path: `/v/${token}/call-me`, ...form({}) },
        { path: `/v/${token}/wait`, ...form({ wants: 'yes' }) },
        { path: `/v/${token}/note`, ...form({ note: 'hello' }) },
      ])
        expect([what, (await town.ask({ ...asking, from: `10.1.0.${++knocks & 255}` })).status]).toEqual([what, 404]);
    expect(await town.tables('link')).toEqual(after);
    expect({ ...after, link: before.link }).toEqual(before);
  });

  it('is told whom to call by a link that opened his visit once, and gets nowhere with it', async () => {
    const before = await town.tables();
    for (const rest of ['', '/times', '/calendar.ics', '/live'])
      expect((await town.ask({ path: `/v/${town.expiredLink}${rest}` })).status).toBe(410);
    expect((await town.ask({ path: `/v/${town.expiredLink}/note`, ...form({ note: 'hello' }) })).status).toBe(410);
    expect(await town.tables()).toEqual(before);
  });

  it("cannot sign in as a technician with his visit's link", async () => {
    const before = await town.tables();
    expect((await town.ask({ path: `/t/${town.dave.link}` })).status).toBe(404);
    expect((await town.ask({ method: 'POST', path: `/t/${town.dave.link}` })).status).toBe(404);
    expect(await town.tables()).toEqual(before);
  });

  it("cannot look at, or confirm, what is held for somebody else's visit", async () => {
    const [slot] = await town.windows(town.olga);
    const theirs = read(
      await town.asProgram({ path: `/api/appointments/${town.olga.appointmentId}/hold`, ...json(slot) }),
    ) as { holdId: string };
    const before = await town.tables();
    const looked = await town.ask({ path: `/v/${town.dave.link}/held/${theirs.holdId}` });
    expect([looked.status, looked.headers.location]).toEqual([303, `/v/${town.dave.link}/times?said=expired`]);
    const taken = await town.ask({ path: `/v/${town.dave.link}/confirm`, ...form({ holdId: theirs.holdId }) });
    expect([taken.status, taken.headers.location]).toEqual([303, `/v/${town.dave.link}/times?said=expired`]);
    const program = await town.asProgram({
      method: 'POST',
      path: `/api/appointments/${town.dave.appointmentId}/holds/${theirs.holdId}/confirm`,
    });
    expect(program.status).toBe(404);
    expect(await town.tables()).toEqual(before);
  });

  it('is shown nothing as held that has run out', async () => {
    const [slot] = await town.windows(town.olga);
    const held = read(
      await town.asProgram({ path: `/api/appointments/${town.olga.appointmentId}/hold`, ...json(slot) }),
    ) as { holdId: string };
    const page = { path: `/v/${town.olga.link}/held/${held.holdId}` };
    expect((await town.ask(page)).status).toBe(200);
    await town.sql(`UPDATE hold SET expires_at = doorward_now() - interval '1 second' WHERE id = $1`, [held.holdId]);
    expect((await town.ask(page)).headers.location).toBe(`/v/${town.olga.link}/times?said=expired`);
  });

  it("cannot press a digit of somebody else's question", async () => {
    const [{ version }] = (await town.sql<{ version: number }>('SELECT version FROM appointment WHERE id = $1', [
      town.nora.appointmentId,
    ])) as [{ version: number }];
    const offer = { path: `/api/appointments/${town.nora.appointmentId}/offer`, ...json({ version }) };
    expect((await town.asDesk(offer)).status).toBe(202);
    const before = await town.tables();
    for (const digit of '0123456789') {
      const reply = await town.ask({ path: `/v/${town.dave.link}/choose`, ...form({ digit }) });
      expect(reply.headers.location).toBe(`/v/${town.dave.link}?said=gone`);
    }
    expect(await town.tables()).toEqual(before);
  });
});

describe('a technician', () => {
  const acts = [
    'receive',
    'accept',
    'decline',
    'on-my-way',
    'arrive',
    'start',
    'pause',
    'done',
    'cannot-complete',
    'seen',
  ];

  it.each([...acts, 'late'])("cannot report %s on another technician's ticket", async (act) => {
    const before = await town.tables();
    const reply = await town.tap(town.maria, town.nora.assignmentId, act, act === 'late' ? { minutes: 30 } : {});
    expect(reply.status).toBe(404);
    expect(read(reply).day.technician.name).toBe('Maria Gomez');
    expect(reply.text).not.toMatch(/Nora|Hill Rd/);
    expect(await town.tables()).toEqual(before);
  });

  it('sees his own day and nobody else in it', async () => {
    const maria = await town.ask({ path: '/api/tech/day', headers: bearer(town.maria) });
    const sam = await town.ask({ path: '/api/tech/day', headers: bearer(town.sam) });
    expect(maria.text).toContain('12 Oak St');
    expect(maria.text).not.toMatch(/Nora|Hill Rd|Sam Reed/);
    expect(sam.text).toContain('3 Hill Rd');
    expect(sam.text).not.toMatch(/Dave|Oak St|Maria/);
  });

  it('who was let go gets in no more, with any of his phones', async () => {
    await town.sql(`UPDATE technician SET active = false WHERE name = 'Sam Reed'`);
    const reply = await town.ask({ path: '/api/tech/day', headers: bearer(town.sam) });
    await town.sql(`UPDATE technician SET active = true WHERE name = 'Sam Reed'`);
    expect(reply.status).toBe(401);
  });
});

describe('who may not bring anything large', () => {
  const tooLarge = 'x'.repeat(6_000_000);
  const list = { method: 'POST', path: '/api/imports?kind=customers&name=all.csv', payload: tooLarge };
  const csv = { 'content-type': 'text/csv' };
  const photo = (t: Town) => `/api/tech/tickets/${t.dave.assignmentId}/photos/01a20588-62e6-7686-86c6-74aa83281d9f`;
  const jpeg = { 'content-type': 'image/jpeg' };

  it('is turned away before his list is read', async () => {
    expect((await town.ask({ ...list, headers: csv })).status).toBe(401);
    expect((await town.ask({ ...list, headers: { ...csv, cookie: town.endedCookie } })).status).toBe(401);
    expect((await town.ask({ ...list, headers: { ...csv, cookie: town.cookie } })).status).toBe(403);
    expect((await town.ask({ ...list, headers: { ...csv, cookie: town.supervisorCookie } })).status).toBe(413);
  });

  it('is turned away before his picture is read', async () => {
    const ask = { method: 'PUT', path: photo(town), payload: tooLarge };
    expect((await town.ask({ ...ask, headers: jpeg })).status).toBe(401);
    expect((await town.ask({ ...ask, headers: { ...jpeg, ...bearer(town.revokedPhone) } })).status).toBe(401);
    expect((await town.ask({ ...ask, headers: { ...jpeg, ...bearer(town.maria) } })).status).toBe(413);
  });
});

describe('a dispatcher', () => {
  it('is out for good once he has signed out', async () => {
    const in_ = await town.ask({
      path: '/api/session',
      ...json({ email: 'ana@acme.example', password: 'a-long-test-password' }),
    });
    const set = String(in_.headers['set-cookie']);
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Strict/);
    const headers = { cookie: set.split(';')[0]! };
    expect((await town.ask({ path: '/api/session', headers })).status).toBe(200);
    expect((await town.ask({ method: 'DELETE', path: '/api/session', headers })).status).toBe(204);
    expect((await town.ask({ path: '/api/session', headers })).status).toBe(401);
  });

  it.each([
    'https://evil.example',
    'null',
    'http://127.0.0.1',
    'http://127.0.0.1:1',
    'file://',
    'http://127.0.0.1.evil.example',
  ])('cannot be made to act by a page of %s', async (origin) => {
    const before = await town.tables();
    const reply = await town.asDesk({
      path: `/api/work-orders/${town.dave.workOrderId}/reply`,
      ...withHeaders(json({ body: 'You won a prize' }), { origin }),
    });
    expect(reply.status).toBe(403);
    expect(await town.tables()).toEqual(before);
  });

  it('acts from our own page', async () => {
    const asking = { path: '/api/clock', ...withHeaders(json({ rate: 0 }), { origin: town.url }) };
    expect((await town.asDesk(asking)).status).toBe(200);
  });

  it('after five wrong passwords waits ten minutes, even with the right one', async () => {
    const sign = (password: string) =>
      town.ask({ path: '/api/session', ...json({ email: 'ana@acme.example', password }) });
    const wrong = await sign('wrong');
    expect(wrong.status).toBe(401);
    for (let tries = 1; tries < 5; tries++) await sign('wrong');
    expect(await sign('a-long-test-password')).toMatchObject({ status: 401, text: wrong.text });
    await town.sql(`UPDATE dispatcher SET locked_until = clock_timestamp() WHERE email = 'ana@acme.example'`);
    expect((await sign('a-long-test-password')).status).toBe(204);
  });

  it('an address nobody has is refused in the words of one that is locked', async () => {
    const sign = (email: string, password: string) => town.ask({ path: '/api/session', ...json({ email, password }) });
    for (let tries = 0; tries < 6; tries++) await sign('ana@acme.example', 'wrong');
    const locked = await sign('ana@acme.example', 'a-long-test-password');
    const nobody = await sign('nobody@acme.example', 'a-long-test-password');
    expect([locked.status, locked.text]).toEqual([nobody.status, nobody.text]);
  });
});

describe('outside the demo', () => {
  let real: Server;
  beforeAll(async () => {
    real = await openServer({ DEMO: 'false' });
  });
  afterAll(() => real.close());

  it('nobody becomes a technician for the asking', async () => {
    const before = await real.tables();
    const id = real.technicians.get('Maria Gomez')!;
    for (const who of everybody) {
      const headers = PEOPLE[who](town);
      expect((await real.ask({ path: '/demo/technicians', headers })).status).toBe(404);
      expect((await real.ask({ method: 'POST', path: `/demo/technicians/${id}/sign-in`, headers })).status).toBe(404);
    }
    expect(await real.tables()).toEqual(before);
  });

  it('not even a dispatcher sets the clock', async () => {
    const signIn = await real.ask({
      path: '/api/session',
      ...json({ email: 'lee@acme.example', password: 'a-long-test-password' }),
    });
    const headers = { cookie: String(signIn.headers['set-cookie']).split(';')[0]! };
    const before = await real.tables();
    const reply = await real.ask({ path: '/api/clock', ...withHeaders(json({ advanceMinutes: 60 }), headers) });
    expect(reply.status).toBe(403);
    expect(await real.tables()).toEqual(before);
  });
});

it('the real signature of the carrier, and only over its own path, opens the webhooks', async () => {
  const params = { MessageSid: sidOf(7), From: '+15550999', Body: 'hello', AccountSid: 'AC' + '0'.repeat(31) + '1' };
  const right = signedForm(town.url, '/twilio/inbound', params);
  expect((await town.ask({ ...right, path: `/twilio/status/${randomUUID()}` })).status).toBe(403);
  expect((await town.ask(right)).status).toBe(200);
});
