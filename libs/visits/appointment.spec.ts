import { plusMinutes } from '#time/minutes';
import { APPOINTMENT_NEXT, type AppointmentState, canBecome, keeps, reschedule } from '#visits/appointment';

const now = new Date('2026-03-03T13:00:00Z');
const span = (from: number, to: number) => ({ from: plusMinutes(now, from), to: plusMinutes(now, to) });
const STATES = Object.keys(APPOINTMENT_NEXT) as AppointmentState[];

it.each([
  ['requested', ['confirmed', 'cancelled']],
  ['confirmed', ['fulfilled', 'cancelled', 'failed', 'requested']],
  ['fulfilled', []],
  ['cancelled', []],
  ['failed', []],
] as const)('%s may become %j', (state, next) =>
  expect(STATES.filter((to) => canBecome(state, to)).sort()).toEqual([...next].sort()),
);

describe('a reschedule', () => {
  it('keeps the appointment and raises its revision by one', () => {
    const to = span(60, 120);
    expect(reschedule({ state: 'confirmed', revision: 3 }, to, now)).toEqual({ revision: 4, window: to });
  });

  it.each(['requested', 'fulfilled', 'cancelled', 'failed'] as const)('of a %s one is refused by name', (state) =>
    expect(reschedule({ state, revision: 1 }, span(60, 120), now)).toEqual({
      code: 'closed',
      refused: `This visit is ${state} and cannot be moved.`,
    }),
  );

  it.each([
    [-60, 1, false],
    [-60, 0, true],
    [-60, -1, true],
  ])('to a window of minutes %i to %i from now is refused as passed: %s', (from, to, isRefused) =>
    expect('refused' in reschedule({ state: 'confirmed', revision: 1 }, span(from, to), now)).toBe(isRefused),
  );
});

it.each([
  ['a day early', -1440, true],
  ['as the window opens', 0, true],
  ['in its last minute', 59, true],
  ['as it closes', 60, false],
  ['a minute after', 61, false],
])('an arrival %s (minute %i) keeps the promise: %s', (_, minute, isKept) =>
  expect(keeps(span(0, 60), plusMinutes(now, minute))).toBe(isKept),
);
