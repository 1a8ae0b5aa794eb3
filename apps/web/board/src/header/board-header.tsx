import { Button } from '@mantine/core';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { type Session, signOut } from '../session/session';
import { ClockFace } from './clock-face';
import { DayChoice } from './day-choice';
import { LiveState } from './live-state';
import css from './header.module.css';

export function BoardHeader({ session }: { session: Session }) {
  const desk = useDesk();
  const title = useCell(desk.store.title);
  async function leave() {
    await signOut();
    desk.signedOut();
  }
  return (
    <header className={css.header}>
      <h1 className={css.company}>
        <bdi>{title?.company ?? 'Doorward'}</bdi>
      </h1>
      {title && <DayChoice title={title} />}
      {title && <ClockFace zone={title.zone} />}
      <LiveState />
      <div className={css.person}>
        <bdi className={css.name}>{session.name}</bdi>
        <Button size="compact-sm" variant="default" onClick={() => void leave()}>
          Sign out
        </Button>
      </div>
    </header>
  );
}
