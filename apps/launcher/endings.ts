/** What was opened, to be ended in the opposite order. */
export function endings() {
  const open: (() => Promise<unknown> | void)[] = [];
  return {
    add(end: () => Promise<unknown> | void) {
      open.push(end);
    },
    /** Ends everything, also when one of them fails, and hands back what failed. */
    async run(): Promise<unknown[]> {
      const failures: unknown[] = [];
      for (let end = open.pop(); end; end = open.pop()) {
        try {
          await end();
        } catch (failure) {
          failures.push(failure);
        }
      }
      return failures;
    },
  };
}
