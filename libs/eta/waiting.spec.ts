import { minutesBetween, plusMinutes } from '#time/minutes';
import { type CameFor, earliness, notBeforeOf } from '#eta/waiting';

const nine = new Date('2026-03-03T14:00:00Z');
const window = { from: nine, to: plusMinutes(nine, 60) };
const came = (...minutes: readonly number[]): CameFor[] =>
  minutes.map((minute) => ({ window, arrived: plusMinutes(nine, minute) }));
const times = (n: number, minute: number) => came(...Array<number>(n).fill(minute));

describe('the share of his chances to be early that he took', () => {
  it.each([
    ['nobody has seen him', [], 0],
    ['he came on the minute', came(0, 5, -10, 10), 0],
    ['he came once, early', came(-30), 1 / 5],
    ['he came late, which says nothing', came(11, 40, 300), 0],
  ])('%s', (_, visits, share) => expect(earliness(visits)).toBeCloseTo(share, 9));

  it('a few early visits are an accident, many are his way', () => {
    expect(earliness(times(4, -30))).toBeLessThanOrEqual(0.5);
    expect(earliness(times(20, -30))).toBeGreaterThan(0.8);
  });

  it('who waited as often as he rang is believed to wait', () =>
    expect(earliness([...times(20, -30), ...times(20, 0)])).toBeLessThan(0.5));

  it('late visits neither make him early nor make him wait', () =>
    expect(earliness([...times(20, -30), ...times(50, 45)])).toBe(earliness(times(20, -30))));
});

it('he is expected from the window on; who rings at once, up to an hour and a quarter before', () => {
  expect(notBeforeOf(nine, 0)).toEqual(nine);
  expect(notBeforeOf(nine, 0.5)).toEqual(nine);
  expect(minutesBetween(notBeforeOf(nine, 0.51), nine)).toBe(75);
});
