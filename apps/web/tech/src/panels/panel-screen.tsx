import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { TechTicket } from '#store/views';
import { isLive, isOnSite } from '#visits/assignment';
import type { Session } from '../day/session';
import type { Told } from '#apps/web/tech/queue/operation';
import { hrefOf, leaveFor, type Panel } from '../place';
import { useTap } from '../screens/tap';
import { CannotPanel } from './cannot-panel';
import { DonePanel } from './done-panel';
import { LatePanel } from './late-panel';
import { ReasonPanel } from './reason-panel';

export type PanelProps = {
  readonly session: Session;
  readonly job: TechTicket;
  readonly now: Date;
  /** What somebody in his territory can do. */
  readonly skills: readonly string[];
  readonly say: (told: Omit<Told, 'assignmentId'>) => void;
};

const TITLE: Record<Panel, string> = {
  late: 'How much later?',
  decline: 'Why not?',
  'cannot-complete': 'What is wrong?',
  done: 'Anything to note?',
};

/** A question about one job in place of its card; it closes by itself when the question makes no sense any more. */
export function PanelScreen({
  session,
  panel,
  job,
  now,
  skills,
  home,
}: {
  readonly session: Session;
  readonly panel: Panel;
  readonly job: TechTicket;
  readonly now: Date;
  readonly skills: readonly string[];
  /** Where the card of this job is. */
  readonly home: string;
}) {
  const tap = useTap();
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = makesSense(panel, job);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (!asked && !location.hash.endsWith(job.assignmentId)) leaveFor('#/now');
  }, [asked]);
  // Once he has given up he sees there what the customer is offered.
  const placeAfter = (act: Told['act']) =>
    act === 'late' ? home : act === 'cannot-complete' ? hrefOf(job.assignmentId) : '#/now';
  const say = (told: Omit<Told, 'assignmentId'>) => {
    tap({ ...told, assignmentId: job.assignmentId });
    leaveFor(placeAfter(told.act));
  };
  return (
    <section class="panel">
      <button type="button" class="back" onClick={() => history.back()}>
        Back
      </button>
      <p class="kicker">
        {job.customer} · {job.ref}
      </p>
      <h1 tabIndex={-1} ref={heading}>
        {TITLE[panel]}
      </h1>
      {body(panel, { session, job, now, skills, say })}
    </section>
  );
}

function body(panel: Panel, props: PanelProps): ComponentChildren {
  if (panel === 'late') return <LatePanel {...props} />;
  if (panel === 'done') return <DonePanel {...props} />;
  return panel === 'decline' ? <ReasonPanel {...props} /> : <CannotPanel {...props} />;
}

function makesSense(panel: Panel, { state }: TechTicket): boolean {
  if (panel === 'late') return isLive(state);
  if (panel === 'decline') return isLive(state) && !isOnSite(state);
  return isOnSite(state);
}
