import { segments } from '#conversation/segments';
import { searchOrders } from '#store/search';
import { storyOf } from '#store/story';
import { visitCode } from '#visits/reference';
import { putContact } from '#flows/commands/contacts';
import { speakLanguage } from '#flows/commands/speak-language';
import { receiveText } from '#flows/commands/receive-text';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

/** What one text is answered with: all of it. */
async function says(body: string, phone = DAVE): Promise<string> {
  const before = morning.texts(phone).length;
  await morning.hears(phone, body);
  const answers = morning.texts(phone).slice(before);
  if (process.env['SHOW']) console.log(`${body}\n  -> ${answers.join('\n  ++ ')}`);
  expect(answers).toHaveLength(1);
  return answers[0]!;
}

describe('several things in one text are answered in one', () => {
  const parts = (text: string, ...said: string[]) => {
    for (const one of said) expect(text).toContain(one);
    expect(segments(text).segments).toBe(1);
  };

  it('a question and a note', async () => {
    parts(await says('gate code 4471, when are you here?'), 'Maria about 8:', 'Passed to Maria: "gate code 4471".');
    expect(await morning.sql('SELECT access_notes AS a, notes FROM work_order')).toEqual([
      { a: 'gate code 4471', notes: '' },
    ]);
  });

  it('a question and a complaint: the time, sorry, and who calls by when', async () => {
    parts(
      await says('this is ridiculous. when is he coming?'),
      'Sorry about this',
      'Maria about 8:',
      'Lee',
      'calls you by 7:57am',
    );
  });

  it('a complaint alone gets the time, too', async () => {
    parts(await says('this is unacceptable'), 'Sorry about this', 'about 8:', 'calls you by 7:57am');
  });

  it('a question and a person', async () => {
    parts(await says('how late? and call me please'), 'Maria about 8:', 'calls you by 7:57am');
  });

  it('a question and a cancellation: nothing is cancelled before the digit', async () => {
    parts(
      await says('when is he coming? i want to cancel'),
      'Maria about 8:',
      'Reply 9 to cancel the visit today 8:30-9:30am',
    );
    expect((await morning.ticket()).state).toBe('acknowledged');
    expect(await says('9')).toContain('is cancelled');
  });

  it('a question and other times: the time, then a menu', async () => {
    const text = await says('how late is he? can we do another day?');
    expect(text).toMatch(/^Maria about 8:.*\nOther times, held until 8:02am:\n1 Keep today 8:30-9:30am\n2 /s);
    expect(text).toContain('0 A person calls you');
    expect(segments(text).segments).toBeLessThanOrEqual(2);
  });

  it('help and a question', async () => {
    parts(await says('help, when are you coming?'), 'Maria about 8:', 'Acme', '555-0142');
  });

  it('thanks and a question', async () => {
    expect(await says('thanks! how late?')).toContain('8:');
  });

  it('late himself and a note', async () => {
    parts(await says("i'll be 20 min late, gate code is 4471"), 'Passed to Maria', 'waits for you until 8:50am');
  });

  it('a choice and a question: the confirmation answers', async () => {
    await morning.until('08:00');
    await morning.tap('late', { minutes: 120 });
    expect(await says('2, how late is he?')).toContain('Done. Sam R. comes today');
  });

  it('a choice and a note: both are done', async () => {
    await morning.until('08:00');
    await morning.tap('late', { minutes: 120 });
    const text = await says('2 and the gate code is 4471');
    expect(text).toContain('Done. Sam R. comes today');
    expect(text).toContain('Passed to Sam');
    expect(await morning.sql('SELECT access_notes AS a FROM work_order')).toEqual([{ a: 'the gate code is 4471' }]);
  });

  it('an opt-out and a note: one confirmation, and the note is passed on', async () => {
    expect(await says('stop texting me. gate code is 4471')).toContain('no more texts');
    const [order] = await morning.sql<{ a: string }>('SELECT access_notes AS a FROM work_order');
    expect(order!.a).toContain('4471');
  });
});

describe('a customer who is late himself', () => {
  it('is told that she waits where she does, and she is told to', async () => {
    expect(await says("i'll be 20 min late")).toMatch(/^Maria is due about 8:.* and waits for you until 8:50am\.$/);
    const [{ notes }] = (await morning.sql<{ notes: string }>('SELECT notes FROM work_order')) as [{ notes: string }];
    expect(notes).toBe('Customer is home at 8:50am: please wait until then');
  });

  it('gets times to choose where she could not wait, and nothing is moved without him', async () => {
    const text = await says('stuck at work, i will be home by 10:30');
    expect(text).toMatch(
      /^Maria is due about 8:.* and cannot wait until 10:30am\.\nOther times, held until .*:\n1 Keep/s,
    );
    expect((await morning.ticket()).technicianId).toBe(morning.maria);
    expect(await says('2')).toContain('Done.');
  });

  it('is asked where he does not say how late', async () => {
    expect(await says('running late stuck in traffic')).toMatch(
      /waits up to 20 min\. Later than that\? Reply 2 for other times, 0 a person calls you\.$/,
    );
    expect(await says('2')).toContain('Other times');
  });
});

describe('the wrong number', () => {
  it('ends its texts, cancels nothing, and puts a call before the desk', async () => {
    expect(await says('wrong number')).toBe(
      'Acme Fiber: sorry for the mix-up. No more texts to this number, and the link we sent is closed.',
    );
    expect((await morning.ticket()).state).toBe('acknowledged');
    const before = morning.texts(DAVE).length;
    await morning.tap('late', { minutes: 120 });
    await morning.hears(DAVE, '2');
    await morning.hears(DAVE, 'START');
    await morning.hears(DAVE, 'how late?');
    for (const text of morning.texts(DAVE).slice(before)) expect(text).not.toMatch(/Maria|Sam|8:30|Oak|K7|http/);
    expect(
      await morning.sql(
        `SELECT due_at IS NOT NULL AS due FROM alert WHERE kind = 'wrong-number' AND closed_at IS NULL`,
      ),
    ).toEqual([{ due: true }]);
  });
});

const NORA = '+15550199';

describe('two people on one visit', () => {
  beforeEach(async () => {
    await putContact(morning.house)({
      workOrderId: morning.workOrderId,
      name: 'Nora Miller',
      phone: NORA,
      actor: 'test',
    });
  });

  it('both hear the news, whoever answers first has answered, and a digit afterwards does nothing', async () => {
    await morning.until('08:00');
    await morning.tap('late', { minutes: 120 });
    expect(morning.texts(NORA).at(-1)).toContain('1 Keep Maria');
    expect(morning.texts(NORA).at(-1)).toContain('Sorry, Nora');
    expect(await says('2', NORA)).toContain('Done. Sam R. comes today');
    expect(morning.last()).toMatch(/^Acme: Nora chose another time: Sam R\. comes today/);
    await morning.hears(DAVE, '3');
    const [{ revision }] = (await morning.sql<{ revision: number }>('SELECT revision FROM appointment')) as [
      { revision: number },
    ];
    expect(revision).toBe(2);
    expect((await morning.ticket()).technicianId).toBe(morning.sam);
  });

  it('what both hear is told once: one promise takes the place of another', async () => {
    const promised = () => morning.sql(`SELECT 1 FROM timeline WHERE type = 'promise.replaced'`);
    const before = (await promised()).length;
    await morning.until('08:00');
    await morning.tap('late', { minutes: 120 });
    expect(morning.texts(NORA).at(-1)).toContain('1 Keep Maria');
    expect(morning.last()).toContain('1 Keep Maria');
    expect(await promised()).toHaveLength(before + 1);
    expect(await morning.sql(`SELECT 1 FROM promise WHERE kind = 'eta' AND state = 'open'`)).toHaveLength(1);
  });

  it('the board shows who else is on it, a text of theirs that waits, and finds the visit by its code', async () => {
    const reader = { sql: morning.sql };
    await receiveText(morning.house)({ carrierSid: `SM${'7'.repeat(32)}`, from: NORA, body: 'how late?' });
    const story = (await storyOf(reader, morning.workOrderId))!;
    expect(story.contacts).toEqual([{ name: 'Nora Miller', phone: NORA, email: null }]);
    expect(story.visit).toMatchObject({ unanswered: true, code: visitCode(story.visit.ref) });
    expect((await searchOrders(reader, story.visit.code)).map(({ ref }) => ref)).toEqual([story.visit.ref]);
    expect(await searchOrders(reader, story.visit.code === '0001' ? '0002' : '0001')).toEqual([]);
    await morning.settle();
    expect((await storyOf(reader, morning.workOrderId))!.visit.unanswered).toBe(false);
  });

  it('each chooses on his page what he is spoken to in; the other is not', async () => {
    const { appointmentId } = morning;
    const languages = () =>
      morning.sql<{ customer: string; contact: string }>(
        'SELECT c.language AS customer, k.language AS contact FROM contact k, customer c WHERE k.phone = $1 AND c.phone = $2',
        [NORA, DAVE],
      );
    const choose = (phone: string, language: 'en' | 'es') =>
      speakLanguage(morning.house)({ appointmentId, phone, language, actor: 'customer' });
    await choose(NORA, 'es');
    await choose(NORA, 'es');
    expect(await languages()).toEqual([{ customer: 'en', contact: 'es' }]);
    await choose(DAVE, 'es');
    await choose(NORA, 'en');
    expect(await languages()).toEqual([{ customer: 'es', contact: 'en' }]);
    expect(await morning.sql(`SELECT 1 FROM timeline WHERE type = 'customer.language'`)).toHaveLength(3);
  });

  it('each may end his texts; the other goes on', async () => {
    await morning.hears(NORA, 'STOP');
    const before = morning.texts(NORA).length;
    await morning.until('08:00');
    await morning.tap('late', { minutes: 120 });
    expect(morning.texts(NORA)).toHaveLength(before);
    expect(morning.last()).toContain('1 Keep Maria');
    await morning.hears(DAVE, '1');
    expect(morning.last()).toContain('Kept: Maria');
  });

  it('a wrong number of one is no wrong number of the other', async () => {
    await morning.until('08:00');
    await morning.tap('late', { minutes: 120 });
    await morning.hears(DAVE, 'wrong number');
    expect(await says('2', NORA)).toContain('Done. Sam R. comes today');
  });

  it("what one asks for is not the other one's question", async () => {
    await morning.hears(NORA, 'can we do another day?');
    await morning.hears(DAVE, '2');
    const [{ revision }] = (await morning.sql<{ revision: number }>('SELECT revision FROM appointment')) as [
      { revision: number },
    ];
    expect(revision).toBe(1);
  });
});

describe('after the visit', () => {
  beforeEach(async () => {
    await morning.hears(DAVE, 'gate code 4471, dog is friendly');
    await morning.hears(DAVE, 'code is 4471# and call me');
    await morning.until('08:20');
    for (const act of ['on-my-way', 'arrive', 'start'] as const) await morning.tap(act);
    await morning.until('09:20');
    await morning.tap('done', { note: 'outside line replaced' });
    await morning.sql(`UPDATE promise SET state = 'kept' WHERE kind = 'call-back'`);
    await morning.until('09:55');
    await morning.hears(DAVE, '5');
  });

  it('how to get in stands nowhere any more', async () => {
    const tables = await morning.sql<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await morning.sql<{ row: string }>(
        `SELECT t::text AS row FROM "${name}" t WHERE t::text LIKE '%4471%'`,
      );
      found.push(...rows.map(({ row }) => `${name}: ${row}`));
    }
    expect(tables.length).toBeGreaterThan(30);
    expect(found).toEqual([]);
  });

  it('a question is answered with what was done, and what is still wrong with a call', async () => {
    expect(await says('when was the visit?')).toContain('was finished Tue Mar 3, 9:20am, by Maria');
    expect(await says('it is broken again')).toContain('A person will call you');
    expect(await morning.sql('SELECT closed_at FROM work_order')).toEqual([{ closed_at: null }]);
  });
});

describe('a language', () => {
  it('is followed where it is plain, said once, and gone back from by a word', async () => {
    const text = await says('a que hora viene el tecnico?');
    expect(text).toMatch(/English\? Reply ENGLISH\.$/);
    expect(await says('cuando llega el tecnico?')).not.toContain('ENGLISH');
    expect(await says('ENGLISH')).toMatch(/^Maria about 8:.*Español|Espanol/);
    expect(await morning.sql(`SELECT count(*)::int AS n FROM timeline WHERE type = 'customer.language'`)).toEqual([
      { n: 2 },
    ]);
  });

  it('is not followed for a lone word', async () => {
    await morning.hears(DAVE, 'si');
    expect(await morning.sql('SELECT language FROM customer')).toEqual([{ language: 'en' }]);
  });

  it('asked for alone is answered in it with the time', async () => {
    expect(await says('habla español?')).toMatch(/^Maria aprox\. 8:.*English\? Reply ENGLISH\.$/);
  });
});

describe('a digit that crosses a new menu', () => {
  const revision = async () =>
    (await morning.sql<{ revision: number }>('SELECT revision FROM appointment'))[0]!.revision;
  const SID = `SM${'2'.repeat(32)}`;

  beforeEach(async () => {
    await morning.until('08:00');
    expect(await says('purple monkey dishwasher')).toContain('1 arrival time, 2 other times');
    await morning.tap('late', { minutes: 120 });
    expect(morning.last()).toContain('\n2 ');
  });

  it('is asked about once, acts when it is said again, and its replay does nothing', async () => {
    expect(await says('2')).toMatch(/^Just to be sure: 2 is now .*Reply 2 again to take it\.$/);
    expect(await revision()).toBe(1);
    await morning.hears(DAVE, '2', SID);
    expect(morning.last()).toContain('Done. Sam R. comes today');
    expect(await revision()).toBe(2);
    const texts = morning.texts(DAVE).length;
    await morning.hears(DAVE, '2', SID);
    expect(morning.texts(DAVE)).toHaveLength(texts);
    expect(await revision()).toBe(2);
  });

  it('acts at once when he has had time to read it', async () => {
    await morning.until('08:00:11');
    expect(await says('2')).toContain('Done. Sam R. comes today');
  });
});
