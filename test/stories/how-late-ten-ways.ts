import { bookWith, openOrder } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import type { Phone } from '#test/world/phone';
import type { World } from '#test/world/world';
import { keepsFaith } from '#test/stories/honest';
import { has } from '#test/stories/reading';
import type { Story } from '#test/stories/story';

const DAVES = { lat: 39.29, lng: -76.61 };
const NORAS = eastOf(DAVES, 20);
const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: NORAS },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: eastOf(DAVES, 10) },
];

export const howLateTenWays: Story = {
  name: 'how-late-ten-ways',
  about:
    'Ten wordings of one question, in two languages and with thumbs: before a time is booked, when all is well, late, unchanged, on the road, with a dark phone, at the door and after. Each gets what is true then.',
  setting: { technicians: TECHNICIANS, from: '06:40:00' },
  async play(world, keeps) {
    const dave = world.phone('Dave', '+15550100');
    const asks = async (body: string, what: string, ...parts: string[]) => {
      const before = dave.texts().length;
      await dave.text(body);
      const isOne = dave.texts().length === before + 1 && dave.last().segments === 1;
      keeps(`"${body}": ${what}`, isOne && has(dave.last().body, ...parts));
    };
    const { maria, noras, daves } = await theMorning(world, dave, asks);
    await world.until('07:20:00');
    await asks('eta?', 'a time, and how old it is', 'About 8:', 'in your window', 'As of 7:');
    await world.until('08:01:30');
    await maria.tap(noras, 'late', { minutes: 180 });
    await world.settled();
    await world.until('08:03:00');
    await asks(
      'How Late?',
      'how much after the window, and why',
      '11:15-11:55am',
      'after your window',
      'earlier job ran over',
    );
    await dave.text('1');
    await world.until('08:30:00');
    await asks('wen is she comin', 'nothing has changed, and he hears just that', 'Still the plan', 'No change since');
    await world.until('08:40:00');
    await asks(
      'gate code 4471, still coming?',
      'the time, and the code is passed on',
      'about 11:35am',
      'Passed to Maria',
    );
    await theRoad(world, { maria, noras, daves, asks });
    await keepsFaith(world, keeps);
  },
};

type Asks = (body: string, what: string, ...parts: string[]) => Promise<void>;

async function theMorning(world: World, dave: Phone, asks: Asks) {
  const maria = await world.technician('Maria Gomez');
  await maria.connect();
  const nora = await openOrder(world, {
    customer: { name: 'Nora Kim', phone: '+15550101' },
    street: '3 Hill Rd',
    place: NORAS,
    workType: 'repair',
  });
  const order = await openOrder(world, {
    customer: { name: 'Dave Miller', phone: dave.number },
    street: '12 Oak St',
    place: DAVES,
    workType: 'repair',
  });
  await asks('when are you coming?', 'no time is booked yet, and here is the way to one', 'choose a time', '/v/');
  await bookWith(world, nora.appointmentId, maria.id, local('07:00'), local('08:00'));
  await bookWith(world, order.appointmentId, maria.id, local('08:30'), local('09:30'));
  await maria.sees((day) => day.tickets.length === 2);
  await maria.tap(nora.ref, 'accept');
  await maria.tap(order.ref, 'accept');
  await world.until('06:55:00');
  await maria.tap(nora.ref, 'on-my-way');
  await world.until('07:15:00');
  await maria.tap(nora.ref, 'arrive');
  await maria.tap(nora.ref, 'start');
  return { maria, noras: nora.ref, daves: order.ref };
}

type Road = {
  readonly maria: Awaited<ReturnType<World['technician']>>;
  readonly noras: string;
  readonly daves: string;
  readonly asks: Asks;
};

async function theRoad(world: World, { maria, noras, daves, asks }: Road): Promise<void> {
  await world.until('11:10:00');
  await maria.tap(noras, 'done');
  await world.until('11:12:00');
  await maria.tap(daves, 'on-my-way');
  await maria.isAt(eastOf(DAVES, 18), local('11:12:30'));
  await world.settled();
  await world.until('11:13:00');
  await asks('r u close', 'on the road: about when', '11:3');
  await world.until('11:31:00');
  await asks('how much longer??', 'her phone is dark: wider, and who texts by when', 'signal', 'texts you by');
  await asks('where r u', 'asked again in the dark the same promise stands', 'signal', 'texts you by');
  await maria.isAt(DAVES, local('11:31:00'));
  await world.until('11:33:00');
  await maria.tap(daves, 'arrive');
  await world.settled();
  await asks('where is he?', 'she is at the door, since when', 'at your door since 11:33am', 'Reply 0');
  await maria.tap(daves, 'start');
  await world.until('12:10:00');
  await maria.tap(daves, 'done', { note: 'outside line replaced' });
  await world.settled();
  await asks('when is the tech coming', 'it is done, and when', 'was finished', '12:10pm');
}
