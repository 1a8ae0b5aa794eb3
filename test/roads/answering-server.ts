import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type AskedOfServer = { readonly method: string; readonly url: URL; readonly body: any };
export type Answer = { readonly status: number; readonly body: unknown };
export type AnsweringServer = {
  readonly url: string;
  readonly asked: AskedOfServer[];
  close(): Promise<void>;
};

/** A server of a spec: whatever is asked is kept and answered by `answer`; a string goes out as it is. */
export async function answeringServer(
  answer: (asked: AskedOfServer) => Answer | Promise<Answer>,
): Promise<AnsweringServer> {
  const asked: AskedOfServer[] = [];
  const server = createServer((incoming, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      const url = new URL(incoming.url!, 'http://127.0.0.1');
      const one = { method: incoming.method!, url, body: text ? JSON.parse(text) : null };
      asked.push(one);
      const { status, body } = await answer(one);
      response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
    })().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
