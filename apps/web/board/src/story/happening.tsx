import type { StoryEntry } from '#store/views';
import { sayTime } from '../time/say-time';
import { eventWords } from './event-words';
import { sayActor } from './say-actor';
import css from './story.module.css';

/** Something that was done, by whom and why. */
export const Happening = ({ entry: { at, type, actor, text }, zone }: { entry: StoryEntry; zone: string }) => (
  <li className={css.happening}>
    <time dateTime={at}>{sayTime(at, zone)}</time>
    <span>
      <b>{eventWords(type)}</b> <bdi className={css.quiet}>{sayActor(actor)}</bdi>
      {text && <bdi className={css.reason}>{text}</bdi>}
    </span>
  </li>
);
