import { minutesBetween, plusMinutes } from '#time/minutes';

/** When each rung of an unacknowledged ticket is due. */
export type Ladder = { readonly remindAt: Date; readonly alarmAt: Date; readonly handOverAt: Date };

const RUNGS = [5, 8, 11] as const;
/** The next technician needs this long before the window opens. */
const SPARE_MINUTES = 30;
/** Booked inside the last half hour: the whole ladder is climbed at once, a minute a rung. */
const SHORTEST = [1, 2, 3] as const;

/**
 * The ladder of a ticket that reaches the technician at `from`: a text to him after min(5 min, a quarter of the time
 * left), an alarm on the board 3 min later, the next technician 3 min after that.
 *
 *   from ──5──┤text├──3──┤alarm├──3──┤next technician├─── ≥ 30 min ───┤window opens
 *
 * Where the ladder would reach into the last 30 minutes it is compressed to end before them; booked even later, it
 * runs at once.
 */
export function ladder(from: Date, windowOpens: Date): Ladder {
  const room = minutesBetween(from, windowOpens) - SPARE_MINUTES;
  const first = Math.min(RUNGS[0], Math.max(0, minutesBetween(from, windowOpens) / 4));
  const natural = [first, first + 3, first + 6] as const;
  const scale = Math.min(1, room / natural[2]);
  const rungs = natural[2] * scale < SHORTEST[2] ? SHORTEST : natural.map((minutes) => minutes * scale);
  const [remindAt, alarmAt, handOverAt] = rungs.map((minutes) => plusMinutes(from, minutes)) as [Date, Date, Date];
  return { remindAt, alarmAt, handOverAt };
}
