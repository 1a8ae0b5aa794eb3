import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { Notice } from '../look/notice';
import { useAct } from '../wire/use-act';
import { useDraft } from './drafts';
import type { ActionProps } from './story-actions';
import css from './story.module.css';

const SAID = 'told us on the phone';

/** The customer has told the desk: no more texts, or texts again. */
export function ChooseTexts({ story, onDone, onCancel }: ActionProps) {
  const { name, phone, texts } = story.customer;
  const [reason, setReason] = useDraft(`texts ${texts} ${story.visit.workOrderId}`, SAID);
  const { act, isBusy, refused, canAct } = useAct();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const answer = await act(`/api/work-orders/${encodeURIComponent(story.visit.workOrderId)}/texts`, {
      texts: !texts,
      reason: reason.trim(),
    });
    if (!answer.ok) return;
    setReason(SAID);
    onDone(
      texts
        ? `No more texts to ${phone}. News now comes here, to be told by phone.`
        : `Texts to ${phone} are on again.`,
    );
  }

  return (
    <form className={css.form} onSubmit={submit}>
      <TextInput
        label={texts ? `How ${name} said: no more texts` : `How ${name} asked for texts again`}
        description={`It holds for the number ${phone}, for all visits.`}
        maxLength={200}
        autoFocus
        required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {refused && <Notice tone="bad">{refused.say}</Notice>}
      <div className={css.buttons}>
        <Button size="compact-sm" type="submit" loading={isBusy} disabled={!canAct || !reason.trim()}>
          {texts ? 'Stop texts' : 'Send texts again'}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
