import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { GO_KEYS } from './go-keys';
import css from './keys.module.css';

/** After G: where the next key leads. The live region is there from the start. */
export function GoHint() {
  const isGoing = useCell(useDesk().isGoing);
  return (
    <div className={css.going} role="status" data-shown={isGoing || undefined}>
      {isGoing && (
        <>
          <b>Go to</b>
          {GO_KEYS.map(({ key, to }) => (
            <span key={key}>
              <kbd>{key.toUpperCase()}</kbd> {to}
            </span>
          ))}
        </>
      )}
    </div>
  );
}
