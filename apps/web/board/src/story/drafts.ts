import { useState } from 'react';

const KEPT_AS = 'doorward drafts';

/**
 * What was begun and not sent, by what it is for. It outlives its form: looking at another story loses nothing, nor does
 * loading the page again in the same tab.
 */
const drafts = new Map<string, string>(kept());

function kept(): [string, string][] {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT_AS) ?? '[]') as [string, string][];
  } catch {
    return [];
  }
}

const keep = () => sessionStorage.setItem(KEPT_AS, JSON.stringify([...drafts]));

/** Whoever signs in next at this screen is another person. */
export function forgetDrafts(): void {
  drafts.clear();
  sessionStorage.removeItem(KEPT_AS);
}

/** What is written in a field, starting with what was left there, else with `first`. */
export function useDraft(key: string, first = ''): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => drafts.get(key) ?? first);
  const write = (next: string) => {
    if (next === first) drafts.delete(key);
    else drafts.set(key, next);
    keep();
    setText(next);
  };
  return [text, write];
}
