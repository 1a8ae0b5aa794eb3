import type { StoryEntry } from '#store/views';
import { sayTime } from '../time/say-time';
import { deliveryWords } from './delivery-words';
import { sayActor } from './say-actor';
import css from './story.module.css';

/** A text: the customer's on the left, ours on the right with what became of it. */
export function Bubble({ entry: { at, kind, type, actor, text, state }, zone }: { entry: StoryEntry; zone: string }) {
  const delivery = state === null ? null : deliveryWords(state);
  return (
    <li
      className={css.bubble}
      data-side={kind === 'said' ? 'ours' : 'theirs'}
      data-tone={delivery?.tone}
      data-to={kind === 'said' && isToTechnician(type) ? 'technician' : undefined}
    >
      <bdi className={css.text}>{text}</bdi>
      <span className={css.under}>
        {kind === 'heard' && (
          <>
            <bdi>{sayActor(actor)}</bdi> ·{' '}
          </>
        )}
        {kind === 'said' && isToTechnician(type) && 'to the technician · '}
        {sayTime(at, zone)}
        {delivery && <> · {delivery.says}</>}
      </span>
    </li>
  );
}

/** Tickets go out as texts too; they must not read as if the customer had got them. */
const isToTechnician = (type: string) => type.startsWith('ticket');
