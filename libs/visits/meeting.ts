import { plusMinutes } from '#time/minutes';

/** So long a technician waits at the door for a customer who has said that he is late. His next customers bear no more. */
export const WAIT_MINUTES = 20;

/** Whether a customer who is late himself and his technician meet; `unknown` where he has not said how late. */
export type Meeting = 'in-time' | 'waits' | 'misses' | 'unknown';

/** `expected` is when the technician is at the door, or has been since. */
export function meetingOf(home: Date | null, expected: Date): Meeting {
  if (!home) return 'unknown';
  if (home <= expected) return 'in-time';
  return home <= plusMinutes(expected, WAIT_MINUTES) ? 'waits' : 'misses';
}
