import { bookWith, openOrder } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import { drive } from '#test/world/drive';
import type { Phone } from '#test/world/phone';
import type { TechnicianPhone } from '#test/world/technician';
import { wallClock, type World } from '#test/world/world';
import { has, since, timeAfter, widthIn } from '#test/stories/reading';
import type { Keeping, Story } from '#test/stories/story';

/** Maria's way to Dave is a straight road of 45 minutes; her phone falls silent 10 minutes after she has set out. */
const DAVES = { lat: 39.29, lng: -76.61 };
const DRIVE_MINUTES = 45;

const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: eastOf(DAVES, DRIVE_MINUTES) },
];

export const darkPhone: Story = {
  name: 'dark-phone',
  about:
    'The technician drives and her phone falls silent. The customer is told so, how much less is known, who looks into it and by when he hears again: and he does.',
  setting: { technicians: TECHNICIANS, from: '08:00:00' },
  async play(world, keeps) {
    const maria = await world.technician('Maria Gomez');
    const dave = world.phone('Dave', '+15550100');
    await maria.connect();
    const ref = await setsOut(world, maria, dave.number);
    const narrow = await whileShesHeard(world, maria, dave, keeps);
    await whenShesOld(world, dave, keeps);
    const wide = await whenShesDark(world, dave, narrow, keeps);
    await heHearsAgain(world, dave, keeps);
    await theDeskTexts(world, dave, keeps);
    await sheIsBack(world, maria, dave, { ref, wide }, keeps);
  },
};

async function setsOut(world: World, maria: TechnicianPhone, phone: string): Promise<string> {
  const order = await openOrder(world, {
    customer: { name: 'Dave Miller', phone },
    street: '12 Oak St',
    place: DAVES,
    workType: 'repair',
  });
  await bookWith(world, order.appointmentId, maria.id, local('09:00'), local('10:00'));
  await maria.sees((day) => day.tickets.length === 1);
  await maria.tap(order.ref, 'accept');
  await world.until('08:40:00');
  await maria.tap(order.ref, 'on-my-way');
  await world.settled();
  return order.ref;
}

async function whileShesHeard(world: World, maria: TechnicianPhone, dave: Phone, keeps: Keeping): Promise<number> {
  await drive(world, maria, { to: DAVES, from: '08:40:30', until: '08:50:00', left: DRIVE_MINUTES - 0.5 });
  await dave.text('How late?');
  const answer = dave.last().body;
  keeps(
    'while she is heard, "How late?" is answered with a time, and nothing is said of her phone',
    has(answer, 'About 9:', 'in your window') && !/position|signal/.test(answer),
  );
  return widthIn(answer);
}

async function whenShesOld(world: World, dave: Phone, keeps: Keeping) {
  await world.until('08:56:30');
  await dave.text('How late?');
  keeps('after five minutes the answer says how old the position is', has(dave.last().body, 'Last position 7 min old'));
  keeps('and nobody is alarmed yet', (await alerts(world)).length === 0);
}

async function whenShesDark(world: World, dave: Phone, narrow: number, keeps: Keeping): Promise<number> {
  await world.until('09:00:00');
  const [alert, ...more] = await alerts(world);
  keeps(
    'ten minutes after her last position the board says in words whose phone is silent, since when, and who waits',
    more.length === 0 && has(alert?.says ?? '', "No signal from Maria's phone since 8:49am", 'Dave Miller is next'),
  );
  await world.until('09:02:00');
  await dave.text('How late?');
  const answer = dave.last().body;
  keeps(
    'Dave is told since when there is no signal, who looks into it and by when he hears again',
    has(answer, "no signal from Maria's phone since 8:49am", 'so this is wider', 'Lee in dispatch is checking', 'by'),
  );
  keeps('the range he is told is wider than before', widthIn(answer) > narrow);
  keeps('he hears again within a quarter of an hour', timeAfter('texts you by', answer) <= local('09:17'));
  await world.until('09:04:00');
  await dave.text('How late??');
  keeps(
    'asking twice makes no second promise and names the same time',
    (await updates(world)).length === 1 &&
      timeAfter('texts you by', dave.last().body).getTime() === timeAfter('texts you by', answer).getTime(),
  );
  keeps('the desk sees what was promised to him', has((await alertOf(world, 'update')) ?? '', 'Lee texts Dave Miller'));
  return widthIn(answer);
}

/** Nobody at the desk does anything. */
async function heHearsAgain(world: World, dave: Phone, keeps: Keeping) {
  const by = timeAfter('texts you by', dave.last().body);
  const before = dave.texts().length;
  await world.until(wallClock(by));
  const [text = '', ...more] = since(dave, before);
  keeps('by then he is texted once, though nobody at the desk has', more.length === 0 && has(text, '9:', 'am'));
  keeps('that text says how old the position is', /Last position \d+ min old/.test(text));
  const [promise] = await updates(world);
  keeps('the promise stands as kept in the ledger, in time', promise?.state === 'kept' && promise.settled <= by);
  keeps('and the desk need not any more', (await alertOf(world, 'update')) === null);
}

/** Dave asks again, and this time Lee writes to him before we have to. */
async function theDeskTexts(world: World, dave: Phone, keeps: Keeping) {
  await world.until('09:12:00');
  await dave.text('any news? how late?');
  const by = timeAfter('texts you by', dave.last().body);
  keeps('once the first is kept, asking again makes a new promise', (await updates(world)).length === 2);
  await world.until('09:15:00');
  const [{ id }] = (await world.sql<{ id: string }>('SELECT id FROM work_order')) as [{ id: string }];
  await world.desk.post(`/api/work-orders/${id}/reply`, {
    body: 'Lee here: Maria called, she stood at a closed bridge.',
  });
  await world.settled();
  keeps('Lee can write to him', has(dave.last().body, 'closed bridge'));
  const before = dave.texts().length;
  await world.until(wallClock(by));
  const [, promise] = await updates(world);
  keeps(
    'then that promise is kept by it, and no text of ours comes on top',
    promise?.state === 'kept' && dave.texts().length === before,
  );
}

async function sheIsBack(
  world: World,
  maria: TechnicianPhone,
  dave: Phone,
  { ref, wide }: { ref: string; wide: number },
  keeps: Keeping,
) {
  await drive(world, maria, { to: DAVES, from: '09:21:00', until: '09:24:00', left: 12 });
  keeps('when her phone is heard again the alert closes itself', (await alerts(world)).length === 0);
  await dave.text('how late?');
  const answer = dave.last().body;
  keeps(
    'the range is narrow again, and nothing is said of her phone',
    widthIn(answer) < wide && !/signal/.test(answer),
  );
  await drive(world, maria, { to: DAVES, from: '09:24:45', until: '09:30:00', left: 8.25 });
  const before = dave.texts().length;
  await world.until('09:33:00');
  await maria.tap(ref, 'arrive');
  await world.settled();
  keeps('she arrives in the window he was promised, without another text', dave.texts().length === before);
  const broken = await world.sql(`SELECT kind FROM promise WHERE state = 'broken' OR (state = 'open')`);
  keeps('no promise to Dave is broken or left open', broken.length === 0);
}

type Alert = { readonly kind: string; readonly says: string };

const board = async (world: World): Promise<Alert[]> => (await world.desk.get('/api/board')).body.alerts;
const alerts = async (world: World) => (await board(world)).filter(({ kind }) => kind === 'dark-phone');
const alertOf = async (world: World, kind: string) =>
  (await board(world)).find((alert) => alert.kind === kind)?.says ?? null;

const updates = (world: World) =>
  world.sql<{ state: string; settled: Date }>(
    `SELECT state, settled_at AS settled FROM promise WHERE kind = 'update' ORDER BY made_at`,
  );
