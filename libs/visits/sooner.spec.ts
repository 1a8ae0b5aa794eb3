import fc from 'fast-check';
import { ASSIGNMENT_NEXT, type AssignmentState } from '#visits/assignment';
import { isSooner, mayComeSooner } from '#visits/sooner';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 3, 13, minutes));
const PROMISED = {
  state: 'confirmed',
  window: { from: at(0), to: at(60) },
  arrivedAt: null,
  suspendedAt: null,
  block: null,
  ticket: { state: 'acknowledged' },
} as const;

describe('a visit may come sooner', () => {
  it('while it is promised, with a technician or without one', () => {
    expect([mayComeSooner(PROMISED), mayComeSooner({ ...PROMISED, ticket: null })]).toEqual([true, true]);
  });

  it.each([
    ['nothing is promised yet', { state: 'requested', window: null }],
    ['it is over', { state: 'cancelled' }],
    ['he is there', { arrivedAt: at(1) }],
    ['it stands still', { suspendedAt: at(0) }],
    ['another department holds it', { block: { owner: 'Billing' } }],
    ['he has set out', { ticket: { state: 'en_route' } }],
  ] as const)('but not once %s', (_, change) => {
    expect(mayComeSooner({ ...PROMISED, ...change })).toBe(false);
  });

  it('to a time that ends before its own begins, and to no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -300, max: 300 }), fc.integer({ min: 1, max: 200 }), (from, minutes) => {
        const window = { from: at(from), to: at(from + minutes) };
        expect(isSooner(PROMISED, window)).toBe(from + minutes <= 0);
      }),
    );
  });

  it('to none at all where it may not come sooner', () => {
    const states = Object.keys(ASSIGNMENT_NEXT) as AssignmentState[];
    const window = { from: at(-120), to: at(-60) };
    for (const state of states)
      expect([state, isSooner({ ...PROMISED, ticket: { state } }, window)]).toEqual([state, state !== 'en_route']);
  });
});
