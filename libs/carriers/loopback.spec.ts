import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Loopback, startLoopback } from '#carriers/loopback';
import type { LoopbackSettings } from '#carriers/loopback/settings';
import { startWebhookEar } from '#carriers/loopback/webhook-ear';
import { twilioCarrier } from '#carriers/twilio';

const accountSid = `AC${'1'.repeat(32)}`;
const authToken = '2'.repeat(32);
const [dave, us] = ['+15550100', '+15550111'];
const people = async () => [{ name: 'Dave', phone: dave, role: 'customer' as const }];

let ear: Awaited<ReturnType<typeof startWebhookEar>>;
let folder: string;
const open: Loopback[] = [];
beforeEach(async () => {
  ear = await startWebhookEar(authToken);
  folder = mkdtempSync(join(tmpdir(), 'phones-'));
});
afterEach(async () => {
  await Promise.all([ear.close(), ...open.splice(0).map((loopback) => loopback.close())]);
  rmSync(folder, { recursive: true });
});

async function start(settings: Partial<LoopbackSettings> = {}) {
  const loopback = await startLoopback({ port: 0, accountSid, authToken, webhookBase: ear.base, people, ...settings });
  open.push(loopback);
  return loopback;
}
async function stop(loopback: Loopback) {
  open.splice(open.indexOf(loopback), 1);
  await loopback.close();
}
const sendThrough = (apiBase: string, body: string, callback = `${ear.base}/twilio/status/1`) =>
  twilioCarrier({ accountSid, authToken, from: us, apiBase }).send({
    to: dave,
    body,
    statusCallback: callback,
    validSeconds: 600,
  });

describe('a text from a phone', () => {
  it('reaches the webhook signed, with Twilio’s fields, and is received', async () => {
    const loopback = await start({ number: '+15550142' });
    await loopback.text(dave, 'How late? 🙂');
    expect(ear.heard).toMatchObject([{ path: '/twilio/inbound', signed: true }]);
    const [{ form } = {}] = ear.heard;
    expect(form).toMatchObject({ From: dave, To: '+15550142', Body: 'How late? 🙂', NumSegments: '1', NumMedia: '0' });
    expect(form).toMatchObject({ AccountSid: accountSid, FromCountry: 'US', SmsStatus: 'received' });
    expect(form?.MessageSid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(form?.SmsSid).toBe(form?.MessageSid);
    expect(loopback.messages(dave)).toMatchObject([{ direction: 'from-phone', status: 'received' }]);
  });

  it('that is STOP, START or HELP is answered by the carrier where opt-outs are its own, and it says what it made of it', async () => {
    const loopback = await start();
    for (const word of ['Stop', 'unstop', 'HELP', 'stop it']) await loopback.text(dave, word);
    expect(ear.heard.map(({ form }) => form.OptOutType)).toEqual(['STOP', 'START', 'HELP', undefined]);
    expect(loopback.messages(dave).filter(({ direction }) => direction === 'to-phone')).toHaveLength(3);
  });

  it('that is STOP is nobody’s but ours where opt-outs are ours', async () => {
    const loopback = await start({ optOuts: 'ours' });
    await loopback.text(dave, 'STOP');
    expect(ear.heard.map(({ form }) => form.OptOutType)).toEqual([undefined]);
    expect(loopback.messages(dave)).toHaveLength(1);
  });

  it('goes to the number that texted it last', async () => {
    const loopback = await start({ number: '+15550142' });
    await sendThrough(loopback.url, 'hello');
    await loopback.text(dave, '2');
    expect(ear.heard.find(({ path }) => path === '/twilio/inbound')?.form.To).toBe(us);
  });

  it('is one text however often it comes', async () => {
    const loopback = await start();
    await loopback.text(dave, '2', { sid: `SM${'a'.repeat(32)}`, times: 100 });
    await loopback.text(dave, '2', { sid: `SM${'a'.repeat(32)}` });
    expect(ear.heard).toHaveLength(101);
    expect(new Set(ear.heard.map(({ form, token }) => form.MessageSid! + token)).size).toBe(1);
    expect(loopback.messages(dave)).toHaveLength(1);
  });

  it('comes in extra copies when told so', async () => {
    const loopback = await start();
    loopback.misbehave({ duplicateInbound: 2 });
    await loopback.text(dave, '2');
    expect(ear.heard).toHaveLength(3);
  });

  it.each([
    [200, '<?xml version="1.0"?><Response><Message>ignored</Message></Response>'],
    [200, ''],
    [204, ''],
  ])('is received whatever a %i carries (%s)', async (status, body) => {
    ear.answerWith(status, body);
    const loopback = await start();
    await loopback.text(dave, '2');
    expect(loopback.messages(dave)).toMatchObject([{ status: 'received' }]);
  });

  it('that the webhook refuses for good has failed', async () => {
    ear.answerWith(403);
    const loopback = await start();
    await loopback.text(dave, '2');
    expect(loopback.messages(dave)).toMatchObject([{ status: 'failed', errorCode: 11200 }]);
  });

  it('waits for a server that is restarted', async () => {
    const { base } = ear;
    const loopback = await start();
    await ear.close();
    const taken = loopback.text(dave, 'How late?');
    ear = await startWebhookEar(authToken, { port: Number(new URL(base).port) });
    await taken;
    expect(ear.heard).toMatchObject([{ signed: true, form: { Body: 'How late?' } }]);
  });

  it('is tried again after a 500, and goes where the loopback is pointed meanwhile', async () => {
    const failing = await startWebhookEar(authToken);
    failing.answerWith(500);
    const loopback = await start({ webhookBase: failing.base });
    const taken = loopback.text(dave, '2');
    await failing.until(1);
    await failing.close();
    loopback.pointAt(`${ear.base}/`);
    await taken;
    expect(ear.heard).toMatchObject([{ path: '/twilio/inbound', signed: true, form: { Body: '2' } }]);
  });
});

describe('a report of what became of a text', () => {
  it('waits for a server that is restarted', async () => {
    const { base } = ear;
    const loopback = await start();
    await ear.close();
    await sendThrough(loopback.url, 'hello', `${base}/twilio/status/7`);
    ear = await startWebhookEar(authToken, { port: Number(new URL(base).port) });
    const reports = await ear.until(2);
    expect(reports.map(({ form }) => form.MessageStatus)).toEqual(['sent', 'delivered']);
  });
});

describe('the carrier’s books', () => {
  const file = () => join(folder, 'kept', 'phones.jsonl');

  it('outlive a restart, a torn last line included, and go on in the same file', async () => {
    const first = await start({ file: file() });
    await sendThrough(first.url, 'one');
    await first.text(dave, 'stop');
    await ear.until(3);
    await stop(first);
    appendFileSync(file(), '{"kind":"message","entry":{"sid":"SM');

    const second = await start({ file: file() });
    expect(second.messages(dave)).toMatchObject([
      { body: 'one', status: 'delivered', at: expect.any(Date) },
      { body: 'stop', status: 'received' },
      { body: expect.stringContaining('unsubscribed'), direction: 'to-phone', status: 'delivered' },
    ]);
    expect(await sendThrough(second.url, 'two')).toMatchObject({ outcome: 'refused', code: 21610 });
    await second.text(dave, 'start');
    await stop(second);

    const third = await start({ file: file() });
    const written = third.messages().filter(({ body }) => !body.startsWith('You have'));
    expect(written.map(({ body }) => body)).toEqual(['one', 'stop', 'start']);
    for (const line of readFileSync(file(), 'utf8').trimEnd().split('\n')) JSON.parse(line);
  });

  it('damaged in the middle name the line instead of losing what follows', async () => {
    const first = await start({ file: file() });
    await stop(first);
    appendFileSync(file(), 'what is this\n{"kind":"read","phone":"+15550100"}\n');
    await expect(start({ file: file() })).rejects.toThrow(`${file()}:1 is not JSON`);
  });

  it('carry on with a text that was on its way in either direction', async () => {
    const { base } = ear;
    const first = await start({ file: file() });
    first.misbehave({ delayMs: 60_000 });
    await sendThrough(first.url, 'out');
    await ear.close();
    const lost = first.text(dave, 'in');
    await stop(first);
    await lost;
    ear = await startWebhookEar(authToken, { port: Number(new URL(base).port) });
    const second = await start({ file: file() });
    await ear.until(1, '/twilio/inbound');
    await ear.until(2, '/twilio/status');
    expect(second.messages(dave)).toMatchObject([{ body: 'out', status: 'delivered' }, { body: 'in' }]);
    expect(ear.heard.filter(({ form }) => form.Body === 'in')).toHaveLength(1);
  });

  it('are listed by Twilio’s filters, newest first, in pages', async () => {
    const minutes = [0, 10, 20];
    const times = minutes.map((m) => new Date(Date.UTC(2026, 2, 3, 8, m)));
    let now = times[0]!;
    const loopback = await start({ now: () => now });
    for (const t of times) {
      now = t;
      await sendThrough(loopback.url, `at ${t.getUTCMinutes()}`);
    }
    await ear.until(6);
    const list = async (query: Record<string, string>) => {
      const url = `${loopback.url}/2010-04-01/Accounts/${accountSid}/Messages.json?${new URLSearchParams(query)}`;
      const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
      const answer = (await (await fetch(url, { headers: { authorization } })).json()) as Listed;
      return { bodies: answer.messages.map(({ body }) => body), next: answer.next_page_uri };
    };
    expect((await list({ To: dave })).bodies).toEqual(['at 20', 'at 10', 'at 0']);
    expect((await list({ To: dave, 'DateSent>': '2026-03-03T08:10:00Z' })).bodies).toEqual(['at 20', 'at 10']);
    expect((await list({ To: '+15550999' })).bodies).toEqual([]);
    expect(await list({ PageSize: '2' })).toEqual({
      bodies: ['at 20', 'at 10'],
      next: expect.stringContaining('Page=1'),
    });
    expect(await list({ PageSize: '2', Page: '1' })).toEqual({ bodies: ['at 0'], next: null });
  });
});
type Listed = { messages: { body: string }[]; next_page_uri: string | null };

describe('misfortune by chance', () => {
  const play = async (seed: number) => {
    const loopback = await start();
    loopback.misbehave({ rates: { seed, busy: 0.2, refused: 0.2, dropped: 0.2, slow: 0 } });
    const outcomes = [];
    for (let i = 0; i < 40; i++) outcomes.push((await sendThrough(loopback.url, `n${i}`)).outcome);
    return { outcomes, taken: loopback.messages(dave).length };
  };

  it('is the same for the same seed, and what is unknown was taken', async () => {
    const [first, again, other] = [await play(1), await play(1), await play(2)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first.outcomes)).toEqual(new Set(['sent', 'busy', 'refused', 'unknown']));
    expect(first.taken).toBe(first.outcomes.filter((o) => o === 'sent' || o === 'unknown').length);
  });
});

describe('a listener', () => {
  it('hears every new text once, until it stops listening', async () => {
    const loopback = await start();
    const heard: string[] = [];
    const stopListening = loopback.onMessage(({ direction, body }) => heard.push(`${direction} ${body}`));
    await sendThrough(loopback.url, 'one');
    await loopback.text(dave, 'two');
    stopListening();
    await loopback.text(dave, 'three');
    expect(heard).toEqual(['to-phone one', 'from-phone two']);
  });
});

it('what is more than it takes in a minute is taken and fails, as at the phone networks', async () => {
  const loopback = await start();
  loopback.misbehave({ perMinute: 2 });
  for (const body of ['one', 'two', 'three'])
    await sendThrough(loopback.url, body, `${ear.base}/twilio/status/${body}`);
  await ear.until(5); // twice sent and delivered, once failed
  expect(loopback.messages(dave).map(({ status, errorCode }) => [status, errorCode])).toEqual([
    ['delivered', null],
    ['delivered', null],
    ['failed', 30022],
  ]);
});
