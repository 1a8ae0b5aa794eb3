import { seeded } from '#carriers/loopback/seeded';
import { minutesBetween } from '#time/minutes';
import { wallMinutes } from '#time/zone';
import { quantile, sum } from '#test/bench/figures';
import { drawing } from '#test/bench/eta/simulator/draw';
import { SIMULATED_ZONE, simulate } from '#test/bench/eta/simulator/simulate';

const mean = (values: readonly number[]) => sum(values) / values.length;
const minutesOf = (days: ReturnType<typeof simulate>, type: string) =>
  days.flatMap(({ day }) =>
    day.stops
      .filter(({ workType }) => workType === type)
      .map(({ arrived, departed }) => minutesBetween(arrived, departed)),
  );

const days = simulate({ seed: 5, days: 50, technicians: 10 });

it('the same seed gives the same days, to the last position', () => {
  const again = () => simulate({ seed: 5, days: 3, technicians: 3 });
  expect(again()).toEqual(again());
});

it('another seed has other people, places and roads', () => {
  const [a, b] = [1, 2].map((seed) => simulate({ seed, days: 20, technicians: 6 }));
  expect(a![0]!.day.start).not.toEqual(b![0]!.day.start);
  const medians = [a!, b!].map((one) => quantile(minutesOf(one, 'repair'), 0.5));
  expect(Math.abs(medians[0]! - medians[1]!)).toBeGreaterThan(0.5);
});

it('leaving a law out leaves the plans as they were', () => {
  const plans = (without: readonly 'lunch'[]) =>
    simulate({ seed: 5, days: 1, technicians: 4, without }).map(({ plan }) => plan);
  expect(plans(['lunch'])).toEqual(plans([]));
});

const isRising = (times: readonly Date[]) => times.every((t, i) => i === 0 || times[i - 1]! <= t);

it('nobody is in two places: he arrives, works, goes on, and taps and positions come in order', () => {
  const wrong = days.filter(
    ({ day, taps, fixes }) =>
      !isRising(day.stops.flatMap(({ arrived, departed }) => [arrived, departed])) ||
      !isRising(taps.map(({ at }) => at)) ||
      !isRising(fixes.map(({ at }) => at)),
  );
  expect(wrong).toEqual([]);
});

it('nobody taps that he is there before he is, or is done before it is done', () => {
  const wrong = days.flatMap(({ day, taps }) =>
    taps.filter(({ at, stop: id, says }) => {
      const stop = day.stops.find((one) => one.id === id)!;
      return (says === 'arrived' && at < stop.arrived) || (says === 'done' && at < stop.departed);
    }),
  );
  expect(wrong).toEqual([]);
});

it('shifts begin at eight by the clock, before and after it is changed', () => {
  expect(new Set(days.map(({ day }) => wallMinutes(day.shift.from, SIMULATED_ZONE)))).toEqual(new Set([480]));
  expect(new Set(days.map(({ day }) => day.shift.from.getUTCHours()))).toEqual(new Set([12, 13]));
});

it('its laws are those it names: an upgrade takes 1.4 times the plan, repairs have two humps, faults a long tail', () => {
  const plain = simulate({ seed: 5, days: 40, technicians: 20, without: ['people'] });
  expect(mean(minutesOf(plain, 'upgrade')) / 45).toBeGreaterThan(1.25);
  expect(mean(minutesOf(plain, 'upgrade')) / 45).toBeLessThan(1.5);
  const faults = minutesOf(plain, 'fault');
  expect(quantile(faults, 0.98)).toBeGreaterThan(2.4 * quantile(faults, 0.5));
});

it('promises are mostly kept and sometimes not, as dispatchers know it', () => {
  const late = days.flatMap(({ day }) => day.stops.map(({ arrived, window }) => Number(arrived > window.to)));
  expect(mean(late)).toBeGreaterThan(0.08);
  expect(mean(late)).toBeLessThan(0.35);
});

it('newcomers begin in the middle', () => {
  const first = (name: string) => days.findIndex(({ day }) => day.technician === name);
  expect(first('technician-10')).toBeGreaterThan(first('technician-09') + 100);
});

describe('draws', () => {
  const draw = drawing(seeded(11));
  const many = (one: () => number) => Array.from({ length: 20_000 }, one);

  it.each<[string, () => number, number]>([
    ['gamma', () => draw.gamma(4, 30), 30],
    ['gamma below shape 1', () => draw.gamma(0.5, 3), 3],
    ['exponential', () => draw.exponential(2), 2],
    ['Weibull', () => draw.weibull(1.7, 26), 26 * 0.8922],
  ])('%s has its mean', (_, one, expected) => {
    expect(Math.abs(mean(many(one)) / expected - 1)).toBeLessThan(0.04);
  });

  it.each<[string, () => number, number]>([
    ['lognormal', () => draw.lognormal(20, 0.4), 20],
    ['log-logistic', () => draw.logLogistic(3, 50), 50],
  ])('%s has its median', (_, one, expected) => {
    expect(Math.abs(quantile(many(one), 0.5) / expected - 1)).toBeLessThan(0.04);
  });
});
