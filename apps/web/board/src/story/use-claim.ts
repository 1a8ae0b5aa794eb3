import { useEffect, useRef, useState } from 'react';
import { useDesk } from '../live/desk-context';
import { ask } from '../wire/ask';

/** A claim lasts two minutes; it is made anew while letters come, at most so often. */
const ANEW_MS = 30_000;

/** While this form is written in, no other dispatcher writes to the same customer; says who was first. */
export function useClaim(workOrderId: string): { readonly taken: string | null; readonly touch: () => void } {
  const desk = useDesk();
  const [taken, setTaken] = useState<string | null>(null);
  const claimedAt = useRef(0);
  const path = `/api/work-orders/${encodeURIComponent(workOrderId)}/reply-claim`;
  const touch = () => {
    desk.write(true);
    if (claimedAt.current && performance.now() - claimedAt.current < ANEW_MS) return;
    claimedAt.current = performance.now();
    void ask('PUT', path).then((answer) => {
      setTaken(answer.ok || answer.status !== 409 ? null : answer.say);
      if (!answer.ok) claimedAt.current = 0;
    });
  };
  useEffect(
    () => () => {
      desk.write(false);
      if (claimedAt.current) void ask('DELETE', path);
    },
    [desk, path],
  );
  return { taken, touch };
}
