import { bookWith, openOrder } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import { plainText, type Phone } from '#test/world/phone';
import type { World } from '#test/world/world';
import { has } from '#test/stories/reading';
import type { Keeping, Story } from '#test/stories/story';

/*
 * The town of this story, on one line: driving times are what the estimate makes of the distances.
 *
 *   Nora's ──20 min── Dave's (12 Oak St) ──25.5 min── Peter's
 *   (Maria's 1st job)                                  (Sam's 1st job)
 */
const DAVES = { lat: 39.29, lng: -76.61 };
const NORAS = eastOf(DAVES, 20);
const PETERS = { ...eastOf(DAVES, 25.5), lng: 2 * DAVES.lng - eastOf(DAVES, 25.5).lng };

const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: DAVES },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: DAVES },
];

export const almostRight: Story = {
  name: 'almost-right',
  about:
    'A man books 8:30-9:30 for this morning; his technician runs three hours late. He is never left without a time, a choice and a person.',
  setting: { technicians: TECHNICIANS, from: '06:40:00' },
  async play(world, keeps) {
    const { maria, sam } = await theMorningSoFar(world);
    const dave = world.phone('Dave', '+15550100');
    const ref = await daveBooks(world, dave, keeps);
    await world.until('07:43:40');
    const ack = await maria.tap(ref, 'accept');
    await world.settled();
    await world.until('07:45:30');
    await sam.tap(firstRef(sam), 'on-my-way');
    keeps(
      'S2: he hears that Maria has accepted, and whom to call',
      has(dave.last().body, 'Maria G.', 'accepted', '8:30-9:30am', '555-0142') && ack.status === 200,
    );

    await world.until('08:01:30');
    const late = await maria.tap(firstRef(maria), 'late', { minutes: 180 });
    await world.settled();
    keeps('Maria can say that she is three hours late', late.status === 200);
    keepsTheDelayText(dave, keeps);

    await askAndAnswer(world, dave, keeps);
    await choose(world, dave, maria, sam, ref, keeps);
    await theVisit(world, dave, sam, ref, keeps);
    await theLedger(world, keeps);
  },
};

type Phones = Awaited<ReturnType<typeof theMorningSoFar>>;
type Tech = Phones['maria'];

const firstRef = (phone: Tech) => phone.day()!.tickets[0]!.ref;

/** Maria is at Nora's since 7:15 and Sam at Peter's since 8:11; both were booked and accepted before. */
async function theMorningSoFar(world: World) {
  const maria = await world.technician('Maria Gomez');
  const sam = await world.technician('Sam Reed');
  await maria.connect();
  await sam.connect();
  const nora = await openOrder(world, {
    customer: { name: 'Nora Kim', phone: '+15550101' },
    street: '3 Hill Rd',
    place: NORAS,
    workType: 'repair',
  });
  const peter = await openOrder(world, {
    customer: { name: 'Peter Hall', phone: '+15550102' },
    street: '80 Bay St',
    place: PETERS,
    workType: 'long-repair',
  });
  world.phone('Nora', '+15550101');
  world.phone('Peter', '+15550102');
  await bookWith(world, nora.appointmentId, maria.id, local('07:00'), local('08:00'));
  await bookWith(world, peter.appointmentId, sam.id, local('08:00'), local('09:00'));
  await maria.sees((day) => day.tickets.length === 1);
  await sam.sees((day) => day.tickets.length === 1);
  await maria.tap(nora.ref, 'accept');
  await sam.tap(peter.ref, 'accept');
  await world.until('06:55:00');
  await maria.tap(nora.ref, 'on-my-way');
  await world.until('07:15:00');
  await maria.tap(nora.ref, 'arrive');
  await maria.tap(nora.ref, 'start');
  return { maria, sam };
}

async function daveBooks(world: World, dave: Phone, keeps: Keeping): Promise<string> {
  await world.until('07:40:00');
  const opened = await openOrder(world, {
    customer: { name: 'Dave Miller', phone: dave.number },
    street: '12 Oak St',
    place: DAVES,
    workType: 'repair',
    invite: true,
  });
  await world.settled();
  await world.until('07:41:20');
  const times = await dave.open(dave.link());
  keeps('the link shows windows without any script', times.status === 200 && has(plainText(times.html), '8:30-9:30am'));
  const held = await dave.press(times, '8:30-9:30am');
  keeps('the window is held while he decides', has(plainText(held.html), 'Held for you until 7:46am'));
  await world.until('07:42:00');
  dave.act('(web) confirms 8:30-9:30am');
  await dave.press(held, 'Confirm');
  const s1 = dave.last();
  keeps(
    'S1: one text confirms day, window, place and ref',
    has(s1.body, 'Acme Fiber: booked', 'Tue Mar 3', '8:30-9:30am', '12 Oak St', opened.ref, 'STOP') &&
      s1.segments === 1,
  );
  return opened.ref;
}

function keepsTheDelayText(dave: Phone, keeps: Keeping) {
  const { body, segments } = dave.last();
  keeps('S3: the delay text carries the time and its range', has(body, 'Maria', 'about 11:35am', '11:15', '11:55'));
  keeps('S3: it says that the visit is not cancelled', has(body, 'Not cancelled'));
  keeps(
    'S3: it offers to keep Maria, Sam today, and other times, and a person',
    has(body, '1 Keep Maria', 'Sam R.', 'Today 9:30-10:30am', 'Maria', '0 A person calls you'),
  );
  keeps('S3: it names the time until which the choices are held', has(body, 'until 8:21am'));
  keeps('S3: it takes at most two segments of plain text', segments <= 2 && dave.last().encoding === 'GSM-7');
}

async function askAndAnswer(world: World, dave: Phone, keeps: Keeping) {
  await world.until('08:03:00');
  await dave.text('How Late?');
  keeps(
    'S4: "How late?" is answered with a time, a range and its age',
    has(dave.last().body, 'About 11:35am', '11:15-11:55am', '2h05 after your window', 'As of 8:0'),
  );
  await world.until('08:04:10');
  await dave.text('was it cancelled? same technician? can someone else come today?');
  keeps(
    'S5: all three questions are answered in one text',
    has(dave.last().body, 'Not cancelled', 'Same technician: Maria G.', 'yes, reply', 'Sam R.', '9:30-10:30am'),
  );
}

async function choose(world: World, dave: Phone, maria: Tech, sam: Tech, ref: string, keeps: Keeping) {
  await world.until('08:06:00');
  await dave.text(/(\d) Today 9:30-10:30am/.exec(offerTo(dave))![1]!);
  await sam.sees((day) => day.tickets.some((ticket) => ticket.ref === ref));
  await maria.sees((day) => !day.tickets.some((ticket) => ticket.ref === ref));
  await world.settled();
  const s6 = dave.last().body;
  keeps(
    'S6: his choice is confirmed with a link to the new confirmation',
    has(s6, 'Done.', 'Sam R.', '9:30-10:30am', ref, '/v/'),
  );
  const page = await dave.open(dave.link());
  const ics = await dave.open(`${dave.link()}/calendar.ics`);
  keeps(
    'S6: the page and the calendar entry show the new time',
    has(plainText(page.html), 'Sam') && has(ics.html, 'SEQUENCE:1', 'DTSTART:20260303T143000Z'),
  );
  await sam.tap(ref, 'accept');
  await world.settled();
}

const offerTo = (dave: Phone) => dave.texts().find(({ body }) => body.includes('Keep Maria'))!.body;

async function theVisit(world: World, dave: Phone, sam: Tech, ref: string, keeps: Keeping) {
  const peters = firstRef(sam);
  await world.until('08:11:00');
  await sam.tap(peters, 'arrive');
  await sam.tap(peters, 'start');
  await world.until('09:26:00');
  await sam.tap(peters, 'done');
  await world.until('09:28:30');
  await sam.tap(ref, 'on-my-way');
  await world.settled();
  keeps(
    'S7: Sam is on the way, with a time and a line to him',
    has(dave.last().body, 'Sam is on the way', 'about 9:54am', '555-0143') && dave.last().segments === 1,
  );
  await world.until('09:30:20');
  await dave.text('gate code 4471, dog is friendly');
  keeps('S8: his note is passed on', has(dave.last().body, 'Passed to Sam', 'gate code 4471'));
  await sam.sees((day) => day.tickets.some((ticket) => ticket.notes.includes('gate code 4471')));
  await world.until('09:53:00');
  const before = dave.texts().length;
  await sam.tap(ref, 'arrive');
  await world.settled();
  keeps('no text is sent to somebody at whose door the technician stands', dave.texts().length === before);
  await world.until('10:41:10');
  await sam.tap(ref, 'done', { note: 'outside line replaced, tested OK at 940 Mbps' });
  await world.settled();
  keeps(
    'S9: what was done, and a way back',
    has(dave.last().body, 'Sam finished at 10:41am', 'tested OK at 940 Mbps', 'Reply 0'),
  );
  await world.until('11:10:00');
  keeps('no question about the visit before half an hour has passed', has(dave.last().body, 'Sam finished'));
  await world.until('11:11:10');
  keeps('S10: one question, after the visit', has(dave.last().body, 'one question', '1 bad to 5 great'));
  await world.until('11:13:00');
  await dave.text('5');
  keeps('S11: thanks, and the story is closed', has(dave.last().body, '5 noted for Sam', 'closed'));
  const count = dave.texts().length;
  await world.until('17:00:00');
  keeps('nothing more comes after it is closed', dave.texts().length === count);
  const ours = dave.texts().slice(1);
  keeps(
    'eleven texts in all, at most twelve segments',
    ours.length === 11 && ours.reduce((sum, { segments }) => sum + segments, 0) <= 12,
  );
}

/** What the ledger must show when all is over. */
async function theLedger(world: World, keeps: Keeping) {
  const open = await world.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM promise p JOIN work_order w ON w.id = p.work_order_id JOIN customer c ON c.id = w.customer_id
     WHERE p.state IN ('open', 'broken') AND c.phone = '+15550100'`,
  );
  keeps('every promise to Dave was kept or replaced', open[0]!.n === 0);
  const overlaps = await world.sql(
    `SELECT 1 FROM occupancy a JOIN occupancy b ON a.technician_id = b.technician_id AND a.id < b.id AND a.during && b.during`,
  );
  keeps('no technician was ever booked twice', overlaps.length === 0);
}
