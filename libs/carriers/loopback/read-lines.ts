import { existsSync, readFileSync, truncateSync } from 'node:fs';

/**
 * The JSON values in `file`, one a line. A SIGKILL tears at most the last line: it is cut off, so that the next append
 * starts on a line of its own. A torn line anywhere else throws, naming it: that file was damaged by something else.
 */
export function readLines(file: string): unknown[] {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const whole = bytes.lastIndexOf('\n') + 1;
  if (whole < bytes.length) truncateSync(file, whole);
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n');
  return lines.flatMap((line, i) => (line === '' ? [] : [parsed(line, `${file}:${i + 1}`)]));
}

function parsed(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`${where} is not JSON; mend or remove the line`, { cause });
  }
}
