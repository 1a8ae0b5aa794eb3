import { bookWith, openOrder } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import type { Phone } from '#test/world/phone';
import type { TechnicianPhone } from '#test/world/technician';
import type { World } from '#test/world/world';
import { has } from '#test/stories/reading';
import type { Keeping, Story } from '#test/stories/story';

const DAVES = { lat: 39.29, lng: -76.61 };

const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: eastOf(DAVES, 10) },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: eastOf(DAVES, 15) },
];

export const stopMeansStop: Story = {
  name: 'stop-means-stop',
  about:
    'A customer wants no more texts: by a text, on his page, or told to the desk. Nothing is texted from then on, his visit stands, and what he must know is told by a person; START brings the texts back.',
  setting: { technicians: TECHNICIANS, from: '07:40:00' },
  async play(world, keeps) {
    const maria = await world.technician('Maria Gomez');
    await maria.connect();
    const dave = world.phone('Dave', '+15550100');
    const { ref, workOrderId } = await bookDave(world, maria, dave);
    await byText(world, maria, dave, { ref, workOrderId }, keeps);
    await again(world, dave, keeps);
    await onThePage(world, dave, keeps);
    await byTheDesk(world, dave, workOrderId, keeps);
  },
};

async function bookDave(world: World, maria: TechnicianPhone, dave: Phone) {
  const order = await openOrder(world, {
    customer: { name: 'Dave Miller', phone: dave.number },
    street: '12 Oak St',
    place: DAVES,
    workType: 'repair',
    invite: true,
  });
  await world.settled();
  await bookWith(world, order.appointmentId, maria.id, local('08:30'), local('09:30'));
  await maria.sees((day) => day.tickets.length === 1);
  await maria.tap(order.ref, 'accept');
  await world.settled();
  return order;
}

type Alert = { readonly id: string; readonly says: string };
const toTell = async (world: World): Promise<Alert | undefined> =>
  (await world.sql<Alert>(`SELECT id, says FROM alert WHERE kind = 'phone-only' AND closed_at IS NULL`))[0];

/** STOP, and then a delay. */
async function byText(
  world: World,
  maria: TechnicianPhone,
  dave: Phone,
  { ref, workOrderId }: { ref: string; workOrderId: string },
  keeps: Keeping,
) {
  await world.until('08:02:00');
  await dave.text('STOP');
  keeps('STOP is confirmed once, and the visit stands', has(dave.last().body, 'no more texts', 'still stands'));
  const after = dave.texts().length;
  await maria.tap(ref, 'late', { minutes: 120 });
  await world.settled();
  const task = await toTell(world);
  keeps('of the delay nothing is texted', dave.texts().length === after);
  keeps('nor does a machine call', world.carrier.calls(dave.number).length === 0);
  keeps(
    'the desk has a name, a number, a time and the words to say',
    has(task?.says ?? '', 'Lee phones Dave Miller (+15550100) by 8:12am', 'Maria is late'),
  );
  world.act('Lee', 'Dave', '(phones) Maria is late: she comes later this morning. It is not cancelled.');
  await world.desk.post(`/api/alerts/${task!.id}/told`, {});
  await world.settled();
  const story = await world.desk.get(`/api/work-orders/${workOrderId}/story`);
  keeps('told, the alert is gone', (await toTell(world)) === undefined);
  keeps(
    'and the story says who told it',
    story.body.entries.some(
      (it: { type: string; actor: string }) => it.type === 'message.told' && has(it.actor, 'Lee'),
    ),
  );
}

async function again(world: World, dave: Phone, keeps: Keeping) {
  await world.until('08:06:00');
  await dave.text('START');
  keeps('START brings the texts back', has(dave.last().body, 'texts are on again'));
  const before = dave.texts().length;
  await dave.text('how late?');
  keeps('and he is answered', dave.texts().length === before + 1);
}

async function onThePage(world: World, dave: Phone, keeps: Keeping) {
  await world.until('08:08:00');
  const before = dave.texts().length;
  const path = dave.link();
  await dave.open(`${path}/texts`);
  const page = await dave.open(path);
  keeps('opening the page changes nothing', has(page.html, 'Stop texts to this number'));
  const next = await dave.press(page, 'Stop texts to this number');
  dave.act('presses "Stop texts to this number" on his page');
  keeps('the page says that it holds', has(next.html, 'Your number gets no texts', 'Get texts again'));
  await dave.text('how late?');
  keeps('not even an answer is texted then', dave.texts().length === before);
  await dave.press(next, 'Get texts again');
  dave.act('presses "Get texts again"');
  await dave.text('how late?');
  keeps('the same button turns them on again', dave.texts().length === before + 1);
}

async function byTheDesk(world: World, dave: Phone, workOrderId: string, keeps: Keeping) {
  await world.until('08:10:00');
  world.act('Dave', 'Lee', '(on the phone) Please send me no more texts.');
  await world.desk.post(`/api/work-orders/${workOrderId}/texts`, { texts: false, reason: 'told us on the phone' });
  const before = dave.texts().length;
  await dave.text('how late?');
  keeps('what he tells the desk holds as well', dave.texts().length === before);
  const story = await world.desk.get(`/api/work-orders/${workOrderId}/story`);
  const said = story.body.entries.filter(({ type }: { type: string }) => type.startsWith('consent.'));
  keeps(
    'every change is in the story with who said it and how',
    has(
      said.map(({ actor, text }: { actor: string; text: string }) => `${actor}: ${text}`).join(' | '),
      'texted: STOP',
      'texted: START',
      'customer Dave Miller: on the visit page',
      'dispatcher Lee Park: told us on the phone',
    ),
  );
}
