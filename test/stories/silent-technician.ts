import { bookWith, openOrder } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import type { World } from '#test/world/world';
import type { Keeping, Story } from '#test/stories/story';

const DAVES = { lat: 39.29, lng: -76.61 };
const EVAS = eastOf(DAVES, 12);

const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: eastOf(DAVES, 8) },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: eastOf(DAVES, 10) },
];

const has = (text: string, ...parts: string[]) => parts.every((part) => text.includes(part));

export const silentTechnician: Story = {
  name: 'silent-technician',
  about:
    'The technician does not answer: before the window opens another one has the job. And once at work, his silence past the planned end is noticed and told.',
  setting: { technicians: TECHNICIANS, from: '07:30:00' },
  async play(world, keeps) {
    const dave = world.phone('Dave', '+15550100');
    const eva = world.phone('Eva', '+15550103');
    const maria = await world.technician('Maria Gomez'); // signed in, but her page is closed and she answers nothing
    const sam = await world.technician('Sam Reed');
    await sam.connect();
    const { ref, evasRef } = await bookBoth(world, maria.id, sam.id);
    await sam.sees((day) => day.tickets.length === 1);
    await sam.tap(evasRef, 'accept');

    await theLadder(world, keeps);
    await sam.sees((day) => day.tickets.some((ticket) => ticket.ref === ref));
    await sam.tap(ref, 'accept');
    await world.settled();
    const told = dave.texts().filter(({ body }) => body.includes('could not take your visit'));
    keeps(
      'the customer is told once that Sam has it and accepted',
      told.length === 1 && has(told[0]!.body, 'Maria', 'Sam R.', 'accepted', '8:30-9:30am'),
    );
    keeps('all of it is over before the window opens', (await now(world)) < local('08:30'));
    const alarms = await world.desk.get('/api/board');
    keeps(
      'the alarm has closed itself',
      !alarms.body.alerts.some(({ kind }: { kind: string }) => kind === 'not-acknowledged'),
    );

    await silenceAtWork(world, { sam, ref }, keeps, () => eva.texts().map(({ body }) => body));
  },
};

async function bookBoth(world: World, mariaId: string, samId: string) {
  const daves = await openOrder(world, {
    customer: { name: 'Dave Miller', phone: '+15550100' },
    street: '12 Oak St',
    place: DAVES,
    workType: 'repair',
  });
  const evas = await openOrder(world, {
    customer: { name: 'Eva Lind', phone: '+15550103' },
    street: '4 Elm St',
    place: EVAS,
    workType: 'repair',
  });
  await bookWith(world, daves.appointmentId, mariaId, local('08:30'), local('09:30'));
  await bookWith(world, evas.appointmentId, samId, local('10:00'), local('11:00'));
  await world.settled();
  return { ref: daves.ref, evasRef: evas.ref };
}

async function theLadder(world: World, keeps: Keeping) {
  const toMaria = () =>
    world.carrier
      .messages('+15550201')
      .filter(({ direction }) => direction === 'to-phone')
      .map(({ body }) => body);
  await world.until('07:30:21');
  keeps(
    'no phone has shown the ticket, so it is texted to her',
    has(toMaria().at(-1) ?? '', 'NEW JOB', 'Reply Y by 7:35am'),
  );
  await world.until('07:35:05');
  keeps('unanswered, it is texted once more', has(toMaria().at(-1) ?? '', 'STILL OPEN'));
  await world.until('07:38:05');
  const board = await world.desk.get('/api/board');
  keeps(
    'then the board has an alarm',
    board.body.alerts.some(
      (a: { kind: string; says: string }) => a.kind === 'not-acknowledged' && a.says.includes('Maria'),
    ),
  );
  await world.until('07:41:05');
  keeps('then it is not hers any more', (await stateOf(world, '+15550201')) === 'expired');
}

/** Sam is at Dave's and says nothing, long past the end of the work. */
async function silenceAtWork(
  world: World,
  { sam, ref }: { sam: Awaited<ReturnType<World['technician']>>; ref: string },
  keeps: Keeping,
  evas: () => string[],
) {
  await world.until('08:35:00');
  await sam.tap(ref, 'on-my-way');
  await world.until('08:45:00');
  await sam.tap(ref, 'arrive');
  await sam.tap(ref, 'start');
  const before = evas().length;
  await world.until('10:00:00');
  keeps('while the next customer is still in time he hears nothing', evas().length === before);
  await world.until('11:00:00');
  const [text, ...more] = evas().slice(before);
  keeps('the next customer is told before his window ends, though Sam has said nothing', text !== undefined);
  keeps(
    'he is told a time, that it stands, why, and what else he can have',
    has(text ?? '', 'Sam is late: now about', 'Not cancelled', '1 Keep Sam', '0 A person calls you'),
  );
  keeps('he is not told twice within the next half hour', more.length <= 1);
  await sam.tap(ref, 'done');
  await world.settled();
}

const now = async (world: World) => (await world.sql<{ now: Date }>('SELECT doorward_now() AS now'))[0]!.now;

const stateOf = async (world: World, technicianPhone: string) =>
  (
    await world.sql<{ state: string }>(
      'SELECT a.state FROM assignment a JOIN technician t ON t.id = a.technician_id WHERE t.phone = $1 ORDER BY a.created_at DESC LIMIT 1',
      [technicianPhone],
    )
  )[0]?.state;
