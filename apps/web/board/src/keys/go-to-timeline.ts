import type { Desk } from '../live/desk';

/** The keyboard goes to the visit whose story is open, else to the first one. */
export function goToTimeline(desk: Desk): void {
  const open = document.querySelector<HTMLElement>('[data-visit][aria-pressed="true"]');
  const first = open ?? document.querySelector<HTMLElement>('[data-visit]');
  if (first) first.focus();
  else desk.spoken.set('No visits on this day.');
}
