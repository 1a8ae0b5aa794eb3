import { focusWhenThere } from './focus-when-there';
import type { Desk } from '../live/desk';

/** The keyboard goes to the visit whose story is open, else to the first one. */
export function goToTimeline(desk: Desk): void {
  const open = document.querySelector<HTMLElement>('[data-visit][aria-pressed="true"]');
  if (open) open.focus();
  else if (desk.store.count.get() > 0) focusWhenThere('[data-visit]');
  else desk.spoken.set('No visits on this day.');
}
