import { TERRITORY } from '#test/world/company';
import type { World } from '#test/world/world';

export type Opened = { readonly workOrderId: string; readonly appointmentId: string; readonly ref: string };

type Order = {
  readonly customer: { readonly name: string; readonly phone: string };
  readonly street: string;
  readonly region?: string;
  readonly place: { readonly lat: number; readonly lng: number };
  readonly workType: string;
  readonly invite?: boolean;
};

/** Opens a work order as another department's program would. */
export async function openOrder(
  world: Pick<World, 'desk'>,
  { customer, street, region, place, workType, invite = false }: Order,
): Promise<Opened> {
  const opened = await world.desk.integration('/api/work-orders', {
    customer,
    address: { street, city: 'Doorward', ...place, territory: TERRITORY, ...(region ? { region } : {}) },
    workType,
    invite,
  });
  if (opened.status !== 201) throw new Error(`no work order: ${JSON.stringify(opened.body)}`);
  return opened.body as Opened;
}

/** Books a window with a certain technician, as the desk does for somebody on the phone. */
export async function bookWith(
  world: Pick<World, 'desk'>,
  appointmentId: string,
  technicianId: string,
  from: Date,
  to: Date,
): Promise<void> {
  const window = { from: from.toISOString(), to: to.toISOString() };
  const held = await world.desk.integration(`/api/appointments/${appointmentId}/hold`, { technicianId, window });
  const confirmed = await world.desk.integration(
    `/api/appointments/${appointmentId}/holds/${held.body.holdId}/confirm`,
    {},
  );
  if (confirmed.status !== 200)
    throw new Error(`not booked: ${JSON.stringify(held.body)} ${JSON.stringify(confirmed.body)}`);
}
