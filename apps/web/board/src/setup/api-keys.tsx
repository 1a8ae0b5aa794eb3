import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SetupApiKey } from '#store/setup-views';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { Notice } from '../look/notice';
import { dayAt, sayDay } from '../time/day';
import { type Field, SetupForm, type Values } from './setup-form';
import { SetupTable } from './setup-table';
import { ShownOnce } from './shown-once';
import { useSave } from './use-save';
import { useSetup } from './use-setup';
import css from './setup.module.css';

const FIELDS: readonly Field[] = [{ name: 'name', label: 'Which program', hint: 'such as CRM', isNeeded: true }];

/** With what other programs come in. */
export function ApiKeys() {
  const { view, look } = useSetup();
  const { save, isBusy, refused, setRefused } = useSave();
  const zone = useCell(useDesk().store.title)?.zone ?? 'UTC';
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<{ readonly name: string; readonly key: string } | null>(null);
  const said = (at: SetupApiKey['createdAt'] | null) => (at ? sayDay(dayAt(new Date(at).getTime(), zone)) : 'never');
  async function add(values: Values) {
    const answer = await save<{ key: string }>('POST', '/api/setup/api-keys', { name: values['name'] });
    if (!answer.ok) return;
    setSecret({ name: values['name']!, key: answer.value.key });
    setAdding(false);
    await look();
  }
  async function revoke(key: SetupApiKey) {
    const answer = await save('DELETE', `/api/setup/api-keys/${key.id}`);
    if (answer.ok) await look();
  }
  return (
    <section className={css.part} aria-labelledby="keys">
      <div className={css.head}>
        <h1 id="keys">API keys</h1>
        {view.canChange && (
          <Button
            onClick={() => {
              setRefused(null);
              setAdding(true);
            }}
          >
            Make a key
          </Button>
        )}
      </div>
      <p>
        A program that books sends its key as <code>Authorization: Bearer …</code>; what it can do stands in{' '}
        <a href="/docs">the API docs</a>.
      </p>
      {secret && <ShownOnce what={`The key for ${secret.name}:`} secret={secret.key} onClose={() => setSecret(null)} />}
      {isAdding ? (
        <SetupForm
          title="A new key"
          fields={FIELDS}
          initial={{}}
          submit="Make the key"
          isBusy={isBusy}
          refused={refused}
          takesFocus
          onSubmit={add}
          onLeave={() => setAdding(false)}
        />
      ) : (
        refused && <Notice tone="bad">{refused.say}</Notice>
      )}
      {view.apiKeys.length === 0 && <p>There are none yet.</p>}
      {view.apiKeys.length > 0 && (
        <SetupTable
          heads={['For', 'Made', 'Last used']}
          rows={view.apiKeys.map((key) => ({
            key: key.id,
            name: (
              <>
                <bdi>{key.name}</bdi>
                {key.revokedAt && ` (taken back ${said(key.revokedAt)})`}
              </>
            ),
            cells: [said(key.createdAt), said(key.lastUsedAt)],
            isOff: key.revokedAt !== null,
            acts: view.canChange && !key.revokedAt && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`Take back the key for ${key.name}`}
                onClick={() => void revoke(key)}
              >
                Take back
              </Button>
            ),
          }))}
        />
      )}
    </section>
  );
}
