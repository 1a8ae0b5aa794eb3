import { bookWith, openOrder } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import type { World } from '#test/world/world';
import { keepsFaith } from '#test/stories/honest';
import { has, since } from '#test/stories/reading';
import type { Story } from '#test/stories/story';

const ANAS = { lat: 39.29, lng: -76.61 };
const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: eastOf(ANAS, 10) },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: eastOf(ANAS, 15) },
];

/** Words of ours that no text in Spanish may have in it. */
const ENGLISH = /\b(?:the|you|your|is|are|for|arrived|comes|reply|call|late|today|keep|held|done|thank)\b/i;

export const hablaEspanol: Story = {
  name: 'habla-espanol',
  about:
    'She answers in Spanish, and from that answer on everything is in Spanish: the time, the delay, the choice, the confirmation, what was done and the one question about it.',
  setting: { technicians: TECHNICIANS, from: '07:00:00' },
  async play(world, keeps) {
    const ana = world.phone('Ana', '+15550100');
    const { maria, ref } = await booked(world, ana.number);
    await ana.text('a que hora viene el tecnico?');
    keeps(
      'her first question is answered in Spanish, and the text says so once',
      has(ana.last().body, 'English? Reply ENGLISH.'),
    );
    const from = ana.texts().length;
    await world.until('07:20:00');
    await ana.text('el codigo del porton es 4471');
    keeps('the code is passed on, in Spanish', has(ana.last().body, 'Maria', '4471'));
    await world.until('08:00:00');
    await maria.tap(ref, 'late', { minutes: 150 });
    await world.settled();
    keeps('the delay has its choices', has(ana.last().body, '\n1 ', '\n0 '));
    await ana.text('cuanto va a tardar?');
    await ana.text('la 2 por favor');
    const [visit] = await world.sql<{ revision: number; id: string }>('SELECT revision, id FROM appointment');
    keeps('her choice is done', visit!.revision === 2);
    await theVisit(world, ana.number);
    keeps(
      'she is asked once, in Spanish',
      has(ana.last().body, '1', '5', 'Maria') || has(ana.last().body, '1', '5', 'Sam'),
    );
    await ana.text('5');
    const said = since(ana, from).filter((body) =>
      ENGLISH.test(body.replace(/https?:\/\/\S+/g, '').replace(/ENGLISH|English|Reply/g, '')),
    );
    keeps(`not a word of English since${said.map((body) => ` [${body}]`).join('')}`, said.length === 0);
    const switched = await world.sql(
      `SELECT 1 FROM timeline WHERE type = 'customer.language' AND reason LIKE '%Spanish%'`,
    );
    keeps('the timeline says that she is spoken to in Spanish, and why', switched.length === 1);
    await keepsFaith(world, keeps);
  },
};

async function booked(world: World, phone: string) {
  const maria = await world.technician('Maria Gomez');
  await maria.connect();
  const order = await openOrder(world, {
    customer: { name: 'Ana Lopez', phone },
    street: '12 Oak St',
    place: ANAS,
    workType: 'repair',
  });
  await bookWith(world, order.appointmentId, maria.id, local('08:30'), local('09:30'));
  await maria.sees((day) => day.tickets.length === 1);
  await maria.tap(order.ref, 'accept');
  await world.settled();
  return { maria, ref: order.ref };
}

/** Whoever has it now comes, does the work, and she is asked once. */
async function theVisit(world: World, phone: string): Promise<void> {
  const [now] = await world.sql<{ name: string; ref: string; at: string }>(
    `SELECT t.name, w.ref, to_char(s.planned_from AT TIME ZONE 'America/New_York', 'HH24:MI:SS') AS at
     FROM assignment s JOIN technician t ON t.id = s.technician_id JOIN appointment a ON a.id = s.appointment_id
     JOIN work_order w ON w.id = a.work_order_id JOIN customer c ON c.id = w.customer_id
     WHERE c.phone = $1 AND s.state NOT IN ('withdrawn', 'expired', 'declined') ORDER BY s.created_at DESC LIMIT 1`,
    [phone],
  );
  const technician = await world.technician(now!.name);
  await technician.connect();
  await technician.sees((day) => day.tickets.some(({ ref }) => ref === now!.ref));
  await technician.tap(now!.ref, 'accept');
  await world.until('08:12:00');
  await technician.tap(now!.ref, 'on-my-way');
  await world.until('08:31:00');
  await technician.tap(now!.ref, 'arrive');
  await technician.tap(now!.ref, 'start');
  await world.until('09:25:00');
  await technician.tap(now!.ref, 'done');
  await world.until('09:57:00');
}
