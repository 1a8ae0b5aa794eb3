import { Button, Skeleton } from '@mantine/core';
import { Notice } from '../look/notice';
import { OpenStory } from './open-story';
import { useStory } from './use-story';
import css from './story.module.css';

export function StoryPane({ workOrderId }: { workOrderId: string }) {
  const { view, readAgain } = useStory(workOrderId);
  if (view.is === 'loading') return <LoadingStory />;
  if (view.is === 'ready') return <OpenStory story={view.story} doubt={view.doubt} readAgain={readAgain} />;
  return (
    <div className={css.section}>
      <Notice tone="bad">{view.say}</Notice>
      <div className={css.buttons}>
        <Button onClick={readAgain}>Try again</Button>
      </div>
    </div>
  );
}

const LoadingStory = () => (
  <div className={css.loading} role="status" aria-label="Loading the story">
    <Skeleton height={24} width="50%" />
    <Skeleton height={16} />
    <Skeleton height={16} width="80%" />
    <Skeleton height={34} />
    <Skeleton height={60} width="75%" />
    <Skeleton height={60} width="75%" ml="auto" />
  </div>
);
