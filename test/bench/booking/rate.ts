import { book } from '#test/bench/booking/book';
import type { Bare } from '#test/bench/booking/bare';
import type { Order } from '#test/bench/booking/orders';
import { cpuBetween } from '#test/bench/cpu';
import type { Side } from '#test/bench/side';

/** How many clients book at the same time, ours and bare. */
const CLIENTS = 8;

export type Rate = { readonly perSecond: number; readonly cpuEach: ReturnType<typeof cpuBetween> };

/** Committed bookings a second: eight clients, each holding and confirming one slot after the other. */
export const rateOfOurs = (side: Side, orders: readonly Order[]): Promise<Rate> =>
  rate(side, orders, (order) => book(side.url, order));

/** The same number of clients, each with nothing but an INSERT. */
export const rateOfBare = (side: Side, bare: Bare, orders: readonly Order[]): Promise<Rate> =>
  rate(side, orders, (order) => bare.insert(order));

async function rate(side: Side, orders: readonly Order[], one: (order: Order) => Promise<unknown>): Promise<Rate> {
  await side.rest();
  const [cpu, begun] = [side.cpu(), performance.now()];
  const left = [...orders];
  const client = async () => {
    for (let order = left.shift(); order; order = left.shift()) await one(order);
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const perSecond = (orders.length * 1000) / (performance.now() - begun);
  await side.rest();
  return { perSecond, cpuEach: cpuBetween(cpu, side.cpu(), orders.length) };
}
