import type { Conversation } from '#store/views';
import { alertWords } from '../alerts/alert-words';
import { useDesk } from '../live/desk-context';
import { useCellPart } from '../live/use-cell';
import { useIsLive } from '../live/use-is-live';
import { useNow } from '../live/use-now';
import { Icon } from '../look/icon';
import { minutesUntil, sayAgo, sayLeft } from '../time/say-minutes';
import css from './inbox.module.css';

const UNANSWERED = { says: 'No answer yet', icon: 'envelope' } as const;

/** One customer who waits for a person: why, since when, what was said last, and the two ways to answer. */
export function ConversationCard({ conversation }: { conversation: Conversation }) {
  const desk = useDesk();
  const now = useNow(15);
  const isLive = useIsLive();
  const { workOrderId, customer, phone, texts, why, since, dueAt, last } = conversation;
  const isOpen = useCellPart(desk.selected, (id) => id === workOrderId);
  const start = (action: 'reply' | 'call') => {
    desk.select(workOrderId);
    desk.wish.set({ workOrderId, action });
  };
  return (
    <li className={css.card} data-queued="" data-open={isOpen || undefined}>
      <button
        type="button"
        id={`conversation-${workOrderId}`}
        className={css.open}
        aria-pressed={isOpen}
        onClick={() => desk.select(workOrderId)}
      >
        <span className={css.head}>
          <b>
            <bdi>{customer}</bdi>
          </b>
          <span className={css.due} data-urgent={(dueAt !== null && minutesUntil(dueAt, now) < 10) || undefined}>
            {dueAt ? sayLeft(dueAt, now) : sayAgo(since, now)}
          </span>
        </span>
        <span className={css.why}>
          {why.map((kind) => {
            const { says, icon } = kind === 'unanswered' ? UNANSWERED : alertWords(kind);
            return (
              <span key={kind}>
                <Icon name={icon} size={12} /> {says}
              </span>
            );
          })}
        </span>
        {last && (
          <span className={css.last}>
            {last.isOurs ? 'We: ' : ''}
            <bdi>{last.body}</bdi>
          </span>
        )}
      </button>
      <span className={css.ways}>
        <button type="button" disabled={!isLive || !texts} onClick={() => start('reply')}>
          Reply
        </button>
        {why.includes('call-back') && (
          <button type="button" disabled={!isLive} onClick={() => start('call')}>
            Call made
          </button>
        )}
        <a href={`tel:${phone}`}>Call {phone}</a>
      </span>
    </li>
  );
}
