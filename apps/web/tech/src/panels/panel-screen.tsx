import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { TechTicket } from '#store/views';
import { isLive, isOnSite } from '#visits/assignment';
import type { Told } from '../operations/operation';
import { leaveFor, type Panel } from '../place';
import { useTap } from '../screens/tap';
import { DonePanel } from './done-panel';
import { LatePanel } from './late-panel';
import { ReasonPanel } from './reason-panel';

export type PanelProps = {
  readonly job: TechTicket;
  readonly now: Date;
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
  panel,
  job,
  now,
  home,
}: {
  readonly panel: Panel;
  readonly job: TechTicket;
  readonly now: Date;
  /** Where the card of this job is. */
  readonly home: string;
}) {
  const tap = useTap();
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = makesSense(panel, job);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (!asked) leaveFor('#/now');
  }, [asked]);
  const say = (told: Omit<Told, 'assignmentId'>) => {
    tap({ ...told, assignmentId: job.assignmentId });
    leaveFor(told.act === 'late' ? home : '#/now');
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
      {body(panel, { job, now, say })}
    </section>
  );
}

function body(panel: Panel, props: PanelProps): ComponentChildren {
  if (panel === 'late') return <LatePanel {...props} />;
  if (panel === 'done') return <DonePanel {...props} />;
  return <ReasonPanel {...props} act={panel} />;
}

function makesSense(panel: Panel, { state }: TechTicket): boolean {
  if (panel === 'late') return isLive(state);
  if (panel === 'decline') return isLive(state) && !isOnSite(state);
  return isOnSite(state);
}
