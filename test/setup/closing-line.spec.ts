import { closingLine } from '#test/setup/closing-line';

const totals = {
  numPassedTests: 213,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

it.each([
  [{}, '213 passed, 0 failed'],
  [{ numFailedTests: 2 }, '213 passed, 2 failed'],
  [{ numRuntimeErrorTestSuites: 1 }, '213 passed, 1 failed'],
  [{ numPendingTests: 1, numTodoTests: 2 }, '213 passed, 0 failed, 3 skipped'],
])('%j is said as "%s"', (change, line) => {
  expect(closingLine({ ...totals, ...change })).toBe(line);
});
