import { useState } from 'react';
import { useDesk } from '../live/desk-context';
import { useIsLive } from '../live/use-is-live';
import { type Answer, ask, type Method, type Refusal } from './ask';

/** One thing a dispatcher does: busy while it is asked, and what the server said when it was refused. */
export function useAct() {
  const { signedOut } = useDesk();
  const canAct = useIsLive();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal | null>(null);

  async function act<T>(path: string, body?: unknown, method: Method = 'POST'): Promise<Answer<T>> {
    setBusy(true);
    setRefused(null);
    const answer = await ask<T>(method, path, body);
    setBusy(false);
    if (!answer.ok && answer.status === 401) signedOut();
    if (!answer.ok) setRefused(answer);
    return answer;
  }

  return { act, isBusy, refused, canAct };
}
