import { bookWith, openOrder } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import type { Phone } from '#test/world/phone';
import type { TechnicianPhone } from '#test/world/technician';
import type { World } from '#test/world/world';
import { has, since } from '#test/stories/reading';
import { beforeTheWindow, takenBack, tellingsTo, tooClose } from '#test/stories/told';
import type { Keeping, Story } from '#test/stories/story';

/** All on one street, a few minutes from each other. */
const OAK_ST = { lat: 39.29, lng: -76.61 };

const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: OAK_ST },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: OAK_ST },
  { name: 'Ann Brook', phone: '+15550203', skills: ['fiber'], home: OAK_ST },
];

type Customer = {
  readonly name: string;
  readonly of: 'Maria Gomez' | 'Sam Reed';
  readonly from: string;
  readonly to: string;
};

/** Maria's five and Sam's two. An hour more breaks Bob's and Cleo's windows; Dora's and Eli's have room for it. */
const CUSTOMERS: readonly Customer[] = [
  { name: 'Abe Stone', of: 'Maria Gomez', from: '07:00', to: '08:00' },
  { name: 'Bob Hill', of: 'Maria Gomez', from: '08:00', to: '09:00' },
  { name: 'Cleo Vance', of: 'Maria Gomez', from: '09:00', to: '10:00' },
  { name: 'Dora Lane', of: 'Maria Gomez', from: '12:30', to: '13:30' },
  { name: 'Eli Marsh', of: 'Maria Gomez', from: '15:00', to: '16:00' },
  { name: 'Fay Birch', of: 'Sam Reed', from: '08:30', to: '09:30' },
  { name: 'Gus Thorn', of: 'Sam Reed', from: '10:30', to: '11:30' },
];

export const cascade: Story = {
  name: 'cascade',
  about:
    'Early in the morning a technician is an hour late, and five people wait for her. Only those whose windows break are told, each once, with times that are theirs alone; when she catches up they hear that once, too.',
  setting: { technicians: TECHNICIANS, from: '06:40:00' },
  async play(world, keeps) {
    const maria = await world.technician('Maria Gomez');
    const sam = await world.technician('Sam Reed');
    await maria.connect();
    await sam.connect();
    const town = await theMorningSoFar(world, maria, sam);
    await anHourLate(world, maria, town, keeps);
    await sheCatchesUp(world, maria, town, keeps);
    await theRestOfTheDay(world, { maria, sam }, town, keeps);
  },
};

type Town = {
  readonly phones: readonly Phone[];
  readonly refs: readonly string[];
};

const [ABE, BOB, CLEO, DORA, ELI, FAY, GUS] = [0, 1, 2, 3, 4, 5, 6] as const;

async function theMorningSoFar(world: World, maria: TechnicianPhone, sam: TechnicianPhone): Promise<Town> {
  const phones: Phone[] = [];
  const refs: string[] = [];
  for (const [n, { name, of, from, to }] of CUSTOMERS.entries()) {
    const number = `+1555010${n}`;
    const order = await openOrder(world, {
      customer: { name, phone: number },
      street: `${n + 1} Oak St`,
      place: eastOf(OAK_ST, 5 + n),
      workType: 'repair',
    });
    const his = of === 'Maria Gomez' ? maria : sam;
    await bookWith(world, order.appointmentId, his.id, local(from), local(to));
    await his.tap(order.ref, 'accept');
    phones.push(world.phone(name.split(' ')[0]!, number));
    refs.push(order.ref);
  }
  await world.until('06:58:00');
  await maria.tap(refs[ABE]!, 'on-my-way');
  await world.until('07:03:00');
  await maria.tap(refs[ABE]!, 'arrive');
  await maria.tap(refs[ABE]!, 'start');
  return { phones, refs };
}

async function anHourLate(world: World, maria: TechnicianPhone, { phones, refs }: Town, keeps: Keeping) {
  await world.until('08:00:00');
  const counts = phones.map((phone) => phone.texts().length);
  const late = await maria.tap(refs[ABE]!, 'late', { minutes: 60 });
  await world.settled();
  keeps('Maria can say that she is an hour late', late.status === 200);
  const said = phones.map((phone, n) => since(phone, counts[n]!));
  for (const n of [BOB, CLEO])
    keeps(
      `${CUSTOMERS[n]!.name}, whose window breaks, is told once, with a time, other times and a person`,
      said[n]!.length === 1 &&
        has(said[n]![0]!, 'Maria is late: now about', 'Not cancelled', '1 Keep Maria', '2 ', '0 A'),
    );
  keeps(
    'nobody else of hers hears anything',
    [DORA, ELI].every((n) => said[n]!.length === 0),
  );
  keeps(
    'nobody of another technician hears anything',
    [FAY, GUS].every((n) => said[n]!.length === 0),
  );
  keeps('the most urgent has the first pick of what is free', (await offered(world)).join() === 'Bob Hill,Cleo Vance');
  keeps('what is held for one is held for nobody else', (await collisions(world)) === 0);
  await world.until('08:19:00');
  keeps(
    'nobody is told a second time while nothing changes',
    phones.every((phone, n) => phone.texts().length === counts[n]! + said[n]!.length),
  );
}

/** Abe's repair was easier than it looked. */
async function sheCatchesUp(world: World, maria: TechnicianPhone, { phones, refs }: Town, keeps: Keeping) {
  const counts = phones.map((phone) => phone.texts().length);
  await world.until('08:20:00');
  await maria.tap(refs[ABE]!, 'done');
  await world.until('08:22:00');
  await maria.tap(refs[BOB]!, 'on-my-way');
  await world.until('08:28:00');
  await maria.tap(refs[BOB]!, 'arrive');
  await maria.tap(refs[BOB]!, 'start');
  await world.settled();
  const [, bobs, cleos, ...others] = phones.map((phone, n) => since(phone, counts[n]!));
  keeps(
    'Bob hears the better news once, and then that she is on the way',
    bobs!.length === 2 && has(bobs![0]!, 'good news, Maria is now about 8:') && has(bobs![1]!, 'Maria is on the way'),
  );
  keeps('Cleo hears the better news once', cleos!.length === 1 && has(cleos![0]!, 'good news, Maria is now about 9:'));
  keeps(
    'nobody else hears anything',
    others.every((said) => said.length === 0),
  );
}

type People = { readonly maria: TechnicianPhone; readonly sam: TechnicianPhone };

async function theRestOfTheDay(world: World, people: People, { phones, refs }: Town, keeps: Keeping) {
  const counts = phones.map((phone) => phone.texts().length);
  for (const [at, who, whose, ...acts] of TAPS) {
    await world.until(`${at}:00`);
    for (const act of acts) await people[who].tap(refs[whose]!, act);
  }
  await world.settled();
  const heard = phones.map((phone, n) => since(phone, counts[n]!));
  keeps(
    'who was told nothing of the delay hears of his own visit alone: that she sets out',
    heard[DORA]!.length === 1 && has(heard[DORA]![0]!, 'on the way'),
  );
  keeps('Eli, who comes after her, has heard nothing', heard[ELI]!.length === 0);
  keeps(
    "and Sam's customers hear of Sam alone",
    [...heard[FAY]!, ...heard[GUS]!].every((text) => has(text, 'Sam') || has(text, 'one question')),
  );
  const tellings = await Promise.all(phones.map(({ number }) => tellingsTo(world, number)));
  keeps('nobody was told of a time before his window', tellings.flatMap(beforeTheWindow).length === 0);
  keeps('no text takes an earlier one back', tellings.flatMap(takenBack).length === 0);
  keeps('no two texts within a quarter of an hour, unless a technician spoke', tellings.flatMap(tooClose).length === 0);
}

const TAPS: readonly (readonly [at: string, who: keyof People, whose: number, ...acts: string[]])[] = [
  ['08:32', 'sam', FAY, 'on-my-way'],
  ['08:42', 'sam', FAY, 'arrive', 'start'],
  ['09:25', 'maria', BOB, 'done'],
  ['09:27', 'maria', CLEO, 'on-my-way'],
  ['09:33', 'maria', CLEO, 'arrive', 'start'],
  ['09:40', 'sam', FAY, 'done'],
  ['10:28', 'sam', GUS, 'on-my-way'],
  ['10:30', 'maria', CLEO, 'done'],
  ['10:34', 'sam', GUS, 'arrive', 'start'],
  ['11:30', 'sam', GUS, 'done'],
  ['12:22', 'maria', DORA, 'on-my-way'],
  ['12:31', 'maria', DORA, 'arrive', 'start'],
];

/** Who was offered other times, the first first. */
const offered = async (world: World) =>
  (
    await world.sql<{ name: string }>(
      `SELECT c.name FROM timeline t JOIN work_order w ON w.id = t.work_order_id JOIN customer c ON c.id = w.customer_id
       WHERE t.type = 'offer.made' ORDER BY t.id`,
    )
  ).map(({ name }) => name);

/** Times held for two of them, or for one of them and booked by another, that lie over each other for one technician. */
async function collisions(world: World): Promise<number> {
  const [row] = await world.sql<{ n: number }>(
    `WITH stay AS (
       SELECT technician_id, appointment_id, tstzrange(stay_from, stay_to) AS during FROM hold WHERE state = 'active'
       UNION ALL
       SELECT technician_id, appointment_id, tstzrange(planned_from, planned_to) FROM assignment WHERE state NOT IN ('expired', 'declined', 'withdrawn')
     )
     SELECT count(*)::int AS n FROM stay a JOIN stay b
       ON a.technician_id = b.technician_id AND a.appointment_id < b.appointment_id AND a.during && b.during`,
  );
  return row!.n;
}
