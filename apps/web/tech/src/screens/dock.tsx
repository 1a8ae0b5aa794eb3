import { useRef } from 'preact/hooks';
import type { TechDay, TechTicket } from '#store/views';
import type { AssignmentState } from '#visits/assignment';
import { useCell } from '../cell';
import type { Session } from '../day/session';
import type { Told } from '#apps/web/tech/queue/operation';
import { hrefOf, leaveFor, type Place } from '../place';
import { sayTold } from '../saying/ticket';
import { useTap } from './tap';
import { WhoIsTold } from './who-is-told';

type Shown = {
  readonly session: Session;
  readonly place: Place;
  readonly job: TechTicket | null;
  readonly newJobs: number;
  readonly day: TechDay;
};

/** Under the thumb: undo, the one next act, and the two pages. */
export function Dock({ session, place, job, newJobs, day }: Shown) {
  return (
    <div class="dock">
      <UndoBar session={session} />
      {job && <NextAct job={job} />}
      <nav aria-label="Pages">
        <a href="#/now" aria-current={place.at === 'today' || place.at === 'more' ? undefined : 'page'}>
          Now
        </a>
        <a href="#/today" aria-current={place.at === 'today' ? 'page' : undefined}>
          Today <small>{sayCount(day, newJobs)}</small>
        </a>
        <a href="#/more" aria-current={place.at === 'more' ? 'page' : undefined}>
          Phone
        </a>
      </nav>
    </div>
  );
}

const sayCount = ({ tickets }: TechDay, newJobs: number) => (newJobs ? `${newJobs} new` : tickets.length);

type Next = { readonly label: string; readonly act: Told['act'] };

const NEXT: Partial<Record<AssignmentState, Next>> = {
  created: { label: 'Accept ticket', act: 'accept' },
  delivered: { label: 'Accept ticket', act: 'accept' },
  acknowledged: { label: 'On my way', act: 'on-my-way' },
  en_route: { label: 'Arrived', act: 'arrive' },
  on_site: { label: 'Start', act: 'start' },
  working: { label: 'Done', act: 'done' },
  paused: { label: 'Start again', act: 'start' },
};

/** The button becomes the next one under his finger: a second touch of the same tap must not press that too. */
const SETTLE_MS = 800;

function NextAct({ job }: { readonly job: TechTicket }) {
  const tap = useTap();
  const last = useRef(0);
  const next = NEXT[job.state];
  if (!next) return null;
  const press = () => {
    if (Date.now() - last.current < SETTLE_MS) return;
    last.current = Date.now();
    if (next.act === 'done') location.hash = hrefOf(job.assignmentId, 'done');
    else tap({ assignmentId: job.assignmentId, act: next.act });
    // He has begun with this one: that makes it the job of now.
    if (next.act === 'on-my-way') leaveFor('#/now');
  };
  return (
    <button type="button" class="main next" onClick={press}>
      {next.label}
    </button>
  );
}

function UndoBar({ session }: { readonly session: Session }) {
  const held = useCell(session.waiting).filter(({ heldUntil }) => heldUntil !== null);
  const operation = held[held.length - 1];
  if (!operation) return null;
  return (
    <div class="undo" role="status" key={operation.operationId}>
      <p>
        {sayTold(operation)}
        {operation.act === 'late' && <WhoIsTold {...{ session, operation }} />}
      </p>
      <button type="button" onClick={() => session.undo(operation)}>
        Undo
      </button>
    </div>
  );
}
