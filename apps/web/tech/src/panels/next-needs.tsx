import { useState } from 'preact/hooks';
import type { Needs, WhyNot } from '#visits/next-visit';
import { sayMinutes, sayTitle } from '../saying/time';
import { dayAfter } from '../saying/days';
import type { PanelProps } from './panel-screen';

type Props = PanelProps & { readonly why: WhyNot };

/** In how many days a part can be had; null: nobody knows yet. */
const PART_DAYS = [0, 1, 2, 3, 7, null] as const;
const MINUTES = [30, 60, 90, 120, 180, 240] as const;

/** What the next visit needs; everything but a part's name and a skill has a first guess. */
export function NextNeeds({ job, now, skills, say, why }: Props) {
  const [part, setPart] = useState('');
  const [days, setDays] = useState<number | null>(1);
  const [skill, setSkill] = useState<string | null>(null);
  const [minutes, setMinutes] = useState<number | null>(null);
  const from = days === null ? null : dayAfter(now, days, job.zone);
  const needs: Needs = {
    why,
    ...(why === 'part' && { part: part.trim() }),
    ...(why === 'part' && from !== null && { from }),
    ...(why === 'skill' && skill !== null && { skill }),
    ...(minutes !== null && { minutes }),
  };
  const isMissing = (why === 'part' && !part.trim()) || (why === 'skill' && skill === null);
  return (
    <>
      {why === 'part' && (
        <>
          <label>
            Which part?
            <input maxLength={60} value={part} onInput={({ currentTarget }) => setPart(currentTarget.value)} />
          </label>
          <h2 id="from">When can it be had?</h2>
          <div class="row steps" role="group" aria-labelledby="from">
            {PART_DAYS.map((ahead) => (
              <button type="button" key={ahead} aria-pressed={ahead === days} onClick={() => setDays(ahead)}>
                {sayAhead(ahead)}
              </button>
            ))}
          </div>
        </>
      )}
      {why === 'skill' && (
        <>
          <h2 id="skill">Which skill?</h2>
          <div class="row reasons" role="group" aria-labelledby="skill">
            {skills.map((one) => (
              <button type="button" key={one} aria-pressed={one === skill} onClick={() => setSkill(one)}>
                {sayTitle(one)}
              </button>
            ))}
          </div>
        </>
      )}
      <h2 id="minutes">How long will it take?</h2>
      <div class="row steps" role="group" aria-labelledby="minutes">
        <button type="button" aria-pressed={minutes === null} onClick={() => setMinutes(null)}>
          as usual
        </button>
        {MINUTES.map((some) => (
          <button type="button" key={some} aria-pressed={some === minutes} onClick={() => setMinutes(some)}>
            {sayMinutes(some)}
          </button>
        ))}
      </div>
      <button type="button" class="main" disabled={isMissing} onClick={() => say({ act: 'cannot-complete', needs })}>
        {isMissing
          ? `First say which ${why}`
          : why === 'part' && days === null
            ? 'The desk calls the customer'
            : 'Offer the next visit'}
      </button>
    </>
  );
}

function sayAhead(days: number | null): string {
  if (days === null) return 'not known';
  return ['today', 'tomorrow'][days] ?? (days === 7 ? 'in a week' : `in ${days} days`);
}
