import { goodTimes } from '#routes/good-times';
import type { Slot } from '#routes/slot-search';

const ZONE = 'America/New_York';
const at = (time: string) =>
  ({ window: { from: new Date(`2026-03-${time}:00-05:00`), to: new Date(`2026-03-${time}:59-05:00`) } }) as Slot;
const times = (...given: string[]) =>
  goodTimes(given.map(at), ZONE, 3).map((slot) =>
    given.map(at).findIndex((one) => one.window.from.getTime() === slot.window.from.getTime()),
  );

it('the soonest of this morning, of this afternoon and of tomorrow morning', () => {
  expect(times('03T08:00', '03T09:00', '03T12:00', '03T15:00', '04T08:00', '04T13:00')).toEqual([0, 2, 4]);
});

it('where there are no three halves of a day there are fewer', () => {
  expect(times('03T13:00', '03T14:00')).toEqual([0]);
  expect(times()).toEqual([]);
});
