import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { Notice } from '../look/notice';
import { useAct } from '../wire/use-act';
import { useDraft } from './drafts';
import type { ActionProps } from './story-actions';
import css from './story.module.css';

/** Ends another department's hold: the visit stands, and the customer hears it. */
export function LiftHold({ story: { visit }, onDone, onCancel }: ActionProps) {
  const [reason, setReason] = useDraft(`lift ${visit.appointmentId}`);
  const { act, isBusy, refused, canAct } = useAct();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const answer = await act(`/api/appointments/${encodeURIComponent(visit.appointmentId)}/block/lift`, {
      reason: reason.trim(),
    });
    if (!answer.ok) return;
    setReason('');
    onDone('The hold is over; the customer hears that the visit stands.');
  }

  return (
    <form className={css.form} onSubmit={submit}>
      <TextInput
        label="Why it is over"
        description="Everybody who opens this story reads it. The customer is told that the visit stands."
        placeholder="The deposit came in"
        maxLength={200}
        autoFocus
        required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {refused && <Notice tone="bad">{refused.say}</Notice>}
      <div className={css.buttons}>
        <Button size="compact-sm" type="submit" loading={isBusy} disabled={!canAct || !reason.trim()}>
          Lift the hold
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
