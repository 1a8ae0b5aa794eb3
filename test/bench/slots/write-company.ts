import pg from 'pg';
import { hashOf } from '#flows/links';
import { plusMinutes } from '#time/minutes';
import { toRange } from '#store/span';
import { reference } from '#visits/reference';
import { seeded } from '#carriers/loopback/seeded';
import type { Place } from '#routes/route';
import { API_KEY, ZONE } from '#test/world/company';
import { type Company, NOW, WINDOW_MINUTES, WORK_MINUTES, WORK_SPREAD } from '#test/bench/slots/company';
import { insert } from '#test/bench/town/insert';
import { placeIn } from '#test/bench/town/plan';
import { uuids } from '#test/bench/town/uuids';

/** Somebody who wants a time. */
export type Wish = { readonly appointmentId: string; readonly place: Place };

const EVENING = plusMinutes(NOW, -600);
const AT_ONCE = 4000;

type Order = { readonly id: string; readonly territory: number; readonly place: Place };

/** Fills an empty database with the company, every stop booked, and `wishes` customers of its first territory without a time. */
export async function writeCompany(databaseUrl: string, company: Company, wishes: number): Promise<Wish[]> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    await insert(db, 'territory', company.territoryIds.map((id, n) => ({ id, name: `Territory ${n}`, zone: ZONE }))); // prettier-ignore
    await insert(db, 'work_type', [
      { code: 'repair', name: 'Repair', skill: 'fiber', minutes: WORK_MINUTES, window_minutes: WINDOW_MINUTES, learned_ratio: 1, learned_spread: WORK_SPREAD, learned_from: 0 }, // prettier-ignore
    ]);
    await insert(db, 'api_key', [{ name: 'bench', key_hash: hashOf(API_KEY), created_at: new Date() }]);
    await writeWorkers(db, company);
    const random = seeded(271828);
    const uuid = uuids(random);
    const wanted = Array.from({ length: wishes }, () => ({ id: uuid(), territory: 0, place: placeIn(0, random) }));
    await writeBooked(db, company);
    await writeOrders(db, company, wanted, 900_000, 'requested');
    await db.query('VACUUM (ANALYZE)');
    await db.query('INSERT INTO clock (set_at, shows, rate) VALUES (clock_timestamp(), $1, 0)', [NOW]);
    return wanted.map(({ id, place }) => ({ appointmentId: id, place }));
  } finally {
    await db.end();
  }
}

async function writeWorkers(db: pg.Client, { territoryIds, workers }: Company): Promise<void> {
  await inParts(workers, (some) =>
    insert(
      db,
      'technician',
      some.map(({ id, territory, home }) => ({
        id,
        territory_id: territoryIds[territory],
        name: `Technician ${id.slice(-6)}`,
        phone: `+${id.replaceAll(/\D/g, '').slice(0, 14)}`,
        skills: ['fiber', 'copper'],
        home_lat: home.lat,
        home_lng: home.lng,
        active: true,
        learned_early: 0,
      })),
    ),
  );
  const shifts = workers.flatMap(({ id, days }) =>
    days.map(({ shift }) => ({ technician_id: id, during: toRange(shift) })),
  );
  await inParts(shifts, (some) => insert(db, 'shift', some));
}

async function writeBooked(db: pg.Client, company: Company): Promise<void> {
  const all = company.workers.flatMap((worker) =>
    worker.days.flatMap(({ stays }) => stays.map((stay) => ({ ...stay, worker }))),
  );
  let first = 0;
  await inParts(all, async (some) => {
    const orders = some.map(({ id, place, worker }) => ({ id, place, territory: worker.territory }));
    await writeOrders(db, company, orders, first, 'confirmed', some);
    first += some.length;
    await insert(
      db,
      'assignment',
      some.map(({ id, stay, worker }) => ({
        appointment_id: id,
        technician_id: worker.id,
        state: 'acknowledged',
        since: EVENING,
        planned_from: stay.from,
        planned_to: stay.to,
        created_at: EVENING,
        version: 1,
      })),
    );
  });
  await db.query(
    `INSERT INTO occupancy (technician_id, during, assignment_id)
     SELECT technician_id, tstzrange(planned_from, planned_to), id FROM assignment ORDER BY technician_id, planned_from`,
  );
}

/** Customers, addresses, work orders and appointments. */
async function writeOrders(
  db: pg.Client,
  { territoryIds }: Company,
  orders: readonly Order[],
  first: number,
  state: 'requested' | 'confirmed',
  windows: readonly { window: { from: Date; to: Date } }[] = [],
): Promise<void> {
  const rows = orders.map(({ id, territory, place }, n) => ({
    id,
    n: first + n,
    territory: territoryIds[territory],
    ref: reference(first + n),
    wf: windows[n]?.window.from ?? null,
    wt: windows[n]?.window.to ?? null,
    ...place,
  }));
  await db.query(
    `WITH o AS (SELECT * FROM jsonb_to_recordset($1) AS o(id uuid, n int, territory uuid, ref text, wf timestamptz,
         wt timestamptz, lat float8, lng float8)),
     c AS (INSERT INTO customer (id, name, phone, created_at) SELECT id, 'Customer ' || n, '+1666' || lpad(n::text, 7, '0'), $2 FROM o),
     a AS (INSERT INTO address (id, customer_id, territory_id, street, city, lat, lng, zone)
       SELECT id, id, territory, n || ' Oak St', 'Doorward', lat, lng, $3 FROM o),
     w AS (INSERT INTO work_order (id, ref, customer_id, address_id, work_type_code, notes, opened_at)
       SELECT id, ref, id, id, 'repair', '', $2 FROM o)
     INSERT INTO appointment (id, work_order_id, work_type_code, state, revision, window_from, window_to)
     SELECT id, id, 'repair', $4, CASE WHEN wf IS NULL THEN 0 ELSE 1 END, wf, wt FROM o`,
    [JSON.stringify(rows), EVENING, ZONE, state],
  );
}

async function inParts<T>(rows: readonly T[], write: (some: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += AT_ONCE) await write(rows.slice(at, at + AT_ONCE));
}
