/** A failure as a person should read it: our own sentences as they are, anything else with where it happened. */
export function sayFailure(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const isSentence = !BUGS.some((kind) => failure instanceof kind);
  const because = failure.cause === undefined ? '' : `\n  ${String(failure.cause).replaceAll('\n', '\n  ')}`;
  return isSentence ? failure.message + because : (failure.stack ?? failure.message);
}

const BUGS = [TypeError, RangeError, ReferenceError, SyntaxError];
