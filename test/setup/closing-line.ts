/** The part of Jest's result that is read here. */
type Totals = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
};

/** A Jest reporter: the last line of a run is `213 passed, 0 failed`, plain, for people and programs alike. */
export default class ClosingLine {
  onRunComplete(_contexts: unknown, totals: Totals) {
    // Jest prints its own summary after the last reporter.
    process.once('exit', () => process.stdout.write(`${closingLine(totals)}\n`));
  }
}

/** A file that could not even be loaded counts as one failure. */
export function closingLine(totals: Totals): string {
  const failed = totals.numFailedTests + totals.numRuntimeErrorTestSuites;
  const skipped = totals.numPendingTests + totals.numTodoTests;
  return `${totals.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
