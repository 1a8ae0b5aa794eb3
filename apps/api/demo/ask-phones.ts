import { Problem } from '#apps/api/problem';

const ON_THIS_MACHINE = /^http:\/\/(?:127\.0\.0\.1|localhost):\d+$/;

type Asking = { readonly path: string; readonly body?: unknown; readonly signal?: AbortSignal };

/**
 * Asks the simulated phones that run beside us (`base`). Throws a Problem with their own words when they say no, and
 * when there are none: a demo may run with another test carrier.
 */
export async function askPhones(base: string | undefined, { path, body, signal }: Asking): Promise<Response> {
  if (!base || !ON_THIS_MACHINE.test(base)) throw away();
  const posted = {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify(body ?? null),
  };
  const ends = signal ?? AbortSignal.timeout(10_000);
  const answer = await fetch(base + path, { ...(body === undefined ? {} : posted), signal: ends }).catch(() => null);
  if (!answer) throw away();
  if (answer.ok) return answer;
  const said = (await answer.json().catch(() => ({}))) as { refused?: string };
  throw new Problem(answer.status, 'Phones', `The simulated phones say: ${said.refused ?? 'no'}.`);
}

const away = () => new Problem(404, 'No phones', 'There are no simulated phones beside this server.');
