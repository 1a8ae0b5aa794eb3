import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { Overlay } from '../look/overlay';
import { BOARD_KEYS, TIMELINE_KEYS } from './board-keys';
import css from './keys.module.css';

/** Every key of the board. */
export function KeyHelp() {
  const desk = useDesk();
  if (useCell(desk.overlay) !== 'help') return null;
  return (
    <Overlay name="Keys" onClose={() => desk.overlay.set(null)}>
      <h2>Keys</h2>
      <dl className={css.keys}>
        {[...BOARD_KEYS, ...TIMELINE_KEYS].map(({ shown, does }) => (
          <div key={shown}>
            <dt>
              <kbd>{shown}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className={css.quiet}>With the mouse: drag a visit; Shift for five-minute steps, Esc to let it go.</p>
    </Overlay>
  );
}
