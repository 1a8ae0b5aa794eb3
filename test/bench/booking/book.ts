import { ask, type Answered } from '#test/bench/ask';
import type { Order } from '#test/bench/booking/orders';
import { API_KEY } from '#test/world/company';

/** Asks to hold the slot of an order, as another program would. */
export const hold = (url: string, { appointmentId, technician, window }: Order): Promise<Answered> =>
  ask(`${url}/api/appointments/${appointmentId}/hold`, API_KEY, { technicianId: technician.id, window });

export const confirm = (url: string, { appointmentId }: Order, holdId: string): Promise<Answered> =>
  ask(`${url}/api/appointments/${appointmentId}/holds/${holdId}/confirm`, API_KEY, {});

/** When the confirmation was asked for and answered; throws when the slot could not be booked, for nobody else wants it. */
export async function book(url: string, order: Order): Promise<{ askedAt: number; answeredAt: number }> {
  const held = await hold(url, order);
  if (held.status !== 201) throw new Error(`not held: ${held.status} ${JSON.stringify(held.body)}`);
  const askedAt = performance.now();
  const booked = await confirm(url, order, held.body.holdId as string);
  if (booked.status !== 200) throw new Error(`not booked: ${booked.status} ${JSON.stringify(booked.body)}`);
  return { askedAt, answeredAt: booked.at };
}
