import { bookWith, type Opened, openOrder } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import type { TechnicianPhone } from '#test/world/technician';
import type { World } from '#test/world/world';
import { has } from '#test/stories/reading';
import type { Keeping, Story } from '#test/stories/story';

const HOME = { lat: 39.29, lng: -76.61 };
const NAMES = ['Maria Gomez', 'Sam Reed', 'Ina Weber', 'Tom Price'] as const;

/** Everybody lives near and has one visit today. */
const TECHNICIANS: readonly Technician[] = NAMES.map((name, n) => ({
  name,
  phone: `+1555020${n + 1}`,
  skills: ['fiber'],
  home: eastOf(HOME, 10 + n),
}));

export const textNotDelivered: Story = {
  name: 'text-not-delivered',
  about:
    'Texts that do not arrive: a landline, a phone that is off, one of which nothing is heard, and a carrier that is away for twenty minutes. News is called or put before a person, nothing is told twice, and nothing stale is sent afterwards.',
  setting: {
    technicians: TECHNICIANS,
    from: '08:10:00',
    // The carrier's own clock does not stand still with the story's: its patience is short here.
    env: { CARRIER_RECEIPT_SECONDS: '1', CARRIER_DOWN_SECONDS: '2', CARRIER_PROBE_SECONDS: '1' },
  },
  async play(world, keeps) {
    world.carrier.misbehave({
      ...{ landlines: [LANDLINE], undelivered: [OFF], silent: [SILENT] },
      calls: { [SILENT]: 'no-answer' },
    });
    const ruths = await atBooking(world, keeps);
    await phoneOff(world, keeps);
    await noReceipt(world, keeps);
    const daves = await book(world, 3, 'Dave Miller', DAVE);
    await aDelay(world, ruths, keeps);
    await carrierAway(world, daves, keeps);
  },
};

const [LANDLINE, OFF, SILENT, DAVE] = ['+15550131', '+15550132', '+15550133', '+15550100'];

type Booked = Opened & { readonly technician: TechnicianPhone };

async function book(world: World, n: number, name: string, phone: string): Promise<Booked> {
  world.phone(name.split(' ')[0]!, phone);
  const technician = await world.technician(NAMES[n]!);
  await technician.connect();
  const order = await openOrder(world, {
    customer: { name, phone },
    street: `${n + 1} Oak St`,
    place: HOME,
    workType: 'repair',
  });
  await bookWith(world, order.appointmentId, technician.id, local('09:00'), local('10:00'));
  await technician.sees((day) => day.tickets.length === 1);
  await technician.tap(order.ref, 'accept');
  return { ...order, technician };
}

const texts = (world: World, phone: string) =>
  world.carrier.messages(phone).filter(({ direction }) => direction === 'to-phone');
const calls = (world: World, phone: string) => world.carrier.calls(phone);
const alerts = (world: World, kind: string) =>
  world.sql<{ id: string; says: string }>(
    'SELECT id, says FROM alert WHERE kind = $1 AND closed_at IS NULL ORDER BY id',
    [kind],
  );

/** The number given at booking is a landline. */
async function atBooking(world: World, keeps: Keeping) {
  const order = await book(world, 0, 'Ruth Olsen', LANDLINE);
  await world.comesTrue('she is called', () => calls(world, LANDLINE).length === 1);
  await world.settled();
  keeps('no text reached a landline, and none is tried again', texts(world, LANDLINE).length === 0);
  keeps('the confirmation is read out to her', has(calls(world, LANDLINE)[0]!.words, 'This is Acme Fiber', 'Booked'));
  keeps('the desk is asked for another number', has((await alerts(world, 'bad-number'))[0]?.says ?? '', LANDLINE));
  return order;
}

/** The same number, half an hour on. */
async function aDelay(world: World, { technician, ref }: Booked, keeps: Keeping) {
  await technician.tap(ref, 'late', { minutes: 120 });
  await world.comesTrue('she is called again', () => calls(world, LANDLINE).length === 2);
  const [, delay] = calls(world, LANDLINE);
  keeps('of a delay she hears in the same way, twice over', has(delay!.words, 'is late', 'Once more'));
  keeps('and which number to call', has(delay!.words, '5 5 5, 0 1 4 2'));
}

/** 30003: once more, and then a call. */
async function phoneOff(world: World, keeps: Keeping) {
  await book(world, 1, 'Omar Haddad', OFF);
  await world.comesTrue('he is called', () => calls(world, OFF).length === 1);
  keeps(
    'a phone that is off is texted once more',
    texts(world, OFF).filter(({ body }) => has(body, 'booked')).length === 2,
  );
  const tries = async () =>
    (
      await world.sql<{ said: string }>(
        `SELECT t.way || ' ' || t.state AS said FROM message_attempt t JOIN message m ON m.id = t.message_id
         WHERE m.phone = $1 AND m.kind = 'booked' ORDER BY t.id`,
        [OFF],
      )
    ).map(({ said }) => said);
  await world.comesTrue('he has heard it', async () => (await tries()).at(-1) === 'call reached');
  keeps(
    'every try is written down with what became of it',
    (await tries()).join(', ') === 'text failed, text failed, call reached',
  );
}

/** Nothing is heard of his text, and his phone is not answered either; it turns up in the end. */
async function noReceipt(world: World, keeps: Keeping) {
  await book(world, 2, 'Kim Novak', SILENT);
  const mine = async () => (await alerts(world, 'phone-only')).find(({ says }) => says.includes('Kim Novak'));
  await world.comesTrue('a person is asked', async () => (await mine()) !== undefined);
  keeps(
    'the desk has the words to say',
    has((await mine())!.says, 'phones Kim Novak', 'booked', 'nobody took the call'),
  );
  const [text] = texts(world, SILENT);
  const [{ id }] = (await world.sql<{ id: string }>(
    `SELECT message_id AS id FROM message_attempt WHERE carrier_sid = $1`,
    [text!.sid],
  )) as [{ id: string }];
  await world.carrier.report(text!.sid, 'delivered');
  await world.comesTrue('the task is taken back', async () => (await mine()) === undefined);
  const [row] = await world.sql<{ state: string }>('SELECT state FROM message WHERE id = $1', [id]);
  keeps('when the text turns up after all, nobody need phone', row!.state === 'delivered');
}

/** Twenty minutes without the carrier, and a delay in the middle of them. */
async function carrierAway(world: World, order: Booked, keeps: Keeping) {
  await world.settled();
  await world.until('08:20:00');
  const before = texts(world, DAVE).length;
  world.carrier.misbehave({ down: true });
  world.act('The carrier', 'Doorward', '(answers nothing from 8:20 on)');
  await order.technician.tap(order.ref, 'late', { minutes: 120 });
  const mine = async () => (await alerts(world, 'phone-only')).find(({ says }) => says.includes('Dave Miller'));
  await world.comesTrue('a person is asked to tell Dave', async () => (await mine()) !== undefined);
  keeps(
    'the desk sees since when no texts leave',
    has((await alerts(world, 'texts-stopped'))[0]?.says ?? '', 'Texts are not leaving since 8:20am'),
  );
  world.act('Lee', 'Dave', '(phones) Tom is late: he comes later this morning. It is not cancelled.');
  await world.desk.post(`/api/alerts/${(await mine())!.id}/told`, {});
  await world.until('08:40:00');
  world.carrier.misbehave({ down: false });
  world.act('The carrier', 'Doorward', '(answers again at 8:40)');
  await world.comesTrue('texts leave again', async () => (await alerts(world, 'texts-stopped')).length === 0);
  await world.settled();
  keeps('what he was told by phone is not texted any more', texts(world, DAVE).length === before);
  const [row] = await world.sql<{ state: string }>(`SELECT state FROM message WHERE phone = $1 AND kind = 'late'`, [
    DAVE,
  ]);
  keeps('it counts as told', row?.state === 'told');
  const left = await world.sql(
    `SELECT 1 FROM message WHERE state IN ('pending', 'sending', 'unknown') AND send_after <= doorward_now()`,
  );
  keeps('nothing waits that nobody looks after', left.length === 0);
}
