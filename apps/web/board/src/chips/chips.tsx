import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { useView } from '../live/use-view';
import { changeView } from '../live/view';
import { KIND_NAMES, KINDS } from '../live/visit-kinds';
import { Icon, type IconName } from '../look/icon';
import { stepMatch } from './step-match';
import css from './chips.module.css';

const ICONS: Readonly<Record<(typeof KINDS)[number], IconName>> = {
  late: 'clock',
  risk: 'warning',
  overlap: 'layers',
  unassigned: 'nobody',
  unseen: 'phone',
  unanswered: 'envelope',
};

/** What has to be looked at, counted. A chip dims everything else; N goes from one to the next. */
export function Chips() {
  const desk = useDesk();
  const tally = useCell(desk.store.tally);
  const { show } = useView();
  return (
    <div className={css.chips} role="group" aria-label="Visits to look at">
      {KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          className={css.chip}
          data-kind={kind}
          data-some={tally[kind] > 0 || undefined}
          aria-pressed={show === kind}
          onClick={() => changeView({ show: show === kind ? null : kind })}
        >
          <Icon name={ICONS[kind]} size={12} /> {KIND_NAMES[kind]} <b>{tally[kind]}</b>
        </button>
      ))}
      {show && (
        <span className={css.stepper}>
          <button type="button" aria-keyshortcuts="Shift+N" onClick={() => stepMatch(desk, -1)}>
            <Icon name="left" size={11} /> Previous
          </button>
          <button type="button" aria-keyshortcuts="n" onClick={() => stepMatch(desk, 1)}>
            Next (N) <Icon name="right" size={11} />
          </button>
        </span>
      )}
    </div>
  );
}
