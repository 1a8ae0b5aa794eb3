import { useCallback, useEffect, useState } from 'react';
import type { BoardVisit, CandidateView } from '#store/views';
import { ask } from '../wire/ask';

type Asked = { readonly candidates: readonly CandidateView[] | null; readonly failed: string | null };

/** Asked anew when the visit has become another one, since the reasons are about the visit as it is. */
export function useCandidates({ appointmentId, version }: BoardVisit): Asked & { readonly askAgain: () => void } {
  const [asked, setAsked] = useState<Asked>({ candidates: null, failed: null });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void ask<CandidateView[]>('GET', `/api/appointments/${encodeURIComponent(appointmentId)}/candidates`).then(
      (answer) => {
        if (!isCurrent) return;
        setAsked(answer.ok ? { candidates: answer.value, failed: null } : { candidates: null, failed: answer.say });
      },
    );
    return () => void (isCurrent = false);
  }, [appointmentId, version, tries]);
  return { ...asked, askAgain: useCallback(() => setTries((n) => n + 1), []) };
}
