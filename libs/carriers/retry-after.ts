import { createHash } from 'node:crypto';

const FIRST_SECONDS = 20;
const LONGEST_SECONDS = 600;

/**
 * Seconds to wait before trial number `tries` + 1: twice as long each time, ten minutes at most, a quarter more or less
 * by who asks, so that a thousand texts that were turned away together do not come back together.
 */
export function retryAfter(key: string, tries: number): number {
  const seconds = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** Math.min(tries, 10));
  const share = createHash('sha256').update(`${key} ${tries}`).digest().readUInt32BE(0) / 2 ** 32;
  return seconds * (0.75 + share / 2);
}
