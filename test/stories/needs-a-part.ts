import type { TechTicket } from '#store/views';
import { bookWith, openOrder } from '#test/world/booking';
import { DAY, eastOf, local, type Technician } from '#test/world/company';
import { type Phone, plainText } from '#test/world/phone';
import type { TechnicianPhone } from '#test/world/technician';
import type { World } from '#test/world/world';
import { has, since } from '#test/stories/reading';
import type { Keeping, Story } from '#test/stories/story';

const DAVES = { lat: 39.29, lng: -76.61 };

const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: eastOf(DAVES, 10) },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: eastOf(DAVES, 15) },
];

export const needsAPart: Story = {
  name: 'needs-a-part',
  about:
    'She cannot finish: a part is missing. Before she has left he has the next visit, at a time he chose, with the part on the ticket; it stays one story with one question at its end.',
  setting: { technicians: TECHNICIANS, from: '07:30:00' },
  async play(world, keeps) {
    const maria = await world.technician('Maria Gomez');
    const dave = world.phone('Dave', '+15550100');
    await maria.connect();
    const ref = await sheIsThere(world, maria, dave);
    await sheCannotFinish(world, maria, dave, ref, keeps);
    await heAsksAndChooses(world, maria, dave, ref, keeps);
    await thePage(dave, keeps);
    await theNextVisit(world, maria, dave, ref, keeps);
  },
};

async function sheIsThere(world: World, maria: TechnicianPhone, dave: Phone): Promise<string> {
  const order = await openOrder(world, {
    customer: { name: 'Dave Miller', phone: dave.number },
    street: '12 Oak St',
    place: DAVES,
    workType: 'repair',
  });
  await bookWith(world, order.appointmentId, maria.id, local('08:30'), local('09:30'));
  await maria.sees((day) => day.tickets.length === 1);
  await maria.tap(order.ref, 'accept');
  await world.until('08:25:00');
  await maria.tap(order.ref, 'on-my-way');
  await world.until('08:35:00');
  await maria.tap(order.ref, 'arrive');
  await maria.tap(order.ref, 'start');
  return order.ref;
}

const first = (maria: TechnicianPhone): TechTicket =>
  maria.day()!.tickets.find(({ state }) => state === 'cannot_complete')!;

async function sheCannotFinish(world: World, maria: TechnicianPhone, dave: Phone, ref: string, keeps: Keeping) {
  await world.until('09:00:00');
  const before = dave.texts().length;
  const operationId = 'one-tap-of-maria-at-nine';
  const tap = { operationId, note: 'board is burnt', needs: { why: 'part', part: 'ONT board', from: DAY } as const };
  await maria.tap(ref, 'cannot-complete', tap);
  await maria.tap(ref, 'cannot-complete', tap); // her phone had no answer and sends it again
  await world.settled();
  const [text = '', ...more] = since(dave, before);
  keeps('one text, however often the tap was sent', more.length === 0);
  keeps(
    'it says why, and holds times for the next visit',
    has(
      text,
      'Maria could not finish your repair: a part is needed: ONT board',
      'Next visit, held until 9:20am',
      '1 Today',
      '0 A person',
    ),
  );
  keeps('it takes at most two segments', dave.last().segments <= 2);
  await maria.sees(() => (first(maria)?.next?.choices.length ?? 0) === 3);
  const shown = first(maria).next!.choices;
  const said = [...text.matchAll(/\n\d \w+ ([^,]+),/g)].length;
  keeps('her page shows as many times as his text, held for him', shown.length === 3 && said === 3);
  const [board] = await world.sql<{ says: string }>(
    `SELECT says FROM alert WHERE kind = 'could-not-complete' AND closed_at IS NULL`,
  );
  keeps('the desk sees that it is being settled', has(board?.says ?? '', 'ONT board', '3 times'));
}

async function heAsksAndChooses(world: World, maria: TechnicianPhone, dave: Phone, ref: string, keeps: Keeping) {
  await world.until('09:02:00');
  const { holdId } = first(maria).next!.choices[2]!;
  await dave.text('2');
  await maria.sees(() => first(maria).next?.agreed !== null);
  keeps(
    'his digit settles it, and her page says what he has chosen',
    has(dave.last().body, 'Done.', 'comes today', 'with the part', ref) && first(maria).next!.agreed !== null,
  );
  const late = await maria.tap(ref, 'take-next', { holdId, assignmentId: first(maria).assignmentId });
  keeps(
    'a tap at the door after that is told what he has chosen',
    late.status === 409 && has(late.body.detail, 'has chosen already'),
  );
}

async function thePage(dave: Phone, keeps: Keeping) {
  const page = plainText((await dave.open(dave.link())).html);
  keeps(
    'his link shows the next visit, and the last with what came of it',
    has(page, 'Could not be finished', 'ONT board', 'comes to you'),
  );
}

async function theNextVisit(world: World, maria: TechnicianPhone, dave: Phone, ref: string, keeps: Keeping) {
  const isNext = ({ ref: its, state }: TechTicket) => its === ref && state !== 'cannot_complete';
  await maria.sees((day) => day.tickets.some(isNext));
  const next = maria.day()!.tickets.find(isNext)!;
  keeps(
    'the new ticket carries the part and what came before',
    next.part === 'ONT board' &&
      next.before?.technician === 'Maria Gomez' &&
      has(next.before.outcome, 'board is burnt'),
  );
  const before = dave.texts().length;
  for (const [at, act] of ACTS) {
    await world.until(at);
    if (act === 'on-my-way')
      keeps(
        'no question about a visit that is not the last',
        since(dave, before).every((text) => !text.includes('one question')),
      );
    await maria.tap(ref, act);
    await world.settled();
  }
  await world.until('13:30:00');
  keeps(
    'one question, after the last visit',
    since(dave, before).filter((text) => text.includes('one question')).length === 1,
  );
  await dave.text('5');
  const [order] = await world.sql<{ closed: boolean; visits: number }>(
    `SELECT closed_at IS NOT NULL AS closed, (SELECT count(*)::int FROM appointment a WHERE a.work_order_id = w.id) AS visits FROM work_order w`,
  );
  keeps('one order, two visits, closed after the second', order!.closed && order!.visits === 2);
}

const ACTS = [
  ['09:05:00', 'accept'],
  ['11:05:00', 'on-my-way'],
  ['11:06:00', 'arrive'],
  ['11:07:00', 'start'],
  ['12:00:00', 'done'],
] as const;
