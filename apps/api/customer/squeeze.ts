import { Readable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * The customer's page and its script go out compressed: on a slow phone that is a second. Nothing that a stranger could
 * choose stands in the page beside what is secret in it, so its length tells him nothing.
 */
export function squeeze(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  const { method, url, headers } = request;
  if (!/^\/(v|assets)\//.test(url) || method !== 'GET' || reply.statusCode !== 200) return payload;
  void reply.header('vary', 'accept-encoding');
  const type = String(reply.getHeader('content-type') ?? '');
  if (
    !/^(text\/(html|css|javascript)|application\/javascript)\b/.test(type) ||
    !/\bgzip\b/.test(headers['accept-encoding'] ?? '')
  )
    return payload;
  const isText = typeof payload === 'string';
  if (!isText && !(payload instanceof Readable)) return payload;
  void reply.header('content-encoding', 'gzip').removeHeader('content-length');
  return isText ? gzipSync(payload) : payload.pipe(createGzip());
}
