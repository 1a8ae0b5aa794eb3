import { useEffect, useState } from 'react';
import type { ClockFace as Face } from '#store/views';
import { useDesk } from '../live/desk-context';
import { useCellPart } from '../live/use-cell';
import { useNow } from '../live/use-now';
import { useIsNarrow } from '../look/use-is-narrow';
import { dayAt, sayDay, sayZone } from '../time/day';
import { saySeconds } from '../time/say-time';
import { ask } from '../wire/ask';
import { ClockControls } from './clock-controls';
import css from './header.module.css';

/** The clock of the house, with the zone all times on the board are said in. */
export function ClockFace({ zone }: { zone: string }) {
  const { clock, store } = useDesk();
  const now = useNow(1);
  const shown = useCellPart(store.title, (title) => title?.day ?? null);
  const [canChange, setCanChange] = useState(false);
  useEffect(() => {
    void ask<Face & { canChange: boolean }>('GET', '/api/clock').then((answer) => {
      if (!answer.ok) return;
      clock.take(answer.value);
      setCanChange(answer.value.canChange);
    });
  }, [clock]);
  const today = dayAt(now, zone);
  return (
    <div className={css.clock}>
      <time className={css.time} dateTime={new Date(now).toISOString()} title={zone}>
        {today !== shown && <span className={css.zone}>{sayDay(today)} </span>}
        {saySeconds(now, zone)} <span className={css.zone}>{sayZone(now, zone)}</span>
      </time>
      {canChange && <FoldedWhenNarrow zone={zone} />}
    </div>
  );
}

/** On a phone the room belongs to the alerts. */
function FoldedWhenNarrow({ zone }: { zone: string }) {
  if (!useIsNarrow()) return <ClockControls zone={zone} />;
  return (
    <details className={css.folded}>
      <summary>Set the clock</summary>
      <ClockControls zone={zone} />
    </details>
  );
}
