import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A line that cannot be answered, in words for whoever wrote it. */
export class BadLine extends Error {}

type Streams = { readonly from: Readable; readonly to: Writable; readonly complain: (sentence: string) => void };

/**
 * Answers JSON lines in their order, one line of JSON each. A bad line is complained of in a sentence with its number, gets
 * no answer, and the rest goes on; empty lines are passed over. Gives the number of bad lines.
 */
export async function readLines({ from, to, complain }: Streams, answer: (line: unknown) => unknown): Promise<number> {
  let [number, bad] = [0, 0];
  for await (const line of createInterface({ input: from, crlfDelay: Infinity })) {
    number += 1;
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') continue;
    try {
      if (!to.write(`${JSON.stringify(answer(parsed(text)))}\n`)) await once(to, 'drain');
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      bad += 1;
      complain(`line ${number}: ${error.message}`);
    }
  }
  return bad;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new BadLine(`not JSON: ${(error as Error).message}`);
  }
}
