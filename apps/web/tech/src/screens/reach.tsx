import { useState } from 'preact/hooks';
import type { TechTicket } from '#store/views';
import { isLive } from '#visits/assignment';
import type { Session } from '../day/session';
import { isNew } from '../saying/ticket';
import { navigateTo, telOf } from '../saying/way';
import { TellCustomer } from './tell-customer';

type Shown = { readonly session: Session; readonly job: TechTicket; readonly desk: string };

/** Whom and what he may have to reach: the desk, the customer, the door. */
export function Reach({ session, job, desk }: Shown) {
  const [isTelling, setTelling] = useState(false);
  return (
    <>
      <div class="row three">
        <a class="button" href={telOf(desk)} aria-label={`Call desk, ${desk}`}>
          Call desk
        </a>
        {isLive(job.state) && !isNew(job) && (
          <button
            type="button"
            aria-label="Text the customer"
            aria-expanded={isTelling}
            onClick={() => setTelling(!isTelling)}
          >
            Text
          </button>
        )}
        <a class="button" href={navigateTo(job)} target="_blank" rel="noopener noreferrer">
          Navigate
        </a>
      </div>
      {isTelling && <TellCustomer session={session} assignmentId={job.assignmentId} />}
    </>
  );
}
