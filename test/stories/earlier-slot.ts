import { bookWith, openOrder } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import { type Phone, plainText } from '#test/world/phone';
import type { TechnicianPhone } from '#test/world/technician';
import type { World } from '#test/world/world';
import { has, since } from '#test/stories/reading';
import type { Keeping, Story } from '#test/stories/story';

const HARBOUR = { lat: 39.29, lng: -76.61 };
const WEDNESDAY = '2026-03-04';
const THURSDAY = '2026-03-05';

const TECHNICIANS: readonly Technician[] = [
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: eastOf(HARBOUR, 10) },
];

export const earlierSlot: Story = {
  name: 'earlier-slot',
  about:
    'Two customers would rather come sooner. When a third one gives today up, they are asked in turn, with a time to answer by; silence costs nothing, the first yes has it, and a late one hears the truth.',
  setting: { technicians: TECHNICIANS, from: '09:00:00' },
  async play(world, keeps) {
    const sam = await world.technician('Sam Reed');
    await sam.connect();
    const dave = await books(world, sam, {
      name: 'Dave',
      number: '+15550100',
      street: '12 Oak St',
      at: ['08:00', '09:00', WEDNESDAY],
    });
    const nora = await books(world, sam, {
      name: 'Nora',
      number: '+15550101',
      street: '3 Hill Rd',
      at: ['10:00', '11:00', THURSDAY],
    });
    const olga = await books(world, sam, {
      name: 'Olga',
      number: '+15550102',
      street: '9 Elm St',
      at: ['15:00', '16:00'],
    });
    await theyWait(world, dave, nora, keeps);
    await aGapOpens(world, olga, nora, keeps);
    await inTurn(world, dave, nora, keeps);
    await theFirstYes(world, sam, dave, nora, keeps);
    await theLedger(world, keeps);
  },
};

type Booking = { name: string; number: string; street: string; at: readonly [from: string, to: string, day?: string] };

async function books(world: World, sam: TechnicianPhone, { name, number, street, at }: Booking): Promise<Phone> {
  const phone = world.phone(name, number);
  const order = await openOrder(world, {
    customer: { name: `${name} Miller`, phone: number },
    street,
    place: HARBOUR,
    workType: 'repair',
  });
  const [from, to, day] = at;
  await bookWith(world, order.appointmentId, sam.id, local(from, day), local(to, day));
  await sam.sees((shown) => shown.tickets.some(({ ref }) => ref === order.ref));
  await sam.tap(order.ref, 'accept');
  await world.settled();
  return phone;
}

/** Dave says so on his page, Nora by text. */
async function theyWait(world: World, dave: Phone, nora: Phone, keeps: Keeping) {
  await world.until('09:10:00');
  const page = await dave.open(dave.link());
  dave.act('(web) Tell me when an earlier time opens');
  const after = await dave.press(page, 'Tell me when an earlier time opens');
  keeps(
    'his page says that he is told, and that he keeps what he has until then',
    has(
      plainText(after.html),
      'We text you when an earlier time opens; until then you keep this one',
      'Wait no longer',
    ),
  );
  // All of Sam's other hours are taken, so that only what somebody gives up is sooner.
  await fillTheDays(world);
  await world.until('09:20:00');
  await nora.text('anything sooner?');
  keeps(
    '"anything sooner?" with nothing free is answered with the truth, and she waits',
    has(nora.last().body, 'Nothing before Thu 10-11am is free right now', 'we text you when an earlier time opens'),
  );
}

const fillTheDays = (world: World) =>
  world.sql(
    `UPDATE shift SET during = CASE lower(during)::date WHEN '2026-03-03' THEN tstzrange($1, $2) WHEN '2026-03-04' THEN tstzrange($3, $4) ELSE tstzrange($5, $6) END,
       break_from = NULL, break_minutes = NULL
     WHERE lower(during) < $7`,
    [
      ...[local('15:12'), local('16:45')],
      ...[local('07:30', WEDNESDAY), local('09:15', WEDNESDAY)],
      ...[local('09:45', THURSDAY), local('11:15', THURSDAY)],
      local('12:00', THURSDAY),
    ],
  );

async function aGapOpens(world: World, olga: Phone, nora: Phone, keeps: Keeping) {
  await world.until('12:40:00');
  const before = nora.texts().length;
  await olga.text('please cancel my visit');
  await olga.text('9');
  await world.settled();
  keeps('who gains most is asked first, in the very minute', since(nora, before).length === 1);
  keeps(
    'the text says what opened, by when to answer, and that silence keeps what she has',
    nora.last().body ===
      'Acme: an earlier time opened for your Thu 10-11am visit: today 3-4pm, Sam R. Reply 1 to take it by 1:10pm. No reply = you keep Thu 10-11am.' &&
      nora.last().segments === 1,
  );
}

async function inTurn(world: World, dave: Phone, nora: Phone, keeps: Keeping) {
  const before = dave.texts().length;
  await world.until('13:09:59');
  keeps('while she may answer nobody else is asked: the time is held for her', dave.texts().length === before);
  await world.until('13:10:00');
  keeps(
    'when her time is over the next is asked',
    has(dave.last().body, 'an earlier time opened for your Wed 8-9am visit: today 3-4pm', 'by 1:40pm'),
  );
  await world.until('13:12:00');
  await nora.text('1');
  keeps(
    'a yes that comes too late hears so, and loses nothing',
    has(nora.last().body, 'That earlier time is gone', 'You keep Thu 10-11am with Sam'),
  );
}

async function theFirstYes(world: World, sam: TechnicianPhone, dave: Phone, nora: Phone, keeps: Keeping) {
  await world.until('13:15:00');
  const before = nora.texts().length;
  await dave.text('1');
  await world.settled();
  keeps(
    'his yes moves the visit and says what is given back',
    has(dave.last().body, 'Done. Sam comes today 3-4pm', '/v/'),
  );
  await sam.sees((day) =>
    day.tickets.some(({ customer, window }) => customer === 'Dave Miller' && window.from.startsWith('2026-03-03')),
  );
  keeps(
    'Sam has the ticket',
    sam.day()!.tickets.some(({ state, customer }) => customer === 'Dave Miller' && state !== 'withdrawn'),
  );
  await world.until('14:30:00');
  keeps(
    "the Wednesday he gave back is nobody else's to be asked about twice: she was asked within four hours",
    nora.texts().length === before,
  );
}

async function theLedger(world: World, keeps: Keeping) {
  const offers = await world.sql<{ state: string }>('SELECT state FROM gap_offer ORDER BY asked_at');
  keeps('one was silent, one has taken it', offers.map(({ state }) => state).join() === 'silent,taken');
  const overlaps = await world.sql(
    `SELECT 1 FROM occupancy a JOIN occupancy b ON a.technician_id = b.technician_id AND a.id < b.id AND a.during && b.during`,
  );
  keeps('no technician was ever booked twice', overlaps.length === 0);
}
