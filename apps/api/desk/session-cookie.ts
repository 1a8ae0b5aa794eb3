import '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import type { Settings } from '#flows/settings';
import { SESSION_COOKIE } from '#apps/api/doors/keys';

/** The browser keeps the session where no page's script reads it and no other site's request carries it. */
export function giveSession(reply: FastifyReply, token: string, { PUBLIC_URL }: Settings): void {
  void reply.setCookie(SESSION_COOKIE, token, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure: PUBLIC_URL.startsWith('https:'),
  });
}
