import { TERRITORY, eastOf, type Technician } from '#test/world/company';
import { type Phone, plainText } from '#test/world/phone';
import type { TechnicianPhone } from '#test/world/technician';
import type { World } from '#test/world/world';
import { has, since } from '#test/stories/reading';
import type { Keeping, Story } from '#test/stories/story';

const DAVES = { lat: 39.29, lng: -76.61 };

const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: eastOf(DAVES, 8) },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: eastOf(DAVES, 10) },
];

export const surveyFirst: Story = {
  name: 'survey-first',
  about:
    'An install needs a survey a day before. He is told at booking, chooses both, and when the survey fails he hears at once what becomes of the install.',
  setting: { technicians: TECHNICIANS, from: '07:00:00' },
  async play(world, keeps) {
    await theKindsOfWork(world);
    const phones = [await world.technician('Maria Gomez'), await world.technician('Sam Reed')];
    for (const phone of phones) await phone.connect();
    const dave = world.phone('Dave', '+15550100');
    const order = await books(world, dave, keeps);
    await accept(world, phones);
    await asksForAnother(world, dave, keeps);
    await theSurveyFails(world, dave, phones, order, keeps);
    await choosesAnother(world, dave, order, keeps);
    await accept(world, phones);
    await theSurveyIsDone(world, dave, phones, keeps);
    await theInstall(world, dave, phones, order.workOrderId, keeps);
  },
};

async function theKindsOfWork(world: World): Promise<void> {
  await world.sql(
    `INSERT INTO work_type (code, name, skill, minutes, window_minutes, needs_first, gap_minutes) VALUES
       ('survey', 'Survey', 'fiber', 30, 60, NULL, 0), ('install', 'Install', 'fiber', 90, 60, 'survey', 1440)`,
  );
}

type Order = {
  readonly workOrderId: string;
  readonly appointments: readonly { appointmentId: string; workType: string }[];
};

async function books(world: World, dave: Phone, keeps: Keeping): Promise<Order> {
  const opened = await world.desk.integration('/api/work-orders', {
    customer: { name: 'Dave Miller', phone: dave.number },
    address: { street: '12 Oak St', city: 'Doorward', ...DAVES, territory: TERRITORY },
    workType: 'install',
  });
  const order = opened.body as Order;
  await world.settled();
  keeps(
    'opening the install opens the survey it needs, in order',
    order.appointments.map(({ workType }) => workType).join() === 'survey,install',
  );
  const first = await dave.open(dave.link());
  keeps(
    'the page says before anything is chosen that a survey comes first, and how long before',
    has(
      plainText(first.html),
      'first the survey, then the install at least a day later',
      'When shall we come for the survey?',
    ),
  );
  const second = await dave.press(first, '9-10am');
  keeps(
    'then it asks for the install, with times that fit',
    has(plainText(second.html), 'It comes after the survey', 'a day later') ||
      has(plainText(second.html), 'these are the times that fit'),
  );
  const look = await dave.press(onDay(second, 'Thu Mar 5'), '11am-12pm');
  keeps(
    'both are held together and shown together before he confirms',
    has(
      plainText(look.html),
      'Tue Mar 3, 9-10am',
      'Thu Mar 5, 11am-12pm',
      'both together',
      'Confirmed after the survey',
    ),
  );
  const before = dave.texts().length;
  await dave.press(look, 'Confirm both times');
  const [text = '', ...more] = since(dave, before);
  keeps(
    'one text tells both, in two segments at most',
    more.length === 0 &&
      has(
        text,
        'Survey today Tue Mar 3, arriving 9-10am',
        'Install Thu 11am-12pm is kept, confirmed after the survey',
      ) &&
      (dave.last().segments ?? 9) <= 2,
  );
  const [row] = await world.sql<{ commits: number }>(
    `SELECT count(DISTINCT at)::int AS commits FROM timeline WHERE type = 'visit.confirmed'`,
  );
  keeps('both were promised in one commit', row?.commits === 1);
  return order;
}

/** Of the list by days, from this day on: the first of two buttons that say the same is not always the one that is meant. */
const onDay = ({ html }: { html: string }, day: string) => ({ html: html.slice(html.lastIndexOf(day)) });

async function accept(world: World, phones: readonly TechnicianPhone[]): Promise<void> {
  for (const phone of phones)
    for (const { assignmentId, state } of phone.day()?.tickets ?? [])
      if (state === 'created' || state === 'delivered') await phone.tap(assignmentId, 'accept');
  await world.settled();
}

async function asksForAnother(world: World, dave: Phone, keeps: Keeping): Promise<void> {
  await world.until('08:00:00');
  await dave.text('can I have another time?');
  const offered = await world.sql<{ ends: Date; begins: Date }>(
    `SELECT h.stay_to AS ends, s.planned_from AS begins FROM hold h JOIN appointment a ON a.needs_first_id = h.appointment_id
     JOIN assignment s ON s.appointment_id = a.id WHERE h.state = 'active'`,
  );
  keeps(
    'asked for other times of the survey, only such are offered as leave the install where it is',
    offered.length > 0 && offered.every(({ ends, begins }) => begins.getTime() - ends.getTime() >= 86_400_000),
  );
  await dave.text('1');
}

async function theSurveyFails(
  world: World,
  dave: Phone,
  phones: readonly TechnicianPhone[],
  { workOrderId }: Order,
  keeps: Keeping,
) {
  const his = phones.find((phone) => phone.day()?.tickets.some(({ work }) => work === 'Survey'))!;
  const { assignmentId: ref } = his.day()!.tickets.find(({ work }) => work === 'Survey')!;
  const hers = phones.flatMap((phone) => phone.day()?.tickets ?? []).find(({ work }) => work === 'Install');
  keeps(
    'whoever has the install reads that it is confirmed after the survey',
    has(hers?.caution ?? '', 'Confirmed after the survey'),
  );
  await world.until('08:50:00');
  await his.tap(ref, 'on-my-way');
  await world.until('09:05:00');
  await his.tap(ref, 'arrive');
  await world.until('09:20:00');
  const before = dave.texts().length;
  await his.tap(ref, 'cannot-complete', { note: 'nobody could open the cellar' });
  await world.settled();
  const texts = since(dave, before);
  keeps(
    'the survey fails: within the same minute he hears in one text that the install is kept but not confirmed, and why',
    texts.length === 1 &&
      has(
        texts[0]!,
        'could not finish your survey: nobody could open the cellar',
        'Your install Thu 11am-12pm needs it first: it is kept but not confirmed',
      ),
  );
  keeps(
    'with the way to another survey, a digit that ends it, and a person',
    has(dave.last().body, 'New survey time: http', '9 to cancel', 'Lee calls you by 9:35am'),
  );
  await dave.text('is the install still on?');
  keeps('asked, it says the same', has(dave.last().body, 'your install Thu 11am-12pm'));
  const story = await world.desk.get(`/api/work-orders/${workOrderId}/story`);
  keeps(
    'the desk sees it: an alert, and the visit marked on the board',
    story.body.others.some(({ suspended }: { suspended: boolean }) => suspended) &&
      (await world.desk.get('/api/board')).body.alerts.some(({ kind }: { kind: string }) => kind === 'suspended'),
  );
  const ticket = phones.flatMap((phone) => phone.day()?.tickets ?? []).find(({ work }) => work === 'Install');
  keeps('and so does the technician', has(ticket?.caution ?? '', 'Not confirmed'));
}

async function choosesAnother(world: World, dave: Phone, { workOrderId }: Order, keeps: Keeping): Promise<void> {
  await world.until('09:25:00');
  await world.desk.post(`/api/work-orders/${workOrderId}/call-back/kept`, {
    note: 'he chooses another survey by the link',
  });
  await world.until('09:40:00');
  const page = await dave.open(dave.link());
  keeps(
    'his page asks for the survey and says how the install stands',
    has(plainText(page.html), 'When shall we come for the survey?', 'Thu Mar 5, 11am-12pm: kept, not confirmed'),
  );
  const times = await dave.open(`${dave.link()}/times`);
  const held = await dave.press(onDay(times, 'Wed Mar 4'), '9-10am');
  const before = dave.texts().length;
  await dave.press(held, 'Confirm this time');
  await world.settled();
  const [text = '', ...more] = since(dave, before);
  keeps(
    'a new survey in time: the install stands again, told in the same text',
    more.length === 0 &&
      has(text, 'Survey Wed Mar 4, arriving 9-10am', 'Install Thu 11am-12pm is kept, confirmed after the survey'),
  );
  keeps(
    'and its alert has closed itself',
    !(await world.desk.get('/api/board')).body.alerts.some(({ kind }: { kind: string }) => kind === 'suspended'),
  );
}

async function theSurveyIsDone(
  world: World,
  dave: Phone,
  phones: readonly TechnicianPhone[],
  keeps: Keeping,
): Promise<void> {
  await world.until('32:40:00'); // 8:40 on Wednesday
  await work(world, phones, 'Survey', ['32:50:00', '33:10:00', '33:35:00']);
  keeps(
    'the survey is done: the same text says that the install is now confirmed',
    has(dave.last().body, 'finished at 9:35am', 'Your install Thu 11am-12pm is now confirmed'),
  );
  const before = dave.texts().length;
  await world.until('40:00:00');
  keeps(
    'nobody asks how the survey was: the order is not over',
    since(dave, before).every((text) => !text.includes('1 bad to 5 great')),
  );
}

async function theInstall(
  world: World,
  dave: Phone,
  phones: readonly TechnicianPhone[],
  workOrderId: string,
  keeps: Keeping,
) {
  await world.until('58:40:00'); // 10:40 on Thursday
  await work(world, phones, 'Install', ['58:45:00', '59:05:00', '60:30:00']);
  keeps('the install ends as any visit does', has(dave.last().body, 'finished at 12:30pm'));
  await world.until('61:01:00');
  keeps('one question, half an hour after the last visit', has(dave.last().body, '1 bad to 5 great'));
  await dave.text('5');
  const [row] = await world.sql<{ closed: boolean }>(
    'SELECT closed_at IS NOT NULL AS closed FROM work_order WHERE id = $1',
    [workOrderId],
  );
  keeps('and with the answer the order is closed', row?.closed === true);
}

/** On the way, at the door, done, at these times. */
async function work(
  world: World,
  phones: readonly TechnicianPhone[],
  what: string,
  [leaves, arrives, ends]: [string, string, string],
) {
  const isIt = ({ work, state }: { work: string; state: string }) =>
    work === what && state !== 'completed' && state !== 'cannot_complete';
  await world.comesTrue('a phone shows the ticket', () => phones.some((one) => one.day()?.tickets.some(isIt) ?? false));
  const phone = phones.find((one) => one.day()?.tickets.some(isIt))!;
  const { assignmentId: ref } = phone.day()!.tickets.find(isIt)!;
  await world.until(leaves);
  await phone.tap(ref, 'on-my-way');
  await world.until(arrives);
  await phone.tap(ref, 'arrive');
  await world.until(ends);
  await phone.tap(ref, 'done', { note: 'all done' });
  await world.settled();
}
