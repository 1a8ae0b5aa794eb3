import { Button } from '@mantine/core';
import type { Story } from '#store/views';
import { Notice } from '../look/notice';
import { ColleaguesHere } from './colleagues-here';
import { Entries } from './entries';
import { Photos } from './photos';
import { Promises } from './promises';
import { StoryActions } from './story-actions';
import { Truth } from './truth';
import { Waiting } from './waiting';
import css from './story.module.css';

type Props = { readonly story: Story; readonly doubt: string | null; readonly readAgain: () => void };

/** What is true now on top, what can be done, what was promised, and then everything that happened. */
export const OpenStory = ({ story, doubt, readAgain }: Props) => (
  <article className={css.story} aria-label={`Story of ${story.customer.name}`}>
    {doubt && (
      <div className={css.section}>
        <Notice tone="bad">
          This may not be the newest. {doubt}{' '}
          <Button size="compact-xs" variant="default" onClick={readAgain}>
            Try again
          </Button>
        </Notice>
      </div>
    )}
    <ColleaguesHere workOrderId={story.visit.workOrderId} />
    <Truth story={story} />
    <StoryActions story={story} onDone={readAgain} />
    <Waiting story={story} onDone={readAgain} />
    <Promises story={story} />
    <Photos story={story} />
    <Entries story={story} />
  </article>
);
