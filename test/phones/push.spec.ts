import { isRefused } from '#visits/refused';
import { isPushService } from '#carriers/push';
import { signOutPhone, subscribePhone } from '#flows/commands/phones';
import { reassign } from '#flows/commands/reassign';
import { signInAtOnce } from '#flows/commands/sign-in';
import { noteOnPage } from '#flows/commands/visit-page';
import { hashOf } from '#flows/links';
import { pushKeys } from '#flows/messages/push';
import { type Morning, openMorning } from '#test/branches/morning';
import { type PushService, startPushService } from '#test/phones/push-service';

/* A phone that sleeps is woken: for a new job, one that is off, a word of the customer; beside the text, never instead. */

let morning: Morning;
let service: PushService;
beforeEach(async () => {
  morning = await openMorning({ settings: { PUSH_HOSTS: '127.0.0.1' } });
  service = await startPushService(async () => (await pushKeys(morning.house.store)).publicKey);
});
afterEach(async () => {
  await service.close();
  await morning.close();
});

async function phoneOf(technicianId: string): Promise<string> {
  const signedIn = await signInAtOnce(morning.house)(technicianId);
  if (isRefused(signedIn)) throw new Error(signedIn.refused);
  const [device] = await morning.sql<{ id: string }>('SELECT id FROM device WHERE token_hash = $1', [
    hashOf(signedIn.token),
  ]);
  return device!.id;
}
async function subscribed(technicianId: string): Promise<string> {
  const deviceId = await phoneOf(technicianId);
  await subscribePhone(morning.house)(deviceId, { endpoint: service.endpoint, ...service.keys });
  return deviceId;
}
async function giveTo(technicianId: string): Promise<void> {
  const [{ version }] = (await morning.sql<{ version: number }>('SELECT version FROM appointment WHERE id = $1', [
    morning.appointmentId,
  ])) as [{ version: number }];
  const given = await reassign(morning.house)({
    appointmentId: morning.appointmentId,
    technicianId,
    version,
    dispatcher: 'Lee',
  });
  if (isRefused(given)) throw new Error(given.refused);
  await morning.settle();
}
const outcomes = async () =>
  (await morning.sql<{ outcome: string | null }>('SELECT outcome FROM push ORDER BY id')).map(({ outcome }) => outcome);
const subscriptions = async () => (await morning.sql('SELECT 1 FROM push_subscription')).length;

it('a new job wakes the phone, with the ticket and the street and nothing else', async () => {
  await subscribed(morning.sam);
  await giveTo(morning.sam);
  expect(service.faults).toEqual([]);
  expect(service.delivered).toEqual([
    {
      payload: { kind: 'new', ref: morning.ref, street: '12 Oak St' },
      ttl: expect.any(Number),
      topic: morning.ref,
      urgency: 'high',
    },
  ]);
  expect(await outcomes()).toEqual(['taken']);
});

it('so does a job that is taken away, and a word of the customer', async () => {
  await subscribed(morning.maria);
  await noteOnPage(morning.house)({ appointmentId: morning.appointmentId, note: 'gate code 4471', actor: 'Dave' });
  await morning.settle();
  await giveTo(morning.sam);
  expect(service.delivered.map(({ payload }) => (payload as { kind: string }).kind)).toEqual(['changed', 'off']);
  expect(JSON.stringify(service.delivered)).not.toMatch(/4471|Dave/);
});

it('nothing is written for a technician no phone of whom can be woken', async () => {
  await giveTo(morning.sam);
  expect(await outcomes()).toEqual([]);
});

it('a phone that is no longer there is forgotten, and the text goes out as ever', async () => {
  await subscribed(morning.sam);
  service.answer = 410;
  await giveTo(morning.sam);
  expect([await outcomes(), await subscriptions()]).toEqual([['gone'], 0]);
  await morning.until('07:43:00');
  expect(morning.texts('+15550202').join()).toContain(morning.ref);
});

it('a push service that is down is asked again, and given up in the end', async () => {
  await subscribed(morning.sam);
  service.answer = 503;
  await giveTo(morning.sam);
  for (let tries = 0; tries < 5; tries++) {
    await morning.sql('UPDATE push SET lease_until = NULL WHERE ended_at IS NULL');
    await morning.work.send();
  }
  await service.heard(4);
  expect([await outcomes(), await subscriptions()]).toEqual([['again'], 1]);
});

it('two workers at once push once', async () => {
  await subscribed(morning.sam);
  service.answer = 503;
  await giveTo(morning.sam);
  service.answer = 201;
  await morning.sql('UPDATE push SET lease_until = NULL');
  await Promise.all([morning.work.send(), morning.work.send(), morning.work.send()]);
  expect(service.delivered).toHaveLength(1);
});

it('the keys are made once, whoever asks first', async () => {
  const all = await Promise.all([1, 2, 3, 4].map(() => pushKeys(morning.house.store)));
  expect(new Set(all.map(({ publicKey }) => publicKey)).size).toBe(1);
});

it('a phone that was signed out is not woken any more', async () => {
  const deviceId = await subscribed(morning.sam);
  await signOutPhone(morning.house)({ technicianId: morning.sam, deviceId, dispatcher: 'Lee' });
  await giveTo(morning.sam);
  expect([service.delivered, await subscriptions()]).toEqual([[], 0]);
});

it.each([
  ['https://fcm.googleapis.com/fcm/send/abc', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/abc', true],
  ['http://fcm.googleapis.com/fcm/send/abc', false],
  ['https://fcm.googleapis.com.evil.example/abc', false],
  ['https://evilfcm.googleapis.com.example/abc', false],
  ['https://user@fcm.googleapis.com/abc', false],
  ['https://169.254.169.254/latest', false],
  ['http://127.0.0.1:5432/', false],
  ['not an address', false],
])('whether %s is asked: %s', async (endpoint, is) => {
  expect(isPushService(endpoint, ['fcm.googleapis.com', 'push.services.mozilla.com'])).toBe(is);
});

it('an address elsewhere is refused, and says which setting it is about', async () => {
  const deviceId = await phoneOf(morning.sam);
  const refused = await subscribePhone(morning.house)(deviceId, {
    endpoint: 'https://intranet.example/x',
    ...service.keys,
  });
  expect(refused).toMatchObject({ code: 'forbidden', refused: expect.stringContaining('PUSH_HOSTS') });
});
