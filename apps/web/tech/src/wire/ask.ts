/**
 * What came of a request. `refused`: the world says no, and why. `absent`: there is no such thing here. `later`: the
 * server is there but cannot do it now. `unreachable`: nobody of ours answered (no signal, a hotel's sign-in page).
 */
export type Answer<T> =
  | { readonly kind: 'answered'; readonly body: T }
  | { readonly kind: 'refused'; readonly status: number; readonly say: string; readonly body: unknown }
  | { readonly kind: 'early'; readonly expects: number }
  | { readonly kind: 'signed-out' | 'absent' | 'later' | 'unreachable' };

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What is told with a request beside its body: who asks, and who wants to know the server's time (ms) at its answer. */
export type Asking = { readonly token?: string; readonly spoke?: (server: number) => void };

const TIMEOUT_MS = 15_000;
const PICTURE = 'image/jpeg';

/** `body`: JSON, or the bytes of a picture. */
export async function ask<T>(
  method: Method,
  path: string,
  body?: unknown,
  { token, spoke }: Asking = {},
): Promise<Answer<T>> {
  const isPicture = body instanceof ArrayBuffer;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(path, {
      method,
      signal: abort.signal,
      cache: 'no-store',
      // A tap made just before the phone is locked still goes out.
      keepalive: method === 'POST' && !isPicture,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': isPicture ? PICTURE : 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: isPicture ? body : JSON.stringify(body) }),
    });
    const answer = await read<T>(response);
    const server = Date.parse(response.headers.get('date') ?? '');
    if (spoke && answer.kind !== 'unreachable' && answer.kind !== 'absent' && !Number.isNaN(server)) spoke(server);
    return answer;
  } catch {
    // fetch and json reject for every kind of broken connection; which one makes no difference to a retry.
    return { kind: 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
}

const LATER = new Set([408, 429]);
const EARLY = 425;

async function read<T>(response: Response): Promise<Answer<T>> {
  if (response.status === 204 || response.status === 202) return { kind: 'answered', body: undefined as T };
  const ours = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  if (response.status === 401 && ours) return { kind: 'signed-out' };
  if (response.status === 404 && !ours) return { kind: 'absent' };
  if (LATER.has(response.status) || (response.status >= 500 && ours)) return { kind: 'later' };
  if (!ours) return { kind: 'unreachable' };
  const body = (await response.json()) as T;
  if (response.status === EARLY) return { kind: 'early', expects: (body as { expects: number }).expects };
  if (response.ok) return { kind: 'answered', body };
  const say = (body as { say?: unknown }).say;
  return { kind: 'refused', status: response.status, say: typeof say === 'string' ? say : 'This was refused.', body };
}
