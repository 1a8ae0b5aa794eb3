import type { BoardVisit } from '#store/views';
import { Icon } from '../look/icon';
import { barFlags } from './bar-flags';
import css from './timeline.module.css';

/** The words of the flags stand in the bar's label. */
export function BarFlags({ visit }: { visit: BoardVisit }) {
  const flags = barFlags(visit);
  if (flags.length === 0) return null;
  return (
    <span className={css.flags}>
      {flags.map(({ icon, words, tone }) => (
        <span key={words} data-tone={tone}>
          <Icon name={icon} size={13} />
        </span>
      ))}
    </span>
  );
}
