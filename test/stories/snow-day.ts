import { minutesBetween, plusMinutes } from '#time/minutes';
import { bookWith, openOrder } from '#test/world/booking';
import { eastOf, local, type Technician } from '#test/world/company';
import type { Phone } from '#test/world/phone';
import type { TechnicianPhone } from '#test/world/technician';
import type { World } from '#test/world/world';
import { has, since } from '#test/stories/reading';
import type { Keeping, Story } from '#test/stories/story';

/** All on one street, a few minutes from each other; only the snow makes it far. */
const OAK_ST = { lat: 39.29, lng: -76.61 };

const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: OAK_ST },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: OAK_ST },
];

type Of = 'maria' | 'sam';
type Visit = { readonly who: string; readonly of: Of; readonly from: string; readonly to: string };

/** Glenn has two visits today, one of each technician; Kay lives where nobody is texted before ten. */
const VISITS: readonly Visit[] = [
  { who: 'Nora Kim', of: 'maria', from: '08:00', to: '09:00' },
  { who: 'Peter Hall', of: 'sam', from: '08:00', to: '09:00' },
  { who: 'Dave Miller', of: 'maria', from: '09:30', to: '10:30' },
  { who: 'Olga Berg', of: 'sam', from: '09:30', to: '10:30' },
  { who: 'Glenn Wood', of: 'maria', from: '10:30', to: '11:30' },
  { who: 'Glenn Wood', of: 'sam', from: '10:30', to: '11:30' },
  { who: 'Kay Short', of: 'maria', from: '12:00', to: '13:00' },
  { who: 'Ruth Young', of: 'sam', from: '15:00', to: '16:00' },
];
const NORA = 0;
const PETER = 1;
const DAVE = 2;
const OLGA = 3;
const GLENN = 4;
const PHONES: Readonly<Record<string, string>> = {
  'Nora Kim': '+15550101',
  'Peter Hall': '+15550102',
  'Dave Miller': '+15550103',
  'Olga Berg': '+15550104',
  'Glenn Wood': '+15550105',
  'Kay Short': '+15550106',
  'Ruth Young': '+15550107',
};
const LATE = ['Dave Miller', 'Olga Berg', 'Glenn Wood'] as const;

export const snowDay: Story = {
  name: 'snow-day',
  about:
    'Snow closes in at nine and every visit of the morning slips, and slips again. Everybody hears what is true and no more than he can bear; questions are answered in between; who is asleep is told when he is not; and what would be one text too many, a person tells.',
  setting: { technicians: TECHNICIANS, from: '07:30:00' },
  async play(world, keeps) {
    const day = await theMorningSoFar(world);
    await itSnows(world, day, keeps);
    await twoAsk(world, day, keeps);
    await itGetsWorse(world, day, keeps);
    await kayIsUp(world, day, keeps);
    await oneTooMany(world, day, keeps);
    await whatAllHaveRead(world, keeps);
  },
};

type Day = {
  readonly technicians: Readonly<Record<Of, TechnicianPhone>>;
  readonly refs: readonly string[];
  readonly phone: (who: string) => Phone;
};

/** Maria is at Nora's and Sam at Peter's. */
async function theMorningSoFar(world: World): Promise<Day> {
  const technicians = { maria: await world.technician('Maria Gomez'), sam: await world.technician('Sam Reed') };
  for (const technician of Object.values(technicians)) await technician.connect();
  const phones = new Map(Object.entries(PHONES).map(([who, number]) => [who, world.phone(who.split(' ')[0]!, number)]));
  const refs: string[] = [];
  for (const [n, { who, of, from, to }] of VISITS.entries()) {
    const order = await openOrder(world, {
      customer: { name: who, phone: PHONES[who]! },
      street: `${n + 1} Oak St`,
      ...(who === 'Kay Short' ? { region: 'KY' } : {}),
      place: eastOf(OAK_ST, 5 + n),
      workType: 'repair',
    });
    await bookWith(world, order.appointmentId, technicians[of].id, local(from), local(to));
    await technicians[of].sees((day) => day.tickets.some(({ ref }) => ref === order.ref));
    await technicians[of].tap(order.ref, 'accept');
    refs.push(order.ref);
  }
  await world.settled();
  const first = [
    ['maria', NORA],
    ['sam', PETER],
  ] as const;
  await world.until('08:00:00');
  for (const [of, nth] of first) await technicians[of].tap(refs[nth]!, 'on-my-way');
  await world.until('08:10:00');
  for (const [of, nth] of first) for (const act of ['arrive', 'start']) await technicians[of].tap(refs[nth]!, act);
  return { technicians, refs, phone: (who) => phones.get(who)! };
}

/** Both report at nine that they will be long. */
async function itSnows(world: World, { technicians, refs, phone }: Day, keeps: Keeping): Promise<void> {
  await world.until('09:00:00');
  world.act('The sky', 'everybody', 'it begins to snow');
  const counts = new Map(Object.keys(PHONES).map((who) => [who, phone(who).texts().length]));
  await technicians.maria.tap(refs[NORA]!, 'late', { minutes: 80 });
  await technicians.sam.tap(refs[PETER]!, 'late', { minutes: 85 });
  await world.settled();
  const said = (who: string) => since(phone(who), counts.get(who)!);
  for (const who of ['Dave Miller', 'Olga Berg'])
    keeps(
      `${who} hears it once, with a time, that it stands, and what he can do`,
      said(who).length === 1 && has(said(who)[0]!, 'is late: now about', 'Not cancelled', 'person calls you'),
    );
  keeps(
    'Glenn, who has two visits, hears of each, by the name of who comes',
    said('Glenn Wood').length === 2 && ['Maria', 'Sam'].every((name) => said('Glenn Wood').some((it) => has(it, name))),
  );
  keeps('Kay is asleep where she lives: nothing yet', said('Kay Short').length === 0);
  keeps('Ruth, whose window is far, hears nothing', said('Ruth Young').length === 0);
}

async function twoAsk(world: World, { phone }: Day, keeps: Keeping): Promise<void> {
  await world.until('09:05:00');
  await phone('Dave Miller').text('how late??');
  keeps('Dave asks and is answered at once, with a time', /^(About|Still)/.test(phone('Dave Miller').last().body));
  await world.until('09:06:00');
  await phone('Olga Berg').text('are you still coming today?');
  keeps('and so is Olga', has(phone('Olga Berg').last().body, 'Sam'));
}

/** It grows twice: a little at 9:20, much at 9:40. */
async function itGetsWorse(world: World, { technicians, refs, phone }: Day, keeps: Keeping): Promise<void> {
  await world.until('09:20:00');
  const counts = new Map(LATE.map((who) => [who, phone(who).texts().length]));
  await technicians.maria.tap(refs[NORA]!, 'late', { minutes: 5 });
  await world.until('09:39:00');
  keeps(
    'five minutes more are no news',
    LATE.every((who) => phone(who).texts().length === counts.get(who)!),
  );
  await world.until('09:40:00');
  world.act('The sky', 'everybody', 'it snows harder');
  await technicians.maria.tap(refs[NORA]!, 'late', { minutes: 45 });
  await technicians.sam.tap(refs[PETER]!, 'late', { minutes: 40 });
  await world.settled();
  await world.until('09:58:00');
  for (const who of LATE) {
    const news = since(phone(who), counts.get(who)!);
    keeps(
      `${who} hears the new time, ${who === 'Glenn Wood' ? 'once for each visit' : 'once'}, and what it was`,
      news.length === (who === 'Glenn Wood' ? 2 : 1) && news.every((it) => has(it, 'is now about', 'was ')),
    );
  }
}

async function kayIsUp(world: World, { phone }: Day, keeps: Keeping): Promise<void> {
  const before = phone('Kay Short').texts().length;
  await world.until('09:59:59');
  keeps('until ten Kay hears nothing', phone('Kay Short').texts().length === before);
  await world.until('10:00:30');
  const [text = '', ...more] = since(phone('Kay Short'), before);
  keeps(
    'at ten she hears all of it in one text: who comes, the newest time, what she can do',
    more.length === 0 && has(text, 'Maria is late: now about', 'Not cancelled', 'a person calls you'),
  );
}

/** Dave's turn comes, and Glenn's: he has read four texts he did not ask for. */
async function oneTooMany(world: World, { technicians, refs, phone }: Day, keeps: Keeping): Promise<void> {
  const { maria, sam } = technicians;
  await world.until('11:15:00');
  await sam.tap(refs[PETER]!, 'done');
  await sam.tap(refs[OLGA]!, 'on-my-way');
  await world.until('11:20:00');
  await maria.tap(refs[NORA]!, 'done');
  await maria.tap(refs[DAVE]!, 'on-my-way');
  await world.settled();
  keeps('Dave hears that she sets out', has(phone('Dave Miller').last().body, 'Maria is on the way'));
  await world.until('11:28:00');
  for (const act of ['arrive', 'start']) await maria.tap(refs[DAVE]!, act);
  for (const act of ['arrive', 'start']) await sam.tap(refs[OLGA]!, act);
  await world.until('12:10:00');
  await maria.tap(refs[DAVE]!, 'done');
  const before = phone('Glenn Wood').texts().length;
  await maria.tap(refs[GLENN]!, 'on-my-way');
  await world.settled();
  const alerts = await world.sql<{ says: string }>(
    `SELECT says FROM alert WHERE kind = 'phone-only' AND closed_at IS NULL ORDER BY opened_at`,
  );
  keeps(
    'a fifth text to Glenn is a call by the desk instead',
    phone('Glenn Wood').texts().length === before &&
      alerts.some(({ says }) => has(says, 'phones Glenn Wood', 'is on the way', '4 texts to this phone today')),
  );
  for (const { says } of alerts) world.act('Doorward', 'Desk', says);
  await phone('Glenn Wood').text('where is maria?');
  keeps('and when he asks he is answered', phone('Glenn Wood').last().body.startsWith('About'));
}

type Sent = { readonly phone: string; readonly at: Date; readonly isAsleep: boolean; readonly off: number | null };

/** Whatever was said, nobody got more than the caps, nobody at night, and no time that was not the newest. */
async function whatAllHaveRead(world: World, keeps: Keeping): Promise<void> {
  await world.until('12:20:00');
  const sent = await world.sql<Sent>(
    `SELECT m.phone, m.sent_at AS at,
       d.region = 'KY' AND m.sent_at < $1 AND m.kind <> 'booked' AS "isAsleep",
       abs(extract(epoch FROM (m.claims->'tells'->>'p50')::timestamptz - (
         SELECT f.p50 FROM forecast f WHERE f.appointment_id = m.appointment_id AND f.as_of <= m.sent_at
         ORDER BY f.as_of DESC LIMIT 1)))::float8 / 60 AS off
     FROM message m JOIN work_order w ON w.id = m.work_order_id JOIN address d ON d.id = w.address_id
     JOIN customer c ON c.phone = m.phone
     WHERE m.sent_at IS NOT NULL AND NOT m.is_reply AND m.kind NOT IN ('booked', 'accepted', 'finished') ORDER BY m.sent_at`,
    [local('10:00:00')],
  );
  const byPhone = Object.values(PHONES).map((phone) => sent.filter((it) => it.phone === phone));
  keeps(
    'nobody has read more than four texts he did not ask for',
    byPhone.every((texts) => texts.length <= 4),
  );
  keeps(
    'nobody was told anything at night',
    sent.every(({ isAsleep }) => !isAsleep),
  );
  keeps(
    'every time that was told was the newest',
    sent.every(({ off }) => off === null || off <= 10),
  );
  const said = world.transcript.filter(({ who }) => who === 'Doorward');
  keeps(
    'nobody has read the same twice',
    said.every((it, n) => !said.slice(0, n).some(({ whom, text }) => whom === it.whom && text === it.text)),
  );
  const reported = [local('09:00:00'), local('09:40:00')];
  const lag = (at: Date) => Math.min(...reported.map((t) => (at >= t ? minutesBetween(t, at) : Infinity)));
  keeps(
    'who was awake was told within a minute of the news',
    sent
      .filter(
        ({ phone, at }) =>
          phone !== PHONES['Kay Short'] && at < plusMinutes(local('09:58:00'), 0) && at >= reported[0]!,
      )
      .every(({ at }) => lag(at) <= 1),
  );
}
