import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { FigureVisitsView } from '#store/views';
import { useDesk } from '../live/desk-context';
import { PlaceLink } from '../live/place-link';
import { Notice } from '../look/notice';
import { ask } from '../wire/ask';
import { type Asked, daysOf, queryOf, rightAddress } from './asked';
import { FigureVisitRow } from './figure-visit-row';
import { LoadingFigures } from './loading-figures';
import { useAsking } from './use-asking';
import { sayDays, sayHour, sayQuarter, sayVisits } from './words';
import css from './right.module.css';

const TITLES: Readonly<Record<string, string>> = {
  'first-promise': 'First promise kept',
  'second-promise': 'The new time kept',
  predictions: 'Within the predicted range',
  surprises: 'Late by surprise',
  warning: 'Warning before the promise ended',
  'false-alarms': 'False alarms',
  texts: 'Texts for a visit',
  standard: 'Kept, or told in time',
};

/** The visits a figure was made of, those that speak against us first. */
export function FigureVisits({ asked }: { asked: Asked }) {
  const path = `/api/figures/visits${queryOf(asked)}`;
  const { asking, askAgain } = useAsking<FigureVisitsView>(path);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [path]);
  return (
    <section className={css.section} aria-labelledby="behind">
      <p>
        <PlaceLink to={() => rightAddress(daysOf(asked))}>‹ All figures</PlaceLink>
      </p>
      <h2 id="behind" ref={heading} tabIndex={-1}>
        {TITLES[asked.figure ?? ''] ?? 'Visits'}
        <Part asked={asked} shown={asking.is === 'ready' ? asking.value : null} />
      </h2>
      {asking.is === 'loading' && <LoadingFigures />}
      {asking.is === 'failed' && (
        <div className={css.failed}>
          <Notice tone="bad">{asking.say}</Notice>
          <Button onClick={askAgain}>Try again</Button>
        </div>
      )}
      {asking.is === 'ready' && <List key={path} path={path} found={asking.value} />}
    </section>
  );
}

function Part({ asked, shown }: { asked: Asked; shown: FigureVisitsView | null }) {
  const [visit] = shown?.visits ?? [];
  const parts = [
    asked.horizon && `${asked.horizon} min before the arrival`,
    asked.hour && `windows from ${sayHour(Number(asked.hour))}`,
    asked.technician && (visit?.technician ?? 'one technician'),
    asked.work && (visit?.work ?? asked.work),
    asked.quarter && sayQuarter(asked.quarter),
    asked.from && asked.to && sayDays(asked.from, asked.to),
  ].filter(Boolean);
  return <span className={css.quiet}>{parts.map((part) => ` · ${part}`).join('')}</span>;
}

function List({ path, found }: { path: string; found: FigureVisitsView }) {
  const { signedOut } = useDesk();
  const [more, setMore] = useState(found.visits);
  const [refused, setRefused] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function showMore() {
    setBusy(true);
    setRefused(null);
    const answer = await ask<FigureVisitsView>('GET', `${path}&after=${more.length}`);
    setBusy(false);
    if (answer.ok) return setMore([...more, ...answer.value.visits]);
    if (answer.status === 401) return signedOut();
    setRefused(answer.say);
  }
  if (found.total === 0) return <p role="status">No visit of these days belongs to this figure.</p>;
  return (
    <>
      <p className={css.quiet} role="status">
        {sayVisits(found.total)}
        {found.good + found.bad > 0
          ? `: ${found.bad} against us, ${found.good} for us. Those against us come first.`
          : '. Those with most come first.'}
      </p>
      <ol className={css.visits}>
        {more.map((visit) => (
          <FigureVisitRow key={visit.appointmentId} visit={visit} />
        ))}
      </ol>
      {refused && <Notice tone="bad">{refused}</Notice>}
      {more.length < found.total && (
        <Button variant="default" loading={isBusy} onClick={() => void showMore()}>
          Show more ({found.total - more.length} left)
        </Button>
      )}
    </>
  );
}
