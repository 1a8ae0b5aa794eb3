import { setTimeout as pause } from 'node:timers/promises';
import { book } from '#test/bench/booking/book';
import type { Order } from '#test/bench/booking/orders';
import type { Screens } from '#test/bench/booking/screens';
import type { Side } from '#test/bench/side';

const PER_MINUTE = 100;

export type Steady = {
  /** From asking for the confirmation (which is before the commit) to the screen, ms each: never less than the truth. */
  readonly phone: readonly number[];
  readonly board: readonly number[];
  /** From the answer to the confirmation (which is after the commit) to the phone: never more than the truth. */
  readonly phoneAfterAnswer: readonly number[];
  readonly wrong: readonly string[];
};

/** Books these orders at a steady hundred a minute and waits for each to be seen on its technician's phone and the board. */
export async function steady(side: Side, screens: Screens, orders: readonly Order[]): Promise<Steady> {
  const refs = await refsOf(side, orders);
  const begun = performance.now();
  const bookings = orders.map(async (order, n) => {
    await pause(Math.max(0, begun + (n * 60_000) / PER_MINUTE - performance.now()));
    const { askedAt, answeredAt } = await book(side.url, order);
    const [phone, board] = await Promise.all([
      screens.onPhone(order.technician.id, refs.get(order.appointmentId)!),
      screens.onBoard(order.appointmentId),
    ]);
    return { phone: phone - askedAt, board: board - askedAt, after: phone - answeredAt };
  });
  const seen = await Promise.all(bookings);
  const unseen = seen.filter(({ phone, board }) => Number.isNaN(phone) || Number.isNaN(board)).length;
  return {
    phone: seen.map(({ phone }) => phone),
    board: seen.map(({ board }) => board),
    phoneAfterAnswer: seen.map(({ after }) => after),
    wrong: unseen ? [`${unseen} bookings did not come to a phone or the board`] : [],
  };
}

async function refsOf(side: Side, orders: readonly Order[]): Promise<Map<string, string>> {
  const rows = await side.sql<{ id: string; ref: string }>(
    'SELECT a.id, w.ref FROM appointment a JOIN work_order w ON w.id = a.work_order_id WHERE a.id = ANY($1)',
    [orders.map(({ appointmentId }) => appointmentId)],
  );
  return new Map(rows.map(({ id, ref }) => [id, ref]));
}
