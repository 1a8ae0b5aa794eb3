import { Agent, request as httpRequest } from 'node:http';
import { Agent as TlsAgent, request as httpsRequest } from 'node:https';
import { sign } from '#carriers/signature';

/** What Twilio waits for an answer. */
const TIMEOUT_MS = 15_000;
/** A storm of callbacks queues here instead of opening a socket each. */
const SOCKETS = 16;

export type Poster = {
  /** Posts a form to `url`, signed as Twilio signs. Resolves with the HTTP status; rejects when there was no answer. */
  post(url: string, params: Record<string, string>, idempotencyToken: string): Promise<number>;
  close(): void;
};

/** Posts signed webhooks over a bounded set of kept-alive connections. The body of the answer (TwiML or nothing) is drained. */
export function poster(authToken: string): Poster {
  const agents = {
    'http:': new Agent({ keepAlive: true, maxSockets: SOCKETS }),
    'https:': new TlsAgent({ keepAlive: true, maxSockets: SOCKETS }),
  };
  return {
    post: (url, params, idempotencyToken) =>
      new Promise((resolve, reject) => {
        const secure = url.startsWith('https:');
        const outgoing = (secure ? httpsRequest : httpRequest)(url, {
          method: 'POST',
          agent: agents[secure ? 'https:' : 'http:'],
          timeout: TIMEOUT_MS,
          headers: {
            'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
            'user-agent': 'TwilioProxy/1.1',
            'i-twilio-idempotency-token': idempotencyToken,
            'x-twilio-signature': sign({ authToken, url, params }),
          },
        });
        outgoing.on('response', (answer) => {
          answer.on('error', reject).on('end', () => resolve(answer.statusCode ?? 0));
          answer.resume();
        });
        outgoing.on('timeout', () => outgoing.destroy(new Error(`${url} did not answer within ${TIMEOUT_MS} ms`)));
        outgoing.on('error', reject);
        outgoing.end(new URLSearchParams(params).toString());
      }),
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** Taken (2xx and redirects), to be tried again (5xx, 408, 429), or refused for good. */
export function verdict(status: number): 'done' | 'later' | 'never' {
  if (status >= 200 && status < 400) return 'done';
  return status >= 500 || status === 408 || status === 429 ? 'later' : 'never';
}
