import { useLayoutEffect, useRef } from 'react';
import type { Story, StoryEntry } from '#store/views';
import { dayAt, sayDay } from '../time/day';
import { Bubble } from './bubble';
import { Happening } from './happening';
import css from './story.module.css';

/** Everything everybody said or did, oldest first; it opens at its end, and stays there while one is reading there. */
export function Entries({ story: { entries, visit } }: { story: Story }) {
  const list = useRef<HTMLOListElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const view = list.current;
    if (view && isAtEnd.current) view.scrollTop = view.scrollHeight;
  }, [entries]);
  const onScroll = () => {
    const view = list.current;
    if (view) isAtEnd.current = view.scrollHeight - view.scrollTop - view.clientHeight < NEAR_PX;
  };
  return (
    <ol className={css.entries} ref={list} onScroll={onScroll} tabIndex={0} aria-label="Everything that happened">
      {entries.map((entry, i) => (
        <Entry key={`${entry.at} ${i}`} entry={entry} zone={visit.zone} heading={newDay(entries, i, visit.zone)} />
      ))}
    </ol>
  );
}

const NEAR_PX = 40;

const Entry = ({ entry, zone, heading }: { entry: StoryEntry; zone: string; heading: string | null }) => (
  <>
    {heading && <li className={css.day}>{heading}</li>}
    {entry.kind === 'happened' ? <Happening entry={entry} zone={zone} /> : <Bubble entry={entry} zone={zone} />}
  </>
);

/** The day is said where it changes, and above the first entry. */
function newDay(entries: readonly StoryEntry[], i: number, zone: string): string | null {
  const day = (at: number) => dayAt(Date.parse(entries[at]!.at), zone);
  return i === 0 || day(i) !== day(i - 1) ? sayDay(day(i)) : null;
}
