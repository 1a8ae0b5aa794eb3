import { useEffect, useState } from 'react';
import { BoardHeader } from './header/board-header';
import { desk as openDesk, type Desk } from './live/desk';
import { DeskContext, useDesk } from './live/desk-context';
import { useIsNarrow } from './look/use-is-narrow';
import { address } from './live/address';
import { useCell, useCellPart } from './live/use-cell';
import { GoHint } from './keys/go-hint';
import { KeyHelp } from './keys/key-help';
import { useView } from './live/use-view';
import { later, loadTheRest } from './look/later';
import { wasJustRenewed } from './look/newer-version';
import { Renewing } from './look/renewing';
import { AskCustomer } from './place/ask-customer';
import { InTheAir } from './place/in-the-air';
import { ConflictNotice } from './place/conflict-notice';
import { Spoken } from './place/spoken';
import { isRight } from './right/asked';
import { isSetup } from './setup/asked';
import type { Session } from './session/session';
import { UndoNotice } from './undo/undo-notice';
import { clockHours } from './time/clock-hours';
import { useBoardKeys } from './use-board-keys';
import { WideBoard } from './wide-board';
import css from './board.module.css';

const NarrowBoard = later(() => import('./narrow-board').then((part) => part.NarrowBoard));
const PanelPage = later(() => import('./panel-page').then((part) => part.PanelPage));
const Palette = later(() => import('./palette/palette').then((part) => part.Palette));
const RightPage = later(() => import('./right/right-page').then((part) => part.RightPage));
const SetupPage = later(() => import('./setup/setup-page').then((part) => part.SetupPage));

/** The desk of one dispatcher, from signing in to signing out. */
export function Board({ session, onSignedOut }: { session: Session; onSignedOut: () => void }) {
  const [desk, setDesk] = useState<Desk | null>(null);
  // Times stand everywhere: with other clocks everything is said anew.
  const hours = useCell(clockHours);
  useEffect(() => {
    const opened = openDesk(onSignedOut);
    if (wasJustRenewed())
      opened.lastChange.set({ says: 'The board is the newest one now. What you had typed is kept.', undo: null });
    setDesk(opened);
    void opened.openAgain();
    return opened.leave;
  }, [onSignedOut]);
  return (
    desk && (
      <DeskContext value={desk}>
        <OpenBoard key={hours} session={session} />
      </DeskContext>
    )
  );
}

/** So long after the day is there, what nobody has asked for yet is loaded. */
const REST_MS = 1_500;

function OpenBoard({ session }: { session: Session }) {
  const isNarrow = useIsNarrow();
  const { panel } = useView();
  const isRightAsked = useCellPart(address, isRight);
  const isSetupAsked = useCellPart(address, isSetup);
  useBoardKeys();
  const isSearching = useCellPart(useDesk().overlay, (is) => is === 'palette');
  const isOpening = useCellPart(useDesk().opening, ({ is }) => is === 'loading');
  useEffect(() => {
    if (isOpening) return;
    const soon = setTimeout(() => void loadTheRest(), REST_MS);
    return () => clearTimeout(soon);
  }, [isOpening]);
  return (
    <div className={css.page}>
      <Renewing />
      <BoardHeader session={session} />
      {isSetupAsked ? (
        <SetupPage />
      ) : isRightAsked ? (
        <RightPage />
      ) : panel && !isNarrow ? (
        <PanelPage panel={panel} />
      ) : isNarrow ? (
        <NarrowBoard />
      ) : (
        <WideBoard />
      )}
      <UndoNotice />
      <InTheAir />
      <AskCustomer />
      <ConflictNotice />
      <Spoken />
      {isSearching && <Palette />}
      <KeyHelp />
      <GoHint />
    </div>
  );
}
