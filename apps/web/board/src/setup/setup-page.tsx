import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { address } from '../live/address';
import { useDesk } from '../live/desk-context';
import { PlaceLink } from '../live/place-link';
import { useCellPart } from '../live/use-cell';
import { Notice } from '../look/notice';
import { ApiKeys } from './api-keys';
import { PARTS, type Part, readPart, setupAddress } from './asked';
import { Imports } from './import/imports';
import { Messages } from './messages';
import { NewVisit } from './new-visit';
import { Settings } from './settings';
import { Shifts } from './shifts';
import { Skills } from './skills';
import { Start } from './start';
import { Technicians } from './technicians';
import { Territories } from './territories';
import { SetupContext, useReadSetup } from './use-setup';
import { Users } from './users';
import { WorkTypes } from './work-types';
import css from './setup.module.css';

const SHOWN: Readonly<Record<Part, () => React.ReactNode>> = {
  start: Start,
  territories: Territories,
  work: WorkTypes,
  technicians: Technicians,
  shifts: Shifts,
  skills: Skills,
  visit: NewVisit,
  import: Imports,
  messages: Messages,
  people: Users,
  keys: ApiKeys,
  settings: Settings,
};

/** On a phone the parts stand in one row that is pushed sideways. */
const intoView = (one: HTMLLIElement | null) => one?.scrollIntoView({ block: 'nearest', inline: 'center' });

/** With what the company is set up, part by part. */
export function SetupPage() {
  const part = useCellPart(address, readPart);
  const { openAgain } = useDesk();
  const { view, failed, look } = useReadSetup();
  const Shown = SHOWN[part];
  useEffect(() => {
    const before = document.title;
    document.title = 'Setup · Doorward board';
    return () => {
      document.title = before;
      // The board shows whoever was added meanwhile.
      void openAgain();
    };
  }, [openAgain]);
  return (
    <div className={css.page}>
      <nav className={css.parts} aria-label="Setup">
        <ul>
          {PARTS.map(([name, label]) => (
            <li key={name} data-current={name === part || undefined} ref={name === part ? intoView : null}>
              <PlaceLink to={() => setupAddress(name)}>{label}</PlaceLink>
            </li>
          ))}
        </ul>
      </nav>
      <main className={css.main}>
        {failed && (
          <div className={css.failed}>
            <Notice tone="bad">{failed}</Notice>
            <Button onClick={() => void look()}>Try again</Button>
          </div>
        )}
        {view && !view.canChange && part !== 'visit' && (
          <Notice tone="plain">You can look at everything here. Supervisors can change it.</Notice>
        )}
        {view && (
          <SetupContext value={{ view, look }}>
            <Shown key={part} />
          </SetupContext>
        )}
        {!view && !failed && <p role="status">Loading the setup</p>}
      </main>
    </div>
  );
}
