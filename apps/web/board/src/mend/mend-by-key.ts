import type { Desk } from '../live/desk';
import type { Troubled } from './mending';

/** Opens the plan for whoever has the focus: his row, a visit of his, an alert about him, or the visit whose story is open. */
export function mendByKey(desk: Desk): void {
  const troubled = whoseDay(desk);
  if (!troubled) return desk.spoken.set('Go to a technician or to a visit of his first; / finds both.');
  if (desk.liveness.get().is !== 'live') return desk.spoken.set('The board is not live.');
  desk.mend(troubled);
}

function whoseDay({ store, alertAt, selected }: Desk): Troubled | null {
  const here = document.activeElement;
  const row = here?.closest<HTMLElement>('[data-technician]')?.dataset['technician'];
  const alert = here?.id.startsWith('alert-') && store.alerts.get().find(({ id }) => id === alertAt.get()?.id);
  const open = store.everyVisit().find(({ workOrderId }) => workOrderId === selected.get());
  const technicianId = row ?? (alert && alert.technicianId) ?? open?.ticket?.technicianId;
  const technician = store.technicians.get().find(({ id }) => id === technicianId);
  return technician ? { technicianId: technician.id, name: technician.name } : null;
}
