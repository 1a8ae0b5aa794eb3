import type { MendingView } from '#store/views';
import { bookWith, openOrder } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import type { Phone } from '#test/world/phone';
import type { TechnicianPhone } from '#test/world/technician';
import type { World } from '#test/world/world';
import { has, since } from '#test/stories/reading';
import type { Keeping, Story } from '#test/stories/story';

/** All on one street, a few minutes from each other. */
const OAK_ST = { lat: 39.29, lng: -76.61 };

const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: OAK_ST },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: OAK_ST },
  { name: 'Ann Brook', phone: '+15550203', skills: ['fiber'], home: OAK_ST },
];

type Whose = 'Maria Gomez' | 'Sam Reed' | 'Ann Brook';
type Customer = { readonly name: string; readonly of: Whose; readonly from: string; readonly to: string };

/** Maria's four, and what Sam and Ann have: at eleven both of them are with somebody. */
const CUSTOMERS: readonly Customer[] = [
  { name: 'Abe Stone', of: 'Maria Gomez', from: '09:00', to: '10:00' },
  { name: 'Bob Hill', of: 'Maria Gomez', from: '11:00', to: '12:00' },
  { name: 'Cleo Vance', of: 'Maria Gomez', from: '13:00', to: '14:00' },
  { name: 'Dora Lane', of: 'Maria Gomez', from: '15:00', to: '16:00' },
  { name: 'Fay Birch', of: 'Sam Reed', from: '11:00', to: '12:00' },
  { name: 'Gus Thorn', of: 'Ann Brook', from: '11:00', to: '12:00' },
];
const [ABE, BOB, CLEO, DORA, FAY, GUS] = [0, 1, 2, 3, 4, 5] as const;

export const sickAtTen: Story = {
  name: 'sick-at-ten',
  about:
    'A technician falls ill at ten with a customer in hand and three ahead. Three clicks of the dispatcher: two keep their time with somebody else, one whose time nobody can keep chooses another by one digit, and everybody is told once, in words.',
  setting: { technicians: TECHNICIANS, from: '08:30:00' },
  async play(world, keeps) {
    const people = new Map<string, TechnicianPhone>();
    for (const { name } of TECHNICIANS) {
      const phone = await world.technician(name);
      await phone.connect();
      people.set(name, phone);
    }
    const day: Day = { world, keeps, people, ...(await book(world, people)) };
    const counts = day.phones.map((phone) => phone.texts().length);
    const plan = await sheIsSick(day);
    keeps(
      'nothing has been said before the plan is applied',
      day.phones.every((phone, n) => phone.texts().length === counts[n]),
    );
    await applied(day, plan, counts);
    await bobChooses(day, counts);
    await theOthersCome(day, counts);
  },
};

type Day = {
  readonly world: World;
  readonly keeps: Keeping;
  readonly people: ReadonlyMap<string, TechnicianPhone>;
  readonly phones: readonly Phone[];
  readonly refs: readonly string[];
};

async function book(world: World, people: ReadonlyMap<string, TechnicianPhone>): Promise<Pick<Day, 'phones' | 'refs'>> {
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
    const his = people.get(of)!;
    await bookWith(world, order.appointmentId, his.id, local(from), local(to));
    await his.tap(order.ref, 'accept');
    phones.push(world.phone(name.split(' ')[0]!, number));
    refs.push(order.ref);
  }
  const maria = people.get('Maria Gomez')!;
  await world.until('08:55:00');
  await maria.tap(refs[ABE]!, 'on-my-way');
  await world.until('09:10:00');
  await maria.tap(refs[ABE]!, 'arrive');
  await maria.tap(refs[ABE]!, 'start');
  return { phones, refs };
}

async function sheIsSick({ world, keeps, people }: Day): Promise<MendingView> {
  await world.until('10:00:00');
  const maria = people.get('Maria Gomez')!;
  world.act('Lee', 'the board', 'Maria Gomez cannot work: sick');
  const { body: plan, status } = await world.desk.post(`/api/technicians/${maria.id}/mend`, { trouble: 'sick' });
  const rows = (plan as MendingView).rows;
  for (const row of rows)
    world.act(
      'the board',
      'Lee',
      row.to
        ? `${row.customer}: ${row.from} -> ${row.to}, ${Math.round(row.detourMinutes!)} min more driving, keeps the time`
        : `${row.customer}: nobody else can keep the time; is offered ${row.choices.length} other times`,
    );
  keeps('a plan is there at once', status === 200 && plan.state === 'ready');
  keeps('whom she is with stays hers', !rows.some(({ customer }: { customer: string }) => customer === 'Abe Stone'));
  const moved = rows
    .filter(({ kind }: { kind: string }) => kind === 'move')
    .map(({ customer }: { customer: string }) => customer);
  keeps('two keep their time with somebody else', moved.sort().join() === 'Cleo Vance,Dora Lane');
  keeps('nobody else is moved', rows.length === 3);
  return plan as MendingView;
}

async function applied({ world, keeps, people, phones, refs }: Day, plan: MendingView, counts: readonly number[]) {
  world.act('Lee', 'the board', 'Apply and tell everybody');
  const { body: done } = await world.desk.post(`/api/mendings/${plan.id}/apply`, {});
  await world.settled();
  keeps(
    'all of it is done',
    (done as MendingView).rows.every(({ outcome }) => outcome === 'applied'),
  );
  const takers = new Map(plan.rows.map(({ customer, to }) => [customer, to]));
  for (const n of [CLEO, DORA]) {
    keeps(
      `${CUSTOMERS[n]!.name} hears nothing before somebody has accepted`,
      since(phones[n]!, counts[n]!).length === 0,
    );
    await people.get(takers.get(CUSTOMERS[n]!.name)!)!.tap(refs[n]!, 'accept');
    await world.settled();
    const said = since(phones[n]!, counts[n]!);
    keeps(
      `${CUSTOMERS[n]!.name} is told once who comes, at the same time as ever`,
      said.length === 1 && has(said[0]!, 'Maria could not take your visit, so', 'accepted. Same time'),
    );
  }
  const bobs = since(phones[BOB]!, counts[BOB]!);
  keeps(
    'Bob is told once, with the reason, other times and a person',
    bobs.length === 1 && has(bobs[0]!, 'Maria is sick and nobody else is free today 11am-12pm', '\n2 ', '\n0 A'),
  );
  keeps('nothing offers him to keep what nobody keeps', !has(bobs[0]!, '\n1 '));
}

async function bobChooses({ world, keeps, phones }: Day, counts: readonly number[]) {
  const alerts = () =>
    world.sql<{ says: string }>(`SELECT says FROM alert WHERE kind = 'nobody-left' AND closed_at IS NULL`);
  const [open] = await alerts();
  keeps(
    'the desk sees that Bob is asked, and until when',
    has(open?.says ?? '', 'Bob Hill', 'asked to choose another by'),
  );
  await world.until('10:04:00');
  await phones[BOB]!.text('2');
  const [, said, ...more] = since(phones[BOB]!, counts[BOB]!);
  keeps('one digit gives him his new time', has(said ?? '', 'Done.') && more.length === 0);
  keeps('and the alert is gone', (await alerts()).length === 0);
}

async function theOthersCome({ world, keeps, people, phones, refs }: Day, counts: readonly number[]) {
  const maria = people.get('Maria Gomez')!;
  await world.until('10:10:00');
  await maria.tap(refs[ABE]!, 'done');
  await world.settled();
  keeps(
    'whoever was not hers has heard nothing of it',
    [FAY, GUS].every((n) => since(phones[n]!, counts[n]!).length === 0),
  );
  const [left] = await world.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM assignment WHERE technician_id = $1
       AND state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused')`,
    [maria.id],
  );
  keeps('nothing is left with her', left!.n === 0);
  const [nobodys] = await world.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM appointment a WHERE a.state = 'confirmed'
       AND NOT EXISTS (SELECT 1 FROM assignment s WHERE s.appointment_id = a.id AND s.state NOT IN ('declined', 'expired', 'withdrawn'))`,
  );
  keeps('and no visit is without somebody', nobodys!.n === 0);
}
