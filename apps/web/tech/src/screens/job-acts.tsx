import type { TechTicket } from '#store/views';
import { hrefOf } from '../place';
import { isNew } from '../saying/ticket';
import { useTap } from './tap';

const STEPS = [15, 30, 60] as const;

/** The acts beside the next one: late, and the ways out. */
export function JobActs({ job, onSite }: { readonly job: TechTicket; readonly onSite: boolean }) {
  const tap = useTap();
  const { assignmentId } = job;
  const wayOut = (
    <a class="button out" href={hrefOf(assignmentId, onSite ? 'cannot-complete' : 'decline')}>
      {onSite ? 'Problem' : 'Decline'}
    </a>
  );
  // First yes or no; when, comes after.
  if (isNew(job)) return wayOut;
  return (
    <>
      <h2 id="later">{onSite ? 'How many minutes longer?' : 'How many minutes later?'}</h2>
      <div class="row steps" role="group" aria-labelledby="later">
        {STEPS.map((minutes) => (
          <button
            type="button"
            key={minutes}
            aria-label={`${minutes} minutes later`}
            onClick={() => tap({ assignmentId, act: 'late', minutes })}
          >
            +{minutes}
          </button>
        ))}
        <a class="button" href={hrefOf(assignmentId, 'late')} aria-label="More: choose the minutes">
          more
        </a>
      </div>
      <div class="row">
        {job.state === 'working' && (
          <button type="button" onClick={() => tap({ assignmentId, act: 'pause' })}>
            Pause
          </button>
        )}
        {wayOut}
      </div>
    </>
  );
}
