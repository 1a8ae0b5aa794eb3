import type { TechTicket } from '#store/views';
import type { Operation } from '#apps/web/tech/queue/operation';
import { sayDay, saySpan, sayTime } from '../saying/time';
import { useTap } from './tap';

type Shown = { readonly job: TechTicket; readonly now: Date; readonly waiting: readonly Operation[] };

/**
 * The next visit of a job that could not be completed: the very times the customer has in his text. A touch settles it
 * at the door as his digit would; whoever is first.
 */
export function NextVisit({ job, now, waiting }: Shown) {
  const tap = useTap();
  const own = waiting.filter(({ assignmentId }) => assignmentId === job.assignmentId);
  const at = (window: { from: string; to: string }) =>
    [sayDay(new Date(window.from), now, job.zone) || 'today', saySpan(window, job.zone)].join(' ');
  if (own.some(({ act }) => act === 'cannot-complete'))
    return <Told says="Times for the next visit come as soon as this is sent." />;
  if (!job.next) return null;
  const { agreed, choices, heldUntil } = job.next;
  if (agreed) return <Told says={`Agreed: ${at(agreed.window)}, ${agreed.technician}.`} />;
  const taken = own.find(({ act }) => act === 'take-next');
  if (taken) return <Told says="Chosen at the door: not yet sent." />;
  const isHeld = heldUntil !== null && new Date(heldUntil) > now;
  if (!choices.length || !isHeld)
    return <Told says="No time is agreed yet. The customer can choose by text or on the page, or the desk calls." />;
  return (
    <section class="next-visit" aria-labelledby="next">
      <h2 id="next">Next visit: the customer has these times, too</h2>
      <p>Settle it at the door, or leave it to the customer. Held until {sayTime(new Date(heldUntil), job.zone)}.</p>
      {choices.map(({ holdId, window, technician }) => (
        <button
          type="button"
          key={holdId}
          onClick={() => tap({ assignmentId: job.assignmentId, act: 'take-next', holdId })}
        >
          {at(window)}
          <small>{technician}</small>
        </button>
      ))}
    </section>
  );
}

const Told = ({ says }: { readonly says: string }) => (
  <section class="next-visit" aria-labelledby="next">
    <h2 id="next">Next visit</h2>
    <p role="status">{says}</p>
  </section>
);
