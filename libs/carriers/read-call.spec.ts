import { readCall } from '#carriers/read-call';

it.each([
  ['completed', 'human', 'answered'],
  ['completed', undefined, 'answered'],
  ['completed', 'unknown', 'answered'],
  ['completed', 'machine_start', 'machine'],
  ['completed', 'machine_end_beep', 'machine'],
  ['completed', 'fax', 'machine'],
  ['busy', undefined, 'busy'],
  ['no-answer', undefined, 'no-answer'],
  ['failed', undefined, 'failed'],
  ['canceled', undefined, 'failed'],
  ['ringing', undefined, null],
  ['in-progress', 'human', null],
  ['constructor', undefined, null],
])('%s, answered by %s: %s', (status, by, end) => expect(readCall(status, by)).toBe(end));
