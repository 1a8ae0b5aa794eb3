import type { Desk } from '../live/desk';

/** To the next alert, or the one before: its story opens and its card takes the focus. */
export function stepAlert(desk: Desk, by: 1 | -1): void {
  const alerts = desk.store.alerts.get();
  const at = alerts.findIndex(({ id }) => id === desk.alertAt.get());
  const next =
    alerts[at === -1 ? (by === 1 ? 0 : alerts.length - 1) : Math.min(alerts.length - 1, Math.max(0, at + by))];
  if (!next) return;
  desk.alertAt.set(next.id);
  if (next.workOrderId) desk.select(next.workOrderId);
  document.getElementById(`alert-${next.id}`)?.focus();
}
