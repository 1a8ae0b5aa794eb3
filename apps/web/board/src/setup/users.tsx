import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SetupDispatcher } from '#store/setup-views';
import { Notice } from '../look/notice';
import { type Field, SetupForm, type Values } from './setup-form';
import { SetupTable } from './setup-table';
import { ShownOnce } from './shown-once';
import { useSave } from './use-save';
import { useSetup } from './use-setup';
import css from './setup.module.css';

const ROLES = [
  { value: 'desk', label: 'Desk: works on the board' },
  { value: 'supervisor', label: 'Supervisor: may change the setup, too' },
];
const FIELDS: readonly Field[] = [
  { name: 'name', label: 'Name', isNeeded: true, hint: 'it stands beside all that this person does' },
  { name: 'email', label: 'Email', kind: 'email', isNeeded: true },
  { name: 'role', label: 'Role', kind: 'select', data: ROLES },
];

/** Who may sign in to the board. */
export function Users() {
  const { view, look } = useSetup();
  const { save, isBusy, refused, setRefused } = useSave();
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<{ readonly what: string; readonly password: string } | null>(null);
  async function add(values: Values) {
    const answer = await save<{ password: string }>('POST', '/api/setup/dispatchers', values);
    if (!answer.ok) return;
    setSecret({
      what: `${values['name']} signs in as ${values['email']} with this password:`,
      password: answer.value.password,
    });
    setAdding(false);
    await look();
  }
  async function change(who: SetupDispatcher, to: Partial<Pick<SetupDispatcher, 'role' | 'active'>>) {
    const { role, active } = { ...who, ...to };
    const answer = await save('PUT', `/api/setup/dispatchers/${who.id}`, { role, active });
    if (answer.ok) await look();
  }
  async function renew(who: SetupDispatcher) {
    const answer = await save<{ password: string }>('POST', `/api/setup/dispatchers/${who.id}/password`);
    if (answer.ok) setSecret({ what: `The new password of ${who.name}:`, password: answer.value.password });
  }
  return (
    <section className={css.part} aria-labelledby="users">
      <div className={css.head}>
        <h1 id="users">Users</h1>
        {view.canChange && (
          <Button
            onClick={() => {
              setRefused(null);
              setAdding(true);
            }}
          >
            Add a user
          </Button>
        )}
      </div>
      {secret && <ShownOnce what={secret.what} secret={secret.password} onClose={() => setSecret(null)} />}
      {isAdding ? (
        <SetupForm
          title="A new user"
          fields={FIELDS}
          initial={{ role: 'desk' }}
          submit="Save user"
          isBusy={isBusy}
          refused={refused}
          takesFocus
          onSubmit={add}
          onLeave={() => setAdding(false)}
        />
      ) : (
        refused && <Notice tone="bad">{refused.say}</Notice>
      )}
      <SetupTable
        heads={['Name', 'Email', 'Role']}
        rows={view.dispatchers.map((who) => ({
          key: who.id,
          name: (
            <>
              <bdi>{who.name}</bdi>
              {!who.active && ' (may not sign in)'}
            </>
          ),
          cells: [<bdi>{who.email}</bdi>, who.role],
          isOff: !who.active,
          acts: view.canChange && <Acts who={who} onChange={change} onRenew={renew} />,
        }))}
      />
    </section>
  );
}

type ActsProps = {
  readonly who: SetupDispatcher;
  readonly onChange: (who: SetupDispatcher, to: Partial<Pick<SetupDispatcher, 'role' | 'active'>>) => Promise<void>;
  readonly onRenew: (who: SetupDispatcher) => Promise<void>;
};

function Acts({ who, onChange, onRenew }: ActsProps) {
  const other = who.role === 'desk' ? 'supervisor' : 'desk';
  const button = (label: string, words: string, act: () => Promise<void>) => (
    <Button size="compact-sm" variant="default" aria-label={label} onClick={() => void act()}>
      {words}
    </Button>
  );
  if (!who.active) return button(`Let in again: ${who.name}`, 'Let in again', () => onChange(who, { active: true }));
  return (
    <>
      {button(`Make ${other}: ${who.name}`, `Make ${other}`, () => onChange(who, { role: other }))}
      {button(`New password: ${who.name}`, 'New password', () => onRenew(who))}
      {button(`Deactivate ${who.name}`, 'Deactivate', () => onChange(who, { active: false }))}
    </>
  );
}
