import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SetupWorkType } from '#store/setup-views';
import { Notice } from '../look/notice';
import { type Field, numberOf, SetupForm, type Values } from './setup-form';
import { useSave } from './use-save';
import { useSetup } from './use-setup';
import css from './setup.module.css';

const fieldsFor = (others: readonly SetupWorkType[], isNew: boolean): readonly Field[] => [
  { name: 'name', label: 'Name', hint: 'as customers read it in texts', isNeeded: true },
  { name: 'nameEs', label: 'Name in Spanish', hint: 'for customers who are spoken to in Spanish' },
  ...(isNew
    ? [{ name: 'code', label: 'Code', hint: 'for lists and programs; empty: made of the name' } satisfies Field]
    : []),
  { name: 'skill', label: 'Skill it needs', isNeeded: true },
  { name: 'minutes', label: 'Takes (minutes)', kind: 'number', isNeeded: true },
  { name: 'windowMinutes', label: 'Window (minutes)', kind: 'number', hint: 'how wide the promise is', isNeeded: true },
  {
    name: 'needsFirst',
    label: 'Needs first',
    kind: 'select',
    data: [{ value: '', label: 'nothing' }, ...others.map(({ code, name }) => ({ value: code, label: name }))],
  },
  { name: 'gapMinutes', label: 'At least so long after it (minutes)', kind: 'number' },
  { name: 'sameTechnician', label: 'By the same technician', kind: 'check' },
];

const NEW: Values = { name: '', minutes: '60', windowMinutes: '60', gapMinutes: '0', needsFirst: '', skill: '' };
const valuesOf = (work: SetupWorkType): Values => ({
  name: work.name,
  nameEs: work.nameEs ?? '',
  skill: work.skill,
  minutes: String(work.minutes),
  windowMinutes: String(work.windowMinutes),
  needsFirst: work.needsFirst ?? '',
  gapMinutes: String(work.gapMinutes),
  sameTechnician: work.sameTechnician ? 'yes' : '',
});

/** `Fiber repair` is `fiber-repair`. */
const codeOf = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);

const bodyOf = (values: Values) => ({
  name: values['name'],
  nameEs: values['nameEs']?.trim() || null,
  skill: values['skill'],
  minutes: numberOf(values['minutes']),
  windowMinutes: numberOf(values['windowMinutes']),
  needsFirst: values['needsFirst'] || null,
  gapMinutes: numberOf(values['gapMinutes']) ?? 0,
  sameTechnician: values['sameTechnician'] === 'yes',
});

/** What is done at a customer's home. */
export function WorkTypes() {
  const { view, look } = useSetup();
  const { save, isBusy, refused, setRefused } = useSave();
  const [open, setOpen] = useState<SetupWorkType | 'new' | null>(view.workTypes.length ? null : 'new');
  const [told, setTold] = useState<string | null>(null);
  const show = (which: SetupWorkType | 'new' | null) => {
    setRefused(null);
    setTold(null);
    setOpen(which);
  };
  async function keep(values: Values) {
    const isNew = open === 'new' || !open;
    const answer = isNew
      ? await save('POST', '/api/setup/work-types', {
          ...bodyOf(values),
          code: values['code']?.trim() || codeOf(values['name'] ?? ''),
        })
      : await save('PUT', `/api/setup/work-types/${encodeURIComponent(open.code)}`, bodyOf(values));
    if (!answer.ok) return;
    await look();
    setOpen(null);
    setTold(`${values['name']} is saved.`);
  }
  const nameOf = (code: string | null) => view.workTypes.find((work) => work.code === code)?.name ?? code;
  return (
    <section className={css.part} aria-labelledby="work">
      <div className={css.head}>
        <h1 id="work">Work types</h1>
        {view.canChange && open !== 'new' && <Button onClick={() => show('new')}>Add a work type</Button>}
      </div>
      {told && <Notice tone="good">{told}</Notice>}
      {open && view.canChange && (
        <SetupForm
          key={open === 'new' ? 'new' : open.code}
          title={open === 'new' ? 'A new work type' : open.name}
          fields={fieldsFor(
            view.workTypes.filter((work) => work !== open),
            open === 'new',
          )}
          initial={open === 'new' ? NEW : valuesOf(open)}
          submit="Save work type"
          isBusy={isBusy}
          refused={refused}
          onSubmit={keep}
          onLeave={() => show(null)}
        />
      )}
      {view.workTypes.length > 0 && (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Spanish</th>
                <th scope="col">Code</th>
                <th scope="col">Skill</th>
                <th scope="col">Takes</th>
                <th scope="col">Window</th>
                <th scope="col">Needs first</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {view.workTypes.map((work) => (
                <tr key={work.code}>
                  <th scope="row">
                    <bdi>{work.name}</bdi>
                  </th>
                  <td>{work.nameEs ?? 'none'}</td>
                  <td>{work.code}</td>
                  <td>{work.skill}</td>
                  <td>{work.minutes} min</td>
                  <td>{work.windowMinutes} min</td>
                  <td>
                    {work.needsFirst
                      ? `${nameOf(work.needsFirst)}, ${work.gapMinutes} min before${work.sameTechnician ? ', same technician' : ''}`
                      : 'nothing'}
                  </td>
                  <td>
                    {view.canChange && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`Change ${work.name}`}
                        onClick={() => show(work)}
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
