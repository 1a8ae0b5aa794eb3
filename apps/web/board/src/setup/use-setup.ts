import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import type { SetupView } from '#store/setup-views';
import { useDesk } from '../live/desk-context';
import { ask } from '../wire/ask';

export type Setup = { readonly view: SetupView; readonly look: () => Promise<void> };

export const SetupContext = createContext<Setup | null>(null);

export function useSetup(): Setup {
  const setup = useContext(SetupContext);
  if (!setup) throw new Error('a part of the setup stands outside its page');
  return setup;
}

/** Reads it, and again after a change; what is shown stays until the new is there, and so does what is being typed. */
export function useReadSetup() {
  const { signedOut } = useDesk();
  const [view, setView] = useState<SetupView | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const look = useCallback(async () => {
    const answer = await ask<SetupView>('GET', '/api/setup');
    if (answer.ok) {
      setView(answer.value);
      return setFailed(null);
    }
    if (answer.status === 401) return signedOut();
    setFailed(answer.say);
  }, [signedOut]);
  useEffect(() => void look(), [look]);
  return { view, failed, look };
}
