import type pg from 'pg';
import { plusMinutes } from '#time/minutes';
import { NO_DRIVES } from '#eta/drives';
import { lawOf, UNKNOWN } from '#eta/durations';
import { type Ahead, arrivals, nextLook } from '#eta/arrivals';
import { tokenOf, hashOf } from '#flows/links';
import { estimatedMinutes } from '#travel/estimate';
import { reference } from '#visits/reference';
import { ZONE } from '#test/world/company';
import { APP_SECRET } from '#test/bench/side';
import { insert } from '#test/bench/town/insert';
import {
  type Customer,
  MORNING,
  type PlannedTechnician,
  type PlannedVisit,
  type Town,
  WORK_MINUTES,
} from '#test/bench/town/plan';
import { writePast } from '#test/bench/town/write-past';

/** When all of it was booked. */
const EVENING = plusMinutes(MORNING, -14 * 60);

export type Planned = { readonly visit: PlannedVisit; readonly technician: PlannedTechnician; readonly nth: number };

/** Writes the booked day as the commands would have left it: promises, tickets, time taken, arrivals, timers, the past. */
export async function writeDay(db: pg.Client, town: Town): Promise<void> {
  const day = town.technicians.flatMap((technician) =>
    technician.visits.map((visit, nth) => ({ visit, technician, nth })),
  );
  await writeOrders(db, town, day);
  await writePromises(db, day);
  await writeTickets(db, day);
  await writeArrivals(db, town);
  await writePast(db, EVENING);
  await db.query(`SELECT setval('work_order_number', $1)`, [day.length]);
}

type Ordered = { readonly visit: Customer; readonly technician: Pick<PlannedTechnician, 'territory'> };

/** Customers, addresses, work orders and the links to their pages; `first` is the number of the first of them. */
export async function writeOrders(
  db: pg.ClientBase,
  { territoryIds }: Town,
  orders: readonly Ordered[],
  { work = 'repair', first = 0 } = {},
): Promise<void> {
  const opened_at = EVENING;
  await insert(
    db,
    'customer',
    orders.map(({ visit: v }) => ({ id: v.customerId, name: v.customer, phone: v.phone, created_at: opened_at })),
  );
  await insert(
    db,
    'address',
    orders.map(({ visit: v, technician }) => ({
      id: v.addressId,
      customer_id: v.customerId,
      territory_id: territoryIds[technician.territory],
      street: v.street,
      city: 'Doorward',
      ...v.place,
      zone: ZONE,
    })),
  );
  await insert(
    db,
    'work_order',
    orders.map(({ visit: v }, n) => ({
      id: v.workOrderId,
      ref: reference(first + n),
      customer_id: v.customerId,
      address_id: v.addressId,
      work_type_code: work,
      notes: '',
      opened_at,
    })),
  );
  await insert(
    db,
    'link',
    orders.map(({ visit: v }) => ({
      id: v.linkId,
      token_hash: hashOf(tokenOf({ settings: { APP_SECRET } as never }, v.linkId)),
      kind: 'visit',
      work_order_id: v.workOrderId,
      expires_at: plusMinutes(EVENING, 30 * 1440),
      created_at: EVENING,
    })),
  );
}

async function writePromises(db: pg.Client, day: readonly Planned[]): Promise<void> {
  const promised = ({ window }: PlannedVisit) => ({ window_from: window.from, window_to: window.to });
  await insert(
    db,
    'appointment',
    day.map(({ visit: v, nth }) => ({
      id: v.appointmentId,
      work_order_id: v.workOrderId,
      work_type_code: 'repair',
      state: 'confirmed',
      revision: 1,
      ...promised(v),
      arrived_at: nth === 0 ? v.stay.from : null,
      version: 2,
    })),
  );
  await insert(
    db,
    'appointment_revision',
    day.map(({ visit: v, technician }) => ({
      appointment_id: v.appointmentId,
      revision: 1,
      ...promised(v),
      technician_id: technician.id,
      actor: `customer ${v.customer}`,
      reason: 'booked by the customer',
      at: EVENING,
    })),
  );
  await db.query(
    `INSERT INTO promise (work_order_id, appointment_id, kind, owner, deadline, based_on, state, made_at, settled_at, settled_why)
     SELECT a.work_order_id, a.id, 'window', 'technician ' || r.technician_id, a.window_to, '{"revision": 1}',
       CASE WHEN a.arrived_at IS NULL THEN 'open' ELSE 'kept' END, $1, a.arrived_at,
       CASE WHEN a.arrived_at IS NOT NULL THEN 'arrived in the window' END
     FROM appointment a JOIN appointment_revision r ON r.appointment_id = a.id`,
    [EVENING],
  );
  await db.query(
    `INSERT INTO timer (key, kind, subject, due_at)
     SELECT 'window.end:' || id, 'window.end', id, window_to FROM appointment WHERE arrived_at IS NULL`,
  );
}

async function writeTickets(db: pg.Client, day: readonly Planned[]): Promise<void> {
  await insert(
    db,
    'assignment',
    day.map(({ visit: v, technician, nth }) => ({
      id: v.assignmentId,
      appointment_id: v.appointmentId,
      technician_id: technician.id,
      state: nth === 0 ? 'working' : 'acknowledged',
      since: nth === 0 ? v.stay.from : EVENING,
      planned_from: v.stay.from,
      planned_to: v.stay.to,
      created_at: EVENING,
      version: nth === 0 ? 6 : 3,
    })),
  );
  await db.query(
    `INSERT INTO occupancy (technician_id, during, assignment_id)
     SELECT technician_id, tstzrange(planned_from, planned_to), id FROM assignment`,
  );
}

/** Everybody's arrivals as last reckoned, and when his day is looked at again. */
async function writeArrivals(db: pg.Client, { technicians }: Town): Promise<void> {
  const facts = technicians.flatMap((technician) => {
    const ahead = aheadOf(technician);
    return arrivals({ stops: ahead }, MORNING).map(({ id, arrival, ends }, i) => ({
      id,
      ...arrival,
      from: arrival?.p50 ?? ahead[i]!.since,
      to: ends.p50,
    }));
  });
  await db.query(
    `WITH f AS (SELECT * FROM jsonb_to_recordset($1) AS f(id uuid, p10 timestamptz, p50 timestamptz, p90 timestamptz,
       "asOf" timestamptz, basis text, "stopsBefore" integer, "from" timestamptz, "to" timestamptz)),
     told AS (UPDATE assignment a SET expected_from = f."from", expected_to = f."to" FROM f WHERE a.id = f.id)
     UPDATE appointment p SET eta_p10 = f.p10, eta_p50 = f.p50, eta_p90 = f.p90, eta_as_of = f."asOf", eta_basis = f.basis,
       stops_before = f."stopsBefore"
     FROM f JOIN assignment a ON a.id = f.id WHERE p.id = a.appointment_id`,
    [JSON.stringify(facts)],
  );
  await insert(
    db,
    'timer',
    technicians.map((technician) => ({
      key: `route.look:${technician.id}`,
      kind: 'route.look',
      subject: technician.id,
      due_at: nextLook(aheadOf(technician), MORNING),
    })),
  );
}

const aheadOf = ({ visits }: PlannedTechnician): Ahead[] =>
  visits.map((visit, i) => ({
    id: visit.assignmentId,
    state: i === 0 ? 'working' : 'acknowledged',
    since: i === 0 ? visit.stay.from : EVENING,
    plannedFrom: visit.stay.from,
    notBefore: visit.window.from,
    work: lawOf(UNKNOWN, WORK_MINUTES),
    drive: {
      minutes: i === 0 ? 1 : estimatedMinutes(visits[i - 1]!.place, visit.place),
      spread: NO_DRIVES.spread,
    },
    seenAt: null,
    announced: null,
  }));
