import type { BoardVisit } from '#store/views';
import type { Desk } from '../live/desk';
import { rowOf } from '../live/row-of';

/** Brings a visit into view and the keyboard to it; its row may have to be drawn first. Opens its story where one is open. */
export function goToVisit(desk: Desk, visit: BoardVisit): void {
  if (desk.selected.get()) desk.select(visit.workOrderId);
  const row = document.querySelector(`[data-row="${CSS.escape(rowOf(visit))}"]`);
  row?.scrollIntoView({ block: 'nearest' });
  focusSoon(visit.appointmentId, 10);
}

/** Rows that come into view are drawn within a frame or two. */
function focusSoon(appointmentId: string, tries: number): void {
  const bar = document.querySelector<HTMLElement>(`[data-visit="${CSS.escape(appointmentId)}"]`);
  if (!bar) return void (tries > 0 && requestAnimationFrame(() => focusSoon(appointmentId, tries - 1)));
  bar.focus({ preventScroll: true });
  bar.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
