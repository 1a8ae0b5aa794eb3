import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** What is held open for a page of the demo. It ends when the page goes away, and when the server does. */
@Injectable()
export class OpenLines implements BeforeApplicationShutdown {
  private readonly ends = new Set<AbortController>();

  beforeApplicationShutdown(): void {
    for (const end of this.ends) end.abort();
  }

  /** Aborted when this answer is over, for whatever reason. */
  until(reply: FastifyReply): AbortSignal {
    const end = new AbortController();
    this.ends.add(end);
    reply.raw.once('close', () => {
      this.ends.delete(end);
      end.abort();
    });
    return end.signal;
  }
}

/** Closed with its last word: a connection kept for the next request would keep a server from ending. */
export const EVENT_STREAM = {
  'content-type': 'text/event-stream; charset=utf-8',
  'x-accel-buffering': 'no',
  connection: 'close',
} as const;
