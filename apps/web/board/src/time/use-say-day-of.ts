import type { Instant } from '#store/views';
import { useDesk } from '../live/desk-context';
import { useCellPart } from '../live/use-cell';
import { dayAt, sayDay } from './day';

/** `Wed, Mar 4 ` before a time that is not of today, nothing before one that is. */
export function useSayDayOf(zone: string): (t: Instant) => string {
  const today = useCellPart(useDesk().clock.now, (now) => dayAt(now, zone));
  return (t) => {
    const day = dayAt(Date.parse(t), zone);
    return day === today ? '' : `${sayDay(day)} `;
  };
}
