import { AS_USUAL, type DoneToday, paceOf } from '#eta/pace';

const job = (minutes: number, spread = 0.3): DoneToday => ({ law: { minutes: 60, spread }, minutes });
const jobs = (n: number, minutes: number) => Array.from({ length: n }, () => job(minutes));

it('with nothing done the day is as usual', () => expect(paceOf([])).toEqual(AS_USUAL));

it('jobs that took their time say nothing but that', () => {
  const { mean, sd } = paceOf(jobs(3, 60));
  expect(mean).toBeCloseTo(0, 9);
  expect(sd).toBeLessThan(AS_USUAL.sd);
});

it('each slow job makes the day slower, and surer, but never slower than the jobs', () => {
  const days = [0, 1, 2, 4, 8, 100].map((n) => paceOf(jobs(n, 75)));
  for (const [i, { mean, sd }] of days.entries()) {
    expect(mean).toBeLessThan(Math.log(75 / 60));
    if (i) expect(mean).toBeGreaterThan(days[i - 1]!.mean);
    if (i) expect(sd).toBeLessThan(days[i - 1]!.sd);
  }
  expect(days[1]!.mean).toBeLessThan(0.05);
  expect(Math.exp(days.at(-1)!.mean)).toBeCloseTo(75 / 60, 1);
});

it('quick jobs make it quicker by as much', () =>
  expect(paceOf(jobs(3, 60 * 0.8)).mean).toBeCloseTo(-paceOf(jobs(3, 60 / 0.8)).mean, 9));

it('a job of a kind that varies a lot says less', () =>
  expect(paceOf([job(90, 0.6)]).mean).toBeLessThan(paceOf([job(90, 0.2)]).mean / 3));

it('an odd job counts like one of twice its time, and one that took no time is no mistake of reckoning', () => {
  expect(paceOf([job(6000)])).toEqual(paceOf([job(60 * Math.exp(0.7))]));
  expect(paceOf([job(0)])).toEqual(paceOf([job(60 * Math.exp(-0.7))]));
  expect(paceOf([job(-15)]).mean).toBeGreaterThan(-0.12);
});
