import { useState } from 'react';

/** What was begun and not sent, by what it is for. It outlives its form: looking at another story loses nothing. */
const drafts = new Map<string, string>();

/** Whoever signs in next at this screen is another person. */
export const forgetDrafts = () => drafts.clear();

export function useDraft(key: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => drafts.get(key) ?? '');
  const write = (next: string) => {
    if (next) drafts.set(key, next);
    else drafts.delete(key);
    setText(next);
  };
  return [text, write];
}
