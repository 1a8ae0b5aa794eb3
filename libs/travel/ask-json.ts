import type { z } from 'zod';
import { TravelError } from '#travel/travel';

export type Asked = { readonly status: number; readonly body: unknown };

/**
 * One request for JSON; with `body` a POST. Throws a `TravelError` when there is no server, no JSON or no end; what
 * aborts it is thrown as it is. Every status is an answer.
 */
export async function askJson(
  url: string,
  { body, signal }: { body?: unknown; signal?: AbortSignal | undefined } = {},
) {
  const answer = await fetch(url, {
    ...(body === undefined
      ? {}
      : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal ? { signal } : {}),
    redirect: 'error',
  }).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new TravelError('unreachable-server', `no answer from ${new URL(url).host}: ${reason(cause)}`);
  });
  try {
    return { status: answer.status, body: (await answer.json()) as unknown } satisfies Asked;
  } catch (cause) {
    signal?.throwIfAborted();
    throw new TravelError('nonsense', `${new URL(url).host} answered ${answer.status} without JSON: ${reason(cause)}`);
  }
}

/** The body as `schema` has it. Throws a `TravelError` where it is anything else. */
export function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  const [first] = error.issues;
  throw new TravelError('nonsense', `an answer of another shape: ${first?.path.join('.')} ${first?.message}`);
}

/** `fetch failed` says nothing; what lies beneath it does. */
function reason(failure: unknown): string {
  const { cause, message, code } = Object(failure) as { cause?: unknown; message?: string; code?: string };
  return cause === undefined ? message || code || String(failure) : reason(cause);
}
