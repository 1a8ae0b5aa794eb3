import { Agent, request } from 'node:http';

/** The answer to one request, and when its last byte came (ms, `performance.now`). */
export type Answered = { readonly status: number; readonly body: any; readonly at: number };

const agent = new Agent({ keepAlive: true, maxSockets: 500 });

/** One POST of JSON, or a GET without a body, over a connection that is kept. */
export const ask = (url: string, token: string, body?: unknown): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${token}`,
      ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}),
    };
    const asked = request(url, { method: text ? 'POST' : 'GET', agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const at = performance.now();
        const said = Buffer.concat(chunks).toString();
        resolve({ status: answer.statusCode!, body: said ? JSON.parse(said) : null, at });
      });
    });
    asked.on('error', reject);
    asked.end(text);
  });
