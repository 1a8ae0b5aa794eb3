import { Button } from '@mantine/core';
import type { Story, StoryWaiting } from '#store/views';
import { Notice } from '../look/notice';
import { saySpan, sayTime } from '../time/say-time';
import { useSayDayOf } from '../time/use-say-day-of';
import { useAct } from '../wire/use-act';
import { canMove } from './what-can-be-done';
import css from './story.module.css';

/** Whether he would rather come sooner, what he was offered, and the button that says so for him. */
export function Waiting({ story, onDone }: { story: Story; onDone: () => void }) {
  const { act, isBusy, refused, canAct } = useAct();
  const { visit, waiting } = story;
  const sayDayOf = useSayDayOf(visit.zone);
  const waits = waiting?.since != null;
  if (!canMove(story) && !waiting) return null;

  async function change() {
    const path = `/api/appointments/${encodeURIComponent(visit.appointmentId)}/waitlist`;
    const answer = await act(path, undefined, waits ? 'DELETE' : 'PUT');
    if (answer.ok) onDone();
  }

  return (
    <section className={css.section} aria-label="Earlier time">
      <div className={css.buttons}>
        <span>
          {waiting?.since
            ? `Waits for an earlier time since ${sayTime(waiting.since, visit.zone)}.`
            : 'Does not wait for an earlier time.'}
        </span>
        {canMove(story) && (
          <Button size="compact-sm" variant="default" loading={isBusy} disabled={!canAct} onClick={() => void change()}>
            {waits ? 'Wait no longer' : 'Would rather come sooner'}
          </Button>
        )}
      </div>
      {waiting && waiting.offers.length > 0 && (
        <ul className={css.quiet}>
          {waiting.offers.map(({ window, technician, answerBy, state }) => (
            <li key={`${window.from} ${answerBy}`}>
              {sayDayOf(window.from)}
              {saySpan(window, visit.zone)}, <bdi>{technician}</bdi>: {CAME_OF[state]}
              {state === 'asked' && ` until ${sayTime(answerBy, visit.zone)}`}
            </li>
          ))}
        </ul>
      )}
      {refused && <Notice tone="bad">{refused.say}</Notice>}
    </section>
  );
}

const CAME_OF: Record<StoryWaiting['offers'][number]['state'], string> = {
  asked: 'is being asked',
  taken: 'taken',
  kept: 'kept the time he has',
  silent: 'did not answer',
  gone: 'somebody else was faster',
  dropped: 'taken back',
};
