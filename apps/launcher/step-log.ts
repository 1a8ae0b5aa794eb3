/** Prints one line for each thing that is done, with the time it took since the one before. */
export function stepLog(print: (line: string) => void) {
  let last = Date.now();
  return {
    done(what: string) {
      print(`  ${what.padEnd(28)} ${((Date.now() - last) / 1000).toFixed(1)} s`);
      last = Date.now();
    },
  };
}
