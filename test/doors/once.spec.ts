import { API_KEY } from '#test/world/company';
import { type Asking, json, read, type Reply } from '#test/doors/server';
import { bearer, newOrder, openTown, type Town, withHeaders } from '#test/doors/town';

/* Who asks again gets the first answer again, however often and however fast; and it happened once. */

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  const { failures } = town;
  await town.close();
  expect(failures).toEqual([]);
});

const keyed = (key: string, asking: Asking): Asking => withHeaders(asking, { 'idempotency-key': key });
const order = (street = '5 New St'): Asking => ({
  path: '/api/work-orders',
  ...withHeaders(json(newOrder({ name: 'Ida Roth', phone: '+15550109' }, street, { invite: true })), bearer(API_KEY)),
});

/** Over real connections, all at the same time. */
const atOnce = (times: number, { path, ...request }: Asking): Promise<Reply[]> =>
  Promise.all(
    Array.from({ length: times }, async () => {
      const { method, headers, payload } = request;
      const answer = await fetch(town.url + path, { method: method!, headers: headers!, body: payload! });
      return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
    }),
  );

const count = async (what: string) =>
  Number((await town.sql<{ n: string }>(`SELECT count(*) AS n FROM ${what}`))[0]!.n);

describe('a request with an Idempotency-Key', () => {
  it('gets its first answer again, and is done once', async () => {
    const first = await town.ask(keyed('order-number-1', order()));
    expect(first.status).toBe(201);
    const after = await town.tables();
    for (let times = 0; times < 3; times++) {
      const again = await town.ask(keyed('order-number-1', order()));
      expect([again.status, again.headers['idempotent-replayed'], read(again)]).toEqual([201, 'true', read(first)]);
    }
    expect(await town.tables()).toEqual(after);
  });

  it('is refused with another body, and on another path', async () => {
    await town.ask(keyed('order-number-5', order()));
    const after = await town.tables();
    const hold = {
      path: `/api/appointments/${town.olga.appointmentId}/hold`,
      ...json((await town.windows(town.olga))[0]),
    };
    for (const other of [order('6 New St'), withHeaders(hold, bearer(API_KEY))]) {
      const reply = await town.ask(keyed('order-number-5', other));
      expect([reply.status, typeof read(reply).say]).toEqual([422, 'string']);
    }
    expect(await town.tables()).toEqual(after);
  });

  it('is done once when twenty of it come at once; those too early are asked to wait', async () => {
    const [orders, invitations] = [await count('work_order'), await count(`message WHERE kind = 'booking-link'`)];
    const replies = await atOnce(20, keyed('order-number-3', order()));
    const done = replies.filter(({ status }) => status === 201);
    expect(done.length).toBeGreaterThan(0);
    for (const reply of done) expect(read(reply)).toEqual(read(done[0]!));
    expect(replies.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    expect(await count('work_order')).toBe(orders + 1);
    expect(await count(`message WHERE kind = 'booking-link'`)).toBe(invitations + 1);
    for (const later of await atOnce(20, keyed('order-number-3', order())))
      expect([later.status, read(later)]).toEqual([201, read(done[0]!)]);
    expect(await count('work_order')).toBe(orders + 1);
  });

  it('holds one time, and confirms it once, however often it is asked', async () => {
    const path = `/api/appointments/${town.olga.appointmentId}`;
    const [slot] = await town.windows(town.olga);
    const hold = keyed('hold-for-olga', { path: `${path}/hold`, ...withHeaders(json(slot), bearer(API_KEY)) });
    const holds = await count('hold');
    const held = (await atOnce(20, hold)).find(({ status }) => status === 201)!;
    expect(await count('hold')).toBe(holds + 1);
    const { holdId } = read(held) as { holdId: string };
    const confirm = { path: `${path}/holds/${holdId}/confirm`, ...withHeaders(json({}), bearer(API_KEY)) };
    const confirmed = await atOnce(20, keyed('confirm-for-olga', confirm));
    expect(confirmed.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    // Without a key, too: what is confirmed is confirmed.
    const plain = await atOnce(20, confirm);
    expect(new Set(plain.map(({ status }) => status))).toEqual(new Set([200]));
    const of = (table: string) => count(`${table} WHERE appointment_id = '${town.olga.appointmentId}'`);
    expect([await of('assignment'), await of('appointment_revision'), await of('message')]).toEqual([1, 1, 1]);
  });

  it('that was refused may be repeated when the world has changed', async () => {
    const moved = JSON.parse(order().payload!.replace('Harbor', 'Hills')) as object;
    const asking = keyed('order-number-2', { ...order(), payload: JSON.stringify(moved) });
    const before = await town.tables();
    expect((await town.ask(asking)).status).toBe(404);
    expect((await town.ask(asking)).status).toBe(404);
    expect(await town.tables()).toEqual(before);
    await town.sql(`INSERT INTO territory (name, zone) VALUES ('Hills', 'America/New_York')`);
    expect((await town.ask(asking)).status).toBe(201);
  });

  it("is another's with another's credential", async () => {
    const first = await town.ask(keyed('order-number-4', order()));
    const desks = await town.ask(
      keyed('order-number-4', { ...order(), headers: { 'content-type': 'application/json', cookie: town.cookie } }),
    );
    expect([first.status, desks.status]).toEqual([201, 201]);
    expect(read(first).workOrderId).not.toBe(read(desks).workOrderId);
  });

  it.each(['', 'short', 'x'.repeat(129), 'with a blank', 'ümläute-ümläute'])(
    'is refused with the key "%s"',
    async (key) => {
      const before = await town.tables();
      expect((await town.ask(keyed(key, order()))).status).toBe(400);
      expect(await town.tables()).toEqual(before);
    },
  );
});

it('two replies of the desk while the clock stands are two texts, and so are two sign-in links', async () => {
  const reply = `/api/work-orders/${town.dave.workOrderId}/reply`;
  const link = `/api/technicians/${town.dave.technicianId}/sign-in-link`;
  for (const body of ['We are on it.', 'He has just left.']) await town.asDesk({ path: reply, ...json({ body }) });
  for (const method of ['POST', 'POST']) await town.asDesk({ method, path: link });
  expect([await count(`message WHERE kind = 'desk-reply'`), await count(`message WHERE kind = 'sign-in'`)]).toEqual([
    2, 2,
  ]);
});

describe('a tap on a technician’s phone', () => {
  const tapping = (act: string, more: object = {}): Asking => ({
    path: '/api/tech/operations',
    ...withHeaders(
      json({ operationId: 'the-same-tap', assignmentId: town.dave.assignmentId, act, ...more }),
      bearer(town.maria),
    ),
  });
  const events = (type: string) => count(`timeline WHERE type = '${type}'`);

  it('that comes twenty times at once is one event, and every copy gets the same answer', async () => {
    const replies = await atOnce(20, tapping('accept'));
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(replies[0]!.status).toBe(200);
    expect(await events('ticket.accepted')).toBe(1);
    expect(await count(`message WHERE kind = 'accepted'`)).toBe(1);
    const after = await town.tables();
    await atOnce(20, tapping('accept'));
    expect(await town.tables()).toEqual(after);
  });

  it('of +30 adds thirty minutes once', async () => {
    await atOnce(20, tapping('late', { operationId: 'half-an-hour', minutes: 30 }));
    expect(await events('technician.delayed')).toBe(1);
    const [{ minutes }] = (await town.sql<{ minutes: number }>(
      `SELECT extract(epoch FROM announced - planned_from)::int / 60 AS minutes FROM assignment WHERE id = $1`,
      [town.dave.assignmentId],
    )) as [{ minutes: number }];
    expect(minutes).toBe(30);
  });

  it('that is refused changes nothing, and is taken when its time has come', async () => {
    const arriving = tapping('arrive', { operationId: 'too-early' });
    const before = await town.tables();
    const refused = await atOnce(20, arriving);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([409]));
    expect(read(refused[0]!)).toMatchObject({ say: expect.any(String), day: { technician: { name: 'Maria Gomez' } } });
    expect(await town.tables()).toEqual(before);
    await town.tap(town.maria, town.dave.assignmentId, 'on-my-way');
    expect((await town.ask(arriving)).status).toBe(200);
  });

  it("does nothing to another technician's ticket, twenty times", async () => {
    const before = await town.tables();
    const replies = await atOnce(
      20,
      tapping('accept', { operationId: 'not-mine', assignmentId: town.nora.assignmentId }),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([404]));
    expect(await town.tables()).toEqual(before);
  });

  it('accepted by twenty different taps at once is accepted once', async () => {
    const accepted = await events('ticket.accepted');
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => town.tap(town.sam, town.nora.assignmentId, 'accept')),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    expect(await events('ticket.accepted')).toBe(accepted + 1);
  });
});
