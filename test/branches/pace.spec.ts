import { plusMinutes } from '#time/minutes';
import { receiveText } from '#flows/commands/receive-text';
import { report } from '#flows/commands/report';
import { settleSent } from '#flows/messages/settle';
import { claimNext } from '#flows/messages/claim';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
afterEach(() => morning.close());

const say = (kind: string, key: string, change: Record<string, unknown> = {}) =>
  morning.house.store.commit(async (tx) =>
    tx.say({
      key,
      kind,
      phone: DAVE,
      facts: { body: key },
      usefulUntil: plusMinutes(tx.now, 600),
      ...change,
    }),
  );
const waiting = async () =>
  (await morning.sql<{ n: number }>(`SELECT count(*)::int AS n FROM message WHERE state = 'pending'`))[0]!.n;
const reasons = (type: string) =>
  morning.sql<{ reason: string }>('SELECT reason FROM timeline WHERE type = $1 ORDER BY id', [type]);

describe('what the carrier takes', () => {
  const TEN = { CARRIER_SEGMENTS_PER_SECOND: '10', CARRIER_SEGMENTS_PER_MINUTE: '40' };
  const phone = (n: number) => `+1555${String(1000 + n)}`;
  /** Texts to technicians leave at any hour and are no replies. */
  const queue = async (count: number) => {
    for (let n = 0; n < count; n++) await say('no-ticket', `bulk ${n}`, { phone: phone(n) });
  };

  it('a full queue leaves at the pace of the carrier, and a reply leaves before it', async () => {
    morning = await openMorning({ settings: TEN });
    await morning.sql('DELETE FROM carrier_pace');
    await queue(20);
    await morning.work.send();
    const left = 20 - (await waiting());
    expect(left).toBeGreaterThanOrEqual(5);
    expect(left).toBeLessThan(12);
    await say('desk-reply', 'an answer', { isReply: true });
    await morning.work.send();
    expect(morning.texts(DAVE)).toContain('an answer');
    expect(await waiting()).toBeGreaterThan(5);
  });

  it('too much, says the carrier: it gets less, and what was refused waits', async () => {
    morning = await openMorning({ settings: TEN });
    await queue(1);
    const claim = await claimNext(morning.house);
    if (typeof claim === 'string') throw new Error(claim);
    await settleSent(morning.house)(claim.send.id, { outcome: 'busy', why: 'Too Many Requests' });
    expect(await waiting()).toBe(1);
    expect(await morning.sql('SELECT slowed, tokens <= 0 AS empty FROM carrier_pace')).toEqual([
      { slowed: 1, empty: true },
    ]);
    expect(await claimNext(morning.house)).toBe('paced');
  });

  it('when the texts of the day are used up the desk is told, once, and a reply still leaves', async () => {
    morning = await openMorning({ settings: { CARRIER_SEGMENTS_PER_DAY: '100' } });
    await morning.sql('UPDATE carrier_pace SET today = 95');
    await queue(3);
    await morning.work.send();
    expect(await waiting()).toBe(3);
    expect(await morning.sql(`SELECT kind FROM alert WHERE kind = 'carrier-full'`)).toHaveLength(1);
    await say('desk-reply', 'an answer', { isReply: true });
    await morning.work.send();
    expect(morning.texts(DAVE)).toContain('an answer');
  });
});

describe('what has been said today', () => {
  it('a fifth piece of news is told by a person, and what can wait waits for tomorrow', async () => {
    morning = await openMorning();
    const { appointmentId, workOrderId } = morning;
    await morning.sql(
      `INSERT INTO message (key, kind, phone, facts, claims, urgency, send_after, useful_until, state, created_at, sent_at)
       SELECT 'old ' || n, 'late', $1, '{}', '{}', doorward_now(), doorward_now(), doorward_now(), 'delivered', doorward_now(),
         doorward_now() - interval '20 minutes' FROM generate_series(1, 4) n`,
      [DAVE],
    );
    const { technicianId } = await morning.ticket();
    const about = { appointmentId, workOrderId, claims: { technicianId }, facts: { before: 'Ben King' } };
    await say('new-technician', 'who comes instead', about);
    await morning.tap('late', { minutes: 90 });
    await morning.until('08:20');
    expect(morning.texts(DAVE).some((it) => it.includes('is late'))).toBe(false);
    const [alert] = await morning.sql<{ says: string }>(`SELECT says FROM alert WHERE kind = 'phone-only'`);
    expect(alert?.says).toMatch(/phones Dave Miller .* by 8:\d\dam: "Acme: Maria is late/);
    expect(await reasons('message.waits')).toEqual(expect.arrayContaining([{ reason: '4 texts to this phone today' }]));
    await morning.hears(DAVE, 'how late?');
    expect(morning.last()).toContain('About');
    for (const act of ['on-my-way', 'arrive'] as const) await morning.tap(act);
    expect(await morning.sql(`SELECT 1 FROM alert WHERE kind = 'phone-only' AND closed_at IS NULL`)).toEqual([]);
  });

  it('a delay that was not told yet when he sets out is told with that', async () => {
    morning = await openMorning();
    const { appointmentId, workOrderId } = morning;
    await morning.tap('late', { minutes: 90 }).catch(() => undefined);
    await morning.sql(
      `UPDATE message SET state = 'pending', sent_at = NULL, carrier_sid = NULL, lease_until = NULL WHERE kind = 'late'`,
    );
    await morning.sql('UPDATE appointment SET told_p10 = NULL, told_p50 = NULL, told_p90 = NULL, told_at = NULL');
    await morning.sql(`UPDATE assignment SET state = 'en_route' WHERE appointment_id = $1`, [appointmentId]);
    const ticket = await morning.ticket();
    await say('on-the-way', 'sets out', { appointmentId, workOrderId, claims: { technicianId: ticket.technicianId } });
    const before = morning.texts(DAVE).length;
    await morning.work.send();
    expect(morning.texts(DAVE).slice(before)).toEqual([expect.stringContaining('on the way')]);
    expect(await reasons('message.suppressed')).toEqual([
      { reason: 'a newer text (on-the-way) says what is true now' },
    ]);
  });
});

it('what had to be known and left too late is put before a person, while it is true', async () => {
  morning = await openMorning();
  const { appointmentId, workOrderId } = morning;
  await morning.tap('late', { minutes: 90 });
  await morning.sql(
    `UPDATE message SET state = 'pending', sent_at = NULL, carrier_sid = NULL, lease_until = NULL, useful_until = '1970-01-01' WHERE kind = 'late'`,
  );
  await morning.sql('UPDATE appointment SET told_p10 = NULL, told_p50 = NULL, told_p90 = NULL, told_at = NULL');
  await say('on-the-way', 'not so', { appointmentId, workOrderId, usefulUntil: new Date(0) });
  await morning.work.send();
  expect(await morning.sql(`SELECT kind, state FROM message WHERE useful_until < '1971-01-01' ORDER BY kind`)).toEqual([
    { kind: 'late', state: 'with-person' },
    { kind: 'on-the-way', state: 'expired' },
  ]);
  expect(await morning.sql(`SELECT says FROM alert WHERE kind = 'phone-only'`)).toHaveLength(1);
});

it('a text is thrown away by the carrier when it is no longer of use', async () => {
  morning = await openMorning();
  await say('how-late', 'x', { appointmentId: morning.appointmentId, workOrderId: morning.workOrderId });
  const claim = await claimNext(morning.house);
  expect(claim).toMatchObject({ send: { validSeconds: 600 } });
});

it('a delay that grows while the queue stands is one text with the newest time, and who asks gets it first', async () => {
  morning = await openMorning({ settings: { CARRIER_SEGMENTS_PER_SECOND: '10', CARRIER_SEGMENTS_PER_MINUTE: '40' } });
  await morning.sql('UPDATE carrier_pace SET tokens = -1000');
  const before = morning.texts(DAVE).length;
  const { id, technicianId } = await morning.ticket();
  for (const minutes of [90, 30, 30]) {
    await report(morning.house)({ assignmentId: id, technicianId, act: 'late', minutes });
    await morning.work.timers();
    await morning.work.react();
    await morning.work.send();
  }
  await receiveText(morning.house)({ carrierSid: `SM${'0'.repeat(32)}`, from: DAVE, body: 'how late?' });
  await morning.work.answer();
  await morning.work.send();
  expect(morning.texts(DAVE)).toHaveLength(before); // the carrier takes nothing
  await morning.sql('UPDATE carrier_pace SET tokens = 10');
  await morning.work.send();
  const [late, answer, ...more] = morning.texts(DAVE).slice(before);
  const [visit] = await morning.sql<{ eta: string }>(
    `SELECT to_char(eta_p50 AT TIME ZONE 'America/New_York', 'FMHH12:') AS eta FROM appointment WHERE id = $1`,
    [morning.appointmentId],
  );
  expect(late).toContain(`Maria is late: now about ${visit!.eta}`);
  expect(answer).toMatch(/^(About|Still)/);
  expect(more).toEqual([]);
});
