import { request, type RequestOptions } from 'node:http';
import { type Loopback, startLoopback } from '#carriers/loopback';
import type { Phone } from '#carriers/loopback/phone-list';
import { startWebhookEar } from '#carriers/loopback/webhook-ear';
import { twilioCarrier } from '#carriers/twilio';

const accountSid = `AC${'1'.repeat(32)}`;
const authToken = '2'.repeat(32);
const [dave, maria, us] = ['+15550100', '+15550121', '+15550111'];
const people = async () => [
  { name: 'Dave', phone: dave, role: 'customer' as const },
  { name: 'Maria', phone: maria, role: 'technician' as const },
];

let ear: Awaited<ReturnType<typeof startWebhookEar>>;
let loopback: Loopback;
beforeEach(async () => {
  ear = await startWebhookEar(authToken);
  loopback = await startLoopback({
    port: 0,
    accountSid,
    authToken,
    webhookBase: ear.base,
    people,
    zone: 'America/Chicago',
  });
});
afterEach(async () => void (await Promise.all([loopback.close(), ear.close()])));

const get = (path: string) => fetch(loopback.url + path);
const post = (path: string, value: unknown, headers: Record<string, string> = {}) =>
  fetch(loopback.url + path, {
    method: 'POST',
    headers: { origin: loopback.url, 'content-type': 'application/json', ...headers },
    body: typeof value === 'string' ? value : JSON.stringify(value),
  });
const phones = async () => ((await (await get('/phones')).json()) as { phones: Phone[] }).phones;
const sendTo = (to: string, body: string) =>
  twilioCarrier({ accountSid, authToken, from: us, apiBase: loopback.url }).send({
    to,
    body,
    statusCallback: `${ear.base}/status`,
    validSeconds: 600,
  });

describe('the list of phones', () => {
  it('has the demo’s people, then strangers that were texted, each with the last text and what is unread', async () => {
    await sendTo('+15550999', 'who?');
    await sendTo(dave, 'one');
    await sendTo(dave, 'two');
    expect(await phones()).toMatchObject([
      { name: 'Dave', role: 'customer', unread: 2, last: { body: 'two' }, isOff: false },
      { name: 'Maria', role: 'technician', unread: 0, last: null },
      { name: '+15550999', role: null, unread: 1 },
    ]);
  });

  it('counts nothing as unread once the phone was looked at', async () => {
    await sendTo(dave, 'one');
    expect((await post(`/phones/${encodeURIComponent(dave)}/read`, {})).status).toBe(200);
    expect((await phones())[0]).toMatchObject({ unread: 0 });
  });

  it('survives people that cannot be asked', async () => {
    const alone = await startLoopback({
      ...{ port: 0, accountSid, authToken, webhookBase: ear.base },
      people: () => Promise.reject(new Error('the database starts')),
    });
    await alone.text(dave, 'hello');
    expect(await (await fetch(`${alone.url}/phones`)).json()).toMatchObject({ phones: [{ phone: dave }] });
    await alone.close();
  });
});

describe('a phone', () => {
  it('texts us from the page through the signed webhook', async () => {
    const answer = await post(`/phones/${encodeURIComponent(dave)}/messages`, { body: 'How late?' });
    expect(answer.status).toBe(201);
    expect((await ear.until(1)).map(({ signed, form }) => [signed, form.Body])).toEqual([[true, 'How late?']]);
    const thread = await (await get(`/phones/${encodeURIComponent(dave)}/messages`)).json();
    expect(thread).toMatchObject([{ direction: 'from-phone', body: 'How late?' }]);
  });

  it.each<[string, number, unknown, Record<string, string>]>([
    ['another page', 403, { body: 'x' }, { origin: 'https://evil.example' }],
    ['a page without an origin', 403, { body: 'x' }, { origin: 'null' }],
    ['a plain form', 403, 'body=x', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['broken JSON', 400, '{', {}],
    ['no object', 400, 'null', {}],
    ['an empty text', 400, { body: ' ' }, {}],
    ['a text that is none', 400, { body: 5 }, {}],
    ['1601 characters', 400, { body: 'x'.repeat(1601) }, {}],
    ['more than a request may hold', 413, { body: 'x'.repeat(100_000) }, {}],
  ])('does not take %s (%i)', async (_, status, value, headers) => {
    expect((await post(`/phones/${encodeURIComponent(dave)}/messages`, value, headers)).status).toBe(status);
    expect(ear.heard).toEqual([]);
  });

  it('takes no text from nowhere, and one that the browser vouches for', async () => {
    const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"body":"2"}' };
    const path = `/phones/${encodeURIComponent(dave)}/messages`;
    expect((await fetch(loopback.url + path, options)).status).toBe(403);
    const vouched = { ...options.headers, 'sec-fetch-site': 'same-origin' };
    expect(await plainPost(path, vouched, options.body)).toBe(201);
    expect(await plainPost(path, { ...vouched, origin: 'https://evil.example' }, options.body)).toBe(403);
    expect(await plainPost(path, { ...vouched, 'sec-fetch-site': 'cross-site' }, options.body)).toBe(403);
  });

  it('is a number', async () => {
    expect((await post('/phones/Dave/messages', { body: 'x' })).status).toBe(404);
    expect((await get('/phones/..%2f/messages')).status).toBe(404);
  });
});

describe('the switches', () => {
  it('turn a phone off', async () => {
    expect((await post('/switches', { undelivered: [dave] })).status).toBe(200);
    expect((await phones())[0]).toMatchObject({ isOff: true });
  });

  it.each([{ nonsense: 1 }, { busyNext: -1 }, { busyNext: '2' }, { undelivered: 'x' }, { rates: { seed: 1 } }, [], 7])(
    'do not take %j',
    async (value) => expect((await post('/switches', value)).status).toBe(400),
  );
});

describe('the event stream', () => {
  it('tells of new texts and of what becomes of them', async () => {
    const stream = (await get('/events')).body!.pipeThrough(new TextDecoderStream()).getReader();
    void sendTo(dave, 'hello');
    let told = '';
    while (!told.includes('"status":"delivered"')) told += (await stream.read()).value ?? '';
    expect(told).toContain('event: message\ndata: {"phone":"+15550100"');
    expect(told).toContain('event: status\ndata: {"phone":"+15550100"');
    await stream.cancel();
  });
});

describe('the page', () => {
  it.each(['/', '/phone.css', '/phone.js'])('%s is served with a policy that lets nothing else in', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('asks for nothing from elsewhere and holds no inline script or style', async () => {
    const html = await (await get('/')).text();
    expect(html).not.toMatch(/<style|style=|\son\w+=|https?:\/\/|<script(?![^>]*src=)/);
  });

  it.each(['/phone.ts', '/..%2f..%2fpackage.json', '/%2e%2e/package.json', '/package.json', '/nothing.js', '//x'])(
    '%s is not there',
    async (path) => expect((await get(path)).status).toBe(404),
  );

  it('is not given to a foreign name that points here', async () => {
    const { port } = new URL(loopback.url);
    const status = await plain({ path: '/phones', headers: { host: `evil.example:${port}` } });
    expect(status).toBe(421);
  });
});

/** A request with exactly these headers: `fetch` lets nobody set Host or its metadata. Resolves with the status. */
function plain(options: RequestOptions, body = ''): Promise<number> {
  const { port } = new URL(loopback.url);
  return new Promise((resolve, reject) =>
    request({ port, host: '127.0.0.1', ...options }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end(body),
  );
}

const plainPost = (path: string, headers: Record<string, string>, body: string) =>
  plain({ method: 'POST', path, headers }, body);
