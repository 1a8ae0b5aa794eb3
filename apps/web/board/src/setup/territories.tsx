import type { SetupTerritory } from '#store/setup-views';
import { sayDay } from '../time/day';
import { readClock, sayClock, writeClock } from './clock-time';
import { Records } from './records';
import { type Field, numberOf, type Values } from './setup-form';
import { useSetup } from './use-setup';

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
export const Territories = () => (
  <Records
    title="Territories"
    one="territory"
    path="/api/setup/territories"
    items={useSetup().view.territories}
    idOf={({ id }) => id}
    columns={COLUMNS}
    fieldsOf={() => FIELDS}
    valuesOf={(territory) => (territory ? valuesOf(territory) : NEW)}
    bodyOf={bodyOf}
    tells={(answer) => saysStanding((answer as { standing: number }).standing)}
  />
);

const COLUMNS = [
  ['Time zone', ({ zone }: SetupTerritory) => zone],
  ['Lead time', ({ leadMinutes }: SetupTerritory) => `${leadMinutes} min`],
  ['Cut-off', ({ cutOffMinutes }: SetupTerritory) => (cutOffMinutes === null ? 'none' : sayClock(cutOffMinutes))],
  ['Held', ({ holdPercent }: SetupTerritory) => `${holdPercent}%`],
  [
    'Blackout days',
    ({ blackouts }: SetupTerritory) =>
      blackouts.map(({ day, reason }) => `${sayDay(day)} (${reason})`).join(', ') || 'none',
  ],
] as const;

const saysStanding = (standing: number) =>
  standing ? ` ${standing} visits are planned on blackout days and stay there until you move them.` : '';
