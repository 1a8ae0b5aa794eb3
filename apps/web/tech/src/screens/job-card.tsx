import type { TechDay, TechTicket } from '#store/views';
import { type AssignmentState, isLive, isOnSite } from '#visits/assignment';
import type { Operation } from '#apps/web/tech/queue/operation';
import type { usePositions } from '../phone/positions';
import { isNew, lateMinutes, sayExpected, sayState, sayWindow } from '../saying/ticket';
import { sayDay, sayMinutes } from '../saying/time';
import { PhotoButton } from '../photos/photo-button';
import type { Session } from '../day/session';
import { JobActs } from './job-acts';
import { NextVisit } from './next-visit';
import { Reach } from './reach';
import { Story } from './story';

type Shown = {
  readonly session: Session;
  readonly job: TechTicket;
  readonly now: Date;
  readonly day: TechDay;
  readonly positions: ReturnType<typeof usePositions>;
  readonly waiting: readonly Operation[];
  readonly isNext: boolean;
};

/** He has not set out for it yet. */
const isAhead = (state: AssignmentState) => isLive(state) && !isOnSite(state) && state !== 'en_route';

/** One job with all he has to know to stand at the right door at the right time. */
export function JobCard({ session, job, now, day, positions, waiting, isNext }: Shown) {
  const late = lateMinutes(job, now);
  const told = waiting.flatMap(({ assignmentId, minutes }) =>
    assignmentId === job.assignmentId ? (minutes ?? []) : [],
  );
  return (
    <article class="card">
      <p class="kicker">
        <span class={`state ${isNew(job) ? 'new' : ''}`}>{sayState(job.state)}</span>
        <span>
          {isNext && isAhead(job.state) ? 'Next job' : 'Job'} {job.ref}
        </span>
      </p>
      <h1>{job.customer}</h1>
      <p class="window">{sayWindow(job, now)}</p>
      {isLive(job.state) && (
        <p class={late ? 'expected late' : 'expected'}>
          {sayExpected(job)}
          {late > 0 && <strong>Late by {sayMinutes(late)}</strong>}
        </p>
      )}
      {job.caution && (
        <p class="caution" role="note">
          {job.caution}
        </p>
      )}
      {told.map((minutes, i) => (
        <p class="expected" key={i}>
          + {sayMinutes(minutes)}: not yet sent
        </p>
      ))}
      <address>
        {job.street}
        <br />
        {job.city}
      </address>
      <Reach {...{ session, job }} desk={day.desk} />
      <p class="work">
        <strong>{job.work}</strong> · {sayMinutes(job.minutes)}
      </p>
      {job.notes && <p class="notes">{job.notes}</p>}
      {job.part && isLive(job.state) && (
        <p class="notes">
          <strong>Bring:</strong> {job.part}
        </p>
      )}
      {job.before && (
        <p class="notes">
          {job.before.technician} was here {sayDay(new Date(job.before.at), now, job.zone) || 'today'}:{' '}
          {job.before.outcome || 'could not finish'}
        </p>
      )}
      {job.outcome && <p class="notes">{job.outcome}</p>}
      <NextVisit {...{ job, now, waiting }} />
      {positions.sharing === 'may-ask' && job.state === 'en_route' && (
        <button type="button" onClick={positions.allow}>
          Share my position on the way
        </button>
      )}
      {isLive(job.state) && <JobActs job={job} onSite={isOnSite(job.state)} />}
      {(isOnSite(job.state) || !isLive(job.state)) && <PhotoButton session={session} assignmentId={job.assignmentId} />}
      <Story job={job} now={now} />
    </article>
  );
}
