import { useEffect, useRef, useState } from 'react';
import type { MendingView } from '#store/views';
import { useDesk } from '../live/desk-context';
import { type Answer, ask } from '../wire/ask';
import type { Trouble, Troubled } from './mending';

const ASK_AGAIN_MS = 400;

/** A plan from asking for it to applying or leaving it. What is not wanted any more is refused, so that nobody thinks on. */
export function useMending({ technicianId }: Troubled) {
  const { signedOut } = useDesk();
  const [view, setView] = useState<MendingView | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const latest = useRef<MendingView | null>(null);
  const isClosed = useRef(false);

  function take(answer: Answer<MendingView>): void {
    if (!answer.ok && answer.status === 401) return signedOut();
    setFailed(answer.ok ? null : answer.say);
    if (!answer.ok) return;
    setView((latest.current = answer.value));
    // Closed while the first answer was on its way.
    if (isClosed.current) refuse();
  }

  async function act(path: string, body: unknown): Promise<void> {
    setBusy(true);
    take(await ask<MendingView>('POST', path, body));
    setBusy(false);
  }

  const id = view?.id ?? null;
  const isThinking = view?.state === 'thinking';
  useEffect(() => {
    if (!isThinking || !id) return;
    const again = setInterval(() => void ask<MendingView>('GET', `/api/mendings/${id}`).then(take), ASK_AGAIN_MS);
    return () => clearInterval(again);
  }, [isThinking, id]);

  function refuse(): void {
    isClosed.current = true;
    const open = latest.current;
    if (open?.state === 'thinking' || open?.state === 'ready') void ask('DELETE', `/api/mendings/${open.id}`);
    latest.current = null;
  }

  return {
    view,
    isBusy,
    failed,
    plan: (trouble: Trouble) => act(`/api/technicians/${encodeURIComponent(technicianId)}/mend`, { trouble }),
    apply: (rows: readonly string[]) => act(`/api/mendings/${id}/apply`, { rows }),
    refuse,
  };
}
