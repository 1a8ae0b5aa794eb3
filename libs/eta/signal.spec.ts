import fc from 'fast-check';
import { minutesBetween, plusMinutes } from '#time/minutes';
import { isDark, nextNotice, notices, type Silence, vaguer } from '#eta/signal';

const T = new Date('2026-03-03T14:00:00Z');
const after = (minutes: number) => plusMinutes(T, minutes);
const silence = (more: Partial<Silence>): Silence => ({
  state: 'driving',
  since: T,
  expected: after(30),
  fixAt: null,
  stillSince: null,
  ...more,
});

describe('each is noticed at its minute and not before', () => {
  it.each([
    ['a phone that was heard at 0, of one who drives', { fixAt: T }, 10, ['dark-phone']],
    ['a phone that was heard at 0, of one who works', { state: 'at work', fixAt: T, expected: after(60) }, 25, ['dark-phone']], // prettier-ignore
    ['a phone that was heard at 0, of one who waits', { state: 'waiting', fixAt: T }, 25, ['dark-phone']],
    ['a van that has not moved since 0', { fixAt: after(11.9), stillSince: T }, 12, ['not-moving']],
    ['a van that stood before he set out at 0', { fixAt: after(11.9), stillSince: after(-40) }, 12, ['not-moving']],
    ['work that should have ended at 0', { state: 'at work', expected: T }, 15, ['overrun']],
  ] as const)('%s', (_, one, minute, expected) => {
    const silent = silence(one);
    expect(notices(silent, after(minute - 0.01))).toEqual([]);
    expect(notices(silent, after(minute))).toEqual(expected);
    expect(nextNotice(silent, after(minute - 0.01))).toEqual(after(minute));
  });
});

describe('nothing is noticed', () => {
  it.each<[string, Partial<Silence>]>([
    ['of a phone that never gave a position', { fixAt: null }],
    ['of a parked phone that reports seldom', { state: 'at work', fixAt: after(96) }],
    ['of one who works and stands', { state: 'at work', fixAt: after(110), stillSince: T }],
    ['of one who waits and stands', { state: 'waiting', fixAt: after(110), stillSince: T }],
    ['of one who waits past the time he should have set out', { state: 'waiting', expected: T }],
    ['of a drive past its usual end, while he moves', { expected: T, fixAt: after(119), stillSince: after(118) }],
  ])('%s', (_, one) => expect(notices(silence({ expected: after(110), ...one }), after(120))).toEqual([]));
});

it('of a dark phone nobody says that it stands: it may be anywhere', () =>
  expect(notices(silence({ fixAt: T, stillSince: T }), after(60))).toEqual(['dark-phone']));

it('one can be dark and past the end of the work at once', () =>
  expect(notices(silence({ state: 'at work', fixAt: T, expected: T }), after(30))).toEqual(['dark-phone', 'overrun']));

it('ten minutes make a driver’s phone dark, and that of nobody else', () => {
  expect(isDark({ state: 'driving', fixAt: T }, after(10))).toBe(true);
  expect(isDark({ state: 'at work', fixAt: T }, after(24))).toBe(false);
});

it('the next look lies after now, and what is noticed then was not before; with no later one nothing new comes', () => {
  const minute = fc.integer({ min: -300, max: 300 });
  const any = fc.record({
    state: fc.constantFrom('driving' as const, 'at work' as const, 'waiting' as const),
    since: minute.map(after),
    expected: minute.map(after),
    fixAt: fc.option(minute.map(after)),
    stillSince: fc.option(minute.map(after)),
  });
  fc.assert(
    fc.property(any, minute, (silent, m) => {
      const now = after(m);
      const known = notices(silent, now);
      const next = nextNotice(silent, now);
      const until = next ?? after(1000);
      if (next) expect(next.getTime()).toBeGreaterThan(now.getTime());
      // A van whose last position lies ahead of now is no case of silence.
      if (silent.stillSince && (!silent.fixAt || silent.stillSince > now)) return;
      for (const share of [0.3, 0.7, 0.999]) {
        const between = plusMinutes(now, share * minutesBetween(now, until));
        expect(notices(silent, between).filter((notice) => !known.includes(notice))).toEqual([]);
      }
    }),
    { seed: 4471, numRuns: 500 },
  );
});

it('the older his last position, the less is known of where he is, though not of when he usually comes', () => {
  const law = { minutes: 20, spread: 0.3 };
  expect(vaguer(law, 0)).toEqual(law);
  expect(vaguer(law, 1)).toEqual(law);
  expect(vaguer(law, -3)).toEqual(law);
  expect(vaguer(law, 11).spread).toBeCloseTo(0.45, 9);
  expect(vaguer(law, 11).minutes).toBe(20);
});
