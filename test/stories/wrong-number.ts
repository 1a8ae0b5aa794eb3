import { bookWith } from '#test/world/booking';
import { eastOf, local, type Technician, TERRITORY } from '#test/world/company';
import { plainText } from '#test/world/phone';
import type { World } from '#test/world/world';
import { keepsFaith } from '#test/stories/honest';
import { has } from '#test/stories/reading';
import type { Keeping, Story } from '#test/stories/story';

const DAVES = { lat: 39.29, lng: -76.61 };
const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: eastOf(DAVES, 10) },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: eastOf(DAVES, 15) },
];

export const wrongNumber: Story = {
  name: 'wrong-number',
  about:
    "The number on the order is a stranger's. He gets no further text and sees nothing behind the link; the visit stands, the desk is to call, and the second phone on the visit hears and decides everything.",
  setting: { technicians: TECHNICIANS, from: '07:00:00' },
  async play(world, keeps) {
    const stranger = world.phone('a stranger', '+15550100');
    const nora = world.phone('Nora', '+15550101');
    const maria = await world.technician('Maria Gomez');
    await maria.connect();
    const order = await theOrder(world, [stranger.number, nora.number]);
    await bookWith(world, order.appointmentId, maria.id, local('09:00'), local('10:00'));
    await maria.sees((day) => day.tickets.length === 1);
    await maria.tap(order.ref, 'accept');
    await world.settled();
    keeps(
      'both phones on the visit hear of it',
      has(nora.last().body, '9-10am') && has(stranger.last().body, '9-10am'),
    );
    keeps('each has a link of its own', nora.link() !== stranger.link());

    await stranger.text('wrong number, who is this');
    keeps(
      'he is told that it ends, and nothing of the visit',
      has(stranger.last().body, 'No more texts') && !/9-10|Maria|Oak|Dave/.test(stranger.last().body),
    );
    const page = plainText((await stranger.open(stranger.link())).html);
    keeps('his link shows nothing personal any more', !/Dave|Oak|Maria|9-10/.test(page));
    const alerts = await world.sql(
      `SELECT 1 FROM alert WHERE kind = 'wrong-number' AND closed_at IS NULL AND due_at IS NOT NULL`,
    );
    keeps('the desk is to find the right number, by a time', alerts.length === 1);
    await theVisitGoesOn(world, { maria, ref: order.ref, stranger, nora, keeps });
    await keepsFaith(world, keeps);
  },
};

async function theOrder(world: World, [number, other]: [string, string]) {
  const opened = await world.desk.integration('/api/work-orders', {
    customer: { name: 'Dave Miller', phone: number },
    contacts: [{ name: 'Nora Miller', phone: other }],
    address: { street: '12 Oak St', city: 'Doorward', ...DAVES, territory: TERRITORY },
    workType: 'repair',
    invite: false,
  });
  return opened.body as { appointmentId: string; ref: string; workOrderId: string };
}

type Going = {
  readonly maria: Awaited<ReturnType<World['technician']>>;
  readonly ref: string;
  readonly stranger: ReturnType<World['phone']>;
  readonly nora: ReturnType<World['phone']>;
  readonly keeps: Keeping;
};

async function theVisitGoesOn(world: World, { maria, ref, stranger, nora, keeps }: Going): Promise<void> {
  const before = stranger.texts().length;
  await world.until('08:20:00');
  await maria.tap(ref, 'late', { minutes: 150 });
  await world.settled();
  keeps(
    'the other phone hears of the delay, by her name',
    has(nora.last().body, 'Maria is late', '1 Keep Maria', 'Nora'),
  );
  await stranger.text('2');
  await nora.text('how late?');
  keeps('she is answered', has(nora.last().body, 'after your window'));
  await nora.text('2');
  keeps("and her choice is the visit's", has(nora.last().body, 'Done.'));
  keeps('the stranger has got no text since', stranger.texts().length === before);
  const [visit] = await world.sql<{ state: string; revision: number }>('SELECT state, revision FROM appointment');
  keeps('the visit stands at the time she chose', visit!.state === 'confirmed' && visit!.revision === 2);
}
