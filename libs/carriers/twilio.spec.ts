import { createServer, type RequestListener } from 'node:http';
import type { Sent } from '#carriers/carrier';
import { carrierContract } from '#carriers/carrier.contract';
import { startLoopback } from '#carriers/loopback';
import { listen } from '#carriers/loopback/listen';
import { startWebhookEar } from '#carriers/loopback/webhook-ear';
import { twilioCarrier } from '#carriers/twilio';

const accountSid = `AC${'1'.repeat(32)}`;
const authToken = '2'.repeat(32);
const [dave, us] = ['+15550100', '+15550111'];

async function open(timeoutSeconds = 10) {
  const ear = await startWebhookEar(authToken);
  const loopback = await startLoopback({ port: 0, accountSid, authToken, webhookBase: ear.base });
  const carrier = twilioCarrier({ accountSid, authToken, from: us, apiBase: loopback.url, timeoutSeconds });
  const send = (body: string, to = dave): Promise<Sent> =>
    carrier.send({ to, body, statusCallback: `${ear.base}/twilio/status/42`, validSeconds: 600 });
  const find = (body: string) => carrier.find({ to: dave, body, since: new Date(Date.now() - 60_000) });
  const close = async () => void (await Promise.all([loopback.close(), ear.close()]));
  return { ear, loopback, carrier, send, find, close };
}

describe('Twilio through its SDK, against the loopback', () => {
  carrierContract(() => open(), dave);

  let rig: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => (rig = await open()));
  afterEach(() => rig.close());

  it('a phone that texted STOP refuses with 21610 until it texts START', async () => {
    expect(await rig.send('one')).toMatchObject({ outcome: 'sent' });
    await rig.loopback.text(dave, ' stop ');
    expect(await rig.send('two')).toMatchObject({ outcome: 'refused', code: 21610 });
    await rig.loopback.text(dave, 'Start');
    expect(await rig.send('three')).toMatchObject({ outcome: 'sent' });
  });

  it.each(['STOP', 'UNSUBSCRIBE', 'END', 'QUIT', 'STOPALL', 'REVOKE', 'OPTOUT', 'CANCEL'])(
    '%s alone opts out, inside a sentence it does not',
    async (word) => {
      await rig.send('one');
      await rig.loopback.text(dave, `please ${word} it`);
      expect(await rig.send('two')).toMatchObject({ outcome: 'sent' });
      await rig.loopback.text(dave, word.toLowerCase());
      expect(await rig.send('three')).toMatchObject({ outcome: 'refused', code: 21610 });
    },
  );

  it('429 is busy: it did not go, and is not retried behind our back', async () => {
    rig.loopback.misbehave({ busyNext: 1 });
    expect(await rig.send('hello')).toEqual({ outcome: 'busy', why: expect.any(String) });
    expect(await rig.find('hello')).toEqual([]);
  });

  it('a connection lost after the text was taken is unknown, and asking finds it exactly once', async () => {
    rig.loopback.misbehave({ acceptThenDropNext: 1 });
    expect(await rig.send('hello')).toEqual({ outcome: 'unknown', why: expect.any(String) });
    expect(await rig.find('hello')).toHaveLength(1);
  });

  it('a text that is still in the carrier’s queue is found too', async () => {
    rig.loopback.misbehave({ acceptThenDropNext: 1, delayMs: 60_000 });
    expect(await rig.send('hello')).toMatchObject({ outcome: 'unknown' });
    expect(await rig.find('hello')).toEqual([{ sid: expect.any(String), status: 'queued' }]);
  });

  it('a landline is refused with 21635', async () => {
    rig.loopback.misbehave({ landlines: [dave] });
    expect(await rig.send('hello')).toMatchObject({ outcome: 'refused', code: 21635 });
  });

  it('a text whose end nobody reports stays on its way, and nobody knows more when asked', async () => {
    rig.loopback.misbehave({ silent: [dave] });
    const sent = await rig.send('hello');
    await rig.ear.until(1, '/twilio/status/42');
    expect(sent.outcome === 'sent' && (await rig.carrier.fetch(sent.sid))).toMatchObject({ status: 'sent' });
  });

  it('a carrier that is down is unknown to whoever sends, and throws for who asks; then it is back', async () => {
    rig.loopback.misbehave({ down: true });
    expect(await rig.send('hello')).toMatchObject({ outcome: 'unknown' });
    await expect(rig.find('hello')).rejects.toThrow('could not ask the carrier');
    rig.loopback.misbehave({ down: false });
    expect(await rig.find('hello')).toEqual([]);
    expect(await rig.send('hello')).toMatchObject({ outcome: 'sent' });
  });

  it('any other refusal keeps the carrier’s code', async () => {
    rig.loopback.misbehave({ refuseNext: 21611 });
    expect(await rig.send('hello')).toMatchObject({ outcome: 'refused', code: 21611 });
  });

  it('a wrong token is refused with 20003', async () => {
    const stranger = twilioCarrier({ accountSid, authToken: 'wrong', from: us, apiBase: rig.loopback.url });
    const sent = await stranger.send({ to: dave, body: 'hello', statusCallback: rig.ear.base, validSeconds: 60 });
    expect(sent).toMatchObject({ outcome: 'refused', code: 20003 });
  });

  it('every state of a text is reported, in order, signed, to the address it was sent with', async () => {
    const sent = await rig.send('hello');
    const reports = await rig.ear.until(2, '/twilio/status/42');
    expect(reports.map(({ form, signed }) => [form.MessageStatus, form.MessageSid, signed])).toEqual([
      ['sent', sent.outcome === 'sent' && sent.sid, true],
      ['delivered', sent.outcome === 'sent' && sent.sid, true],
    ]);
  });

  it('reports come twice and out of order when told so', async () => {
    rig.loopback.misbehave({ duplicateCallbacks: true, reorderCallbacks: true });
    await rig.send('hello');
    const reports = await rig.ear.until(4, '/twilio/status');
    expect(reports.map(({ form }) => form.MessageStatus)).toEqual(['delivered', 'delivered', 'sent', 'sent']);
  });

  it('a phone that is off is reported as undelivered with its code, and a fetch says the same', async () => {
    rig.loopback.misbehave({ undelivered: [dave] });
    const sent = await rig.send('hello');
    const [, last] = await rig.ear.until(2, '/twilio/status');
    expect(last?.form).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30003' });
    const fetched = sent.outcome === 'sent' ? await rig.carrier.fetch(sent.sid) : null;
    expect(fetched).toMatchObject({ status: 'undelivered', errorCode: 30003 });
  });

  it('a text that waited beyond its validity fails with 30036 and is not delivered', async () => {
    rig.loopback.misbehave({ delayMs: 1_500 });
    await rig.carrier.send({ to: dave, body: 'soon', statusCallback: `${rig.ear.base}/late`, validSeconds: 1 });
    const [report] = await rig.ear.until(1, '/late');
    expect(report?.form).toMatchObject({ MessageStatus: 'failed', ErrorCode: '30036' });
  });

  it('a text in UCS-2 counts its parts by 70 and 67', async () => {
    expect(await rig.send(`ñ→${'x'.repeat(69)}`)).toMatchObject({ segments: 2 });
    expect(rig.loopback.messages(dave)).toMatchObject([{ encoding: 'UCS-2', segments: 2 }]);
  });
});

describe('a carrier that does not answer', () => {
  const closings: (() => unknown)[] = [];
  afterEach(async () => void (await Promise.all(closings.splice(0).map((close) => close()))));

  async function sendTo(listener: RequestListener, timeoutSeconds = 10) {
    const server = createServer(listener);
    closings.push(() => (server.close(), server.closeAllConnections()));
    const account = { accountSid, authToken, from: us, apiBase: await listen(server, 0), timeoutSeconds };
    return twilioCarrier(account).send({
      to: dave,
      body: 'x',
      statusCallback: 'http://127.0.0.1:9/',
      validSeconds: 60,
    });
  }

  it('in time is unknown, and asking finds the text exactly once', async () => {
    const rig = await open(0.3);
    closings.push(rig.close);
    rig.loopback.misbehave({ slowNext: 1, slowMs: 5_000 });
    expect(await rig.send('hello')).toMatchObject({ outcome: 'unknown' });
    expect(await rig.find('hello')).toHaveLength(1);
  });

  it('at all is unknown, and asking it throws', async () => {
    const rig = await open();
    await rig.close();
    expect(await rig.send('hello')).toEqual({ outcome: 'unknown', why: expect.stringContaining('ECONNREFUSED') });
    await expect(rig.find('hello')).rejects.toThrow('could not ask the carrier');
    await expect(rig.carrier.fetch('SM1')).rejects.toThrow('could not ask the carrier');
  });

  it.each([
    [500, '{"code":20500,"message":"Internal"}', 'unknown'],
    [503, 'busy', 'unknown'],
    [502, '<html>', 'unknown'],
    [408, '', 'unknown'],
    [302, '', 'unknown'],
    [200, '<html>sign in to the wifi</html>', 'unknown'],
    [201, '{}', 'unknown'],
    [403, '<html>', 'refused'],
    [429, '<html>', 'busy'],
  ])('with sense (%i %s) is %s', async (status, body, outcome) => {
    expect(await sendTo((_, response) => void response.writeHead(status).end(body))).toMatchObject({ outcome });
  });

  it('but drop by drop is unknown when the time is over', async () => {
    const drip: RequestListener = (_, response) => {
      response.writeHead(201, { 'content-type': 'application/json' });
      const drops = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drops));
    };
    expect(await sendTo(drip, 0.5)).toMatchObject({ outcome: 'unknown' });
  });
});
