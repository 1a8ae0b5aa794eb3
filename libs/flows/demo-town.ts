import { isRefused } from '#visits/refused';
import { plusMinutes } from '#time/minutes';
import { instantOf, startOfDay } from '#time/zone';
import { dataSource } from '#store/data-source';
import { toRange } from '#store/span';
import { openStore } from '#store/store';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { findWindows } from '#flows/commands/find-windows';
import { holdWindow } from '#flows/commands/hold-window';
import { openWorkOrder } from '#flows/commands/open-work-order';
import { report } from '#flows/commands/report';
import { passwordHash } from '#flows/commands/sign-in';
import { DEMO_CITY, DEMO_ZONE, houseAt } from '#flows/demo-streets';
import type { Doorward } from '#flows/doorward';
import { hashOf } from '#flows/links';
import type { Settings } from '#flows/settings';

/** How one signs in to the demo's board. */
export const demoSignIn = { email: 'lee@acme.example', password: 'doorward-demo' } as const;
/** What another program uses to call the demo's API. */
export const demoApiKey = 'demo-key-for-trying-doorward';

const ZONE = DEMO_ZONE;
const TERRITORY = 'Harbor';
const DAY = '2026-03-03';
/** The evening before, when the day was booked; and the morning on which the demo begins. */
const EVENING = at('2026-03-02', 18 * 60);
const MORNING = at(DAY, 7 * 60 + 40);

function at(day: string, minutes: number): Date {
  return instantOf(day, minutes, ZONE)!;
}

const TECHNICIANS = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: houseAt('Mill Rd', 20) },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber', 'appliance'], home: houseAt('Elm St', 60) },
  { name: 'Lena Fischer', phone: '+15550203', skills: ['heating'], home: houseAt('Bay St', 10) },
  { name: 'Tom Baker', phone: '+15550204', skills: ['heating', 'appliance'], home: houseAt('Oak St', 90) },
  { name: 'Aisha Khan', phone: '+15550205', skills: ['fiber', 'heating'], home: houseAt('Church St', 30) },
  { name: 'Ben Lopez', phone: '+15550206', skills: ['appliance'], home: houseAt('Cedar Ln', 75) },
  { name: 'Ivy Chen', phone: '+15550207', skills: ['fiber'], home: houseAt('Station Rd', 45) },
  { name: 'Omar Haddad', phone: '+15550208', skills: ['appliance', 'heating'], home: houseAt('Orchard Rd', 15) },
] as const;

export const WORK_TYPES = [
  { code: 'fiber-repair', name: 'Repair', nameEs: 'Reparación', skill: 'fiber', minutes: 60 },
  { code: 'fiber-install', name: 'Install', nameEs: 'Instalación', skill: 'fiber', minutes: 90 },
  {
    code: 'heating-service',
    name: 'Heating service',
    nameEs: 'Calefacción',
    skill: 'heating',
    minutes: 75,
  },
  {
    code: 'appliance-repair',
    name: 'Appliance repair',
    nameEs: 'Reparación',
    skill: 'appliance',
    minutes: 50,
  },
  { code: 'fiber-survey', name: 'Survey', nameEs: 'Inspección', skill: 'fiber', minutes: 30 },
] as const;

/** Needs the survey a day before; stands after it, for it is written after it. */
const NEW_LINE = {
  code: 'fiber-new-line',
  name: 'New line',
  nameEs: 'Línea nueva',
  skill: 'fiber',
  minutes: 90,
  needs: 'fiber-survey',
} as const;
const NEW_LINE_GAP_MINUTES = 1440;

/** Booked the evening before. `hour` is when the customer would like to begin. */
const BOOKED = [
  { name: 'Nora Kim', phone: '+15550101', street: 'Maple Ave', number: 14, work: 'fiber-repair', hour: 8 },
  { name: 'Peter Hall', phone: '+15550102', street: 'Cedar Ln', number: 40, work: 'fiber-install', hour: 10 },
  { name: 'Ruth Silva', phone: '+15550103', street: 'Bay St', number: 22, work: 'heating-service', hour: 8.5 },
  { name: 'Glenn Wood', phone: '+15550104', street: 'Church St', number: 71, work: 'heating-service', hour: 11 },
  { name: 'Tess Young', phone: '+15550105', street: 'Harbor Way', number: 9, work: 'appliance-repair', hour: 9 },
  { name: 'Victor Hugo Alvarez', phone: '+15550106', street: 'Elm St', number: 33, work: 'appliance-repair', hour: 13 },
  { name: 'Wanda Price', phone: '+15550107', street: 'Station Rd', number: 58, work: 'fiber-repair', hour: 9.5 },
  { name: 'Abel Stone', phone: '+15550108', street: 'Mill Rd', number: 66, work: 'fiber-repair', hour: 14 },
  { name: 'Cora Blake', phone: '+15550109', street: 'Orchard Rd', number: 27, work: 'heating-service', hour: 14.5 },
  { name: 'Łukasz Nowak', phone: '+15550110', street: 'Oak St', number: 51, work: 'appliance-repair', hour: 15.5 },
  { name: 'Elsa Berg', phone: '+15550112', street: 'Cedar Ln', number: 88, work: 'fiber-repair', hour: 11.5 },
  { name: 'Farid Aziz', phone: '+15550113', street: 'Maple Ave', number: 79, work: 'fiber-install', hour: 13.5 },
] as const;

/** The man the story is about: he has a link to book with, and has not used it yet. */
const DAVE = { name: 'Dave Miller', phone: '+15550100', street: 'Oak St', number: 12, work: 'fiber-repair' } as const;

/** She has ordered what takes two visits, a survey and then the line, and may book both. */
const HANA = { name: 'Hana Suzuki', phone: '+15550114', street: 'Elm St', number: 5, work: NEW_LINE.code } as const;

/**
 * Fills an empty database with the demo town on the morning of 3 March: people, shifts, a day that was booked the
 * evening before through the same commands as ever, and the invitations to book of Dave and of Hana. Does nothing when it is there.
 */
export async function seedDemoTown(databaseUrl: string, settings: Settings): Promise<void> {
  const database = await dataSource(databaseUrl, 4).initialize();
  const store = openStore(database, () => undefined);
  const house: Doorward = { store, settings };
  try {
    const [there] = await store.read('SELECT 1 FROM territory LIMIT 1');
    if (there) return;
    await setClock(house, EVENING, 0);
    await people(house);
    for (const booking of BOOKED) await book(house, booking);
    await everybodyAccepts(house);
    // What was texted yesterday was read yesterday.
    await store.read(
      `UPDATE message SET state = 'delivered', body = '(sent the evening before)', sent_at = $1 WHERE state = 'pending'`,
      [EVENING],
    );
    await setClock(house, MORNING, 1);
    await invite(house, DAVE);
    await invite(house, HANA);
  } finally {
    await store.close();
  }
}

const setClock = ({ store }: Doorward, shows: Date, rate: number) =>
  store.read(
    `INSERT INTO clock (set_at, shows, rate) VALUES (clock_timestamp(), $1, $2)
     ON CONFLICT (only_one) DO UPDATE SET set_at = excluded.set_at, shows = excluded.shows, rate = excluded.rate`,
    [shows, rate],
  );

async function people({ store }: Doorward): Promise<void> {
  const [territory] = await store.read<{ id: string }>(
    'INSERT INTO territory (name, zone) VALUES ($1, $2) RETURNING id',
    [TERRITORY, ZONE],
  );
  for (const { code, name, nameEs, skill, minutes } of WORK_TYPES)
    await store.read(
      'INSERT INTO work_type (code, name, name_es, skill, minutes, window_minutes) VALUES ($1, $2, $3, $4, $5, 60)',
      [code, name, nameEs, skill, minutes],
    );
  await store.read(
    `INSERT INTO work_type (code, name, name_es, skill, minutes, window_minutes, needs_first, gap_minutes) VALUES ($1, $2, $3, $4, $5, 60, $6, $7)`,
    [
      NEW_LINE.code,
      NEW_LINE.name,
      NEW_LINE.nameEs,
      NEW_LINE.skill,
      NEW_LINE.minutes,
      NEW_LINE.needs,
      NEW_LINE_GAP_MINUTES,
    ],
  );
  for (const { name, phone, skills, home } of TECHNICIANS) {
    const [row] = await store.read<{ id: string }>(
      'INSERT INTO technician (territory_id, name, phone, skills, home_lat, home_lng) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id',
      [territory!.id, name, phone, skills, home.lat, home.lng],
    );
    for (let day = 0; day < 14; day++) {
      const midnight = startOfDay(`2026-03-${String(3 + day).padStart(2, '0')}`, ZONE);
      const shift = { from: plusMinutes(midnight, 7 * 60), to: plusMinutes(midnight, 18 * 60) };
      await store.read('INSERT INTO shift (technician_id, during) VALUES ($1, $2)', [row!.id, toRange(shift)]);
    }
  }
  const hash = await passwordHash(demoSignIn.password);
  await store.read(
    `INSERT INTO dispatcher (name, email, role, password_hash) VALUES ('Lee Park', $1, 'desk', $2), ('Ana Silva', 'ana@acme.example', 'supervisor', $2)`,
    [demoSignIn.email, hash],
  );
  await store.read(`INSERT INTO api_key (name, key_hash, created_at) VALUES ('demo', $1, clock_timestamp())`, [
    hashOf(demoApiKey),
  ]);
}

type Wish = { name: string; phone: string; street: string; number: number; work: string };

const open = async (house: Doorward, wish: Wish, isInvited: boolean) => {
  const place = houseAt(wish.street, wish.number);
  const opened = await openWorkOrder(house)({
    customer: { name: wish.name, phone: wish.phone },
    address: { street: `${wish.number} ${wish.street}`, city: DEMO_CITY, ...place, territory: TERRITORY },
    workType: wish.work,
    notes: '',
    actor: 'demo',
    invite: isInvited,
  });
  if (isRefused(opened)) throw new Error(`the demo town cannot be built: ${opened.refused}`);
  return opened;
};

async function book(house: Doorward, wish: Wish & { hour: number }): Promise<void> {
  const { appointmentId } = await open(house, wish, false);
  const wanted = at(DAY, wish.hour * 60);
  const windows = await findWindows(house)({ appointmentId, days: 2 });
  const slot = isRefused(windows) ? undefined : windows.find(({ window }) => window.from >= wanted);
  if (!slot) throw new Error(`the demo town has no time for ${wish.name}`);
  const held = await holdWindow(house)({
    appointmentId,
    technicianId: slot.technicianId,
    window: slot.window,
    actor: `customer ${wish.name}`,
  });
  if (isRefused(held)) throw new Error(held.refused);
  const confirmed = await confirmBooking(house)({ appointmentId, holdId: held.holdId, actor: `customer ${wish.name}` });
  if (isRefused(confirmed)) throw new Error(confirmed.refused);
}

const invite = (house: Doorward, wish: Wish) => open(house, wish, true);

async function everybodyAccepts(house: Doorward): Promise<void> {
  const tickets = await house.store.read<{ id: string; technicianId: string }>(
    `SELECT id, technician_id AS "technicianId" FROM assignment WHERE state = 'created'`,
  );
  for (const { id, technicianId } of tickets) await report(house)({ assignmentId: id, technicianId, act: 'accept' });
}
