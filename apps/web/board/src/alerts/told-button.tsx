import { Button } from '@mantine/core';
import { Notice } from '../look/notice';
import { useAct } from '../wire/use-act';
import css from './alerts.module.css';

/** The words of the alert have been said on the phone: one press, and they count as told. */
export function ToldButton({ alertId }: { alertId: string }) {
  const { act, isBusy, refused, canAct } = useAct();
  return (
    <div className={css.told}>
      <Button
        size="compact-xs"
        loading={isBusy}
        disabled={!canAct}
        onClick={() => void act(`/api/alerts/${encodeURIComponent(alertId)}/told`)}
      >
        Told
      </Button>
      {refused && <Notice tone="bad">{refused.say}</Notice>}
    </div>
  );
}
