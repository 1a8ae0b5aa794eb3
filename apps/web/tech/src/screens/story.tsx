import type { StoryLine, TechTicket } from '#store/views';
import { sayHistory } from '../saying/ticket';
import { sayDay, sayTime } from '../saying/time';

const ABOUT: Record<StoryLine['about'], string> = {
  visit: 'Visit',
  promise: 'Promised',
  they: 'Customer wrote',
  we: 'We wrote',
};

/** What is known of this customer, in a few lines. */
export function Story({ job, now }: { readonly job: TechTicket; readonly now: Date }) {
  const { story, history, zone } = job;
  if (!story.length && !history.length) return null;
  const when = (at: Date) => [sayDay(at, now, zone), sayTime(at, zone)].filter(Boolean).join(' ');
  return (
    <section class="story" aria-labelledby="story">
      <h2 id="story">This customer</h2>
      <ul>
        {story.map(({ about, at, says }, i) => (
          <li key={i}>
            <strong>{ABOUT[about]}</strong> <span class="where">{when(new Date(at))}</span>
            <br />
            {says}
          </li>
        ))}
      </ul>
      {history.length > 0 && (
        <details>
          <summary>What happened before ({history.length})</summary>
          <ul>
            {history.map((line, i) => (
              <li key={i}>{sayHistory(line)}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
