import { Skeleton } from '@mantine/core';
import { Notice } from '../look/notice';
import { ConversationCard } from './conversation-card';
import { useInbox } from './use-inbox';
import css from './inbox.module.css';

/** The conversations that wait for a person, what is due first at the top. */
export function Inbox() {
  const inbox = useInbox();
  if (inbox.is === 'loading') return <Skeleton className={css.loading ?? ''} height={80} />;
  if (inbox.is === 'failed') return <Notice tone="bad">{inbox.say}</Notice>;
  return (
    <section className={css.inbox} aria-label="Inbox">
      <h2 className={css.title}>
        Inbox <span>{inbox.conversations.length || 'empty'}</span>
      </h2>
      {inbox.conversations.length === 0 && (
        <p className={css.quiet}>
          Nobody waits for a person. Texts that were not understood and promised calls appear here.
        </p>
      )}
      <ol>
        {inbox.conversations.map((conversation) => (
          <ConversationCard key={conversation.workOrderId} conversation={conversation} />
        ))}
      </ol>
    </section>
  );
}
