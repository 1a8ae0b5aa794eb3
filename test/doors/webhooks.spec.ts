import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sign } from '#carriers/signature';
import { settleSent } from '#flows/messages/settle';
import { ACCOUNT, type Asking, AUTH_TOKEN, form, json, read, sidOf, signedForm } from '#test/doors/server';
import { openTown, type Town, withHeaders } from '#test/doors/town';

/* What the carrier brings: believed only with its signature, done once however often it is brought, never a 500. */

let town: Town;
beforeAll(async () => {
  town = await openTown();
  await town.work();
});
afterAll(async () => {
  const { failures } = town;
  await town.close();
  expect(failures).toEqual([]);
});

const INBOUND = '/twilio/inbound';
const incoming = (n: number, body: string, more: Record<string, string> = {}) => ({
  MessageSid: sidOf(n),
  AccountSid: ACCOUNT,
  From: town.dave.phone,
  To: '+15550111',
  Body: body,
  NumMedia: '0',
  ...more,
});
const bring = (params: Record<string, string>, path = INBOUND) => town.ask(signedForm(town.url, path, params));

describe('a text', () => {
  it('that is brought a hundred times at once is answered once', async () => {
    const { path, headers, payload } = signedForm(town.url, INBOUND, incoming(1, 'How late?'));
    const texts = town.texts.length;
    const bringAll = () =>
      Promise.all(
        Array.from({ length: 100 }, async () => {
          const answer = await fetch(town.url + path, { method: 'POST', headers: headers!, body: payload! });
          return `${answer.status} ${answer.headers.get('content-type')} ${await answer.text()}`;
        }),
      );
    expect(new Set(await bringAll())).toEqual(new Set(['200 text/xml <Response></Response>']));
    await town.work();
    expect(town.texts.slice(texts).map(({ to }) => to)).toEqual([town.dave.phone]);
    const after = await town.tables();
    await bringAll();
    await town.work();
    expect(await town.tables()).toEqual(after);
    expect(
      await town.sql(
        `SELECT count(*)::int AS n FROM timeline WHERE type = 'reply.received' AND data ->> 'phone' = $1`,
        [town.dave.phone],
      ),
    ).toEqual([{ n: 1 }]);
  });

  it('with the same id and other words is the first one still', async () => {
    const after = await town.tables();
    expect((await bring(incoming(1, 'STOP'))).status).toBe(200);
    await town.work();
    expect(await town.tables()).toEqual(after);
  });

  it.each([
    ['no words', ''],
    ['a NUL', 'gate\u0000code'],
    ['hostile words', `<script>alert(1)</script>'; DROP TABLE link -- {token:${randomUUID()}}`],
    ['every script', '😀 שלום \u202e日本'],
    ['as many signs as there are, the last of two halves', `${'a'.repeat(1599)}😀😀`],
    ['more than a text has', 'é'.repeat(10_000)],
  ])('with %s is taken and answered', async (what, body) => {
    const n = 100 + what.length;
    expect((await bring(incoming(n, body, { From: town.nora.phone }))).status).toBe(200);
    await town.work();
    const [row] = await town.sql<{ body: string; handled: boolean }>(
      'SELECT body, handled_at IS NOT NULL AS handled FROM inbound_message WHERE carrier_sid = $1',
      [sidOf(n)],
    );
    expect(row).toMatchObject({ handled: true });
    expect(body.replaceAll('\u0000', '').startsWith(row!.body)).toBe(true);
  });

  it.each([
    ['STOP', 'STOP'],
    ['ALLES', null],
  ])('with OptOutType %s is written down with what the carrier did: %s', async (word, did) => {
    const n = word.length + 60;
    expect((await bring(incoming(n, 'thanks', { OptOutType: word, From: '+15550177' }))).status).toBe(200);
    const rows = await town.sql('SELECT carrier_did AS did FROM inbound_message WHERE carrier_sid = $1', [sidOf(n)]);
    expect(rows).toEqual([{ did }]);
    await town.work();
  });

  it.each([
    ['no id', { MessageSid: '' }],
    ['an id that is none', { MessageSid: 'SM1' }],
    ['an id with a tail', { MessageSid: `${sidOf(9)}'` }],
    ["another account's name", { AccountSid: ACCOUNT.replace('1', '2') }],
    ['no sender', { From: '' }],
    ['a sender that is none', { From: '<script>' }],
    ['a sender with a NUL', { From: '+1555\u00000100' }],
  ])('signed, but with %s, is refused', async (_, more) => {
    const before = await town.tables();
    const reply = await bring(incoming(9, 'hello', more));
    expect([reply.status, typeof read(reply).say]).toEqual([400, 'string']);
    expect(await town.tables()).toEqual(before);
  });
});

describe('what the carrier did not sign', () => {
  const right = () => signedForm(town.url, INBOUND, incoming(20, '0'));
  const status = () => `/twilio/status/${randomUUID()}`;
  const without = ({ headers, ...asking }: Asking): Asking => ({
    ...asking,
    headers: { 'content-type': headers!['content-type']! },
  });
  const signature = () => right().headers!['x-twilio-signature']!;
  const as = (
    payload: string,
    type = 'application/x-www-form-urlencoded',
    more: Record<string, string> = {},
  ): Asking => ({
    method: 'POST',
    path: INBOUND,
    headers: { 'content-type': type, 'x-twilio-signature': signature(), ...more },
    payload,
  });

  it.each<[string, () => Asking, number?]>([
    ['no signature', () => without(right())],
    ['an empty signature', () => withHeaders(right(), { 'x-twilio-signature': '' })],
    ['two signatures', () => withHeaders(right(), { 'x-twilio-signature': `${signature()}, ${signature()}` })],
    ['a signature made with nothing', () => withHeaders(right(), { 'x-twilio-signature': madeWith('') })],
    [
      'a signature made with another token',
      () => withHeaders(right(), { 'x-twilio-signature': madeWith('x'.repeat(32)) }),
    ],
    ['the signature of another path', () => ({ ...right(), path: status() })],
    ['a query added', () => ({ ...right(), path: `${INBOUND}?a=1` })],
    ['a signature over another host, and that host', () => overHost('evil.example')],
    ['a field more', () => as(`${right().payload}&Extra=1`)],
    ['a field twice', () => as(`${right().payload}&Body=0`)],
    ['a list', () => as(right().payload!.replace('Body=', 'Body[]='))],
    ['nested keys', () => as(right().payload!.replace('Body=', 'Body[a][b]='))],
    ['keys that reach behind', () => as(`${right().payload}&__proto__=1&constructor=2&toString=3`), 400],
    ['no body', () => as('')],
    ['no body and no type', () => ({ method: 'POST', path: INBOUND, headers: { 'x-twilio-signature': signature() } })],
    ['JSON', () => as(JSON.stringify(incoming(20, '0')), 'application/json')],
    ['a JSON list', () => as('[1,2]', 'application/json')],
    ['JSON null', () => as('null', 'application/json')],
    ['JSON of JSON', () => as('{"Body":{"a":["b"]},"MessageSid":[1]}', 'application/json')],
    ['bytes that are no text', () => as('Body=%ff%fe%00&MessageSid=%E0%A4%A')],
    ['a thousand fields', () => as(Array.from({ length: 1000 }, (_, n) => `f${n}=1`).join('&'))],
  ])('is refused: %s', async (_, asking, answer = 403) => {
    const before = await town.tables();
    for (const path of [null, status()]) {
      const asked = asking();
      const reply = await town.ask(path && asked.path === INBOUND ? { ...asked, path } : asked);
      expect([[403, answer].includes(reply.status), typeof read(reply).say]).toEqual([true, 'string']);
    }
    expect(await town.tables()).toEqual(before);
  });

  it.each([
    ['words', 'text/plain', 'Body=0', 415],
    ['XML', 'application/xml', '<Body/>', 415],
    ['files', 'multipart/form-data; boundary=b', '--b--', 415],
    ['half a JSON', 'application/json', '{"a":', 400],
    ['a book', 'application/x-www-form-urlencoded', `Body=${'x'.repeat(70_000)}`, 413],
  ])('is not even read: %s', async (_, type, payload, answer) => {
    const before = await town.tables();
    const reply = await town.ask(as(payload, type));
    expect([[answer, 403].includes(reply.status), reply.status, typeof read(reply).say]).toEqual([
      true,
      reply.status,
      'string',
    ]);
    expect(await town.tables()).toEqual(before);
  });

  it('is refused whatever byte of it was altered', async () => {
    const before = await town.tables();
    const params = incoming(21, 'yes please');
    const altered = fc.record({
      field: fc.constantFrom(...(Object.keys(params) as (keyof typeof params)[])),
      at: fc.nat(40),
      to: fc.constantFrom('0', '1', 'a', ' ', '+', 'é', '\u0000', ''),
      where: fc.constantFrom('value', 'name', 'signature'),
    });
    await fc.assert(
      fc.asyncProperty(altered, async ({ field, at, to, where }) => {
        const cut = (text: string) => text.slice(0, at % text.length) + to + text.slice((at % text.length) + 1);
        const made = signedForm(town.url, INBOUND, params);
        const fields = Object.entries(params).map(([name, value]): [string, string] =>
          name !== field
            ? [name, value]
            : where === 'name'
              ? [cut(name), value]
              : [name, where === 'value' ? cut(value) : value],
        );
        const signed = made.headers!['x-twilio-signature']!;
        const changed = where === 'signature' ? cut(signed).replace(/[^\x20-\x7e]/g, '?') : signed;
        if (changed === signed && JSON.stringify(fields) === JSON.stringify(Object.entries(params))) return;
        const reply = await town.ask({
          path: INBOUND,
          ...withHeaders(form(Object.fromEntries(fields)), { 'x-twilio-signature': changed }),
        });
        expect([reply.status, field, at, to, where]).toEqual([403, field, at, to, where]);
      }),
      { numRuns: 300, seed: 20260303, endOnFailure: true },
    );
    expect(await town.tables()).toEqual(before);
  });

  const madeWith = (authToken: string) => {
    try {
      return sign({ authToken, url: town.url + INBOUND, params: incoming(20, '0') });
    } catch {
      return 'c29tZXRoaW5n'; // nobody can sign with nothing
    }
  };
  const overHost = (host: string) => {
    const params = incoming(20, '0');
    const url = `https://${host}${INBOUND}`;
    return {
      path: INBOUND,
      ...withHeaders(form(params), {
        'x-twilio-signature': sign({ authToken: AUTH_TOKEN, url, params }),
        host,
        'x-forwarded-host': host,
        'x-forwarded-proto': 'https',
      }),
    };
  };
});

it('a proxy that changes the name of the host takes nothing from the signature', async () => {
  const asking = withHeaders(signedForm(town.url, INBOUND, incoming(30, 'thanks')), {
    host: 'internal:8080',
    'x-forwarded-proto': 'gopher',
  });
  expect((await town.ask(asking)).status).toBe(200);
});

describe('a status', () => {
  const report = (id: string, sid: string, status: string, more: Record<string, string> = {}) =>
    bring({ MessageSid: sid, MessageStatus: status, AccountSid: ACCOUNT, ...more }, `/twilio/status/${id}`);

  let made = 0;
  /** A text to Nora in this state, with this id at the carrier. */
  async function text(state: string, sid: string | null = sidOf(5_000 + ++made)) {
    const [row] = await town.sql<{ id: string }>(
      `INSERT INTO message (key, kind, phone, work_order_id, appointment_id, facts, claims, urgency, send_after, useful_until, state,
         body, segments, carrier_sid, created_at, sent_at, lease_until)
       VALUES ($1, 'thanks', '+15550101', $2, $3, '{}', '{}', doorward_now(), doorward_now(), doorward_now() + interval '1 hour',
         $4, 'hello', 1, $5, doorward_now(), doorward_now(), clock_timestamp() + interval '1 hour') RETURNING id`,
      [`test ${made++}`, town.nora.workOrderId, town.nora.appointmentId, state, sid],
    );
    return { id: row!.id, sid: sid ?? sidOf(9_000 + made) };
  }
  const stateOf = async (id: string) =>
    (await town.sql<{ state: string }>('SELECT state FROM message WHERE id = $1', [id]))[0]!.state;
  const told = (id: string) =>
    town.sql<{ type: string; n: number }>(
      `SELECT type, count(*)::int AS n FROM timeline WHERE data ->> 'messageId' = $1 GROUP BY type ORDER BY type`,
      [id],
    );
  const RANK: Record<string, number> = { sending: 0, unknown: 0, sent: 1, delivered: 2, undelivered: 2 };

  it.each([
    ['delivered', ['accepted', 'queued', 'sending', 'sent', 'delivered', 'read']],
    ['undelivered', ['accepted', 'queued', 'sending', 'sent', 'undelivered', 'failed']],
  ])('of every order and number ends as %s, never goes back, and is told once', async (end, words) => {
    const brought = fc
      .tuple(
        fc.array(fc.constantFrom(...words), { maxLength: 5 }),
        fc.constantFrom(end),
        fc.array(fc.constantFrom(...words), { maxLength: 5 }),
      )
      .map(([before, last, after]) => [...before, last, ...after]);
    await fc.assert(
      fc.asyncProperty(brought, fc.constantFrom('sent', 'sending', 'unknown'), async (statuses, state) => {
        const message = await text(state, state === 'sent' ? undefined : null);
        let rank = RANK[state]!;
        for (const status of statuses) {
          expect(
            (await report(message.id, message.sid, status, { ErrorCode: end === 'delivered' ? '' : '30003' })).status,
          ).toBe(204);
          const now = RANK[await stateOf(message.id)]!;
          expect(now).toBeGreaterThanOrEqual(rank);
          rank = now;
        }
        expect(await stateOf(message.id)).toBe(end);
        const events = await told(message.id);
        expect(events).toEqual(
          [{ type: `message.${end}`, n: 1 }, ...(state === 'sent' ? [] : [{ type: 'message.sent', n: 1 }])].toSorted(
            (a, b) => a.type.localeCompare(b.type),
          ),
        );
      }),
      { numRuns: 25, seed: 20260303, endOnFailure: true },
    );
  });

  it('that overtakes the answer to the sending is not undone by it', async () => {
    const { id, sid } = await text('sending', null);
    expect((await report(id, sid, 'delivered')).status).toBe(204);
    await settleSent(town.house)(id, { outcome: 'sent', sid, status: 'queued', segments: 1 });
    await settleSent(town.house)(id, { outcome: 'unknown', why: 'the answer came too late' });
    expect(await stateOf(id)).toBe('delivered');
    expect(await told(id)).toEqual([
      { type: 'message.delivered', n: 1 },
      { type: 'message.sent', n: 1 },
    ]);
  });

  it('of a text nobody knows, of another text, or in no known word changes nothing', async () => {
    const { id, sid } = await text('sent');
    const before = await town.tables();
    expect((await report(randomUUID(), sid, 'delivered')).status).toBe(204);
    expect((await report(id, sidOf(77_777), 'delivered')).status).toBe(204);
    for (const [more, word] of [
      [{}, 'arrived'],
      [{}, ''],
      [{}, 'constructor'],
      [{ MessageSid: '' }, 'delivered'],
      [{ MessageSid: 'SM\u0000' }, 'delivered'],
      [{ MessageSid: '<script>' }, 'delivered'],
    ] as const) {
      const reply = await report(id, sid, word, more);
      expect([word, reply.status, typeof read(reply).say]).toEqual([word, 400, 'string']);
    }
    expect((await bring({ MessageSid: sid, MessageStatus: 'sent' }, '/twilio/status/7')).status).toBe(400);
    expect(await town.tables()).toEqual(before);
  });

  it("with another text's id for one that is still on its way settles nothing", async () => {
    const [known, open] = [await text('sent'), await text('sending', null)];
    const before = await town.tables();
    expect((await report(open.id, known.sid, 'delivered')).status).toBe(204);
    expect(await town.tables()).toEqual(before);
  });

  it.each(['NaN', 'x', '1e999', '-1', '30003; DROP TABLE message', '99999999999999999999'])(
    'with the error code "%s" is taken',
    async (code) => {
      const { id, sid } = await text('sent');
      expect((await report(id, sid, 'undelivered', { ErrorCode: code })).status).toBe(204);
      expect(await stateOf(id)).toBe('undelivered');
    },
  );

  it('in JSON is refused like everything unsigned', async () => {
    const { id, sid } = await text('sent');
    const reply = await town.ask({
      path: `/twilio/status/${id}`,
      ...json({ MessageSid: sid, MessageStatus: 'delivered' }),
    });
    expect(reply.status).toBe(403);
    expect(await stateOf(id)).toBe('sent');
  });
});
