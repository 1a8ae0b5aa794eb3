import type { Quantiles } from '#eta/spread';
import { plusMinutes } from '#time/minutes';
import { atShiftStart, byHorizon, overall } from '#test/bench/eta/accuracy';
import type { Visit } from '#test/bench/eta/replay';
import { HORIZONS, tallying } from '#test/bench/eta/tally';

const arrived = new Date('2026-03-03T14:00:00Z');
const shiftBegins = plusMinutes(arrived, -60);
/** `ahead` minutes before he came, somebody said he would come `off` minutes after he did, `wide` either way. */
type Said = { readonly ahead: number; readonly off: number; readonly wide?: number };
const eta = ({ off, wide = 0 }: Said): Quantiles => ({
  p10: plusMinutes(arrived, off - wide),
  p50: plusMinutes(arrived, off),
  p90: plusMinutes(arrived, off + wide),
});

function visit(...said: readonly Said[]): Visit {
  const tally = tallying(arrived, shiftBegins);
  for (const one of said) tally.add(eta(one), plusMinutes(arrived, -one.ahead));
  const stop = { id: 'a', arrived } as Visit['stop'];
  return { day: 0, technician: 'maria', stop, accounts: new Map([['us', { tally, texts: [] }]]) };
}

it('a forecast too late counts as positive, one too early as negative', () => {
  expect(overall([visit({ ahead: 10, off: 6 })], 'us')).toMatchObject({ visits: 1, mae: 6, rmse: 6, bias: 6 });
  expect(overall([visit({ ahead: 10, off: -6 })], 'us')).toMatchObject({ mae: 6, rmse: 6, bias: -6 });
});

it('a visit counts the same at a horizon, however many forecasts it had there', () => {
  const often = visit({ ahead: 5, off: 0 }, { ahead: 10, off: 0 }, { ahead: 12, off: 0 });
  expect(overall([often, visit({ ahead: 10, off: 8 })], 'us').mae).toBe(4);
});

it('the root of the mean square is taken last', () => {
  expect(overall([visit({ ahead: 5, off: 3 }), visit({ ahead: 5, off: 4 })], 'us').rmse).toBeCloseTo(Math.sqrt(12.5));
});

it('an arrival on the edge of a range lies in it', () => {
  const seen = [
    visit({ ahead: 5, off: 4, wide: 4 }),
    visit({ ahead: 5, off: -4, wide: 4 }),
    visit({ ahead: 5, off: 5, wide: 4 }),
    visit({ ahead: 5, off: -5, wide: 4 }),
  ];
  expect(overall(seen, 'us')).toMatchObject({ coverage: 50, beforeP10: 25, afterP90: 25, width: 8 });
});

it.each([
  [0.01, '0-15'],
  [14.99, '0-15'],
  [15, '15-30'],
  [30, '30-60'],
  [60, '60-120'],
  [120, '120-240'],
  [240, '>240'],
  [600, '>240'],
])('%d minutes before is %s', (ahead, horizon) => {
  const found = byHorizon([visit({ ahead, off: 1 })], 'us');
  expect(HORIZONS.filter(({ name }) => found[name]!.visits).map(({ name }) => name)).toEqual([horizon]);
});

it('what is said when he is there already is no forecast', () => {
  expect(overall([visit({ ahead: 0, off: 1 }, { ahead: -3, off: 1 })], 'us')).toMatchObject({ visits: 0, mae: NaN });
});

it('at the start of the shift counts what was said first from then on', () => {
  const early = { ahead: 90, off: 50 };
  expect(atShiftStart([visit(early, { ahead: 60, off: 20 }, { ahead: 55, off: 9 })], 'us').mae).toBe(20);
});

it('the loss is that of Koenker and Bassett', () => {
  // 10 after the middle, at the end of the range: (0.1 × 20 + 0.5 × 10 + 0) / 3.
  expect(overall([visit({ ahead: 5, off: -10, wide: 10 })], 'us').loss).toBeCloseTo(7 / 3);
});
