import { type Answer, ask } from './ask';

/** What was asked for before anybody needed it, and when. */
const early = new Map<string, { readonly at: number; readonly answer: Promise<Answer<unknown>> }>();

/** An answer older than this is asked for again. */
const FRESH_MS = 3_000;

/** Asks for what the page will need first, while it is still being put together. */
export function askEarly(path: string): Promise<Answer<unknown>> {
  const answer = ask('GET', path);
  early.set(path, { at: performance.now(), answer });
  return answer;
}

/** The answer asked for early, once and while it is fresh; otherwise, and after a refusal, it is asked for now. */
export async function askFirst<T>(path: string): Promise<Answer<T>> {
  const asked = early.get(path);
  early.delete(path);
  if (asked && performance.now() - asked.at < FRESH_MS) {
    const answer = (await asked.answer) as Answer<T>;
    if (answer.ok) return answer;
  }
  return ask<T>('GET', path);
}
