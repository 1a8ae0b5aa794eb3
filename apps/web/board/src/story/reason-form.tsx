import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { Notice } from '../look/notice';
import { useAct } from '../wire/use-act';
import { useDraft } from './drafts';
import css from './story.module.css';

type Asked = {
  /** Where the reason is sent. */
  readonly path: string;
  /** Under what it is kept while it is written. */
  readonly draft: string;
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  readonly doIt: string;
  readonly leaveIt: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
};

/** Something that is done with a reason, which stands in the story. */
export function ReasonForm({ path, draft, label, description, placeholder, doIt, leaveIt, onDone, onCancel }: Asked) {
  const [reason, setReason] = useDraft(draft);
  const { act, isBusy, refused, canAct } = useAct();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const answer = await act(path, { reason: reason.trim() });
    if (!answer.ok) return;
    setReason('');
    onDone();
  }

  return (
    <form className={css.form} onSubmit={submit}>
      <TextInput
        label={label}
        description={description}
        placeholder={placeholder}
        maxLength={200}
        autoFocus
        required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {refused && <Notice tone="bad">{refused.say}</Notice>}
      <div className={css.buttons}>
        <Button size="compact-sm" type="submit" loading={isBusy} disabled={!canAct || !reason.trim()}>
          {doIt}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {leaveIt}
        </Button>
      </div>
    </form>
  );
}
