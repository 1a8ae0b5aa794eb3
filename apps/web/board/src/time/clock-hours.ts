import { cell } from '../live/cell';

const KEPT_AS = 'doorward clock';

/** How many hours clocks have, as this screen was told last; twelve where nobody has said. */
export const clockHours = cell<12 | 24>(localStorage.getItem(KEPT_AS) === '24' ? 24 : 12);

export function setClockHours(hours: 12 | 24): void {
  localStorage.setItem(KEPT_AS, String(hours));
  clockHours.set(hours);
}
