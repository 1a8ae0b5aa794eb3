import { circuit } from '#travel/circuit';

let now: number;
let server: ReturnType<typeof circuit>;
beforeEach(() => {
  now = 1000;
  server = circuit({ most: 3, pauseMs: 5000, now: () => now });
});
const fail = (times: number) => Array.from({ length: times }, () => server.failed());

it('two failures are bad luck, the third in a row is a state', () => {
  fail(2);
  expect(server.mayAsk()).toBe(true);
  fail(1);
  expect(server.mayAsk()).toBe(false);
});

it('a success in between begins the count again', () => {
  fail(2);
  server.succeeded();
  fail(2);
  expect(server.mayAsk()).toBe(true);
});

it('after the pause one tries, and the others wait for how that ends', () => {
  fail(3);
  now += 4999;
  expect(server.mayAsk()).toBe(false);
  now += 1;
  expect([server.mayAsk(), server.mayAsk(), server.mayAsk()]).toEqual([true, false, false]);
  server.succeeded();
  expect([server.mayAsk(), server.mayAsk()]).toEqual([true, true]);
});

it('when the one that tried fails, the pause begins again', () => {
  fail(3);
  now += 5000;
  expect(server.mayAsk()).toBe(true);
  now += 2000;
  server.failed();
  now += 4999;
  expect(server.mayAsk()).toBe(false);
  now += 1;
  expect(server.mayAsk()).toBe(true);
});

it('one who tried and never came back does not close it for good', () => {
  fail(3);
  now += 5000;
  server.mayAsk();
  now += 5000;
  expect(server.mayAsk()).toBe(true);
});
