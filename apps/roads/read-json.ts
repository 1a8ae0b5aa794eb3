import type { IncomingMessage } from 'node:http';

/** What was sent is no ask; the message says what is wrong with it. */
export class NotJson extends Error {}
/** What was sent is more than one ask may hold. */
export class TooLong extends Error {}

/** The longest trace, with room to spare. */
const LIMIT = 512 * 1024;

/** The body of a request, parsed. Throws `TooLong` or `NotJson`. */
export async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to its end all the same, so that the refusal can be heard.
    if (size <= LIMIT) chunks.push(chunk);
  }
  if (size > LIMIT) throw new TooLong(`at most ${LIMIT / 1024} kB may be asked at once`);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new NotJson(`not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
