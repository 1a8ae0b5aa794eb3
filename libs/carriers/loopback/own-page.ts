import type { IncomingMessage } from 'node:http';

const LOCAL = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/** Asked for by a name of this machine: a foreign name that was made to point here (DNS rebinding) is not. */
export const isAskedLocally = ({ headers }: IncomingMessage) => LOCAL.test(headers.host ?? '');

/**
 * A request that changes something must come from our own page, and a browser says so: no other page may text as a
 * phone. The origin says it; where a browser sends none, its fetch metadata, which no page can set, says the same.
 */
export function isFromOwnPage({ headers }: IncomingMessage): boolean {
  const origin = headers.origin;
  const isOurs =
    origin === undefined ? headers['sec-fetch-site'] === 'same-origin' : origin === `http://${headers.host}`;
  return isOurs && /^application\/json\b/i.test(headers['content-type'] ?? '');
}
