import { plusMinutes } from '#time/minutes';
import { estimatedMinutes } from '#travel/estimate';
import { eastOf } from '#test/world/company';
import type { KnownDay, Predictor, RouteDay, Tap } from '#test/bench/eta/predictor';
import { constantPace, hourOfWeek } from '#test/bench/eta/rivals/paces';
import { plan, shifted } from '#test/bench/eta/rivals/plan';
import { progressOf } from '#test/bench/eta/rivals/progress';

const eight = new Date('2026-03-03T13:00:00Z');
const minute = (m: number) => plusMinutes(eight, m);
const home = { lat: 39.3, lng: -76.6 };
/** Three stops, ten minutes of driving apart, an hour of work each, promised for the two hours from their planned start on. */
const places = [1, 2, 3].map((n) => Array.from({ length: n }).reduce<typeof home>((from) => eastOf(from, 10), home));
const stops = places.map((place, i) => ({
  id: 'abc'[i]!,
  place,
  workType: 'repair',
  plannedMinutes: 60,
  window: { from: minute(70 * i), to: minute(70 * i + 120) },
}));
const known = (...taps: readonly [number, string, Tap['says']][]): KnownDay => ({
  technician: 'maria',
  shift: { from: eight, to: minute(540) },
  start: home,
  stops,
  taps: taps.map(([at, stop, says]) => ({ at: minute(at), stop, says })),
  fixes: [],
});
const said = (predictor: Pick<Predictor, 'predict'>, day: KnownDay, now: number) =>
  [...predictor.predict(day, minute(now))].map(([id, { p50 }]) => [id, Math.round((p50.getTime() - +eight) / 60_000)]);

describe('progress', () => {
  const ids = (day: KnownDay) => {
    const { at, ahead, silent } = progressOf(day);
    return [at?.stop.id ?? '-', ahead.map(({ id }) => id).join(''), silent.map(({ id }) => id).join('')];
  };

  it.each<[string, [number, string, Tap['says']][], string[]]>([
    ['nothing said', [], ['-', 'abc', '']],
    ['on the way', [[0, 'a', 'on-my-way']], ['-', 'abc', '']],
    ['there', [[10, 'a', 'arrived']], ['a', 'bc', '']],
    ['done', [[10, 'a', 'arrived'], [70, 'a', 'done']], ['-', 'bc', '']],
    ['done, without having said that he was there', [[70, 'a', 'done']], ['-', 'bc', '']],
    ['on to the next without a word of the end', [[10, 'a', 'arrived'], [70, 'b', 'on-my-way']], ['-', 'bc', '']],
    ['on to the next after time enough for the first', [[70, 'b', 'on-my-way']], ['-', 'bc', 'a']],
    ['on to the second at once', [[1, 'b', 'on-my-way']], ['-', 'bac', '']],
  ])('%s', (_, taps, expected) => expect(ids(known(...taps))).toEqual(expected)); // prettier-ignore

  it('a delay counts until the next word', () => {
    expect(progressOf(known([10, 'a', 'arrived'], [20, 'a', { late: 30 }])).late).toEqual({
      at: minute(20),
      minutes: 30,
    });
    expect(progressOf(known([10, 'a', 'arrived'], [20, 'a', { late: 30 }], [90, 'a', 'done'])).late).toBeNull();
  });
});

it('the plan is the plan, and comes now when it is over', () => {
  expect(said(plan(), known(), 0)).toEqual([['a', 10], ['b', 80], ['c', 150]]); // prettier-ignore
  expect(said(plan(), known(), 100)).toEqual([['a', 100], ['b', 100], ['c', 150]]); // prettier-ignore
});

it('the shifted plan moves by what he is off', () => {
  expect(said(shifted(), known([30, 'a', 'arrived']), 40)).toEqual([['b', 100], ['c', 170]]); // prettier-ignore
  expect(said(shifted(), known([10, 'a', 'arrived']), 95)).toEqual([['b', 105], ['c', 175]]); // prettier-ignore
  expect(said(shifted(), known([10, 'a', 'arrived'], [40, 'a', { late: 30 }]), 45)).toEqual([['b', 110], ['c', 180]]); // prettier-ignore
});

/** A day on which every drive took `pace` times the estimate and every work `minutes`; setting out at once. */
function day(n: number, pace: number, minutes: number): RouteDay {
  let [free, from] = [plusMinutes(eight, n * 1440), home];
  const shift = { from: free, to: plusMinutes(free, 540) };
  const made = stops.map((stop) => {
    const arrived = plusMinutes(free, pace * estimatedMinutes(from, stop.place));
    [free, from] = [plusMinutes(arrived, minutes), stop.place];
    return { ...stop, window: { from: shift.from, to: shift.to }, arrived, departed: free };
  });
  return { technician: 'maria', shift, start: home, stops: made };
}

describe.each([constantPace, () => hourOfWeek('America/New_York')])('a rival with habits', (make) => {
  it('knows nothing at first and says the plan, near enough', () => {
    const first = said(make(), known(), 0);
    for (const [i, minutes] of [10, 80, 150].entries())
      expect(Math.abs((first[i]![1] as number) - minutes)).toBeLessThan(3);
  });

  it('learns how long drives and work take', () => {
    const rival = make();
    for (let n = 0; n < 200; n++) rival.learn(day(n, 1.5, 90));
    const [b, c] = said(rival, known([10, 'a', 'arrived']), 10).map(([, at]) => at as number);
    // Ninety minutes of work, then a quarter of an hour on the road; and both once more.
    expect(Math.abs(b! - 115)).toBeLessThan(4);
    expect(Math.abs(c! - 220)).toBeLessThan(8);
  });
});
