import { check } from '#test/bench/vrptw/check';
import type { Instance } from '#test/bench/vrptw/instance';
import { asFile, madeUp } from '#test/bench/vrptw/made-up';
import { readInstance } from '#test/bench/vrptw/instance';
import { planWithin } from '#test/bench/vrptw/plan-within';

const customer = (id: number, x: number, change = {}) => ({
  id,
  x,
  y: 0,
  demand: 10,
  ready: 0,
  due: 100,
  service: 10,
  ...change,
});
const instance: Instance = {
  name: 'line',
  vehicles: 2,
  capacity: 20,
  depot: customer(0, 0, { demand: 0, due: 120, service: 0 }),
  customers: [customer(1, 3, { y: 4 }), customer(2, 10), customer(3, 30, { ready: 40, due: 50 })],
};

it('a plan that is right: its distance from the coordinates, its vehicles', () => {
  expect(check(instance, [[1], [2, 3], []])).toEqual({ distance: 70, vehicles: 2, wrong: [] });
});

it.each([
  ['somebody is left out', [[1], [2]], 'customer 3 is visited 0 times'],
  [
    'somebody is there twice',
    [
      [1, 2],
      [2, 3],
    ],
    'customer 2 is visited 2 times',
  ],
  ['somebody nobody knows', [[1], [2, 3, 9]], 'customer 9, whom the file does not know'],
  ['too many vehicles', [[1], [2], [3]], '3 vehicles are used, there are 2'],
  ['too much to carry', [[2, 1, 3], []], 'carries 30, a vehicle holds 20'],
] as const)('%s', (_, routes, words) => expect(check(instance, routes).wrong.join()).toContain(words));

it.each([
  ['a window missed by a thousandth', { due: 29.999 }, 'is at customer 3 at 40, who was due at 29.999'],
  ['back after the depot has closed', { ready: 85 }, 'is back at 125, the depot closes at 120'],
])('%s', (_, change, words) => {
  const customers = instance.customers.map((c) => (c.id === 3 ? { ...c, ready: 0, due: 100, ...change } : c));
  expect(check({ ...instance, customers }, [[1], [2, 3]]).wrong.join()).toContain(words);
});

it.each([30, 100, 250])('the planner is right on an instance of %i, read from its file', (customers) => {
  const made = madeUp({ seed: customers, customers, clustered: 0.5, narrow: 0.5 });
  const read = readInstance(asFile(made), 'made-up.txt');
  expect(read).toEqual(made);
  expect(check(read, planWithin(read, 0.3, 1).routes).wrong).toEqual([]);
});
