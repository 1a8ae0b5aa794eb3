import { Button } from '@mantine/core';
import { Notice } from '../look/notice';
import { useAct } from '../wire/use-act';
import type { ActionProps } from './story-actions';
import { Overtaken } from './overtaken';
import css from './story.module.css';

export function OfferTimes({ story: { visit, customer }, onDone, onCancel }: ActionProps) {
  const { act, isBusy, refused, canAct } = useAct();

  async function send() {
    const answer = await act(`/api/appointments/${encodeURIComponent(visit.appointmentId)}/offer`, {
      version: visit.version,
    });
    if (answer.ok) onDone('The times are held and the text is on its way.');
  }

  return (
    <div className={css.form}>
      <p>
        <bdi>{customer.name}</bdi> gets a text with other times to choose from. They stay free for the answer until the
        time the text names; the promise of now stands until then.
      </p>
      {refused && <Overtaken refused={refused} />}
      {!customer.texts && <Notice tone="plain">Texts are off for this number: call instead.</Notice>}
      <div className={css.buttons}>
        <Button size="compact-sm" loading={isBusy} disabled={!canAct || !customer.texts} onClick={() => void send()}>
          Hold and text them
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
