import { Button } from '@mantine/core';
import { Notice } from '../look/notice';
import { useAct } from '../wire/use-act';
import type { ActionProps } from './story-actions';
import css from './story.module.css';

/** The work was not completed and goes on: times for another visit are put to the customer. */
export function AnotherVisit({ story: { visit, customer }, onDone, onCancel }: ActionProps) {
  const { act, isBusy, refused, canAct } = useAct();

  async function open() {
    const answer = await act(`/api/work-orders/${encodeURIComponent(visit.workOrderId)}/another-visit`);
    if (answer.ok) onDone('Another visit is open; its times are on their way to the customer.');
  }

  return (
    <div className={css.form}>
      <p>
        The same work is planned once more. <bdi>{customer.name}</bdi> gets a text with times to choose from, or the
        link where none is free.
      </p>
      {refused && <Notice tone="bad">{refused.say}</Notice>}
      {!customer.texts && <Notice tone="plain">Texts are off for this number: call, too.</Notice>}
      <div className={css.buttons}>
        <Button size="compact-sm" loading={isBusy} disabled={!canAct} onClick={() => void open()}>
          Open another visit
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
