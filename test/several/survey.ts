import { isRefused } from '#visits/refused';
import type { Slot } from '#routes/slot-search';
import { type Visit, visitOf } from '#store/visit';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { findWindows } from '#flows/commands/find-windows';
import { holdWindow } from '#flows/commands/hold-window';
import { openWorkOrder } from '#flows/commands/open-work-order';
import type { OpenedVisit } from '#flows/steps/open-visits';
import { eastOf, type Technician, TERRITORY } from '#test/world/company';
import { openRoom, type Room } from '#test/world/room';

export const DAVES = { lat: 39.29, lng: -76.61 };
export const DAVE = '+15550100';
export const TECHNICIANS: readonly Technician[] = [
  { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], home: eastOf(DAVES, 8) },
  { name: 'Sam Reed', phone: '+15550202', skills: ['fiber'], home: eastOf(DAVES, 10) },
];

type Asking = { readonly gapMinutes?: number; readonly sameTechnician?: boolean; readonly from?: string };

/** A company whose installs need a survey a day before. */
export async function openCompany({
  gapMinutes = 1440,
  sameTechnician = false,
  from = '06:40:00',
}: Asking = {}): Promise<Room> {
  // Their day begins early: what can wait need not wait until eight.
  const room = await openRoom({ technicians: TECHNICIANS, from, settings: { SPEAKING_HOURS: '* 6-21' } });
  await room.sql(
    `INSERT INTO work_type (code, name, skill, minutes, window_minutes) VALUES ('survey', 'Survey', 'fiber', 30, 60)`,
  );
  await room.sql(
    `INSERT INTO work_type (code, name, skill, minutes, window_minutes, needs_first, gap_minutes, same_technician)
     VALUES ('install', 'Install', 'fiber', 90, 60, 'survey', $1, $2)`,
    [gapMinutes, sameTechnician],
  );
  return room;
}

export type Order = {
  readonly workOrderId: string;
  readonly ref: string;
  readonly survey: string;
  readonly install: string;
};

export async function openInstall({ house }: Room, phone = DAVE): Promise<Order> {
  const opened = must(
    await openWorkOrder(house)({
      customer: { name: 'Dave Miller', phone },
      address: { street: '12 Oak St', city: 'Doorward', ...DAVES, territory: TERRITORY },
      workType: 'install',
      notes: '',
      actor: 'integration shop',
      invite: false,
    }),
  );
  const [survey, install] = opened.appointments as readonly [OpenedVisit, OpenedVisit];
  return {
    workOrderId: opened.workOrderId,
    ref: opened.ref,
    survey: survey.appointmentId,
    install: install.appointmentId,
  };
}

export function must<T>(answer: T): Exclude<T, { refused: string }> {
  if (isRefused(answer)) throw new Error(answer.refused);
  return answer as Exclude<T, { refused: string }>;
}

export const windows = async ({ house }: Room, appointmentId: string): Promise<Slot[]> =>
  must(await findWindows(house)({ appointmentId }));

export const hold = async (
  { house }: Room,
  appointmentId: string,
  { technicianId, window }: Pick<Slot, 'technicianId' | 'window'>,
) => must(await holdWindow(house)({ appointmentId, technicianId, window, actor: 'customer Dave Miller' }));

export const confirm = ({ house }: Room, appointmentId: string, holdId: string) =>
  confirmBooking(house)({ appointmentId, holdId, actor: 'customer Dave Miller' });

/** Moves a visit that is promised, or books one alone. */
export async function move(room: Room, appointmentId: string, slot: Slot) {
  const { holdId } = await hold(room, appointmentId, slot);
  return must(await confirm(room, appointmentId, holdId));
}

/** Books both together: the survey at the first time there is, the install at the first that fits, unless told otherwise. */
export async function bookBoth(
  room: Room,
  order: Order,
  pick: (slots: readonly Slot[], which: 'survey' | 'install') => Slot = (slots) => slots[0]!,
): Promise<void> {
  await hold(room, order.survey, pick(await windows(room, order.survey), 'survey'));
  const { holdId } = await hold(room, order.install, pick(await windows(room, order.install), 'install'));
  must(await confirm(room, order.install, holdId));
}

export const see = async ({ sql }: Room, appointmentId: string): Promise<Visit> =>
  (await visitOf({ sql }, appointmentId))!;
