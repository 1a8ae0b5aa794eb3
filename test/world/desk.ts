import { randomUUID } from 'node:crypto';
import { API_KEY, DESK } from '#test/world/company';

/** An answer as a test wants it: the status, and the body read as JSON where there is one. */
export type Answer = { readonly status: number; readonly body: any };

export type Desk = {
  readonly cookie: string;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  /** The same as another program, with its API key. */
  integration(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
};

/** Signs in as a dispatcher over HTTP. Calls are tried again while the api is being restarted. */
export async function openDesk(publicUrl: string): Promise<Desk> {
  const signIn = await call(publicUrl, '/api/session', { method: 'POST', body: DESK });
  const cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0]!;
  if (!cookie) throw new Error(`the dispatcher could not sign in: ${signIn.status}`);
  const asDesk = { cookie };
  return {
    cookie,
    get: async (path) => read(await call(publicUrl, path, { headers: asDesk })),
    post: async (path, body) => read(await call(publicUrl, path, { method: 'POST', body, headers: asDesk })),
    integration: async (path, body, headers = {}) =>
      read(
        await call(publicUrl, path, {
          method: body === undefined ? 'GET' : 'POST',
          body,
          headers: { authorization: `Bearer ${API_KEY}`, 'idempotency-key': randomUUID(), ...headers },
        }),
      ),
  };
}

type Call = { method?: string; body?: unknown; headers?: Record<string, string> };

/** One request; while nobody answers (a process was killed and comes back, its first try is unfinished) it is tried again. */
export async function call(
  publicUrl: string,
  path: string,
  { method = 'GET', body, headers = {} }: Call,
): Promise<Response> {
  const giveUpAt = Date.now() + 30_000;
  for (;;) {
    try {
      const answer = await fetch(publicUrl + path, {
        method,
        redirect: 'manual',
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (Date.now() > giveUpAt || (answer.status < 500 && !(await isUnderWay(answer)))) return answer;
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const isUnderWay = async (answer: Response) =>
  answer.status === 409 && (await answer.clone().text()).includes('still under way');

export async function read(answer: Response): Promise<Answer> {
  const text = await answer.text();
  return {
    status: answer.status,
    body: text && (answer.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : text,
  };
}
