import { bookWith, openOrder } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import { type Phone, plainText } from '#test/world/phone';
import type { TechnicianPhone } from '#test/world/technician';
import type { World } from '#test/world/world';
import { has, since } from '#test/stories/reading';
import type { Keeping, Story } from '#test/stories/story';

const DAVES = { lat: 39.29, lng: -76.61 };

const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: eastOf(DAVES, 8) },
];

export const billingBlock: Story = {
  name: 'billing-block',
  about:
    'Another department stops his visit. It cannot do so in silence: he hears at once by whom, why, until when and what he can do, and he hears the end of it.',
  setting: { technicians: TECHNICIANS, from: '08:00:00' },
  async play(world, keeps) {
    const maria = await world.technician('Maria Gomez');
    await maria.connect();
    const dave = world.phone('Dave', '+15550100');
    const { appointmentId, workOrderId, ref } = await openOrder(world, {
      customer: { name: 'Dave Miller', phone: dave.number },
      street: '12 Oak St',
      place: DAVES,
      workType: 'repair',
      invite: true,
    });
    await bookWith(world, appointmentId, maria.id, local('15:00'), local('16:00'));
    await maria.sees((day) => day.tickets.length === 1);
    await maria.tap(ref, 'accept');
    await world.settled();

    await notInSilence(world, dave, appointmentId, keeps);
    await placed(world, dave, maria, { appointmentId, workOrderId }, keeps);
    await lifted(world, dave, maria, appointmentId, keeps);
    await escalated(world, dave, { appointmentId, workOrderId }, keeps);
    await goesAhead(world, dave, maria, ref, keeps);
  },
};

const HOLD = {
  owner: 'Billing',
  reason: 'invoice 4471 is open',
  customerText: 'deposit not received',
  expiresAt: local('12:00').toISOString(),
  atExpiry: 'lapse',
  action: { words: 'pay by link', url: 'https://pay.acme.example/4471' },
};

async function notInSilence(world: World, dave: Phone, appointmentId: string, keeps: Keeping): Promise<void> {
  const before = dave.texts().length;
  for (const missing of ['owner', 'reason', 'customerText', 'expiresAt', 'atExpiry']) {
    const { [missing]: _, ...rest } = HOLD as Record<string, unknown>;
    const answer = await world.desk.integration(`/api/appointments/${appointmentId}/block`, rest);
    keeps(
      `without ${missing} it is refused, and the answer says so`,
      answer.status === 400 && has(JSON.stringify(answer.body), missing),
    );
  }
  const after = await world.desk.integration(`/api/appointments/${appointmentId}/block`, {
    ...HOLD,
    expiresAt: local('15:30').toISOString(),
  });
  keeps(
    'with an end after the visit it is refused',
    after.status === 409 && has(after.body.say, 'before the visit, today 3:00pm'),
  );
  await world.settled();
  keeps('and nobody hears of what did not happen', dave.texts().length === before);
}

type Visit = { readonly appointmentId: string; readonly workOrderId: string };

async function placed(
  world: World,
  dave: Phone,
  maria: TechnicianPhone,
  { appointmentId, workOrderId }: Visit,
  keeps: Keeping,
) {
  await world.until('08:30:00');
  const key = { 'idempotency-key': 'billing-4471-hold' };
  const link = dave.link();
  const first = await world.desk.integration(`/api/appointments/${appointmentId}/block`, HOLD, key);
  const again = await world.desk.integration(`/api/appointments/${appointmentId}/block`, HOLD, key);
  await world.settled();
  keeps(
    'sent twice with one key, it is placed once',
    first.status === 201 && again.body.blockId === first.body.blockId,
  );
  const text = dave.last().body;
  keeps(
    'he hears at once who, why, until when the slot is kept, and what he can do',
    text ===
      'Acme: Billing put your today 3-4pm repair on hold: deposit not received. Slot kept until 12:00pm. Reply 1 to pay by link, 0 a person calls you.',
  );
  keeps('in one segment', dave.last().segments === 1);
  await dave.text('1');
  keeps('the digit answers with the link', has(dave.last().body, 'https://pay.acme.example/4471'));
  await maria.sees((day) => has(day.tickets[0]?.caution ?? '', 'On hold by Billing until'));
  keeps(
    'Maria keeps the ticket and reads on it that it is on hold, by whom and until when',
    has(maria.day()!.tickets[0]!.caution ?? '', '12:00pm', 'invoice 4471 is open'),
  );
  const story = (await world.desk.get(`/api/work-orders/${workOrderId}/story`)).body;
  keeps(
    'the desk sees owner, reason and end',
    story.visit.block.owner === 'Billing' &&
      has(JSON.stringify(story.entries), 'Billing until today 12:00pm: invoice 4471 is open'),
  );
  keeps('and an alert that falls due with it', await hasAlert(world, 'Billing holds Dave Miller'));
  const page = plainText((await dave.open(link)).html);
  keeps(
    'his page says it too',
    has(page, 'Billing put this visit on hold: deposit not received', 'Your time is kept until', 'pay by link'),
  );
}

async function lifted(
  world: World,
  dave: Phone,
  maria: TechnicianPhone,
  appointmentId: string,
  keeps: Keeping,
): Promise<void> {
  await world.until('09:00:00');
  const answer = await world.desk.integration(`/api/appointments/${appointmentId}/block/lift`, {
    reason: 'the deposit came in',
  });
  await world.settled();
  keeps(
    'Billing lifts it: he hears that the visit stands',
    answer.status === 200 && has(dave.last().body, 'the hold by Billing is over', 'your repair today 3-4pm stands'),
  );
  await maria.sees((day) => day.tickets[0]?.caution === null);
  keeps('the alert has closed itself', !(await hasAlert(world, 'Dave Miller')));
}

async function escalated(
  world: World,
  dave: Phone,
  { appointmentId, workOrderId }: Visit,
  keeps: Keeping,
): Promise<void> {
  await world.until('10:00:00');
  const { action: _, ...plain } = HOLD;
  await world.desk.integration(`/api/appointments/${appointmentId}/block`, {
    ...plain,
    owner: 'Safety',
    customerText: 'a gas check is open',
    atExpiry: 'escalate',
  });
  await world.settled();
  const before = dave.texts().length;
  await world.until('12:00:05');
  const [text = '', ...more] = since(dave, before);
  keeps(
    'nobody has decided by its end: he hears who decides, by when he is called, and that his slot is kept',
    more.length === 0 && has(text, 'the hold by Safety', 'Lee decides and calls you by 12:15pm', 'your slot is kept'),
  );
  keeps('the desk has to decide, by that time', await hasAlert(world, 'Decide: the hold by Safety'));
  const [call] = await world.sql(
    `SELECT 1 FROM promise WHERE work_order_id = $1 AND kind = 'call-back' AND state = 'open'`,
    [workOrderId],
  );
  keeps('the call is a promise', call !== undefined);
  await world.until('12:10:00');
  await world.desk.post(`/api/work-orders/${workOrderId}/call-back/kept`, { note: 'gas check is done, he was told' });
  await world.desk.post(`/api/appointments/${appointmentId}/block/lift`, { reason: 'gas check is done' });
  await world.settled();
  keeps('the desk lifts it, and he hears that, too', has(dave.last().body, 'the hold by Safety is over', 'stands'));
}

async function goesAhead(
  world: World,
  dave: Phone,
  maria: TechnicianPhone,
  ref: string,
  keeps: Keeping,
): Promise<void> {
  await world.until('14:50:00');
  await maria.tap(ref, 'on-my-way');
  await world.settled();
  keeps('the visit goes ahead as promised', has(dave.last().body, 'Maria is on the way'));
  const broken = await world.sql(`SELECT 1 FROM promise WHERE state = 'broken'`);
  keeps('no promise was broken', broken.length === 0);
}

const hasAlert = async (world: World, says: string) =>
  (await world.desk.get('/api/board')).body.alerts.some(
    (alert: { kind: string; says: string }) => alert.kind === 'blocked' && has(alert.says, says),
  );
