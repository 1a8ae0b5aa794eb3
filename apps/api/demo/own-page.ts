import type { FastifyRequest } from 'fastify';
import type { Settings } from '#flows/settings';
import { isOurOrigin } from '#apps/api/doors/door.guard';
import { Problem } from '#apps/api/problem';

/** Whatever the demo lets anybody do, it lets him do from our own page: another site must not do it with his browser. */
export function requireOwnPage({ headers }: FastifyRequest, { PUBLIC_URL }: Settings): void {
  if (!isOurOrigin(headers.origin, PUBLIC_URL, headers.host))
    throw new Problem(403, 'Foreign origin', 'This request came from another site and was not carried out.');
}
