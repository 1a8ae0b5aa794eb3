import type { CallEnd } from '#carriers/caller';
import type { Carrier } from '#carriers/carrier';
import { CREATE_ERRORS, DELIVERY_ERRORS } from '#carriers/refusals';
import { seeded } from '#carriers/loopback/seeded';
import { closeAlertById } from '#flows/commands/desk';
import { receiveText } from '#flows/commands/receive-text';
import { tellByPhone } from '#flows/commands/tell-by-phone';
import { noteSilence, watchOutage } from '#flows/messages/outage';
import { settleDoubts } from '#flows/messages/doubts';
import { sendAll } from '#flows/messages/send';
import { settleSent, settleStatus } from '#flows/messages/settle';
import { workAt } from '#flows/work';
import { fickleCarrier, type TextFate } from '#test/branches/fickle-carrier';
import { TECHNICIANS } from '#test/branches/morning';
import { openRoom, type Room } from '#test/world/room';

/*
 * What becomes of a message, by every way and after everything a carrier can do. The fates are put into a carrier that
 * keeps no network: its table of errors is the real one.
 */

let room: Room;
let texts: (to: string) => TextFate = () => ({ is: 'delivered' });
let calls: (to: string) => CallEnd | 'refused' | 'lost' = () => 'answered';
let mails: (to: string) => boolean = () => true;
const fickle = fickleCarrier({ text: (to) => texts(to), call: (to) => calls(to), mail: (to) => mails(to) });
let send: () => Promise<void>;

beforeAll(async () => {
  room = await openRoom({
    technicians: TECHNICIANS,
    from: '10:42:00',
    settings: {
      CARRIER_RECEIPT_SECONDS: '0',
      CARRIER_DOWN_SECONDS: '0',
      CARRIER_PROBE_SECONDS: '0',
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'visits@acme.example',
    },
  });
  send = workAt(room.house, fickle.carrier, { ring: () => undefined }, undefined, fickle).send;
});
afterAll(() => room.close());
beforeEach(() => {
  texts = () => ({ is: 'delivered' });
  calls = () => 'answered';
  mails = () => true;
  fickle.away.isDown = false;
  fickle.log.length = 0;
});

let made = 0;
/** A customer with a number and an e-mail address of his own. */
async function customer({ email = true } = {}): Promise<string> {
  const phone = `+1555${String(7_000_000 + made++)}`;
  await room.sql('INSERT INTO customer (name, phone, created_at, email) VALUES ($1, $2, doorward_now(), $3)', [
    ...[`Customer ${made}`, phone, email ? `c${made}@home.example` : null],
  ]);
  return phone;
}

const NEWS = { agent: { name: 'Lee Park', role: 'desk' }, by: '2026-03-03T16:30:00Z' };

const say = (phone: string, kind = 'call-back', minutes = 60) =>
  room.house.store.commit(async (tx) =>
    tx.say({
      key: `delivery:${made++}`,
      kind,
      phone,
      facts: kind === 'desk-reply' ? { body: 'The gate is open now.' } : NEWS,
      usefulUntil: new Date(tx.now.getTime() + minutes * 60_000),
    }),
  );

type Row = { id: string; kind: string; state: string; way: string; reason: string | null };
const messages = (phone?: string) =>
  room.sql<Row>('SELECT id, kind, state, way, reason FROM message WHERE phone = $1 OR $1 IS NULL ORDER BY id', [
    phone ?? null,
  ]);
const ways = async (phone: string) =>
  (
    await room.sql<{ said: string }>(
      `SELECT t.way || ' ' || t.state AS said FROM message_attempt t JOIN message m ON m.id = t.message_id WHERE m.phone = $1 ORDER BY t.id`,
      [phone],
    )
  ).map(({ said }) => said);
const alerts = (kind: string) =>
  room.sql<{ id: string; key: string; says: string }>(
    'SELECT id, key, says FROM alert WHERE kind = $1 AND closed_at IS NULL ORDER BY id',
    [kind],
  );
const taskOf = async (phone: string) => (await alerts('phone-only')).find(({ key }) => key.endsWith(phone));

/** Lets everything go until nothing moves any more. */
async function rest(): Promise<void> {
  for (let turns = 0; turns < 60; turns++) {
    await send();
    const [moving] = await room.sql(
      `SELECT 1 FROM message WHERE state IN ('pending', 'sending', 'unknown') OR (state = 'sent' AND lease_until IS NOT NULL) LIMIT 1`,
    );
    if (!moving) return;
  }
  throw new Error('it does not come to rest');
}

/** One text with this fate, then all its ways. */
async function after(fate: TextFate | readonly TextFate[], kind = 'call-back'): Promise<string> {
  const phone = await customer();
  const fates = 'is' in fate ? [fate] : [...fate];
  texts = () => fates.shift() ?? ('is' in fate ? fate : { is: 'delivered' });
  await say(phone, kind);
  await rest();
  return phone;
}

const refused = (code: number): TextFate => ({ is: 'refused', code });
const failed = (code: number): TextFate => ({ is: 'failed', code });

describe('the table of the carrier’s errors, acted on', () => {
  /** The ways one message of news goes after an error, where the text behind it, if there is one, arrives. */
  const AFTER: Record<string, readonly string[]> = {
    'retry-later': ['text failed', 'text reached'],
    'retry-once': ['text failed', 'text reached'],
    're-evaluate': ['text failed', 'text reached'],
    'page-admin': ['text failed', 'text reached'],
    'suppress-number': ['text failed', 'call reached'],
    'do-not-retry': ['text failed', 'call reached'],
    'opted out': ['text failed', 'person under-way'],
  };
  const cases = [
    ...Object.entries(CREATE_ERRORS).map(([code, refusal]) => ({ fate: refused(Number(code)), refusal })),
    ...Object.entries(DELIVERY_ERRORS).map(([code, refusal]) => ({ fate: failed(Number(code)), refusal })),
  ].map(({ fate, refusal }) => [
    `${fate.is} with ${'code' in fate ? fate.code : ''} (${refusal.means})`,
    fate,
    AFTER[refusal.optedOut ? 'opted out' : refusal.remedy]!,
  ]) satisfies [string, TextFate, readonly string[]][];

  it.each(cases)('%s', async (_, fate, then) => {
    const phone = await after([fate]);
    expect(await ways(phone)).toEqual(then);
  });

  it.each([
    ['refused', refused(99_999)],
    ['not delivered', failed(99_999)],
  ])('a code that is not in it (%s): another way, and the desk hears of the code', async (_, fate) => {
    const phone = await after([fate]);
    expect(await ways(phone)).toEqual(['text failed', 'call reached']);
    expect((await alerts('carrier-error')).map(({ says }) => says).join()).toContain('99999');
  });

  it('a phone that stays off is texted twice, then called', async () => {
    expect(await ways(await after(failed(30003)))).toEqual(['text failed', 'text failed', 'call reached']);
  });

  it('a landline is never texted again, until a person says that it is none', async () => {
    const phone = await after(refused(21635));
    expect((await alerts('bad-number')).map(({ key }) => key)).toContain(`bad-number:${phone}`);
    texts = () => ({ is: 'delivered' });
    fickle.log.length = 0;
    await say(phone);
    await rest();
    expect(fickle.log.map(({ way }) => way)).toEqual(['call']);
    await receiveText(room.house)({ carrierSid: `SM${phone.slice(1).padStart(32, '0')}`, from: phone, body: 'thanks' });
    expect((await alerts('bad-number')).map(({ key }) => key)).not.toContain(`bad-number:${phone}`);
    await say(phone);
    await rest();
    expect(fickle.log.map(({ way }) => way)).toEqual(['call', 'text']);
  });

  it('a courtesy that does not arrive ends there', async () => {
    const phone = await after(failed(30005), 'help');
    expect(await messages(phone)).toMatchObject([{ state: 'undelivered' }]);
    expect(await ways(phone)).toEqual(['text failed']);
  });

  it('an account that cannot send stops every text with one alert, and goes on by itself', async () => {
    const [one, other] = [await customer(), await customer()];
    let isMended = false;
    texts = () => (isMended ? { is: 'delivered' } : refused(20003));
    await say(one, 'help');
    await say(other, 'help');
    await send();
    await send();
    expect(await alerts('texts-stopped')).toMatchObject([{ says: expect.stringContaining('since 10:42am') }]);
    expect((await messages(other)).map(({ state }) => state)).toEqual(['pending']);
    isMended = true;
    await rest();
    expect(await alerts('texts-stopped')).toEqual([]);
    expect([...(await messages(one)), ...(await messages(other))].map(({ state }) => state)).toEqual([
      'delivered',
      'delivered',
    ]);
  });
});

describe('the ways after the text', () => {
  it('a call nobody takes goes on as an e-mail, with the link and without digits to press', async () => {
    calls = () => 'no-answer';
    const phone = await after(failed(30005));
    expect(await ways(phone)).toEqual(['text failed', 'call failed', 'mail reached']);
    expect(fickle.log.at(-1)!.words).toContain(`could not reach ${phone}`);
  });

  it.each(['machine', 'busy', 'failed', 'refused', 'lost'] as const)(
    'a call that is %s has told nobody',
    async (fate) => {
      calls = () => fate;
      const phone = await after(failed(30005));
      expect((await ways(phone)).at(-1)).toBe('mail reached');
    },
  );

  it('where no e-mail is taken a person is asked, with a name, a time and the words; done, it counts as told', async () => {
    [calls, mails] = [() => 'busy', () => false];
    const phone = await after(failed(30005));
    const task = await taskOf(phone);
    expect(task!.says).toMatch(/^Lee phones Customer \d+ \(\+1555\d+\) by 10:52am: "A person will call you/);
    expect(await tellByPhone(room.house)({ alertId: task!.id, dispatcher: 'Lee Park' })).toEqual({ told: 1 });
    expect(await messages(phone)).toMatchObject([{ state: 'told' }]);
    expect(await ways(phone)).toEqual(['text failed', 'call failed', 'mail failed', 'person reached']);
    expect(await taskOf(phone)).toBeUndefined();
    expect(await tellByPhone(room.house)({ alertId: task!.id, dispatcher: 'Lee Park' })).toMatchObject({
      code: 'closed',
    });
  });

  it('an alert that is closed by hand leaves the news untold, and says by whom and why', async () => {
    [calls, mails] = [() => 'busy', () => false];
    const phone = await after(failed(30005));
    const { id } = (await taskOf(phone))!;
    await closeAlertById(room.house)({ alertId: id, reason: 'he is at the counter', dispatcher: 'Lee Park' });
    expect(await messages(phone)).toMatchObject([{ state: 'suppressed', reason: 'not told: he is at the counter' }]);
  });

  it('who wants no texts is called by a person, not by a machine, and gets no e-mail', async () => {
    const phone = await customer();
    await receiveText(room.house)({ carrierSid: `SM${'e'.repeat(32)}`, from: phone, body: 'STOP', carrierDid: 'STOP' });
    await room.work.answer();
    await say(phone);
    await rest();
    expect(await ways(phone)).toEqual(['person under-way']);
    expect(fickle.log.filter(({ to }) => to === phone)).toEqual([]);
  });

  it('no receipt: the carrier is asked, and what it does not know either goes another way; a late word takes it back', async () => {
    [calls, mails] = [() => 'no-answer', () => false];
    const phone = await after({ is: 'late' });
    expect((await ways(phone)).at(-1)).toBe('person under-way');
    const [{ id }] = (await messages(phone)) as [Row];
    const [{ sid }] = (await room.sql<{ sid: string }>(
      `SELECT carrier_sid AS sid FROM message_attempt WHERE message_id = $1 AND way = 'text'`,
      [id],
    )) as [{ sid: string }];
    await settleStatus(room.house)(id, sid, 'delivered', null);
    expect(await messages(phone)).toMatchObject([{ state: 'delivered' }]);
    expect(await taskOf(phone)).toBeUndefined();
  });

  it('a late word after somebody has told it changes nothing', async () => {
    [calls, mails] = [() => 'no-answer', () => false];
    const phone = await after({ is: 'late' });
    await tellByPhone(room.house)({ alertId: (await taskOf(phone))!.id, dispatcher: 'Lee Park' });
    const [{ id }] = (await messages(phone)) as [Row];
    const [{ sid }] = (await room.sql<{ sid: string }>(
      `SELECT carrier_sid AS sid FROM message_attempt WHERE message_id = $1 AND way = 'text'`,
      [id],
    )) as [{ sid: string }];
    await settleStatus(room.house)(id, sid, 'delivered', null);
    expect(await messages(phone)).toMatchObject([{ state: 'told' }]);
  });

  it('the carrier is asked for receipts only when nothing waits any more', async () => {
    const did: string[] = [];
    const { carrier } = fickle;
    const slow: Carrier = {
      ...carrier,
      send: (sending) => (did.push('a text left'), carrier.send(sending)),
      fetch: (sid) => (did.push('a receipt was asked for'), carrier.fetch(sid)),
    };
    texts = () => ({ is: 'late' });
    await say(await customer(), 'help');
    await sendAll(room.house, carrier)();
    await room.sql(`UPDATE message SET lease_until = clock_timestamp() WHERE state = 'sent'`);
    await say(await customer(), 'help');
    await sendAll(room.house, slow)();
    expect(did.slice(0, 2)).toEqual(['a text left', 'a receipt was asked for']);
  });

  it('a courtesy without a receipt is left alone', async () => {
    const phone = await after({ is: 'late' }, 'help');
    expect(await messages(phone)).toMatchObject([{ state: 'sent' }]);
  });
});

it('a contact whom no text and no call reaches is written to at his own address', async () => {
  const [theirs, his] = [await customer(), '+15556999999'];
  await room.sql(
    `WITH place AS (INSERT INTO address (customer_id, territory_id, street, city, lat, lng, zone)
       SELECT c.id, t.id, '12 Oak St', 'Doorward', 39.29, -76.61, t.zone FROM customer c, territory t WHERE c.phone = $1 RETURNING id, customer_id),
     ord AS (INSERT INTO work_order (ref, customer_id, address_id, work_type_code, notes, opened_at)
       SELECT 'MAIL1', customer_id, id, 'repair', '', doorward_now() FROM place RETURNING id)
     INSERT INTO contact (work_order_id, phone, name, added_at, email)
       SELECT id, $2, 'Nora Miller', doorward_now(), 'nora@home.example' FROM ord`,
    [theirs, his],
  );
  texts = () => failed(30003);
  calls = () => 'no-answer';
  const [order] = await room.sql<{ id: string }>(`SELECT id FROM work_order WHERE ref = 'MAIL1'`);
  await room.house.store.commit(async (tx) =>
    tx.say({
      key: 'to-nora',
      kind: 'call-back',
      phone: his,
      workOrderId: order!.id,
      isForOne: true,
      facts: NEWS,
      usefulUntil: new Date(tx.now.getTime() + 60 * 60_000),
    }),
  );
  await rest();
  expect(fickle.log.filter(({ way }) => way === 'mail').map(({ to }) => to)).toEqual(['nora@home.example']);
  expect(await messages(his)).toMatchObject([{ state: 'delivered', way: 'mail' }]);
});

describe('a text the carrier did not seem to have', () => {
  const SID = `SM${'c'.repeat(32)}`;
  const stateOf = async (id: string) =>
    (await room.sql<{ state: string }>('SELECT state FROM message WHERE id = $1', [id]))[0]!.state;
  /** Asked about it, the carrier knew nothing: it waits to be sent again. */
  async function waitsAgain(): Promise<string> {
    const phone = await customer();
    texts = () => ({ is: 'lost', taken: false });
    await say(phone);
    await send();
    await settleDoubts(room.house, fickle.carrier);
    const [{ id, state }] = (await messages(phone)) as [Row];
    expect(state).toBe('pending');
    return id;
  }

  it('is not sent again once the carrier reports of it', async () => {
    const id = await waitsAgain();
    await settleStatus(room.house)(id, SID, 'sent', null);
    expect(await stateOf(id)).toBe('sent');
    await settleStatus(room.house)(id, SID, 'delivered', null);
    await rest();
    expect([await stateOf(id), fickle.log]).toEqual(['delivered', []]);
  });

  it('nor once its answer comes at last', async () => {
    const id = await waitsAgain();
    await settleSent(room.house)(id, { outcome: 'sent', sid: SID.replaceAll('c', 'd'), status: 'queued', segments: 1 });
    expect(await stateOf(id)).toBe('sent');
  });

  it('is sent again where that answer is a no', async () => {
    const id = await waitsAgain();
    await settleSent(room.house)(id, { outcome: 'refused', code: 21635, why: 'a landline' });
    texts = () => ({ is: 'delivered' });
    await rest();
    expect(await stateOf(id)).toBe('delivered');
  });
});

describe('a carrier that is away', () => {
  it('news goes other ways with one alert; back, only the newest of what waits for a person is texted', async () => {
    fickle.away.isDown = true;
    const [withMail, without] = [await customer(), await customer({ email: false })];
    await say(withMail);
    await say(without);
    for (let turns = 0; turns < 8; turns++) await send();
    expect(await alerts('texts-stopped')).toMatchObject([{ says: expect.stringContaining('since 10:42am') }]);
    expect((await messages(withMail)).map(({ state }) => state)).toEqual(['delivered']);
    expect((await messages(without)).map(({ state }) => state)).toEqual(['with-person']);
    fickle.away.isDown = false;
    await rest();
    expect(await alerts('texts-stopped')).toEqual([]);
    expect(fickle.log.filter(({ way }) => way === 'text').map(({ to }) => to)).not.toContain(withMail);
  });
});

it('a carrier that answers again gets the texts, however long it was away', async () => {
  fickle.away.isDown = true;
  const phone = await customer();
  await room.house.store.commit(async (tx) => void (await noteSilence(room.house, tx, 'no answer', true)));
  await say(phone);
  fickle.away.isDown = false;
  await watchOutage(room.house, fickle.carrier);
  expect(await ways(phone)).toEqual([]);
  await rest();
  expect(await ways(phone)).toEqual(['text reached']);
});

describe('three hundred messages, and everything that can happen to them', () => {
  it('news has arrived, or a person has it, or it says why it does not matter any more: never none of these', async () => {
    const draw = seeded(20_260_303);
    const oneOf = <T>(these: readonly T[]): T => these[Math.floor(draw() * these.length)]!;
    const codes = [...Object.keys(CREATE_ERRORS), '99998'].map(Number).filter((code) => code !== 21610);
    const endings = [...Object.keys(DELIVERY_ERRORS), '99998'].map(Number);
    texts = () =>
      oneOf<() => TextFate>([
        () => ({ is: 'delivered' }),
        () => ({ is: 'delivered' }),
        () => failed(oneOf(endings)),
        () => refused(oneOf(codes)),
        () => ({ is: 'late' }),
        () => ({ is: 'lost', taken: draw() < 0.5 }),
        () => refused(21610),
      ])();
    calls = () => oneOf(['answered', 'machine', 'busy', 'no-answer', 'failed', 'refused', 'lost']);
    mails = () => draw() < 0.6;
    const [{ from }] = (await room.sql<{ from: string }>('SELECT uuidv7() AS "from"')) as [{ from: string }];
    for (let batch = 0; batch < 4; batch++) {
      fickle.away.isDown = batch % 4 === 3;
      for (let n = 0; n < 75; n++)
        await say(await customer({ email: draw() < 0.5 }), oneOf(['call-back', 'desk-reply', 'help']));
      await send();
      fickle.away.isDown = false;
      await rest();
    }
    const rows = await room.sql<Row & { open: boolean; reached: number; after: number }>(
      `SELECT m.id, m.kind, m.state, m.way, m.reason,
         EXISTS (SELECT 1 FROM alert a WHERE a.key = 'phone-only:' || m.phone AND a.closed_at IS NULL) AS open,
         (SELECT count(*)::int FROM message_attempt t WHERE t.message_id = m.id AND t.state = 'reached') AS reached,
         (SELECT count(*)::int FROM message_attempt t WHERE t.message_id = m.id
            AND t.id > (SELECT r.id FROM message_attempt r WHERE r.message_id = m.id AND r.state = 'reached' ORDER BY r.id LIMIT 1)) AS after
       FROM message m WHERE m.id > $1`,
      [from],
    );
    const news = rows.filter(({ kind }) => kind !== 'help');
    const lost = news.filter(
      ({ state, reached, open, reason }) =>
        !(
          (state === 'delivered' && reached === 1) ||
          (state === 'with-person' && open) ||
          (state === 'suppressed' && reason)
        ),
    );
    expect(lost).toEqual([]);
    // Told by one way, it is not told by another.
    expect(rows.filter(({ after }) => after > 0)).toEqual([]);
    const met = new Set(news.map(({ state, way }) => `${state} ${way}`));
    expect([...met].toSorted()).toEqual(
      expect.arrayContaining(['delivered call', 'delivered mail', 'delivered text', 'with-person person']),
    );
    expect(rows.length).toBe(300);
  }, 600_000);
});
