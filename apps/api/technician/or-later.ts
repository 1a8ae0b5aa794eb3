import type { FastifyReply } from 'fastify';
import { Problem } from '#apps/api/problem';

const AGAIN_SECONDS = 2;

/** What came of it; where too much waits already, the phone is asked to come again in a moment. */
export function orLater<Answer>(answer: Promise<Answer> | null, reply: FastifyReply): Promise<Answer> {
  if (answer) return answer;
  reply.header('retry-after', String(AGAIN_SECONDS));
  throw new Problem(503, 'Busy', 'Too many positions wait to be written. Please send them again in a moment.');
}
