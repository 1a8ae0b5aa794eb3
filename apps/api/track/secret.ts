import type { FastifyRequest } from 'fastify';

type Carrying = Pick<FastifyRequest, 'headers' | 'query' | 'body'>;

/** The secret of a tracking app, wherever the app puts it; undefined where there is none that could be one. */
export function secretOf({ headers, query, body }: Carrying): string | undefined {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  const found = [
    passwordOf(headers.authorization),
    ...['id', 'deviceid'].map((name) => field(query, name)),
    ...['device_id', 'id', 'deviceid'].map((name) => field(first, name)),
  ].find((secret) => secret !== undefined);
  return typeof found === 'string' && /^[\w-]{16,200}$/.test(found) ? found : undefined;
}

/** OwnTracks signs in as HTTP prescribes (RFC 7617); the name before the colon is anything. */
function passwordOf(authorization: string | undefined): string | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '')?.[1];
  return encoded && /^[^:]*:(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8'))?.[1];
}

const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined;
