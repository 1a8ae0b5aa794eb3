import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { Notice } from '../look/notice';
import { useDraft } from '../story/drafts';
import { useAct } from '../wire/use-act';
import css from './alerts.module.css';

/** Most alerts close themselves when their cause is gone. Closing one by hand needs a reason, which stays in the story. */
export function CloseAlert({ alertId, onDone }: { alertId: string; onDone: () => void }) {
  const [reason, setReason] = useDraft(`close ${alertId}`);
  const { act, isBusy, refused, canAct } = useAct();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const answer = await act(`/api/alerts/${encodeURIComponent(alertId)}/close`, { reason: reason.trim() });
    if (!answer.ok) return;
    setReason('');
    onDone();
  }

  return (
    <form
      className={css.closing}
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && stop(event, onDone)}
    >
      <TextInput
        size="xs"
        label="Why it can be closed"
        maxLength={200}
        required
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {refused && <Notice tone="bad">{refused.say}</Notice>}
      <div className={css.buttons}>
        <Button size="compact-sm" type="submit" loading={isBusy} disabled={!canAct || !reason.trim()}>
          Close alert
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          Keep it
        </Button>
      </div>
    </form>
  );
}

/** The key has done its work here; it must not close the story as well. */
function stop(event: { preventDefault: () => void }, then: () => void) {
  event.preventDefault();
  then();
}
