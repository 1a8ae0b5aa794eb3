import { createServer } from 'node:http';
import { listen } from '#carriers/loopback/listen';
import { readBody } from '#carriers/loopback/read-body';
import { isSigned } from '#carriers/signature';

export type Heard = {
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  readonly signed: boolean;
  readonly token: string;
};

/** For specs: a server in our place that hears webhooks, says whether they are signed, and answers as it is told. */
export async function startWebhookEar(authToken: string, { port = 0 } = {}) {
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  let answer: { status: number; body: string } = { status: 204, body: '' };
  const server = createServer(async (incoming, response) => {
    const params = Object.fromEntries(new URLSearchParams((await readBody(incoming)) ?? ''));
    const path = incoming.url ?? '';
    const signature = incoming.headers['x-twilio-signature'];
    const signed = isSigned({ authTokens: [authToken], signature, url: base + path, params });
    heard.push({ path, form: params, signed, token: String(incoming.headers['i-twilio-idempotency-token']) });
    response.writeHead(answer.status).end(answer.body);
    for (const look of waiting) look();
  });
  const base = await listen(server, port);
  return {
    base,
    heard,
    answerWith: (status: number, body = '') => void (answer = { status, body }),
    /** Resolves once that many webhooks came to a path that starts so. */
    until: (count: number, path = '/') =>
      new Promise<Heard[]>((resolve) => {
        const look = () => {
          const found = heard.filter((h) => h.path.startsWith(path));
          if (found.length >= count) resolve((waiting.delete(look), found));
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise<unknown>((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
