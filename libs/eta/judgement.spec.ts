import fc from 'fast-check';
import { plusMinutes } from '#time/minutes';
import { told as rounded } from '#conversation/said';
import { judge as judgeAt, mayBeTold, news } from '#eta/judgement';
import type { Quantiles } from '#eta/spread';

const nine = new Date('2026-03-03T14:00:00Z');
const promised = { from: plusMinutes(nine, -30), to: plusMinutes(nine, 30) };
/** An hour after the last text. */
const judge = (window: typeof promised, told: Quantiles | null, is: Quantiles, rested = 60) =>
  judgeAt(window, told && { ...told, at: plusMinutes(nine, -rested) }, { ...is, asOf: nine });
const eta = (minute: number, sd = 5): Quantiles => ({
  p10: plusMinutes(nine, minute - 1.2 * sd),
  p50: plusMinutes(nine, minute),
  p90: plusMinutes(nine, minute + 1.35 * sd),
});

describe('nobody was told anything', () => {
  it.each([
    [-30, 'fine'],
    [29, 'fine'],
    [29.99, 'fine'],
    [30, 'late'],
    [31, 'late'],
    [200, 'late'],
  ])('expected at minute %d of a window that ends at minute 30: %s', (minute, judgement) =>
    expect(judge(promised, null, eta(minute))).toBe(judgement),
  );
});

describe('told minute 100, about six minutes either way', () => {
  it.each([
    [100, 'fine'],
    [109, 'fine'],
    [110, 'slipped'],
    [200, 'slipped'],
    [91, 'fine'],
    [90, 'better'],
    [0, 'better'],
  ])('now %i: %s', (minute, judgement) => expect(judge(promised, eta(100), eta(minute))).toBe(judgement));

  it('within a wide range that was told only a quarter of an hour later is news', () => {
    expect(judge(promised, eta(100, 20), eta(114))).toBe('fine');
    expect(judge(promised, eta(100, 20), eta(115))).toBe('slipped');
    expect(judge(promised, eta(100, 20), eta(77))).toBe('fine');
    expect(judge(promised, eta(100, 20), eta(75))).toBe('better');
  });
});

describe('the rest between two texts', () => {
  it.each([
    [14, 130, 'fine'],
    [15, 130, 'slipped'],
    [14, 70, 'fine'],
    [15, 70, 'better'],
  ])('%i minutes after telling minute 100, minute %i is %s', (rested, minute, judgement) =>
    expect(judge(promised, eta(100), eta(minute), rested)).toBe(judgement),
  );

  it('a slip within a wide range waits for half an hour', () => {
    expect(judge(promised, eta(100, 20), eta(116), 29)).toBe('fine');
    expect(judge(promised, eta(100, 20), eta(116), 30)).toBe('slipped');
  });

  it('what the technician says himself is told at once', () => {
    const told = { ...eta(100), at: nine };
    expect(judgeAt(promised, told, { ...eta(130), asOf: nine, basis: 'reported' })).toBe('slipped');
  });

  it('the first word of a delay waits for nothing', () => {
    expect(judge(promised, eta(10), eta(31), 0)).toBe('late');
  });
});

const minute = fc.double({ min: -60, max: 400, noNaN: true });
/** An arrival that tells of a delay, however it is rounded. */
const delayed = fc.double({ min: 45, max: 400, noNaN: true });
const sd = fc.double({ min: 2, max: 40, noNaN: true });
const runs = { seed: 4471, numRuns: 1000 };

it('right after a text nothing is news, whatever was said', () => {
  fc.assert(
    fc.property(minute, sd, (m, s) => {
      expect(judge(promised, eta(m, s), eta(m, s))).toBe('fine');
      expect(judge(promised, rounded(eta(m, s)), eta(m, s))).toBe('fine');
    }),
    runs,
  );
});

it('who was told of an arrival in time is warned when it is in time no more', () => {
  expect(judge(promised, eta(10), eta(29))).not.toBe('late');
  expect(judge(promised, eta(10), eta(30))).toBe('late');
  expect(judge(promised, eta(29), eta(31))).toBe('late');
});

it('of a delay already told, between two estimates less than ten minutes apart nothing is said, so no two texts take each other back', () => {
  const less = fc.double({ min: -9.99, max: 9.99, noNaN: true });
  fc.assert(
    fc.property(delayed, less, sd, sd, (m, apart, one, other) => {
      expect(judge(promised, eta(m, one), eta(m + apart, other))).toBe('fine');
    }),
    runs,
  );
});

it('the same holds for the arrival as it is told, rounded to five minutes, within seven and a half', () => {
  const less = fc.double({ min: -7.4, max: 7.4, noNaN: true });
  fc.assert(
    fc.property(delayed, less, sd, sd, (m, apart, one, other) => {
      expect(judge(promised, rounded(eta(m, one)), eta(m + apart, other))).toBe('fine');
    }),
    runs,
  );
});

it('who was told of a delay is told how it moves, never that it begins', () => {
  fc.assert(
    fc.property(delayed, minute, sd, sd, (m, now, one, other) => {
      expect(judge(promised, eta(m, one), eta(now, other))).not.toBe('late');
      expect(judge(promised, eta(m, one), eta(now, other))).not.toBe(now > m ? 'better' : 'slipped');
    }),
    runs,
  );
});

describe('news that is too young to be told', () => {
  const told = { ...eta(100), at: nine };
  const at = (minute: number, after: number) => ({ ...eta(minute), asOf: plusMinutes(nine, after) });

  it('beyond the range that was told may be told after a quarter of an hour, within it after half an hour', () => {
    expect(mayBeTold(told, at(130, 5))).toEqual(plusMinutes(nine, 15));
    expect(mayBeTold({ ...told, p90: plusMinutes(nine, 140) }, at(130, 5))).toEqual(plusMinutes(nine, 30));
    expect(mayBeTold(told, at(60, 5))).toEqual(plusMinutes(nine, 15));
  });

  it('of less than ten minutes is never any', () => expect(mayBeTold(told, at(109, 5))).toBeNull());

  it('is looked at again exactly when it may be told, and not before', () => {
    fc.assert(
      fc.property(minute, sd, fc.double({ min: 0, max: 29, noNaN: true }), (m, s, after) => {
        const now = { ...eta(m, s), asOf: plusMinutes(nine, after) };
        const when = mayBeTold(told, now);
        if (!when) return;
        expect(when > now.asOf).toBe(true);
        expect(news(told, { ...now, asOf: plusMinutes(when, -0.01) })).toBe('fine');
        expect(news(told, { ...now, asOf: when })).not.toBe('fine');
      }),
      runs,
    );
  });
});
