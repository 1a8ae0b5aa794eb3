import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import {
  type ImportChoice,
  type ImportKind,
  type ImportPlan,
  type ImportRow,
  type ImportView,
  LIST_DAYS,
} from '#store/setup-views';
import { Notice } from '../../look/notice';
import { useSetup } from '../use-setup';
import css from '../setup.module.css';
import { useList } from './use-list';

const KINDS: readonly { readonly value: ImportKind; readonly label: string }[] = [
  { value: 'customers', label: 'Customers' },
  { value: 'technicians', label: 'Technicians' },
  { value: 'visits', label: 'Visits (work orders)' },
];

/** Lists from elsewhere: chosen, looked through row by row, and then brought in. */
export function Imports() {
  const { view, look } = useSetup();
  const { list, upload, begin, forget, isBusy, isUnderWay, refused } = useList();
  const [kind, setKind] = useState<ImportKind>('customers');
  return (
    <section className={css.part} aria-labelledby="import">
      <h1 id="import">Import lists</h1>
      {refused && <Notice tone="bad">{refused.say}</Notice>}
      {!list && view.canChange && (
        <div className={css.form}>
          <h2>Choose a list</h2>
          <p>
            A CSV file of up to 5 MB and 20,000 rows, its first row naming the columns. UTF-8 or Latin-1, with commas,
            semicolons or tabs. Nothing is brought in before you have seen what would be. The list is kept for{' '}
            {LIST_DAYS} days, with what became of each row, and then erased.
          </p>
          <div className={css.fields}>
            <NativeSelect
              label="What is in it"
              value={kind}
              data={[...KINDS]}
              onChange={(event) => setKind(event.currentTarget.value as ImportKind)}
            />
            <label className={css.file}>
              File
              <input
                type="file"
                accept=".csv,.txt,text/csv"
                onChange={(event) => {
                  const [file] = event.currentTarget.files ?? [];
                  if (file) void upload(kind, file);
                }}
              />
            </label>
          </div>
        </div>
      )}
      {list && (
        <OpenList
          key={list.id}
          list={list}
          isBusy={isBusy || isUnderWay}
          onBegin={(does, body) => void begin(does, body)}
          onLeave={() => {
            forget();
            void look();
          }}
        />
      )}
    </section>
  );
}

const isSamePlan = (one: ImportPlan, other: ImportPlan): boolean =>
  one.territory === other.territory &&
  one.work === other.work &&
  Object.keys(one.columns).every((field) => one.columns[field] === other.columns[field]);

type Props = {
  readonly list: ImportView;
  readonly isBusy: boolean;
  readonly onBegin: (does: 'check' | 'run', body: unknown) => void;
  readonly onLeave: () => void;
};

function OpenList({ list, isBusy, onBegin, onLeave }: Props) {
  const { view } = useSetup();
  const [columns, setColumns] = useState(list.plan?.columns ?? list.head.guess);
  const [territory, setTerritory] = useState(
    list.plan ? (list.plan.territory ?? '') : (view.territories[0]?.name ?? ''),
  );
  const [work, setWork] = useState(list.plan?.work ?? '');
  const [choices, setChoices] = useState<Readonly<Record<string, ImportChoice>>>({});
  const [otherwise, setOtherwise] = useState<ImportChoice>('ours');
  const [invite, setInvite] = useState(false);
  const plan = { columns, territory: territory || null, work: work || null };
  // What is brought in is what was looked through.
  const isAsChecked = list.plan !== null && isSamePlan(plan, list.plan);
  const isUnderWay = list.state === 'checking' || list.state === 'running';
  const { header, sample, rows, encoding, delimiter } = list.head;
  const ready = (list.counts.ready ?? 0) + (list.counts.known ?? 0) + (list.counts.duplicate ?? 0);
  return (
    <>
      <p>
        <bdi>{list.name}</bdi>: {rows} {rows === 1 ? 'row' : 'rows'}, {encoding},{' '}
        {delimiter === '\t' ? 'tabs' : delimiter === ';' ? 'semicolons' : 'commas'} between the cells.
      </p>
      {list.state !== 'done' && (
        <>
          <Preview header={header} sample={sample} />
          <div className={css.form} role="group" aria-label="Columns">
            <h2>Which column is what</h2>
            <div className={css.fields}>
              {list.fields.map(({ name, label, isNeeded }) => (
                <NativeSelect
                  key={name}
                  label={isNeeded ? `${label} (needed)` : label}
                  disabled={isBusy}
                  value={String(columns[name] ?? '')}
                  data={[
                    { value: '', label: 'not in the list' },
                    ...header.map((head, i) => ({ value: String(i), label: head })),
                  ]}
                  onChange={({ currentTarget: { value } }) =>
                    setColumns({ ...columns, [name]: value === '' ? null : Number(value) })
                  }
                />
              ))}
              <NativeSelect
                label="Territory where none is named"
                disabled={isBusy}
                value={territory}
                data={[{ value: '', label: 'none' }, ...view.territories.map((one) => one.name)]}
                onChange={(event) => setTerritory(event.currentTarget.value)}
              />
              {list.kind === 'visits' && (
                <NativeSelect
                  label="Work type where none is named"
                  disabled={isBusy}
                  value={work}
                  data={[
                    { value: '', label: 'none' },
                    ...view.workTypes.map(({ code, name }) => ({ value: code, label: name })),
                  ]}
                  onChange={(event) => setWork(event.currentTarget.value)}
                />
              )}
            </div>
            <div className={css.buttons}>
              <Button disabled={isBusy} onClick={() => onBegin('check', plan)}>
                Look through it
              </Button>
              <Button variant="default" disabled={isBusy} onClick={onLeave}>
                Another list
              </Button>
            </div>
          </div>
        </>
      )}
      {isUnderWay && (
        <label>
          {list.state === 'checking' ? 'Looking through it' : 'Bringing it in'}: {list.done} of {rows}{' '}
          <progress className={css.bar} max={rows || 1} value={list.done} />
        </label>
      )}
      {list.state === 'failed' && (
        <Notice tone="bad">
          It was broken off. What is in is in; look through it again and go on: nothing comes twice.
        </Notice>
      )}
      {list.state === 'checked' && !isAsChecked && (
        <Notice tone="plain">You have changed what the columns are: look through the list again.</Notice>
      )}
      {list.state === 'checked' && isAsChecked && (
        <>
          <Notice tone={list.counts.error ? 'bad' : 'good'}>
            {ready} of {rows} rows can be brought in. {sayCounts(list)}
          </Notice>
          <Wrong rows={list.rows} total={list.counts.error ?? 0} />
          <Duplicates
            rows={list.rows.filter(({ outcome }) => outcome === 'duplicate')}
            total={list.counts.duplicate ?? 0}
            otherwise={otherwise}
            choices={choices}
            onOtherwise={setOtherwise}
            onChoose={(row, choice) => setChoices({ ...choices, [row]: choice })}
          />
          {list.kind === 'visits' && (
            <label className={css.check}>
              <input type="checkbox" checked={invite} onChange={(event) => setInvite(event.currentTarget.checked)} />
              <span>Text each customer a link to choose a time. Otherwise nobody is texted.</span>
            </label>
          )}
          <div className={css.buttons}>
            <Button
              disabled={ready === 0 || isBusy}
              onClick={() => onBegin('run', { ...plan, choices, otherwise, invite })}
            >
              Bring in {ready} {ready === 1 ? 'row' : 'rows'}
            </Button>
          </div>
        </>
      )}
      {list.state === 'done' && (
        <>
          <Notice tone="good">Done. {sayCounts(list)}</Notice>
          <Wrong rows={list.rows} total={list.counts.error ?? 0} />
          <div className={css.buttons}>
            <a href={`/api/imports/${list.id}/result`} download>
              Download the result
            </a>
            <Button variant="default" onClick={onLeave}>
              Another list
            </Button>
          </div>
        </>
      )}
    </>
  );
}

const WORDS = [
  ['ready', 'new'],
  ['imported', 'brought in'],
  ['updated', 'changed'],
  ['known', 'here already'],
  ['duplicate', 'perhaps here already'],
  ['skipped', 'left out'],
  ['error', 'with errors, not brought in'],
] as const;
const sayCounts = ({ counts }: ImportView) =>
  `${WORDS.flatMap(([outcome, words]) => (counts[outcome] ? [`${counts[outcome]} ${words}`] : [])).join(', ')}.`;

const Preview = ({ header, sample }: Pick<ImportView['head'], 'header' | 'sample'>) => (
  <div className={css.scroll} role="region" aria-label="The first rows" tabIndex={0}>
    <table className={css.table}>
      <thead>
        <tr>
          {header.map((head) => (
            <th key={head} scope="col">
              <bdi>{head}</bdi>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sample.map((cells, i) => (
          <tr key={i}>
            {cells.map((cell, at) => (
              <td key={at}>
                <bdi>{cell}</bdi>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

function Wrong({ rows, total }: { readonly rows: readonly ImportRow[]; readonly total: number }) {
  const wrong = rows.filter(({ outcome }) => outcome === 'error');
  if (!wrong.length) return null;
  return (
    <div>
      <h2>Rows with errors</h2>
      <ul aria-label="Rows with errors">
        {wrong.map(({ row, says }) => (
          <li key={row}>
            row {row}: <bdi>{says}</bdi>
          </li>
        ))}
      </ul>
      {total > wrong.length && (
        <p>
          The first {wrong.length} of {total}; all are in the result.
        </p>
      )}
    </div>
  );
}

type DuplicatesProps = {
  readonly rows: readonly ImportRow[];
  readonly total: number;
  readonly otherwise: ImportChoice;
  readonly choices: Readonly<Record<string, ImportChoice>>;
  readonly onOtherwise: (choice: ImportChoice) => void;
  readonly onChoose: (row: number, choice: ImportChoice) => void;
};

const CHOICES = [
  { value: 'ours', label: 'Keep ours' },
  { value: 'theirs', label: 'Take theirs' },
  { value: 'skip', label: 'Leave the row out' },
] as const;

const SIDE_WORDS: Readonly<Record<string, string>> = { name: 'Name', phone: 'Phone', street: 'Street', email: 'Email' };

function Duplicates({ rows, total, otherwise, choices, onOtherwise, onChoose }: DuplicatesProps) {
  if (!rows.length) return null;
  const choose = (value: string) => value as ImportChoice;
  return (
    <div className={css.part}>
      <h2>Perhaps here already</h2>
      <NativeSelect
        label="Where nothing else is chosen"
        value={otherwise}
        data={[...CHOICES]}
        onChange={(event) => onOtherwise(choose(event.currentTarget.value))}
      />
      {total > rows.length && (
        <p>
          The first {rows.length} of {total}.
        </p>
      )}
      {rows.map(({ row, says, ours, theirs }) => (
        <div key={row} className={css.form} role="group" aria-label={`Row ${row}`}>
          <p>
            Row {row}: {says}
          </p>
          <div className={css.pair}>
            {(
              [
                ['Ours', ours, theirs],
                ['The list', theirs, ours],
              ] as const
            ).map(([name, side = {}, other = {}]) => (
              <div key={name}>
                <h3>{name}</h3>
                <dl aria-label={name}>
                  {Object.entries(side).map(([field, value]) => [
                    <dt key={field}>{SIDE_WORDS[field] ?? field}</dt>,
                    <dd key={`${field} value`} data-differs={other[field] === value ? undefined : ''}>
                      <bdi>{value || 'none'}</bdi>
                    </dd>,
                  ])}
                </dl>
              </div>
            ))}
          </div>
          <NativeSelect
            label={`What to do with row ${row}`}
            value={choices[String(row)] ?? otherwise}
            data={[...CHOICES]}
            onChange={(event) => onChoose(row, choose(event.currentTarget.value))}
          />
        </div>
      ))}
    </div>
  );
}
