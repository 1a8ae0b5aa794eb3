import type { Desk } from '../live/desk';
import { dayAt, sayDay } from '../time/day';
import { sayTime } from '../time/say-time';
import { shownTechnicians } from '../timeline/shown-technicians';
import { drop } from './drop';
import { carry, lift } from './lifted';
import { carryByDays, putBack } from './other-day';
import { placeWords } from './place-words';
import { snap } from './snap';

/** Picks up the visit whose bar has the focus, else the one whose story is open. */
export function pickUp(desk: Desk): void {
  const bar =
    document.activeElement?.closest<HTMLElement>('[data-visit]') ??
    document.querySelector<HTMLElement>('[data-visit][aria-pressed="true"]');
  const visit = bar && desk.store.visit(bar.dataset['visit']!)?.get();
  if (!visit) return desk.spoken.set('Go to a visit with the arrow keys, then press M to move it.');
  if (!lift(desk, visit, 'keys'))
    return desk.spoken.set(
      `${visit.customer} cannot be moved: the visit has begun, is over, or the board is not live.`,
    );
  desk.spoken.set(
    `Moving ${visit.customer}. Left and right change the time, up and down the technician, D the day, Enter drops, Escape cancels.`,
  );
}

/** What a key does while a visit is in the air; false when it does nothing. */
export function moveByKey(desk: Desk, event: KeyboardEvent): boolean {
  const lifted = desk.lifted.get();
  if (lifted?.by !== 'keys' || lifted.isAsking) return false;
  const { technicianId, at } = lifted;
  const minutes = event.shiftKey ? 5 : 15;
  if (event.key === 'ArrowRight') carry(desk, technicianId, snap(at, 5) + minutes * MINUTE);
  else if (event.key === 'ArrowLeft') carry(desk, technicianId, snap(at, 5) - minutes * MINUTE);
  else if (event.key === 'ArrowDown') carry(desk, neighbour(technicianId, desk, 1), at);
  else if (event.key === 'ArrowUp') carry(desk, neighbour(technicianId, desk, -1), at);
  else if (event.key.toLowerCase() === 'd') void carryByDays(desk, event.shiftKey ? -1 : 1);
  else if (isPress(event)) return false;
  else if (event.key === 'Enter' || event.key === ' ') drop(desk);
  else if (event.key === 'Escape') {
    putBack(desk);
    desk.spoken.set(`Cancelled. ${lifted.visit.customer} stays where it was.`);
  } else return event.key.length === 1;
  document.querySelector('[data-ghost]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  return true;
}

const MINUTE = 60_000;

/** Enter or Space on a button of the visit in the air is meant for that button. */
const isPress = ({ key, target }: KeyboardEvent) =>
  (key === 'Enter' || key === ' ') && (target as Element).closest('[data-air]') !== null;

function neighbour(technicianId: string, desk: Desk, by: 1 | -1): string {
  const ids = shownTechnicians(desk).map(({ id }) => id);
  return ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(technicianId) + by))] ?? technicianId;
}

/** Says where the visit in the air is, as soon as that is weighed. */
export function speakPlaces(desk: Desk): () => void {
  return desk.lifted.subscribe(() => {
    const lifted = desk.lifted.get();
    if (lifted?.by !== 'keys' || lifted.weighed === 'asking' || lifted.isAsking) return;
    const { visit, technicianId, at } = lifted;
    const name = desk.store.technicians.get().find(({ id }) => id === technicianId)?.name ?? '';
    const day = dayAt(at, visit.zone);
    const on = day === lifted.fromDay ? '' : `${sayDay(day)} `;
    desk.spoken.set(`${on}${sayTime(at, visit.zone)}, ${name}: ${placeWords(lifted).says}.`);
  });
}
