import { ActionIcon, Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useDesk } from '../live/desk-context';
import { useIsLive } from '../live/use-is-live';
import { Icon } from '../look/icon';
import { Notice } from '../look/notice';
import {
  canChoose,
  doneSaid,
  goneSaid,
  groupsOf,
  progressSaid,
  summaryOf,
  type Troubled,
  TROUBLES,
  wordsOf,
} from './mending';
import { GroupCard } from './group-card';
import { useMending } from './use-mending';
import css from './mend.module.css';

/** A technician cannot go on with his day: what has happened, how the day could go on, and one button that does it. */
export function MendPane({ troubled }: { troubled: Troubled }) {
  const { mend } = useDesk();
  const mending = useMending(troubled);
  const { view, refuse } = mending;
  const heading = useRef<HTMLHeadingElement>(null);
  // The keyboard comes along when the pane opens, and goes back to where it was opened from.
  useEffect(() => {
    const from = document.activeElement;
    heading.current?.focus();
    return () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus();
    };
  }, []);
  // The button that was pressed is gone then: the keyboard stays in the pane, and the plan is read from its heading on.
  const state = view?.state;
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, [state]);
  const close = () => {
    refuse();
    mend(null);
  };

  return (
    <section
      className={css.pane}
      aria-label={`The day of ${troubled.name}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <header className={css.head}>
        <h2 ref={heading} tabIndex={-1}>
          <bdi>{troubled.name}</bdi> {view ? wordsOf(view.trouble) : 'cannot work'}
        </h2>
        <ActionIcon variant="subtle" color="gray" aria-label="Close, and change nothing more" onClick={close}>
          <Icon name="cross" />
        </ActionIcon>
      </header>
      {mending.failed && <Notice tone="bad">{mending.failed}</Notice>}
      <Body mending={mending} onClose={close} />
    </section>
  );
}

type BodyProps = { readonly mending: ReturnType<typeof useMending>; readonly onClose: () => void };

function Body({ mending, onClose }: BodyProps) {
  const isLive = useIsLive();
  const { view, isBusy, plan } = mending;
  if (!view || view.state === 'failed' || view.state === 'refused')
    return (
      <>
        {view && <Notice tone="bad">{goneSaid(view)}</Notice>}
        <p className={css.quiet}>From now on, for the rest of today. Nothing changes before you apply a plan.</p>
        <div className={css.buttons}>
          {TROUBLES.map(({ trouble, what }) => (
            <Button key={trouble} size="compact-md" disabled={isBusy || !isLive} onClick={() => void plan(trouble)}>
              {what}
            </Button>
          ))}
        </div>
        {isBusy && <Thinking said="Looking at everybody’s day" onCancel={onClose} />}
      </>
    );
  if (view.state === 'thinking') return <Thinking said={progressSaid(view)} onCancel={onClose} />;
  return <Plan key={`${view.id} ${view.state}`} mending={mending} onClose={onClose} />;
}

const Thinking = ({ said, onCancel }: { said: string; onCancel: () => void }) => (
  <div className={css.thinking}>
    <p role="status">{said}…</p>
    <Button size="compact-sm" variant="default" onClick={onCancel}>
      Cancel
    </Button>
  </div>
);

function Plan({ mending, onClose }: BodyProps) {
  const isLive = useIsLive();
  const view = mending.view!;
  const groups = groupsOf(view);
  const choosable = groups.filter(canChoose);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const isDone = view.state === 'applied';
  const wanted = choosable.filter(({ orphanId }) => !left.has(orphanId));
  const toggle = (orphanId: string) => {
    const next = new Set(left);
    if (!next.delete(orphanId)) next.add(orphanId);
    setLeft(next);
  };
  const absent = view.trouble !== 'late';
  const first = view.technician.split(' ')[0]!;

  return (
    <>
      <p role="status" className={css.summary}>
        {isDone ? doneSaid(view) : summaryOf(view)}
      </p>
      <ul className={css.groups} aria-label="What becomes of each visit">
        {groups.map((group) => (
          <GroupCard
            key={group.orphanId}
            group={group}
            zone={view.zone}
            isDone={isDone}
            isWanted={!left.has(group.orphanId)}
            canChoose={canChoose(group) && !mending.isBusy}
            onToggle={() => toggle(group.orphanId)}
          />
        ))}
      </ul>
      {!isDone && absent && left.size > 0 && (
        <Notice tone="plain">Who is left out has nobody any more: a person calls, and the desk sees it.</Notice>
      )}
      <div className={css.buttons}>
        {!isDone && (absent || choosable.length > 0) && (
          <Button
            loading={mending.isBusy}
            disabled={!isLive || (!absent && !wanted.length)}
            onClick={() => void mending.apply(wanted.flatMap(({ rows }) => rows.map(({ id }) => id)))}
          >
            {choosable.length ? 'Apply and tell everybody' : `End ${first}’s shift now`}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {isDone ? 'Close' : 'Leave it as it is'}
        </Button>
      </div>
    </>
  );
}
