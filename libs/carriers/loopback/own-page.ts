import type { IncomingMessage } from 'node:http';

const LOCAL = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/** Asked for by a name of this machine: a foreign name that was made to point here (DNS rebinding) is not. */
export const isAskedLocally = ({ headers }: IncomingMessage) => LOCAL.test(headers.host ?? '');

/** A request that changes something must come from our own page, and a browser says so: no other page may text as a phone. */
export const isFromOwnPage = ({ headers }: IncomingMessage) =>
  headers.origin === `http://${headers.host}` && /^application\/json\b/i.test(headers['content-type'] ?? '');
