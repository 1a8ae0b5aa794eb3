import { useEffect, useState } from 'preact/hooks';
import type { DelayForetold } from '#store/views';
import type { Operation } from '#apps/web/tech/queue/operation';
import type { Session } from '../day/session';
import { sayTime } from '../saying/time';

type Found = DelayForetold | 'asking' | 'unknown';

/** Whom a delay concerns, while it can still be undone. */
export function WhoIsTold({ session, operation }: { readonly session: Session; readonly operation: Operation }) {
  const [found, setFound] = useState<Found>('asking');
  const { assignmentId, minutes = 0, operationId } = operation;
  useEffect(() => {
    let isOver = false;
    const path = `/api/tech/tickets/${assignmentId}/delay?minutes=${minutes}`;
    void session
      .ask<DelayForetold>('GET', path)
      .then((answer) => !isOver && setFound(answer.kind === 'answered' ? answer.body : 'unknown'));
    return () => void (isOver = true);
  }, [operationId]);
  return <small class="told">{say(found)}</small>;
}

function say(found: Found): string {
  if (found === 'asking') return 'Looking who has to be told …';
  if (found === 'unknown') return 'Who has to be told is worked out when this is sent.';
  const { told } = found;
  if (!told.length) return 'No customer has to be told.';
  const who = told.map(({ customer, at, zone, texts }) =>
    [lastName(customer), sayTime(new Date(at), zone), texts ? '' : '(no texts: the desk calls)']
      .filter(Boolean)
      .join(' '),
  );
  return `${told.length === 1 ? '1 customer' : `${told.length} customers`} will be told: ${who.join(', ')}`;
}

const lastName = (name: string) => name.trim().split(/\s+/).at(-1) ?? name;
