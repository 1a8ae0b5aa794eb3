import { randomUUID } from 'node:crypto';
import { isRefused } from '#visits/refused';
import { techDay } from '#store/tech-day';
import { storyOf } from '#store/story';
import { foretellDelay } from '#flows/commands/foretell-delay';
import { keepPhoto } from '#flows/commands/keep-photo';
import { operate } from '#flows/commands/operate';
import { phonesOf, setOffShift, showSignInLink, signOutPhone } from '#flows/commands/phones';
import { reassign } from '#flows/commands/reassign';
import { receivePositions } from '#flows/commands/receive-positions';
import { sayToCustomer } from '#flows/commands/say-to-customer';
import { signInLink, tokenOf } from '#flows/links';
import { redeemSignInLink, signInAtOnce, textSignInLink } from '#flows/commands/sign-in';
import { makeTracker } from '#flows/commands/trackers';
import { book, DAVE, DAVES, type Morning, openMorning } from '#test/branches/morning';
import { local } from '#test/world/company';

/* What stands behind the technician's phone, one thing at a time. */

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

async function phone(technicianId = morning.maria): Promise<string> {
  const signedIn = await signInAtOnce(morning.house)(technicianId);
  if (isRefused(signedIn)) throw new Error(signedIn.refused);
  return (await phonesOf(morning.house, technicianId))!.find(({ signedOutAt }) => !signedOutAt)!.id;
}
async function giveToSam(): Promise<string> {
  const { id } = await morning.ticket();
  const [{ version }] = (await morning.sql<{ version: number }>('SELECT version FROM appointment')) as [
    { version: number },
  ];
  const { appointmentId, sam } = morning;
  const given = await reassign(morning.house)({ appointmentId, technicianId: sam, version, dispatcher: 'Lee' });
  if (isRefused(given)) throw new Error(given.refused);
  await morning.settle();
  return id;
}
const events = (type: string) =>
  morning.sql<{ reason: string; data: Record<string, unknown> }>('SELECT reason, data FROM timeline WHERE type = $1', [
    type,
  ]);
const dayOf = async (technicianId: string) =>
  (await techDay({ sql: morning.sql }, technicianId, { company: 'Acme', desk: '' }))!;

describe('what was written to the customer', () => {
  it('is read without the link, and nothing is left hanging where it stood', async () => {
    await morning.until('08:10');
    await morning.tap('on-my-way');
    expect(morning.last()).toMatch(/Map: http/);
    const [ticket] = (await dayOf(morning.maria)).tickets;
    const [said] = ticket!.story.filter(({ about }) => about === 'we');
    expect(said!.says).toMatch(/Map: \(link\)/);
    expect(said!.says).not.toMatch(/http|token/);
  });
});

describe('a job that was given to another while he had no signal', () => {
  const tell = (assignmentId: string, deviceId: string, more: object) =>
    operate(morning.house)({ assignmentId, technicianId: morning.maria, deviceId, act: 'arrive', ...more } as never);

  it('is not his: what he told is kept for the desk, and the customer hears nothing', async () => {
    const deviceId = await phone();
    await morning.until('08:00');
    const lost = await giveToSam();
    await morning.tap('accept');
    await morning.until('08:20');
    const heard = morning.texts(DAVE).length;
    const tap = { operationId: 'one-tap-too-late', seq: 1, ageMs: 60_000, note: 'nobody opens' };
    const answer = await tell(lost, deviceId, tap);
    expect(answer).toMatchObject({
      kept: expect.stringMatching(/^This job was given to Sam Reed at 8:00am\. .*kept.*customer was told nothing\.$/),
    });
    expect(await tell(lost, deviceId, tap)).toEqual(answer);
    await morning.settle();
    expect((await events('technician.told-too-late')).map(({ reason }) => reason)).toEqual([
      'Arrived, 8:19am; the job was given to Sam Reed at 8:00am. nobody opens',
    ]);
    expect(await morning.sql(`SELECT kind, says FROM alert WHERE kind = 'conflict' AND closed_at IS NULL`)).toEqual([
      {
        kind: 'conflict',
        says: 'Maria Gomez told “Arrived” (8:19am) for Dave Miller, but the job was given to Sam Reed at 8:00am',
      },
    ]);
    expect(morning.texts(DAVE)).toHaveLength(heard);
    expect((await morning.ticket()).technicianId).toBe(morning.sam);
  });

  it('is none of the business of a third', async () => {
    const lost = await giveToSam();
    const tap = {
      operationId: 'not-his-at-all',
      assignmentId: lost,
      technicianId: morning.sam,
      act: 'arrive',
    } as const;
    expect(await operate(morning.house)({ ...tap, deviceId: await phone(morning.sam) })).toMatchObject({
      code: 'absent',
    });
    expect(await events('technician.told-too-late')).toEqual([]);
  });
});

it('who arrived in time without signal has kept the promise, and is not texted about late', async () => {
  const deviceId = await phone();
  const { id: assignmentId } = await morning.ticket();
  await morning.until('08:50');
  const heard = morning.texts(DAVE).length;
  const about = { assignmentId, technicianId: morning.maria, deviceId };
  await operate(morning.house)({ ...about, act: 'on-my-way', operationId: 'set-out-1', seq: 1, ageMs: 45 * 60_000 });
  await operate(morning.house)({ ...about, act: 'arrive', operationId: 'arrived-1', seq: 2, ageMs: 15 * 60_000 });
  await morning.settle();
  const [visit] = await morning.sql('SELECT arrived_at AS "arrivedAt" FROM appointment');
  expect(visit).toEqual({ arrivedAt: local('08:35') });
  expect(morning.texts(DAVE).slice(heard)).toEqual([]);
  expect((await events('technician.arrived'))[0]!.data).toEqual({ tappedAt: local('08:35').toISOString() });
});

it('a refusal of a numbered tap is final, and the next number follows it', async () => {
  const deviceId = await phone();
  const { id: assignmentId } = await morning.ticket();
  const about = { assignmentId, technicianId: morning.maria, deviceId };
  const early = { ...about, act: 'start', operationId: 'too-early', seq: 1 } as const;
  const refused = await operate(morning.house)(early);
  expect(refused).toMatchObject({ code: 'illegal-move' });
  expect(await operate(morning.house)({ ...about, act: 'arrive', operationId: 'far-ahead', seq: 3 })).toEqual({
    expects: 2,
  });
  await operate(morning.house)({ ...about, act: 'on-my-way', operationId: 'set-out-1', seq: 2 });
  await operate(morning.house)({ ...about, act: 'arrive', operationId: 'far-ahead', seq: 3 });
  expect(await operate(morning.house)(early)).toEqual(refused);
  expect((await morning.ticket()).state).toBe('on_site');
});

it('a tap that was sent from his old phone is known again from his new one', async () => {
  const { id: assignmentId } = await morning.ticket();
  const tap = {
    assignmentId,
    technicianId: morning.maria,
    act: 'late',
    minutes: 30,
    operationId: 'half-an-hour',
    seq: 1,
  } as const;
  await operate(morning.house)({ ...tap, deviceId: await phone() });
  await operate(morning.house)({ ...tap, deviceId: await phone() });
  expect(await events('technician.delayed')).toHaveLength(1);
});

it('a delay says whom it would concern, and changes nothing', async () => {
  const { id: assignmentId } = await morning.ticket();
  await book(morning, { name: 'Nora Kim', phone: '+15550101' }, morning.maria, '10:30', '11:30', DAVES);
  await morning.settle();
  const before = await morning.sql('SELECT * FROM timeline ORDER BY id');
  const ask = (minutes: number) => foretellDelay(morning.house)({ technicianId: morning.maria, assignmentId, minutes });
  expect(await ask(5)).toEqual({ told: [] });
  const long = await ask(240);
  expect(long).toMatchObject({
    told: [
      { customer: 'Dave Miller', zone: 'America/New_York', texts: true },
      { customer: 'Nora Kim', zone: 'America/New_York', texts: true },
    ],
  });
  expect(await morning.sql('SELECT * FROM timeline ORDER BY id')).toEqual(before);
  expect((await dayOf(morning.maria)).tickets[0]!.assignmentId).toBe(assignmentId);
});

it('has his customer told that he is there, once, from the company', async () => {
  const { id: assignmentId } = await morning.ticket();
  const say = (word: 'here' | 'let-in', technicianId = morning.maria) =>
    sayToCustomer(morning.house)({ technicianId, assignmentId, word });
  await morning.until('08:35');
  await say('here');
  await say('here');
  await say('let-in');
  expect(await say('here', morning.sam)).toMatchObject({ code: 'absent' });
  await morning.settle();
  expect(morning.texts(DAVE).slice(-2)).toEqual([
    expect.stringMatching(/: Maria is at your door\.$/),
    expect.stringMatching(/: Maria is outside and cannot get in\. Please open\.$/),
  ]);
});

describe('a photo', () => {
  const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  it('is kept once, with the time it was taken, and stands in the story', async () => {
    const { id: assignmentId } = await morning.ticket();
    const photo = { technicianId: morning.maria, assignmentId, photoId: randomUUID(), ageMs: 60_000, bytes: JPEG };
    expect(await keepPhoto(morning.house)(photo)).toEqual({ kept: true });
    expect(await keepPhoto(morning.house)(photo)).toEqual({ kept: true });
    const story = (await storyOf({ sql: morning.sql }, morning.workOrderId))!;
    expect(story.photos).toEqual([{ id: photo.photoId, at: local('07:41').toISOString(), technician: 'Maria Gomez' }]);
    expect(story.entries.filter(({ type }) => type === 'photo.taken')).toHaveLength(1);
  });

  it('of somebody else’s job, or that is none, is refused', async () => {
    const { id: assignmentId } = await morning.ticket();
    const photo = { technicianId: morning.sam, assignmentId, photoId: randomUUID(), ageMs: 0, bytes: JPEG };
    expect(await keepPhoto(morning.house)(photo)).toMatchObject({ code: 'absent' });
    const html = { ...photo, technicianId: morning.maria, bytes: Buffer.from('<svg onload=alert(1)>') };
    expect(await keepPhoto(morning.house)(html)).toMatchObject({ refused: 'That is no JPEG picture.' });
  });
});

describe('off shift', () => {
  const tellPosition = () =>
    receivePositions(morning.house)({
      technicianId: morning.maria,
      source: 'page',
      fixes: [
        { at: new Date('2026-03-03T13:05:00Z'), ...DAVES, accuracy: 5, speed: null, heading: null, mocked: false },
      ],
    })!;
  const say = (off: boolean) => setOffShift(morning.house)({ technicianId: morning.maria, name: 'Maria Gomez', off });

  it('nothing of where he is is stored, until he is on again', async () => {
    await morning.until('08:00');
    await say(true);
    await say(true);
    await morning.until('08:05');
    expect((await dayOf(morning.maria)).off).toBe(true);
    expect(await tellPosition()).toMatchObject({ taken: 0, offShift: 1 });
    await say(false);
    expect((await dayOf(morning.maria)).off).toBe(false);
    expect(await tellPosition()).toMatchObject({ taken: 1, offShift: 0 });
    expect((await events('technician.off-shift')).length).toBe(1);
  });
});

it('the phones of a technician are listed with when they were heard of, and one that is lost is shut out', async () => {
  const deviceId = await phone();
  await phone();
  const { maria: technicianId } = morning;
  expect(await phonesOf(morning.house, technicianId)).toHaveLength(2);
  await signOutPhone(morning.house)({ technicianId, deviceId, dispatcher: 'Lee' });
  await signOutPhone(morning.house)({ technicianId, deviceId, dispatcher: 'Lee' });
  const phones = (await phonesOf(morning.house, technicianId))!;
  expect(phones.map(({ signedOutAt }) => signedOutAt !== null)).toEqual([false, true]);
  expect(await events('technician.signed-out')).toHaveLength(1);
  expect(await signOutPhone(morning.house)({ technicianId: morning.sam, deviceId, dispatcher: 'Lee' })).toMatchObject({
    code: 'absent',
  });
});

it('a sign-in link that lies on a lost phone opens nothing once that phone is signed out', async () => {
  const deviceId = await phone();
  const { maria, sam, house } = morning;
  const links = await Promise.all([maria, sam].map((id) => house.store.commit((tx) => signInLink(tx, house, id))));
  await signOutPhone(house)({ technicianId: maria, deviceId, dispatcher: 'Lee' });
  const opened = await Promise.all(links.map((link) => redeemSignInLink(house)(tokenOf(house, link))));
  expect(opened).toEqual([expect.objectContaining({ code: 'expired' }), { token: expect.any(String) }]);
});

it('whoever at the desk lets a phone in as a technician is named on the timeline', async () => {
  const him = { technicianId: morning.maria, actor: 'dispatcher Lee' };
  await showSignInLink(morning.house)(him);
  await textSignInLink(morning.house)(him);
  expect(await morning.sql(`SELECT actor, reason FROM timeline WHERE type = 'technician.let-in' ORDER BY id`)).toEqual([
    { actor: 'dispatcher Lee', reason: 'a sign-in code was shown at the desk' },
    { actor: 'dispatcher Lee', reason: 'a sign-in link was texted to him' },
  ]);
});

it('a tracking app takes its settings from a code: where to, and who it is', async () => {
  const made = await makeTracker(morning.house)({
    technicianId: morning.maria,
    name: 'Phone',
    actor: 'technician Maria',
  });
  if (isRefused(made)) throw new Error(made.refused);
  const traccar = new URL(made.codes.traccar);
  expect([`${traccar.origin}${traccar.pathname}`, traccar.searchParams.get('id')]).toEqual([
    made.traccar.serverUrl,
    made.secret,
  ]);
  const inline = new URL(made.codes.owntracks).searchParams.get('inline')!;
  expect(JSON.parse(Buffer.from(inline, 'base64').toString())).toMatchObject({
    _type: 'configuration',
    mode: 3,
    url: made.owntracks.url,
    username: 'doorward',
    password: made.secret,
  });
});

it('what we wrote to the customer is no text to a technician', async () => {
  const we = async () =>
    (await dayOf(morning.maria)).tickets[0]!.story.filter(({ about }) => about === 'we').map(({ says }) => says);
  const before = await we();
  expect(before).toHaveLength(1);
  await morning.until('07:50');
  await morning.house.store.commit(async (tx) => {
    const { workOrderId, appointmentId } = morning;
    const about = { workOrderId, appointmentId, usefulUntil: new Date(tx.now.getTime() + 1e6) };
    tx.say({ ...about, key: 'to-maria', kind: 'ticket-declined', phone: '+15550201', isReply: true });
  });
  await morning.settle();
  expect(morning.texts('+15550201').at(-1)).toContain('Declined');
  expect(await we()).toEqual(before);
});
