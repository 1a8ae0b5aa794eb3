import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { Notice } from '../look/notice';
import { useAct } from '../wire/use-act';
import { useDraft } from './drafts';
import type { ActionProps } from './story-actions';
import css from './story.module.css';

/** Nothing more will be done for this customer: said with a reason, and the order is closed. */
export function CloseOrder({ story: { visit }, onDone, onCancel }: ActionProps) {
  const [reason, setReason] = useDraft(`close ${visit.workOrderId}`);
  const { act, isBusy, refused, canAct } = useAct();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const answer = await act(`/api/work-orders/${encodeURIComponent(visit.workOrderId)}/close`, {
      reason: reason.trim(),
    });
    if (!answer.ok) return;
    setReason('');
    onDone('The order is closed.');
  }

  return (
    <form className={css.form} onSubmit={submit}>
      <TextInput
        label="Why nothing more is done"
        description="Everybody who opens this story reads it. The customer gets no text; how to get in is erased."
        placeholder="The customer had it repaired elsewhere"
        maxLength={200}
        autoFocus
        required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {refused && <Notice tone="bad">{refused.say}</Notice>}
      <div className={css.buttons}>
        <Button size="compact-sm" type="submit" loading={isBusy} disabled={!canAct || !reason.trim()}>
          Close the order
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Keep it open
        </Button>
      </div>
    </form>
  );
}
