import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useDesk } from '../live/desk-context';
import { Notice } from '../look/notice';
import { sayTime } from '../time/say-time';
import { useSayDayOf } from '../time/use-say-day-of';
import { useAct } from '../wire/use-act';
import css from './alerts.module.css';

/** Lays an alert aside for everybody; what is news about it, and the moment it falls due, bring it back. */
export function SnoozeAlert({ alertId, onDone }: { alertId: string; onDone: () => void }) {
  const desk = useDesk();
  const zone = desk.store.title.get()?.zone ?? 'UTC';
  const sayDayOf = useSayDayOf(zone);
  const { act, isBusy, refused, canAct } = useAct();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('button')?.focus(), []);

  async function lay(until: 'in-15-minutes' | 'tomorrow') {
    const answer = await act<{ until: string }>(`/api/alerts/${encodeURIComponent(alertId)}/snooze`, { until });
    if (!answer.ok) return;
    const back = answer.value.until;
    desk.spoken.set(`Laid aside until ${sayDayOf(back)}${sayTime(back, zone)}. Colleagues see that.`);
    onDone();
  }

  return (
    <div
      ref={box}
      className={css.closing}
      role="group"
      aria-label="Lay aside for everybody"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onDone();
      }}
    >
      <span className={css.says}>Lay it aside, for everybody?</span>
      {refused && <Notice tone="bad">{refused.say}</Notice>}
      <div className={css.buttons}>
        <Button size="compact-sm" loading={isBusy} disabled={!canAct} onClick={() => void lay('in-15-minutes')}>
          15 min
        </Button>
        <Button size="compact-sm" disabled={!canAct || isBusy} onClick={() => void lay('tomorrow')}>
          Until tomorrow
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          Keep it
        </Button>
      </div>
    </div>
  );
}
