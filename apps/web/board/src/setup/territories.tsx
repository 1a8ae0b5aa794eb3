import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SetupTerritory } from '#store/setup-views';
import { Notice } from '../look/notice';
import { sayDay } from '../time/day';
import { readClock, writeClock } from './clock-time';
import { type Field, numberOf, SetupForm, type Values } from './setup-form';
import { useSave } from './use-save';
import { useSetup } from './use-setup';
import css from './setup.module.css';

const FIELDS: readonly Field[] = [
  { name: 'name', label: 'Name', isNeeded: true },
  { name: 'zone', label: 'Time zone', hint: 'such as America/New_York', isNeeded: true },
  {
    name: 'leadMinutes',
    label: 'Lead time (minutes)',
    kind: 'number',
    hint: 'A window is offered only so long before it begins.',
  },
  {
    name: 'cutOff',
    label: 'Cut-off',
    kind: 'time',
    path: 'cutOffMinutes',
    hint: 'From then on the next day is not offered any more. Empty: no cut-off.',
  },
  {
    name: 'holdPercent',
    label: 'Held time at most (percent)',
    kind: 'number',
    hint: 'Of the technicians’ free time, what offers may hold.',
  },
  {
    name: 'blackouts',
    label: 'Blackout days',
    kind: 'area',
    hint: 'One in each line: the day and why, such as 2026-12-25 Christmas. Nothing is offered then.',
  },
];

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const NEW: Values = { name: '', zone: ZONE, leadMinutes: '60', cutOff: '', holdPercent: '15', blackouts: '' };

const valuesOf = (territory: SetupTerritory): Values => ({
  name: territory.name,
  zone: territory.zone,
  leadMinutes: String(territory.leadMinutes),
  cutOff: territory.cutOffMinutes === null ? '' : writeClock(territory.cutOffMinutes),
  holdPercent: String(territory.holdPercent),
  blackouts: territory.blackouts.map(({ day, reason }) => `${day} ${reason}`).join('\n'),
});

const bodyOf = (values: Values) => ({
  name: values['name'],
  zone: values['zone']?.trim(),
  leadMinutes: numberOf(values['leadMinutes']),
  cutOffMinutes: readClock(values['cutOff']),
  holdPercent: numberOf(values['holdPercent']),
  blackouts: (values['blackouts'] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => ({ day: line.split(/\s/, 1)[0]!, reason: line.replace(/^\S+\s*/, '') || 'closed' })),
});

/** Where technicians are sent, and by which rules times are offered there. */
export function Territories() {
  const { view, look } = useSetup();
  const { save, isBusy, refused, setRefused } = useSave();
  const [open, setOpen] = useState<SetupTerritory | 'new' | null>(view.territories.length ? null : 'new');
  const [told, setTold] = useState<string | null>(null);
  const show = (which: SetupTerritory | 'new' | null) => {
    setRefused(null);
    setTold(null);
    setOpen(which);
  };
  async function keep(values: Values) {
    const isNew = open === 'new' || !open;
    const answer = await save<{ standing: number }>(
      isNew ? 'POST' : 'PUT',
      isNew ? '/api/setup/territories' : `/api/setup/territories/${open.id}`,
      bodyOf(values),
    );
    if (!answer.ok) return;
    await look();
    setOpen(null);
    const { standing } = answer.value;
    setTold(
      `${values['name']} is saved.${standing ? ` ${standing} visits are planned on blackout days and stay there until you move them.` : ''}`,
    );
  }
  return (
    <section className={css.part} aria-labelledby="territories">
      <div className={css.head}>
        <h1 id="territories">Territories</h1>
        {view.canChange && open !== 'new' && <Button onClick={() => show('new')}>Add a territory</Button>}
      </div>
      {told && <Notice tone="good">{told}</Notice>}
      {open && view.canChange && (
        <SetupForm
          key={open === 'new' ? 'new' : open.id}
          title={open === 'new' ? 'A new territory' : open.name}
          fields={FIELDS}
          initial={open === 'new' ? NEW : valuesOf(open)}
          submit="Save territory"
          isBusy={isBusy}
          refused={refused}
          onSubmit={keep}
          onLeave={() => show(null)}
        />
      )}
      {view.territories.length > 0 && (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Time zone</th>
                <th scope="col">Lead time</th>
                <th scope="col">Cut-off</th>
                <th scope="col">Held</th>
                <th scope="col">Blackout days</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {view.territories.map((territory) => (
                <tr key={territory.id}>
                  <th scope="row">
                    <bdi>{territory.name}</bdi>
                  </th>
                  <td>{territory.zone}</td>
                  <td>{territory.leadMinutes} min</td>
                  <td>{territory.cutOffMinutes === null ? 'none' : writeClock(territory.cutOffMinutes)}</td>
                  <td>{territory.holdPercent}%</td>
                  <td>
                    {territory.blackouts.map(({ day, reason }) => `${sayDay(day)} (${reason})`).join(', ') || 'none'}
                  </td>
                  <td>
                    {view.canChange && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`Change ${territory.name}`}
                        onClick={() => show(territory)}
                      >
                        Change
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
