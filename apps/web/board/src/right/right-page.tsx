import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { FiguresView } from '#store/views';
import { address } from '../live/address';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { Notice } from '../look/notice';
import { StoryPane } from '../story/story-pane';
import { type Asked, daysOf, queryOf, readAsked } from './asked';
import { FiguresPart } from './figures';
import { FigureVisits } from './figure-visits';
import { Filters } from './filters';
import { LoadingFigures } from './loading-figures';
import { type Asking, useAsking } from './use-asking';
import css from './right.module.css';

/** How true our promises and predictions were, shown openly; every figure opens its visits, every visit its story. */
export function RightPage() {
  const asked = readAsked(useCell(address));
  const workOrderId = useCell(useDesk().selected);
  const { asking, askAgain } = useAsking<FiguresView>(`/api/figures${queryOf(daysOf(asked))}`);
  useEffect(() => {
    const before = document.title;
    document.title = 'Were we right? Doorward board';
    return () => void (document.title = before);
  }, []);
  return (
    <div className={css.page} data-story={workOrderId ? '' : undefined}>
      <main className={css.main}>
        <div className={css.head}>
          <h1>Were we right?</h1>
          <Filters asked={asked} shown={asking.is === 'ready' ? asking.value : null} />
        </div>
        {asked.figure ? <FigureVisits asked={asked} /> : <Shown asking={asking} asked={asked} askAgain={askAgain} />}
      </main>
      {workOrderId && (
        <aside className={css.story} aria-label="Story">
          <StoryPane key={workOrderId} workOrderId={workOrderId} />
        </aside>
      )}
    </div>
  );
}

type Shown = { readonly asking: Asking<FiguresView>; readonly asked: Asked; readonly askAgain: () => void };

function Shown({ asking, asked, askAgain }: Shown) {
  if (asking.is === 'loading') return <LoadingFigures />;
  if (asking.is === 'ready') return <FiguresPart figures={asking.value} asked={asked} />;
  return (
    <div className={css.failed}>
      <Notice tone="bad">{asking.say}</Notice>
      <Button onClick={askAgain}>Try again</Button>
    </div>
  );
}
