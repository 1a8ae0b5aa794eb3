import { Button } from '@mantine/core';
import type { ClockFace } from '#store/views';
import { Notice } from '../look/notice';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { nextMorning } from '../time/next-morning';
import { useAct } from '../wire/use-act';
import css from './header.module.css';

const RATES = [0, 1, 10, 60];
const EIGHT = 8 * 60;

/** Only in the demo: the clock of the house can be paused, hurried and sent ahead, and everything follows it. */
export function ClockControls({ zone }: { zone: string }) {
  const { clock } = useDesk();
  const rate = useCell(clock.rate);
  const { act, refused, canAct } = useAct();

  async function change(wish: { rate: number } | { advanceMinutes: number } | { jumpTo: string }) {
    const answer = await act<ClockFace>('/api/clock', wish);
    if (answer.ok) clock.take(answer.value);
  }
  const jump = () => change({ jumpTo: new Date(nextMorning(clock.now.get(), EIGHT, zone)).toISOString() });

  return (
    <div className={css.controls} role="group" aria-label="Demo clock">
      <Button.Group>
        {RATES.map((choice) => (
          <Button
            key={choice}
            size="compact-xs"
            variant={rate === choice ? 'filled' : 'default'}
            aria-pressed={rate === choice}
            disabled={!canAct}
            onClick={() => void change({ rate: choice })}
          >
            {choice === 0 ? 'Pause' : `×${choice}`}
          </Button>
        ))}
      </Button.Group>
      <Button.Group>
        <Button
          size="compact-xs"
          variant="default"
          disabled={!canAct}
          onClick={() => void change({ advanceMinutes: 15 })}
        >
          +15 min
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={!canAct}
          onClick={() => void change({ advanceMinutes: 60 })}
        >
          +1 h
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={!canAct}
          onClick={() => void jump()}
          title="The next 8:00 am"
        >
          To 8:00 am
        </Button>
      </Button.Group>
      {refused && <Notice tone="bad">{refused.say}</Notice>}
    </div>
  );
}
