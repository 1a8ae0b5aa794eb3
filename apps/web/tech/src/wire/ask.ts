/**
 * What came of a request. `refused`: the world says no, and why. `absent`: there is no such thing here. `later`: the
 * server is there but cannot do it now. `unreachable`: nobody of ours answered (no signal, a hotel's sign-in page).
 */
export type Answer<T> =
  | { readonly kind: 'answered'; readonly body: T }
  | { readonly kind: 'refused'; readonly status: number; readonly say: string; readonly body: unknown }
  | { readonly kind: 'signed-out' | 'absent' | 'later' | 'unreachable' };

const TIMEOUT_MS = 15_000;

export async function ask<T>(method: 'GET' | 'POST', path: string, body?: unknown, token?: string): Promise<Answer<T>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(path, {
      method,
      signal: abort.signal,
      cache: 'no-store',
      // A tap made just before the phone is locked still goes out.
      keepalive: method === 'POST',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return await read<T>(response);
  } catch {
    // fetch and json reject for every kind of broken connection; which one makes no difference to a retry.
    return { kind: 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
}

const LATER = new Set([408, 425, 429]);

async function read<T>(response: Response): Promise<Answer<T>> {
  if (response.status === 204 || response.status === 202) return { kind: 'answered', body: undefined as T };
  const ours = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  if (response.status === 401 && ours) return { kind: 'signed-out' };
  if (response.status === 404 && !ours) return { kind: 'absent' };
  if (LATER.has(response.status) || (response.status >= 500 && ours)) return { kind: 'later' };
  if (!ours) return { kind: 'unreachable' };
  const body = (await response.json()) as T;
  if (response.ok) return { kind: 'answered', body };
  const say = (body as { say?: unknown }).say;
  return { kind: 'refused', status: response.status, say: typeof say === 'string' ? say : 'This was refused.', body };
}
