import { bookWith, openOrder } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import type { Phone } from '#test/world/phone';
import type { TechnicianPhone } from '#test/world/technician';
import type { World } from '#test/world/world';
import { has, rangeIn, since } from '#test/stories/reading';
import { beforeTheWindow, takenBack, tellingsTo, tooClose } from '#test/stories/told';
import type { Keeping, Story } from '#test/stories/story';

const OAK_ST = { lat: 39.29, lng: -76.61 };

const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: OAK_ST },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: OAK_ST },
];

/** Abe's repair threatens Bob's window alone. */
const CUSTOMERS = [
  { name: 'Abe Stone', from: '07:00', to: '08:00' },
  { name: 'Bob Hill', from: '08:30', to: '09:30' },
  { name: 'Cleo Vance', from: '11:00', to: '12:00' },
  { name: 'Dora Lane', from: '13:00', to: '14:00' },
] as const;
const [ABE, BOB, CLEO, DORA] = [0, 1, 2, 3] as const;

export const fasterThanPlanned: Story = {
  name: 'faster-than-planned',
  about:
    'The jobs end early. Who was told of a delay hears the good news once; who was told nothing hears nothing; and nobody has to be home before the window he was promised.',
  setting: { technicians: TECHNICIANS, from: '06:40:00' },
  async play(world, keeps) {
    const maria = await world.technician('Maria Gomez');
    await maria.connect();
    const day = await theMorningSoFar(world, maria);
    await aDelayIsTold(world, day, keeps);
    await itEndsEarly(world, day, keeps);
    await farTooEarly(world, day, keeps);
    await atTheEnd(world, day, keeps);
  },
};

type Day = { readonly maria: TechnicianPhone; readonly phones: readonly Phone[]; readonly refs: readonly string[] };

async function theMorningSoFar(world: World, maria: TechnicianPhone): Promise<Day> {
  const phones: Phone[] = [];
  const refs: string[] = [];
  for (const [n, { name, from, to }] of CUSTOMERS.entries()) {
    const phone = world.phone(name.split(' ')[0]!, `+1555010${n}`);
    const order = await openOrder(world, {
      customer: { name, phone: phone.number },
      street: `${n + 1} Oak St`,
      place: eastOf(OAK_ST, 5 + 5 * n),
      workType: 'repair',
    });
    await bookWith(world, order.appointmentId, maria.id, local(from), local(to));
    await maria.tap(order.ref, 'accept');
    phones.push(phone);
    refs.push(order.ref);
  }
  await world.until('06:58:00');
  await maria.tap(refs[ABE]!, 'on-my-way');
  await world.until('07:03:00');
  await maria.tap(refs[ABE]!, 'arrive');
  await maria.tap(refs[ABE]!, 'start');
  return { maria, phones, refs };
}

const counted = ({ phones }: Day) => phones.map((phone) => phone.texts().length);
const heardSince = ({ phones }: Day, counts: readonly number[]) => phones.map((phone, n) => since(phone, counts[n]!));

async function aDelayIsTold(world: World, day: Day, keeps: Keeping) {
  await world.until('07:50:00');
  const counts = counted(day);
  await day.maria.tap(day.refs[ABE]!, 'late', { minutes: 100 });
  await world.settled();
  const said = heardSince(day, counts);
  keeps(
    'Bob, whose window breaks, is told of the delay, and nobody else is',
    has(said[BOB]![0] ?? '', 'Maria is late: now about 9:') && said.flat().length === 1,
  );
  await day.phones[BOB]!.text('1');
}

/** An hour before Maria thought. */
async function itEndsEarly(world: World, day: Day, keeps: Keeping) {
  const { maria, refs, phones } = day;
  await world.until('08:06:00');
  const counts = counted(day);
  await maria.tap(refs[ABE]!, 'done');
  await world.until('08:14:00');
  const said = heardSince(day, counts);
  const news = said[BOB]!.find((text) => text.includes('good news')) ?? '';
  keeps('Bob hears the good news once', said[BOB]!.length === 1 && has(news, 'Maria is now about 8:30am', 'was 9:'));
  keeps('not that she comes before his window', news !== '' && rangeIn(news).from >= local('08:30'));
  keeps('Cleo and Dora, who were told nothing, hear nothing', !said[CLEO]!.length && !said[DORA]!.length);
  await phones[BOB]!.text('how late?');
  keeps('who asks is told no time before his window either', rangeIn(phones[BOB]!.last().body).from >= local('08:30'));
  await world.until('08:20:00');
  await maria.tap(refs[BOB]!, 'on-my-way');
  await world.settled();
  const ontheway = phones[BOB]!.last().body;
  keeps(
    'setting out early she is announced for the beginning of the window',
    has(ontheway, 'Maria is on the way, arriving about 8:3') && rangeIn(ontheway).from >= local('08:30'),
  );
  await world.until('08:31:00');
  await maria.tap(refs[BOB]!, 'arrive');
  await maria.tap(refs[BOB]!, 'start');
}

/** Bob's repair takes a quarter of an hour; Cleo expects nobody before eleven. */
async function farTooEarly(world: World, day: Day, keeps: Keeping) {
  const { maria, refs } = day;
  await world.until('08:46:00');
  const counts = counted(day);
  await maria.tap(refs[BOB]!, 'done');
  await world.until('10:44:00');
  const said = heardSince(day, counts);
  keeps('two hours early, Cleo and Dora are not told to be home', !said[CLEO]!.length && !said[DORA]!.length);
  keeps('and the desk sees Cleo expected in his window', (await expected(world, refs[CLEO]!)) >= local('11:00'));
  await maria.tap(refs[CLEO]!, 'on-my-way');
  await world.settled();
  const text = day.phones[CLEO]!.last().body;
  keeps(
    'the first Cleo hears is that she is on the way, for his window',
    has(text, 'on the way') && rangeIn(text).from >= local('11:00'),
  );
  await world.until('11:01:00');
  await maria.tap(refs[CLEO]!, 'arrive');
  await maria.tap(refs[CLEO]!, 'start');
  await world.until('11:21:00');
  await maria.tap(refs[CLEO]!, 'done');
  await world.until('12:30:00');
  keeps('Dora still has heard nothing', heardSince(day, counts)[DORA]!.length === 0);
}

async function atTheEnd(world: World, { phones }: Day, keeps: Keeping) {
  const tellings = await Promise.all(phones.map(({ number }) => tellingsTo(world, number)));
  keeps('nobody was told of a time before his window', tellings.flatMap(beforeTheWindow).length === 0);
  keeps('no text takes an earlier one back', tellings.flatMap(takenBack).length === 0);
  keeps('no two texts within a quarter of an hour, unless Maria spoke', tellings.flatMap(tooClose).length === 0);
  const early = await world.sql('SELECT 1 FROM appointment WHERE arrived_at < window_from');
  keeps('and nobody was visited before it', early.length === 0);
}

const expected = async (world: World, ref: string) =>
  (
    await world.sql<{ p50: Date }>(
      'SELECT a.eta_p50 AS p50 FROM appointment a JOIN work_order w ON w.id = a.work_order_id WHERE w.ref = $1',
      [ref],
    )
  )[0]!.p50;
