import { type KeyboardEvent, useDeferredValue, useEffect, useState } from 'react';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { Icon } from '../look/icon';
import { Overlay } from '../look/overlay';
import { type Found, useFound } from './use-found';
import css from './palette.module.css';

/** One field for everything: a visit by name, phone, reference, code or street, a technician, an action. */
export function Palette() {
  const desk = useDesk();
  return useCell(desk.overlay) === 'palette' ? <OpenPalette onClose={() => desk.overlay.set(null)} /> : null;
}

function OpenPalette({ onClose }: { onClose: () => void }) {
  const desk = useDesk();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  useEffect(() => {
    setWords((written) => desk.typedAhead.get() + written);
    desk.typedAhead.set('');
  }, [desk]);
  const { found, isAsking } = useFound(desk, useDeferredValue(words));
  const chosen = Math.min(at, found.length - 1);

  function go(one: Found | undefined) {
    if (!one) return;
    onClose();
    // The field gives the focus back first.
    requestAnimationFrame(() => one.act());
  }
  function onKey(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, chosen + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, chosen - 1));
    else if (event.key === 'Enter') go(found[chosen]);
    else return;
    event.preventDefault();
  }

  return (
    <Overlay name="Search" onClose={onClose}>
      <input
        className={css.field}
        type="text"
        autoComplete="off"
        role="combobox"
        aria-expanded="true"
        aria-controls="found"
        aria-activedescendant={found[chosen] ? `found-${chosen}` : undefined}
        aria-label="Search visits, technicians and actions"
        placeholder="Name, phone, reference, code, street, technician, action"
        autoFocus
        maxLength={80}
        value={words}
        onChange={({ currentTarget }) => {
          setWords(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id="found" role="listbox" aria-label="Found" className={css.found}>
        {found.map((one, nth) => (
          <div
            key={one.key}
            id={`found-${nth}`}
            role="option"
            aria-selected={nth === chosen}
            className={css.one}
            onClick={() => go(one)}
            onPointerMove={() => setAt(nth)}
          >
            <Icon name={one.icon} />
            <span>
              <bdi>{one.name}</bdi> <bdi className={css.quiet}>{one.about}</bdi>
            </span>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className={css.quiet} role="status">
          {isAsking ? 'Searching…' : 'Nothing found.'}
        </p>
      )}
    </Overlay>
  );
}
