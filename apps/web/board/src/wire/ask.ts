/** What came back: the value, or a refusal with a sentence fit to show. Being refused is not an exception. */
export type Answer<T> = { readonly ok: true; readonly value: T } | Refusal;
export type Refusal = {
  readonly ok: false;
  /** 0 when no answer came at all. */
  readonly status: number;
  readonly say: string;
  readonly problem: Readonly<Record<string, unknown>>;
};

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export async function ask<T>(method: Method, path: string, body?: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const told: unknown = await jsonOf(response);
    return response.ok ? { ok: true, value: told as T } : refusalOf(response.status, told);
  } catch {
    // No connection, or no answer in time. Whether it was done is not known; the board shows it when it was.
    return { ok: false, status: 0, say: 'The server did not answer. Please try again.', problem: {} };
  }
}

const PATIENCE_MS = 15_000;

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!/json/.test(response.headers.get('content-type') ?? '') || text === '') return null;
  return JSON.parse(text);
}

function refusalOf(status: number, told: unknown): Refusal {
  const problem = typeof told === 'object' && told !== null ? (told as Record<string, unknown>) : {};
  const say = typeof problem['say'] === 'string' && problem['say'] ? problem['say'] : `The server refused (${status}).`;
  return { ok: false, status, say, problem };
}
