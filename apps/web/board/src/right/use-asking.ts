import { useCallback, useEffect, useRef, useState } from 'react';
import { useDesk } from '../live/desk-context';
import { ask } from '../wire/ask';

export type Asking<T> =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly say: string }
  | { readonly is: 'ready'; readonly value: T };

/** Reads something from the server, and again for another path or when told to. What came too late is not shown. */
export function useAsking<T>(path: string): { readonly asking: Asking<T>; readonly askAgain: () => void } {
  const { signedOut } = useDesk();
  const [answer, setAnswer] = useState<{ readonly path: string; readonly asking: Asking<T> } | null>(null);
  const attempts = useRef(0);

  const askAgain = useCallback(() => {
    const mine = ++attempts.current;
    setAnswer(null);
    void ask<T>('GET', path).then((told) => {
      if (mine !== attempts.current) return;
      if (told.ok) return setAnswer({ path, asking: { is: 'ready', value: told.value } });
      if (told.status === 401) return signedOut();
      setAnswer({ path, asking: { is: 'failed', say: told.say } });
    });
  }, [path, signedOut]);

  useEffect(() => {
    askAgain();
    return () => void attempts.current++;
  }, [askAgain]);

  return { asking: answer?.path === path ? answer.asking : { is: 'loading' }, askAgain };
}
