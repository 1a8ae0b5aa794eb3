import { bookWith, openOrder } from '#test/world/booking';
import { DAY, eastOf, local, type Technician } from '#test/world/company';
import type { World } from '#test/world/world';
import { keepsFaith } from '#test/stories/honest';
import { has } from '#test/stories/reading';
import type { Keeping, Story } from '#test/stories/story';

const DAVES = { lat: 39.29, lng: -76.61 };
const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: eastOf(DAVES, 10) },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: eastOf(DAVES, 15) },
];
const TOMORROW = DAY.replace('-03-03', '-03-04');

export const cancelWord: Story = {
  name: 'cancel-word',
  about:
    'One word that may mean two things. CANCEL ends the texts, as the law says, and no visit; 9 ends that, too; START brings the texts back; and "cancel my wed thing keep today" is about Wednesday.',
  setting: { technicians: TECHNICIANS, from: '07:00:00' },
  async play(world, keeps) {
    await theWord(world, keeps);
    await theOther(world, keeps);
    await theDay(world, keeps);
    await keepsFaith(world, keeps);
  },
};

const stateOf = async (world: World, appointmentId: string) =>
  (await world.sql<{ state: string }>('SELECT state FROM appointment WHERE id = $1', [appointmentId]))[0]!.state;

async function booked(
  world: World,
  name: string,
  number: string,
  [from, to, day = DAY]: [string, string, string?],
  who: string,
) {
  const order = await openOrder(world, {
    customer: { name, phone: number },
    street: '12 Oak St',
    place: DAVES,
    workType: 'short-check',
  });
  const technician = await world.technician(who);
  await bookWith(world, order.appointmentId, technician.id, local(from, day), local(to, day));
  await world.settled();
  return order;
}

/** CANCEL, and then he says that he means the visit. */
async function theWord(world: World, keeps: Keeping): Promise<void> {
  const dave = world.phone('Dave', '+15550100');
  const { appointmentId } = await booked(world, 'Dave Miller', dave.number, ['09:00', '10:00'], 'Maria Gomez');
  await dave.text('CANCEL');
  keeps(
    'CANCEL ends the texts and says what stands',
    has(dave.last().body, 'texts', 'today 9-10am', 'still stands', 'Reply 9', 'START'),
  );
  keeps('no visit is cancelled by it', (await stateOf(world, appointmentId)) === 'confirmed');
  const alerts = await world.sql(`SELECT 1 FROM alert WHERE kind = 'cancel-word' AND closed_at IS NULL`);
  keeps('the desk is told to ask', alerts.length === 1);
  await dave.text('9');
  keeps('9 cancels it, and he hears so though texts are off', has(dave.last().body, 'is cancelled'));
  keeps('it is cancelled', (await stateOf(world, appointmentId)) === 'cancelled');
}

/** CANCEL, and then he wants his texts back. */
async function theOther(world: World, keeps: Keeping): Promise<void> {
  const ida = world.phone('Ida', '+15550102');
  const { appointmentId } = await booked(world, 'Ida Roth', ida.number, ['10:30', '11:30'], 'Maria Gomez');
  await ida.text('CANCEL');
  await ida.text('START');
  keeps('START brings the texts back, with the visit', has(ida.last().body, 'on again', 'today 10:30-11:30am'));
  await ida.text('dont cancel');
  keeps('"dont cancel" cancels nothing', (await stateOf(world, appointmentId)) === 'confirmed');
  await ida.text('how late?');
  keeps('and she is answered as before', has(ida.last().body, '10:30'));
}

/** Two visits on one phone, and one of them is not wanted. */
async function theDay(world: World, keeps: Keeping): Promise<void> {
  const eve = world.phone('Eve', '+15550103');
  const today = await booked(world, 'Eve Lund', eve.number, ['13:00', '14:00'], 'Sam Reed');
  const wednesday = await booked(world, 'Eve Lund', eve.number, ['09:00', '10:00', TOMORROW], 'Sam Reed');
  await eve.text('who is coming?');
  keeps(
    'asked without saying which, she is asked which',
    has(eve.last().body, 'Which visit?', '1 Check today 1-2pm', '2 Check Wed 9-10am', '0 '),
  );
  await eve.text('2');
  keeps('her number answers what she had asked', has(eve.last().body, 'Sam', 'Wed'));
  await eve.text('cancel my wed thing keep today');
  keeps('the text says which: she is asked about Wednesday only', has(eve.last().body, 'Reply 9', 'Wed 9-10am'));
  await eve.text('9');
  keeps('Wednesday is cancelled', (await stateOf(world, wednesday.appointmentId)) === 'cancelled');
  keeps('today stands', (await stateOf(world, today.appointmentId)) === 'confirmed');
}
