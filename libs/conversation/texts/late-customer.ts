import { sayIn } from '#conversation/catalogue/say-in';
import type { Spread, VisitSaid } from '#conversation/facts';
import { type Clause, rather } from '#conversation/fit';
import { arrival, firstOf, opening, spokenClock, spokenWhen, told } from '#conversation/said';
import { type Meeting, WAIT_MINUTES } from '#visits/meeting';

/** What it means that he is late himself, with the digit for other times where there is one. */
export type CustomerLate = {
  readonly meeting: Meeting;
  readonly home: Date | null;
  readonly expected: Spread | null;
  readonly arrivedAt: Date | null;
  readonly otherTimes: number | null;
};

/** What becomes of the visit when its customer is late himself. */
export function customerLate(
  visit: VisitSaid,
  { meeting, home, expected, arrivedAt, otherTimes }: CustomerLate,
  now: Date,
): readonly Clause[] {
  const say = sayIn(visit.language);
  const technician = opening(firstOf(visit.technician, visit));
  const at = home ? spokenClock(home, now, visit) : '';
  if (arrivedAt) {
    const said = { technician, since: spokenClock(arrivedAt, now, visit) };
    if (meeting === 'misses') return [say('late-customer.is-there-misses', { ...said, home: at })];
    if (meeting === 'unknown') return [say('late-customer.is-there-a-while', { ...said, minutes: WAIT_MINUTES })];
    return [say('late-customer.is-there-waits', { ...said, home: at })];
  }
  if (!expected) return [say('late-customer.due', { when: spokenWhen(visit.window, now, visit) })];
  const said = { technician, arrival: arrival(told(expected), now, visit) };
  switch (meeting) {
    case 'in-time':
      return [say('late-customer.in-time', { ...said, home: at })];
    case 'waits':
      return [say('late-customer.waits', { ...said, home: at })];
    case 'misses':
      return [say('late-customer.misses', { ...said, home: at })];
    case 'unknown': {
      const waits = say('late-customer.waits-a-while', { ...said, minutes: WAIT_MINUTES });
      if (otherTimes === null) return [waits];
      const digit = { digit: otherTimes };
      return [waits, rather(1, say('late-customer.later', digit), say('late-customer.later.short', digit))];
    }
  }
}
