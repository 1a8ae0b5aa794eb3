import { nextCallBackMinutes } from '#visits/promise';

it('a call that is promised again and again is promised later each time, in the end for the day after', () => {
  expect([0, 1, 2, 3, 4, 5, 50].map(nextCallBackMinutes)).toEqual([10, 10, 60, 240, 1440, 1440, 1440]);
});
