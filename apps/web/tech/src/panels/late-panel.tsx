import { useState } from 'preact/hooks';
import { isOnSite } from '#visits/assignment';
import { sayMinutes, sayTime } from '../saying/time';
import type { PanelProps } from './panel-screen';

const [LEAST, MOST, STEP] = [5, 480, 5];
const JUMPS = [45, 90, 120, 180, 240, 480] as const;

export function LatePanel({ job, now, say }: PanelProps) {
  const [minutes, setMinutes] = useState(45);
  const by = (step: number) => setMinutes(Math.min(MOST, Math.max(LEAST, minutes + step)));
  const { from, to } = job.expected ?? job.planned;
  const onSite = isOnSite(job.state);
  const then = new Date(Math.max(Date.parse(onSite ? to : from), now.getTime()) + minutes * 60_000);
  return (
    <>
      <div class="stepper">
        <button type="button" aria-label="5 minutes less" disabled={minutes <= LEAST} onClick={() => by(-STEP)}>
          −5
        </button>
        <output aria-live="polite">{sayMinutes(minutes)}</output>
        <button type="button" aria-label="5 minutes more" disabled={minutes >= MOST} onClick={() => by(STEP)}>
          +5
        </button>
      </div>
      <div class="row steps">
        {JUMPS.map((jump) => (
          <button type="button" key={jump} aria-pressed={jump === minutes} onClick={() => setMinutes(jump)}>
            {sayMinutes(jump)}
          </button>
        ))}
      </div>
      <p>
        {onSite ? 'Done' : 'There'} about <strong>{sayTime(then, job.zone)}</strong>. Later customers are told if it
        concerns them.
      </p>
      <button type="button" class="main" onClick={() => say({ act: 'late', minutes })}>
        {sayMinutes(minutes)} later
      </button>
    </>
  );
}
