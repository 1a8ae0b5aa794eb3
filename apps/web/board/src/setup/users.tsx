import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SetupDispatcher } from '#store/setup-views';
import { Notice } from '../look/notice';
import { type Field, SetupForm, type Values } from './setup-form';
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
    setSecret({ what: `${values['name']} signs in as ${values['email']} with`, password: answer.value.password });
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
    if (answer.ok) setSecret({ what: `The new password of ${who.name} is`, password: answer.value.password });
  }
  return (
    <section className={css.part} aria-labelledby="users">
      <div className={css.head}>
        <h1 id="users">Users</h1>
        {view.canChange && !isAdding && (
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
          onSubmit={add}
          onLeave={() => setAdding(false)}
        />
      ) : (
        refused && <Notice tone="bad">{refused.say}</Notice>
      )}
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Email</th>
              <th scope="col">Role</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {view.dispatchers.map((who) => (
              <tr key={who.id} data-off={who.active ? undefined : ''}>
                <th scope="row">
                  <bdi>{who.name}</bdi>
                  {!who.active && ' (may not sign in)'}
                </th>
                <td>
                  <bdi>{who.email}</bdi>
                </td>
                <td>{who.role}</td>
                <td className={css.acts}>
                  {view.canChange && who.active && (
                    <>
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`Make ${who.name} ${who.role === 'desk' ? 'supervisor' : 'desk'}`}
                        onClick={() => void change(who, { role: who.role === 'desk' ? 'supervisor' : 'desk' })}
                      >
                        {who.role === 'desk' ? 'Make supervisor' : 'Make desk'}
                      </Button>
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`New password for ${who.name}`}
                        onClick={() => void renew(who)}
                      >
                        New password
                      </Button>
                    </>
                  )}
                  {view.canChange && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${who.active ? 'Deactivate' : 'Let in'} ${who.name}`}
                      onClick={() => void change(who, { active: !who.active })}
                    >
                      {who.active ? 'Deactivate' : 'Let in again'}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
