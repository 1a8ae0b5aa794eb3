import { bookWith, openOrder } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import type { Phone } from '#test/world/phone';
import type { TechnicianPhone } from '#test/world/technician';
import type { World } from '#test/world/world';
import { has, since } from '#test/stories/reading';
import { takenBack, tellingsTo, tooClose } from '#test/stories/told';
import type { Keeping, Story } from '#test/stories/story';

const DAVES = { lat: 39.29, lng: -76.61 };
const NORAS = eastOf(DAVES, 20);

const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: NORAS },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: eastOf(DAVES, 10) },
];

export const secondSlip: Story = {
  name: 'second-slip',
  about:
    'He was told of a delay and kept his technician; then it gets later still, and later again. Every slip that matters is told once, with a way out, and no text takes another back.',
  setting: { technicians: TECHNICIANS, from: '06:40:00' },
  async play(world, keeps) {
    const maria = await world.technician('Maria Gomez');
    const dave = world.phone('Dave', '+15550100');
    await maria.connect();
    const { noras, daves } = await theMorningSoFar(world, maria, dave.number);
    await theFirst(world, maria, dave, noras, keeps);
    await aLittle(world, maria, dave, noras, keeps);
    await theSecond(world, maria, dave, noras, keeps);
    await theThird(world, maria, dave, noras, keeps);
    await noWord(world, maria, dave, { noras, daves }, keeps);
  },
};

/** Maria is at Nora's since 7:15 and is due at Dave's from 8:30 to 9:30. */
async function theMorningSoFar(world: World, maria: TechnicianPhone, phone: string) {
  const nora = await openOrder(world, {
    customer: { name: 'Nora Kim', phone: '+15550101' },
    street: '3 Hill Rd',
    place: NORAS,
    workType: 'repair',
  });
  const dave = await openOrder(world, {
    customer: { name: 'Dave Miller', phone },
    street: '12 Oak St',
    place: DAVES,
    workType: 'repair',
  });
  await bookWith(world, nora.appointmentId, maria.id, local('07:00'), local('08:00'));
  await bookWith(world, dave.appointmentId, maria.id, local('08:30'), local('09:30'));
  await maria.sees((day) => day.tickets.length === 2);
  await maria.tap(nora.ref, 'accept');
  await maria.tap(dave.ref, 'accept');
  await world.until('06:55:00');
  await maria.tap(nora.ref, 'on-my-way');
  await world.until('07:15:00');
  await maria.tap(nora.ref, 'arrive');
  await maria.tap(nora.ref, 'start');
  return { noras: nora.ref, daves: dave.ref };
}

async function theFirst(world: World, maria: TechnicianPhone, dave: Phone, noras: string, keeps: Keeping) {
  await world.until('08:01:30');
  await maria.tap(noras, 'late', { minutes: 180 });
  await world.settled();
  keeps('he is told about 11:35', has(dave.last().body, 'about 11:35am (11:15-11:55)', '1 Keep Maria'));
  await world.until('08:04:00');
  await dave.text('1');
  await world.until('08:30:00');
  await dave.text('still coming?');
  keeps(
    'asked again while nothing has changed, the answer says just that and what he will be texted of',
    has(dave.last().body, 'Still the plan: Maria about 11:35am (11:15-11:55)', 'We text you when it moves 10 min'),
  );
}

/** Five minutes. */
async function aLittle(world: World, maria: TechnicianPhone, dave: Phone, noras: string, keeps: Keeping) {
  await world.until('09:00:00');
  const before = dave.texts().length;
  await maria.tap(noras, 'late', { minutes: 5 });
  await world.until('09:59:00');
  keeps('a slip of less than ten minutes is not told', dave.texts().length === before);
}

/** Twenty-five minutes later than he was told. */
async function theSecond(world: World, maria: TechnicianPhone, dave: Phone, noras: string, keeps: Keeping) {
  await world.until('10:00:00');
  const before = dave.texts().length;
  await maria.tap(noras, 'late', { minutes: 20 });
  await world.settled();
  const [text = '', ...more] = since(dave, before);
  keeps('a further slip is one text', more.length === 0);
  keeps('it names the new time and the one he was told', has(text, 'Maria is now about 12:00 (', 'was 11:15-11:55'));
  keeps('it offers other times and a person', has(text, 'Reply 2 for other times, 0 a person calls you'));
  keeps('it takes one segment', dave.last().segments === 1);
}

/** A quarter of an hour more, a few minutes after he was told. */
async function theThird(world: World, maria: TechnicianPhone, dave: Phone, noras: string, keeps: Keeping) {
  await world.until('10:05:00');
  const before = dave.texts().length;
  await maria.tap(noras, 'late', { minutes: 15 });
  await world.settled();
  keeps('what lies within the range he was told minutes ago is not told at once', dave.texts().length === before);
  await world.until('10:29:00');
  keeps('nor before half an hour has passed', dave.texts().length === before);
  await world.until('10:31:00');
  const [text = '', ...more] = since(dave, before);
  keeps(
    'then it is, though nobody has said anything since',
    more.length === 0 && has(text, 'now about 12:15', 'other times'),
  );
  await world.until('10:33:00');
  await dave.text('2');
  keeps('its digit gives him other times, held for him', has(dave.last().body, 'held until', 'Sam', '0 A person'));
  await world.until('10:34:00');
  await dave.text('1');
}

/** The end she has named passes without a word. */
async function noWord(
  world: World,
  maria: TechnicianPhone,
  dave: Phone,
  { noras, daves }: { noras: string; daves: string },
  keeps: Keeping,
) {
  await world.until('12:25:00');
  await maria.tap(noras, 'done');
  await world.until('12:27:00');
  await maria.tap(daves, 'on-my-way');
  await world.until('12:47:00');
  await maria.tap(daves, 'arrive');
  await world.settled();
  const tellings = [await tellingsTo(world, dave.number), await tellingsTo(world, '+15550101')];
  keeps(
    'no text of ours follows another within a quarter of an hour, unless Maria has just said something',
    tellings.flatMap(tooClose).length === 0,
  );
  keeps('no text takes an earlier one back', tellings.flatMap(takenBack).length === 0);
}
