import fc from 'fast-check';
import { roughly } from '#visits/rough-place';

const HOME = { lat: 39.29, lng: -76.61 };
const off = (north: number, east: number) => ({
  lat: HOME.lat + (north * 1609.344) / 111_195,
  lng: HOME.lng + (east * 1609.344) / (111_195 * Math.cos((HOME.lat * Math.PI) / 180)),
});

it.each([
  [3, 0, 3, 0],
  [2, 2, 3, 1],
  [0, 4, 4, 2],
  [-2, 2, 3, 3],
  [-5, 0, 5, 4],
  [-1, -1, 1, 5],
  [0, -1, 1, 6],
  [1.2, -1.2, 2, 7],
  [0.3, 0.2, 0, 1],
])('%p miles north and %p east are about %p miles, in eighth %p', (north, east, miles, eighth) => {
  expect(roughly(off(north, east), HOME)).toEqual({ miles, eighth });
});

it('two places in one street look the same from afar', () => {
  fc.assert(
    fc.property(fc.double({ min: -0.05, max: 0.05, noNaN: true }), (step) => {
      expect(roughly(off(3, 0 + step), HOME)).toEqual({ miles: 3, eighth: 0 });
    }),
  );
});
