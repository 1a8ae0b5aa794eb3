import fc from 'fast-check';
import { minutesBetween, plusMinutes } from '#time/minutes';
import { howToAsk, inOrder, mayMoveOn, MOST_MOVES, type Waiter } from '#visits/waiting';

const NOW = new Date('2026-03-03T15:00:00Z');
const at = (minutes: number) => plusMinutes(NOW, minutes);
const waiter = (appointmentId: string, since: number, present: number, offered: number): Waiter => ({
  appointmentId,
  since: at(since),
  present: at(present),
  offered: at(offered),
});
const names = (waiters: readonly Waiter[]) => inOrder(waiters).map(({ appointmentId }) => appointmentId);

describe('the order', () => {
  it('who gains most is asked first', () => {
    expect(names([waiter('a', -60, 300, 60), waiter('b', -10, 1500, 60)])).toEqual(['b', 'a']);
  });

  it('minutes more or less do not count: then who has waited longest', () => {
    expect(names([waiter('a', -10, 320, 60), waiter('b', -60, 305, 60)])).toEqual(['b', 'a']);
  });

  it('is the same however they come in', () => {
    const some = fc.array(
      fc.tuple(fc.uuid(), fc.integer({ min: -999, max: 0 }), fc.nat(9999), fc.nat(500)).map((it) => waiter(...it)),
    );
    fc.assert(
      fc.property(some, (waiters) => {
        expect(names([...waiters].reverse())).toEqual(names(waiters));
      }),
      { seed: 4471 },
    );
  });
});

describe('how to ask', () => {
  it('with hours to go they are asked in turn, half an hour each', () => {
    expect(howToAsk(NOW, at(240), 3)).toEqual({ how: 'in-turn', answerBy: at(30) });
  });

  it('with less each turn is shorter', () => {
    expect(howToAsk(NOW, at(75), 3)).toEqual({ how: 'in-turn', answerBy: at(15) });
  });

  it('when turns would be shorter than ten minutes all are asked at once', () => {
    expect(howToAsk(NOW, at(55), 3)).toEqual({ how: 'at-once', answerBy: at(25) });
    expect(howToAsk(NOW, at(55), 1)).toEqual({ how: 'in-turn', answerBy: at(25) });
  });

  it('when no answer could come in time nobody is asked', () => {
    expect(howToAsk(NOW, at(39), 1)).toBeNull();
    expect(howToAsk(NOW, at(-10), 1)).toBeNull();
  });

  it('the answer always comes after now and half an hour before the work, in at least five minutes', () => {
    fc.assert(
      fc.property(fc.nat(600), fc.integer({ min: 0, max: 9 }), fc.nat(59), (minutes, waiting, second) => {
        const now = plusMinutes(NOW, second / 60);
        const asking = howToAsk(now, plusMinutes(NOW, minutes), waiting);
        if (!asking) return;
        expect(minutesBetween(now, asking.answerBy)).toBeGreaterThanOrEqual(5);
        expect(minutesBetween(asking.answerBy, plusMinutes(NOW, minutes))).toBeGreaterThanOrEqual(30);
      }),
      { seed: 4471 },
    );
  });
});

it('a chain of moves ends', () => {
  expect([0, 1, 2, 3].map(mayMoveOn)).toEqual([true, true, true, false]);
  expect(MOST_MOVES).toBe(3);
});
