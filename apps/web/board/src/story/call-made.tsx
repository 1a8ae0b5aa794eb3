import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { Notice } from '../look/notice';
import { useAct } from '../wire/use-act';
import { useDraft } from './drafts';
import type { ActionProps } from './story-actions';
import css from './story.module.css';

export function CallMade({ story, onDone, onCancel }: ActionProps) {
  const [note, setNote] = useDraft(`call ${story.visit.workOrderId}`);
  const { act, isBusy, refused, canAct } = useAct();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const answer = await act(`/api/work-orders/${encodeURIComponent(story.visit.workOrderId)}/call-back/kept`, {
      note: note.trim(),
    });
    if (!answer.ok) return;
    setNote('');
    onDone('The call is noted: that promise is kept.');
  }

  return (
    <form className={css.form} onSubmit={submit}>
      <TextInput
        label="What was said"
        description="Everybody who opens this story reads it."
        placeholder="Agreed to wait until noon"
        maxLength={300}
        autoFocus
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {refused && <Notice tone="bad">{refused.say}</Notice>}
      <div className={css.buttons}>
        <Button size="compact-sm" type="submit" loading={isBusy} disabled={!canAct}>
          The call was made
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Not yet
        </Button>
      </div>
    </form>
  );
}
