import { floorTo, minutesBetween, plusMinutes } from '#time/minutes';

/**
 * What came of asking somebody whether he would rather have a gap. `kept`: he said no; `silent`: the time he was given
 * to answer is over; `gone`: somebody else was faster; `dropped`: his visit or another question overtook it.
 */
export type GapOfferState = 'asked' | 'taken' | 'kept' | 'silent' | 'gone' | 'dropped';

/** At most so many are asked about one gap, and at most so many moves follow from one another. */
export const MOST_ASKED = 3;
export const MOST_MOVES = 3;
/** A customer is offered an earlier time at most once in so many hours. */
export const REST_HOURS = 4;
/** What is shorter is no gap. */
export const LEAST_GAP_MINUTES = 15;

/** Somebody who waits, with the time he has and the one he could have. */
export type Waiter = {
  readonly appointmentId: string;
  readonly since: Date;
  readonly present: Date;
  readonly offered: Date;
};

/** Who gains the most whole hours first; then who has waited longest. */
export const inOrder = <W extends Waiter>(waiters: readonly W[]): W[] =>
  [...waiters].sort(
    (a, b) =>
      gainedHours(b) - gainedHours(a) ||
      a.since.getTime() - b.since.getTime() ||
      (a.appointmentId < b.appointmentId ? -1 : 1),
  );

const gainedHours = ({ present, offered }: Waiter) => Math.floor(minutesBetween(offered, present) / 60);

/** So long somebody has to answer at best, and at least; with less left for each they are asked at once. */
const TURN_MINUTES = 30;
const LEAST_TURN_MINUTES = 10;
/** Between the last answer and the work the technician takes the ticket. */
const SPARE_MINUTES = 30;

/** `in-turn`: one after the other, each with the time held for him; `at-once`: nothing is held, the first yes wins. */
export type Asking = { readonly how: 'in-turn' | 'at-once'; readonly answerBy: Date };

/**
 * How to ask `waiting` people about work that would begin at `begins`: in turn while each still has ten minutes to
 * answer, else all at once; null when even one has not.
 *
 *   now ├──turn──┼──turn──┼──turn──┤ 30 min ├ work
 */
export function howToAsk(now: Date, begins: Date, waiting: number): Asking | null {
  const left = minutesBetween(now, begins) - SPARE_MINUTES;
  if (left < LEAST_TURN_MINUTES) return null;
  const each = left / Math.max(1, Math.min(waiting, MOST_ASKED));
  const how = each < LEAST_TURN_MINUTES ? 'at-once' : 'in-turn';
  const minutes = Math.min(TURN_MINUTES, how === 'in-turn' ? each : left);
  // A round time; never less than five minutes.
  return { how, answerBy: floorTo(plusMinutes(now, minutes), 5) };
}

/** Whether taking a gap of this chain may open a further one to those who wait. */
export const mayMoveOn = (moves: number) => moves < MOST_MOVES;
