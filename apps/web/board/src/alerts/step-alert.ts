import type { Desk } from '../live/desk';
import { showTechnician } from '../timeline/show-technician';
import { awakeAlerts } from './aside';

/** To the next alert, or the one before: its story opens and its card takes the focus. */
export function stepAlert(desk: Desk, by: 1 | -1): void {
  const alerts = awakeAlerts(desk);
  const next = alerts[nextOf(desk.alertAt.get(), alerts, by)];
  if (!next) return desk.spoken.set('Nothing needs you now.');
  desk.alertAt.set({ id: next.id, nth: alerts.indexOf(next) });
  // An alert without a visit closes the story: what is written next must not go to the customer before.
  desk.select(next.workOrderId);
  if (!next.workOrderId && next.technicianId) showTechnician(next.technicianId);
  document.getElementById(`alert-${next.id}`)?.focus();
}

/** Where the keys stand in a list, and where that was: what takes the place of one that is gone comes next. */
export type StandsAt = { readonly id: string; readonly nth: number };

/** The place in the list one step on; from nowhere the first, or the last. */
export function nextOf(at: StandsAt | null, list: readonly { readonly id: string }[], by: 1 | -1): number {
  const last = list.length - 1;
  if (!at) return by === 1 ? 0 : last;
  const here = list.findIndex(({ id }) => id === at.id);
  const next = here === -1 ? (by === 1 ? at.nth : at.nth - 1) : here + by;
  return Math.min(last, Math.max(0, next));
}
