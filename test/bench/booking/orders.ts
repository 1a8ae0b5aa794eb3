import pg from 'pg';
import { seeded } from '#carriers/loopback/seeded';
import { plusMinutes } from '#time/minutes';
import type { Window } from '#time/window';
import { local } from '#test/world/company';
import { insert } from '#test/bench/town/insert';
import { type Customer, customersOf, LONG_MINUTES, type PlannedTechnician, type Town } from '#test/bench/town/plan';
import { uuids } from '#test/bench/town/uuids';
import { writeOrders } from '#test/bench/town/write-day';

/** A work order that waits for its time, and the slot its customer is going to take. */
export type Order = Customer & {
  readonly appointmentId: string;
  readonly technician: PlannedTechnician;
  readonly window: Window;
};

const SEED = 31415;
const HOURS = [8, 10, 12, 14, 16] as const;

/** The first visit of an empty day: whoever comes first takes all of it, for the job is as long as the window. */
export const windowOn = (day: number, hour: number): Window => {
  const from = plusMinutes(local('00:00:00'), day * 1440 + hour * 60);
  return { from, to: plusMinutes(from, LONG_MINUTES) };
};

/**
 * Orders whose customers each want another slot of one day, spread over all technicians; not a day on which those who
 * were too late elsewhere find their fresh choices.
 */
export const ordersApart = (town: Town, count: number): Order[] =>
  ordersFrom(count, SEED, (n) => ({
    technician: town.technicians[n % town.technicians.length]!,
    window: windowOn(3, HOURS[Math.floor(n / town.technicians.length)]!),
  }));

/** Orders whose customers all want the same slot. */
export const ordersForOne = (count: number, round: number, technician: PlannedTechnician): Order[] =>
  ordersFrom(count, SEED + 1 + round, () => ({ technician, window: windowOn(2, 10) }));

function ordersFrom(count: number, seed: number, slotOf: (n: number) => Pick<Order, 'technician' | 'window'>): Order[] {
  const random = seeded(seed);
  const uuid = uuids(random);
  return Array.from({ length: count }, (_, n) => {
    const slot = slotOf(n);
    const phone = `+1557${String((seed - SEED) * 10_000 + n).padStart(7, '0')}`;
    const [customer] = customersOf({ territory: slot.technician.territory, random, uuid, phones: [phone] });
    return { ...customer!, ...slot, appointmentId: uuid() };
  });
}

/** Writes them as `POST /api/work-orders` would have left them the evening before, all for the long kind of work. */
export async function writeRequests(databaseUrl: string, town: Town, orders: readonly Order[]): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    const first = town.technicians.length * 10;
    const planned = orders.map((order) => ({ visit: order, technician: order.technician }));
    await writeOrders(db, town, planned, { work: 'long', first });
    await insert(
      db,
      'appointment',
      orders.map(({ appointmentId, workOrderId }) => ({
        id: appointmentId,
        work_order_id: workOrderId,
        work_type_code: 'long',
        state: 'requested',
        revision: 0,
        version: 1,
      })),
    );
    await db.query('VACUUM (ANALYZE)');
  } finally {
    await db.end();
  }
}
