import { Button } from '@mantine/core';
import { useState } from 'react';
import { useDesk } from '../live/desk-context';
import { address } from '../live/address';
import { PlaceLink } from '../live/place-link';
import { useCell, useCellPart } from '../live/use-cell';
import { Notice } from '../look/notice';
import { type Session, signOut } from '../session/session';
import { boardAddress, isRight, rightAddress } from '../right/asked';
import { isSetup, setupAddress } from '../setup/asked';
import { forgetDrafts } from '../story/drafts';
import { ClockFace } from './clock-face';
import { DayChoice } from './day-choice';
import { LookChoice } from './look-choice';
import { LiveState } from './live-state';
import css from './header.module.css';

export function BoardHeader({ session }: { session: Session }) {
  const desk = useDesk();
  const title = useCell(desk.store.title);
  const isRightAsked = useCellPart(address, isRight);
  const isSetupAsked = useCellPart(address, isSetup);
  const [refused, setRefused] = useState<string | null>(null);
  async function leave() {
    const answer = await signOut();
    if (!answer.ok && answer.status !== 401) return setRefused(`You are still signed in. ${answer.say}`);
    forgetDrafts();
    desk.signedOut();
  }
  return (
    <header className={css.header}>
      <h1 className={css.company}>
        <bdi>{title?.company ?? 'Doorward'}</bdi>
      </h1>
      <nav className={css.pages} aria-label="Pages">
        {(isRightAsked || isSetupAsked) && <PlaceLink to={boardAddress}>Board</PlaceLink>}
        {!isRightAsked && <PlaceLink to={() => rightAddress({})}>Were we right?</PlaceLink>}
        {!isSetupAsked && <PlaceLink to={() => setupAddress('start')}>Setup</PlaceLink>}
      </nav>
      {title && !isRightAsked && !isSetupAsked && <DayChoice title={title} />}
      {title && <ClockFace zone={title.zone} />}
      <LiveState />
      <div className={css.person}>
        <LookChoice />
        <bdi className={css.name}>{session.name}</bdi>
        <Button size="compact-sm" variant="default" onClick={() => void leave()}>
          Sign out
        </Button>
      </div>
      {refused && <Notice tone="bad">{refused}</Notice>}
    </header>
  );
}
