import { useCallback, useEffect, useRef, useState } from 'react';
import type { Story } from '#store/views';
import { useDesk } from '../live/desk-context';
import { ask } from '../wire/ask';

export type StoryView =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly say: string }
  /** `doubt`: why this may not be the newest any more. */
  | { readonly is: 'ready'; readonly story: Story; readonly doubt: string | null };

/** The story of a work order, read again whenever something about it has changed. */
export function useStory(workOrderId: string): { readonly view: StoryView; readonly readAgain: () => void } {
  const { store, signedOut } = useDesk();
  const [view, setView] = useState<StoryView>({ is: 'loading' });
  const reading = useRef(0);

  const readAgain = useCallback(() => {
    const mine = ++reading.current;
    void ask<Story>('GET', `/api/work-orders/${encodeURIComponent(workOrderId)}/story`).then((answer) => {
      if (mine !== reading.current) return;
      if (answer.ok) return setView({ is: 'ready', story: answer.value, doubt: null });
      if (answer.status === 401) return signedOut();
      setView((shown) => (shown.is === 'ready' ? { ...shown, doubt: answer.say } : { is: 'failed', say: answer.say }));
    });
  }, [workOrderId, signedOut]);

  useEffect(() => {
    readAgain();
    let soon: ReturnType<typeof setTimeout> | undefined;
    const leave = store.touched.subscribe(() => {
      const { workOrderIds } = store.touched.get();
      if (workOrderIds !== 'all' && !workOrderIds.has(workOrderId)) return;
      clearTimeout(soon);
      soon = setTimeout(readAgain, TOGETHER_MS);
    });
    return () => {
      leave();
      clearTimeout(soon);
      reading.current++;
    };
  }, [store, workOrderId, readAgain]);

  return { view, readAgain };
}

/** One deed often comes as several changes; they are read once. */
const TOGETHER_MS = 120;
