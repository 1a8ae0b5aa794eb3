import { isRefused } from '#visits/refused';
import type { Needs } from '#visits/next-visit';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { holdWindow } from '#flows/commands/hold-window';
import { openWorkOrder } from '#flows/commands/open-work-order';
import { report } from '#flows/commands/report';
import { DAY, eastOf, local, TERRITORY } from '#test/world/company';
import { openRoom, type Room } from '#test/world/room';

/** Dave, promised 8:30-9:30 with Maria, who has accepted; Sam is free all day, a quarter of an hour away. */
export const DAVE = '+15550100';
export const DAVES = { lat: 39.29, lng: -76.61 };
export const TECHNICIANS = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: eastOf(DAVES, 10) },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: eastOf(DAVES, 15) },
];

export type Morning = Room & {
  readonly maria: string;
  readonly sam: string;
  readonly appointmentId: string;
  readonly workOrderId: string;
  readonly ref: string;
  /** The ticket that is live now. */
  ticket(): Promise<{ id: string; technicianId: string; state: string }>;
  tap(
    act: Parameters<ReturnType<typeof report>>[0]['act'],
    extras?: { minutes?: number; note?: string; needs?: Needs; holdId?: string },
  ): Promise<void>;
  /** The last text Dave got. */
  last(): string;
};

export async function openMorning(
  options: { accepted?: boolean; settings?: Parameters<typeof openRoom>[0]['settings'] } = {},
): Promise<Morning> {
  const room = await openRoom({
    technicians: TECHNICIANS,
    from: '07:42:00',
    ...(options.settings ? { settings: options.settings } : {}),
  });
  const [maria, sam] = [room.technicians.get('Maria Gomez')!, room.technicians.get('Sam Reed')!];
  const opened = await book(room, { name: 'Dave Miller', phone: DAVE }, maria, '08:30', '09:30');
  const ticket = async () =>
    (
      await room.sql<{ id: string; technicianId: string; state: string }>(
        `SELECT id, technician_id AS "technicianId", state FROM assignment WHERE appointment_id = $1 AND state NOT IN ('declined', 'expired', 'withdrawn')
       ORDER BY created_at DESC LIMIT 1`,
        [opened.appointmentId],
      )
    )[0]!;
  const morning: Morning = {
    ...room,
    ...opened,
    maria,
    sam,
    ticket,
    async tap(act, extras = {}) {
      const { id, technicianId } = await ticket();
      const answer = await report(room.house)({ assignmentId: id, technicianId, act, ...extras });
      if (isRefused(answer)) throw new Error(answer.refused);
      await room.settle();
    },
    last: () => room.texts(DAVE).at(-1)!,
  };
  await room.settle();
  if (options.accepted !== false) await morning.tap('accept');
  return morning;
}

/** Opens an order and books a window with a technician, by the same commands as everybody. */
export async function book(
  room: Room,
  customer: { name: string; phone: string },
  technicianId: string,
  from: string,
  to: string,
  place = DAVES,
  day = DAY,
) {
  const opened = await openWorkOrder(room.house)({
    customer,
    address: { street: '12 Oak St', city: 'Doorward', ...place, territory: TERRITORY },
    workType: 'repair',
    notes: '',
    actor: 'test',
    invite: false,
  });
  if (isRefused(opened)) throw new Error(opened.refused);
  const { appointmentId } = opened;
  const held = await holdWindow(room.house)({
    appointmentId,
    technicianId,
    window: { from: local(from, day), to: local(to, day) },
    actor: 'test',
  });
  if (isRefused(held)) throw new Error(held.refused);
  const confirmed = await confirmBooking(room.house)({
    appointmentId,
    holdId: held.holdId,
    actor: `customer ${customer.name}`,
  });
  if (isRefused(confirmed)) throw new Error(confirmed.refused);
  return opened;
}
