import type { SetupWorkType } from '#store/setup-views';
import { Records } from './records';
import { type Field, numberOf, type Values } from './setup-form';
import { useSetup } from './use-setup';

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
  const { workTypes } = useSetup().view;
  const nameOf = (code: string) => workTypes.find((work) => work.code === code)?.name ?? code;
  return (
    <Records
      title="Work types"
      one="work type"
      path="/api/setup/work-types"
      items={workTypes}
      idOf={({ code }) => code}
      columns={[
        ['Spanish', ({ nameEs }) => nameEs ?? 'none'],
        ['Code', ({ code }) => code],
        ['Skill', ({ skill }) => skill],
        ['Takes', ({ minutes }) => `${minutes} min`],
        ['Window', ({ windowMinutes }) => `${windowMinutes} min`],
        [
          'Needs first',
          ({ needsFirst, gapMinutes, sameTechnician }) =>
            needsFirst
              ? `${nameOf(needsFirst)}, ${gapMinutes} min before${sameTechnician ? ', same technician' : ''}`
              : 'nothing',
        ],
      ]}
      fieldsOf={(work) =>
        fieldsFor(
          workTypes.filter((other) => other !== work),
          !work,
        )
      }
      valuesOf={(work) => (work ? valuesOf(work) : NEW)}
      bodyOf={(values, isNew) => ({
        ...bodyOf(values),
        ...(isNew ? { code: values['code']?.trim() || codeOf(values['name'] ?? '') } : {}),
      })}
    />
  );
}
