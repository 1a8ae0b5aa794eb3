import { openOrder, bookWith } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import { plainText, type Phone } from '#test/world/phone';
import type { TechnicianPhone } from '#test/world/technician';
import type { World } from '#test/world/world';
import { has, since } from '#test/stories/reading';
import type { Keeping, Story } from '#test/stories/story';

const DAVES = { lat: 39.29, lng: -76.61 };

const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: eastOf(DAVES, 10) },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: eastOf(DAVES, 5) },
];

/** The time both want, as a page and a text say it. */
const WANTED = '8:30-9:30am';

export const twoTakeOneSlot: Story = {
  name: 'two-take-one-slot',
  about:
    'So much of the day is held that times are shown unheld. Two customers take the same one at the same moment, by web and by text: one has it, the other hears it in the same answer, with other times.',
  setting: { technicians: TECHNICIANS, from: '06:40:00' },
  async play(world, keeps) {
    const dave = world.phone('Dave', '+15550100');
    const ida = world.phone('Ida', '+15550102');
    const { maria, daves, idas } = await theMorningSoFar(world, dave, ida);
    await othersAreDeciding(world, maria, keeps);
    await theDelay(world, maria, daves.ref, dave, keeps);
    const page = await idaLooks(ida, keeps);
    await bothAtOnce(world, { dave, ida, page, daves: daves.appointmentId, idas: idas.appointmentId }, keeps);
    await whatIsTrue(world, { dave, ida }, keeps);
  },
};

/** Dave is promised 8:30-9:30 with Maria, who has accepted; Ida has an invitation to choose a time. */
async function theMorningSoFar(world: World, dave: Phone, ida: Phone) {
  const maria = await world.technician('Maria Gomez');
  await maria.connect();
  const order = { place: DAVES, workType: 'repair' };
  const daves = await openOrder(world, {
    ...order,
    customer: { name: 'Dave Miller', phone: dave.number },
    street: '12 Oak St',
  });
  await bookWith(world, daves.appointmentId, maria.id, local('08:30'), local('09:30'));
  await maria.sees((day) => day.tickets.length === 1);
  await maria.tap(daves.ref, 'accept');
  const idas = await openOrder(world, {
    ...order,
    customer: { name: 'Ida Roth', phone: ida.number },
    street: '14 Oak St',
    invite: true,
  });
  await world.settled();
  return { maria, daves, idas };
}

/** Three people look at a time of today each; beyond that the territory holds no more of this day. */
async function othersAreDeciding(world: World, maria: TechnicianPhone, keeps: Keeping): Promise<void> {
  await world.until('08:00:00');
  const held: boolean[] = [];
  for (const [n, hour] of [13, 15, 16].entries()) {
    const opened = await openOrder(world, {
      customer: { name: `Visitor ${n}`, phone: `+1555012${n}` },
      street: `${20 + n} Oak St`,
      place: DAVES,
      workType: 'repair',
    });
    const window = { from: local(`${hour}:00`).toISOString(), to: local(`${hour + 1}:00`).toISOString() };
    const answer = await world.desk.integration(`/api/appointments/${opened.appointmentId}/hold`, {
      technicianId: maria.id,
      window,
    });
    held.push(answer.body.held);
  }
  world.act('Three other customers', 'Doorward', '[each is looking at a time of today, held for five minutes]');
  keeps('what three people are deciding about is held for them', held.join() === 'true,true,true');
}

async function theDelay(world: World, maria: TechnicianPhone, ref: string, dave: Phone, keeps: Keeping): Promise<void> {
  await world.until('08:01:30');
  await maria.tap(ref, 'late', { minutes: 180 });
  await world.settled();
  const text = dave.last().body;
  keeps('Dave hears of the delay, with his very time from somebody else', has(text, `2 Today ${WANTED}, Sam R.`));
  keeps('and that this time is not held for him', /^2 .*, not held$/m.test(text) || has(text, 'Not held'));
}

/** By the link in her text: the times, one of them, and the last look before it is promised. */
async function idaLooks(ida: Phone, keeps: Keeping) {
  const link = ida.link();
  ida.act(`[opens the page] ${link}`);
  const page = await ida.press(await ida.open(link), WANTED);
  ida.act(`[takes ${WANTED} and reads] ${plainText(page.html).slice(0, 220)}`);
  keeps('Ida reads that the time is not held before she confirms', has(plainText(page.html), 'not held for you'));
  return page;
}

type Both = {
  readonly dave: Phone;
  readonly ida: Phone;
  readonly page: { readonly html: string };
  readonly daves: string;
  readonly idas: string;
};

async function bothAtOnce(world: World, { dave, ida, page, daves, idas }: Both, keeps: Keeping): Promise<void> {
  await world.until('08:02:10');
  const [texts, hers] = [dave.texts().length, ida.texts().length];
  ida.act('[presses "Confirm this time"]');
  const [after] = await Promise.all([ida.press(page, 'Confirm this time'), dave.text('2')]);
  await world.settled();
  const taken = await takers(world);
  keeps('exactly one of them has the time', taken.length === 1);
  const [answer = '', ...more] = since(dave, texts);
  keeps('Dave has one answer to his 2', more.length === 0);
  if (taken[0] === daves) await idaLost(world, ida, after, { before: hers, idas }, keeps);
  else await daveLost(world, dave, answer, { daves, after }, keeps);
}

/** Whose visit Sam has at the time both wanted. */
async function takers(world: World): Promise<string[]> {
  const rows = await world.sql<{ id: string }>(
    `SELECT a.id FROM appointment a JOIN assignment s ON s.appointment_id = a.id
     JOIN technician t ON t.id = s.technician_id AND t.name = 'Sam Reed'
     WHERE a.state = 'confirmed' AND a.window_from = $1 AND s.state IN ('created', 'delivered', 'acknowledged')`,
    [local('08:30')],
  );
  return rows.map(({ id }) => id);
}

async function daveLost(
  world: World,
  dave: Phone,
  answer: string,
  { daves, after }: { readonly daves: string; readonly after: { readonly path: string } },
  keeps: Keeping,
): Promise<void> {
  keeps('Ida was faster, and her page says so', after.path.includes('said=booked'));
  keeps('Dave hears in the same answer that it was taken', has(answer, 'That time was just taken. Still free'));
  const choices = answer.split('\n').filter((line) => /^[2-9] /.test(line));
  keeps('with three other times', choices.length === 3);
  keeps('each held, or said not to be', has(answer, 'held'));
  await world.until('08:03:00');
  await dave.text('2');
  keeps('he takes one of them', has(dave.last().body, 'Done.'));
  keeps('and has it', (await revisionOf(world, daves)) === 2);
}

async function idaLost(
  world: World,
  ida: Phone,
  after: { readonly html: string },
  { before, idas }: { readonly before: number; readonly idas: string },
  keeps: Keeping,
): Promise<void> {
  const says = plainText(after.html);
  ida.act(`[reads] ${says.slice(0, 160)}`);
  keeps('Ida reads in the same answer that it was taken', has(says, 'That time was just taken. These are still free.'));
  keeps('she has got no text about it', since(ida, before).length === 0);
  const times = [...after.html.matchAll(/name="technicianId"/g)].length;
  keeps('with at least three other times', times >= 3);
  await world.until('08:03:00');
  const next = await ida.press(after, /\d/);
  const said = plainText(next.html);
  keeps('the one she takes is held for her, or said not to be', /Held for you until|not held for you/.test(said));
  const done = await ida.press(next, 'Confirm this time');
  keeps('she confirms it', done.path.includes('said=booked'));
  keeps('and has it', (await revisionOf(world, idas)) === 1);
}

const revisionOf = async (world: World, appointmentId: string) =>
  (
    await world.sql<{ revision: number }>(`SELECT revision FROM appointment WHERE id = $1 AND state = 'confirmed'`, [
      appointmentId,
    ])
  )[0]?.revision;

/** Nobody was told of a time that is not his, and nobody is in two places. */
async function whatIsTrue(world: World, { dave, ida }: { dave: Phone; ida: Phone }, keeps: Keeping): Promise<void> {
  const moved = dave.texts().filter(({ body }) => body.startsWith('Done. Sam R. comes today 8:30-9:30'));
  const booked = ida.texts().filter(({ body }) => /booked\..*8:30-9:30am/.test(body));
  keeps('one text confirms that time, to the one who has it', moved.length + booked.length === 1);
  const overlaps = await world.sql(
    'SELECT 1 FROM occupancy a JOIN occupancy b ON a.technician_id = b.technician_id AND a.id < b.id AND a.during && b.during',
  );
  keeps('nobody has to be in two places', overlaps.length === 0);
  const failures = await world.sql(`SELECT 1 FROM alert WHERE kind = 'failing'`);
  keeps('nothing failed', failures.length === 0);
}
