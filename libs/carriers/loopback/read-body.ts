import type { IncomingMessage } from 'node:http';

/** Twice what the longest text takes when every character is escaped. */
const LIMIT = 64 * 1024;

/** The request's body as text, or `null` when it is longer than 64 KB. */
export async function readBody(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LIMIT) chunks.push(chunk);
  }
  return size > LIMIT ? null : Buffer.concat(chunks).toString('utf8');
}
