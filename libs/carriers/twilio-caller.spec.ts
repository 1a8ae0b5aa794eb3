import { callerContract } from '#carriers/caller.contract';
import { startLoopback } from '#carriers/loopback';
import { startWebhookEar } from '#carriers/loopback/webhook-ear';
import { twilioCaller } from '#carriers/twilio-caller';

const accountSid = `AC${'1'.repeat(32)}`;
const authToken = '2'.repeat(32);
const [dave, us] = ['+15550100', '+15550111'];

async function open() {
  const ear = await startWebhookEar(authToken);
  const loopback = await startLoopback({ port: 0, accountSid, authToken, webhookBase: ear.base });
  const caller = twilioCaller({ accountSid, authToken, from: us, apiBase: loopback.url });
  const call = (words = 'hello') =>
    caller.call({ to: dave, words, language: 'es', statusCallback: `${ear.base}/twilio/call/42` });
  const close = async () => void (await Promise.all([loopback.close(), ear.close()]));
  return { ear, loopback, caller, call, close };
}

describe('Twilio’s calls through its SDK, against the loopback', () => {
  callerContract(() => open(), dave);

  let rig: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => (rig = await open()));
  afterEach(() => rig.close());

  it('every sign is read out as it was written, in the language of who hears it', async () => {
    await rig.call(`8 < 9 & "a" > 'b'`);
    expect(rig.loopback.calls(dave)).toMatchObject([{ words: `8 < 9 & "a" > 'b'`, language: 'es-MX' }]);
  });

  it.each([
    ['answered', 'completed', 'human'],
    ['machine', 'completed', 'machine_start'],
    ['busy', 'busy', undefined],
    ['no-answer', 'no-answer', undefined],
    ['failed', 'failed', undefined],
  ] as const)('%s is reported, signed, and a fetch says the same', async (fate, status, by) => {
    rig.loopback.misbehave({ calls: { [dave]: fate } });
    const placed = await rig.call();
    const [report] = await rig.ear.until(1, '/twilio/call/42');
    expect(report).toMatchObject({ signed: true });
    expect([report!.form.CallStatus, report!.form.AnsweredBy]).toEqual([status, by]);
    expect(placed.outcome === 'placed' && (await rig.caller.endOf(placed.sid))).toBe(fate);
  });

  it('a carrier that is down is unknown, and asking it throws', async () => {
    rig.loopback.misbehave({ down: true });
    expect(await rig.call()).toMatchObject({ outcome: 'unknown' });
    await expect(rig.caller.endOf('CA1')).rejects.toThrow('could not ask the carrier');
  });
});
