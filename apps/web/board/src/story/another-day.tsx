import { Button } from '@mantine/core';
import { Notice } from '../look/notice';
import { useDesk } from '../live/desk-context';
import { useCellPart } from '../live/use-cell';
import { useIsLive } from '../live/use-is-live';
import { lift } from '../place/lifted';
import { carryToDay } from '../place/other-day';
import { dayAt, plusDays, sayDay } from '../time/day';
import type { ActionProps } from './story-actions';
import css from './story.module.css';

const DAYS_AHEAD = 7;

/** Picks the visit up and shows the day it shall go to; there it is put where it fits, and the customer is asked. */
export function AnotherDay({ story: { visit }, onDone, onCancel }: ActionProps) {
  const desk = useDesk();
  const canAct = useIsLive();
  const today = useCellPart(desk.clock.now, (now) => dayAt(now, visit.zone));
  const promised = visit.window && dayAt(Date.parse(visit.window.from), visit.zone);
  const days = Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => plusDays(today, ahead));

  function take(day: string) {
    if (!lift(desk, visit, 'keys')) return;
    onDone(null);
    void carryToDay(desk, day);
  }

  return (
    <div className={css.form}>
      <p>
        The day opens with the visit in the air: put it where it fits. Outside the promise the customer is asked first;
        until the answer the promise of now stands.
      </p>
      <div className={css.buttons} role="group" aria-label="Days">
        {days
          .filter((day) => day !== promised)
          .map((day, nth) => (
            <Button
              key={day}
              size="compact-sm"
              variant="light"
              disabled={!canAct}
              autoFocus={nth === 0}
              onClick={() => take(day)}
            >
              {day === today ? 'Today' : sayDay(day)}
            </Button>
          ))}
      </div>
      {!visit.ticket && <Notice tone="plain">Nobody has it yet: choose whose row it goes to.</Notice>}
      <div className={css.buttons}>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
