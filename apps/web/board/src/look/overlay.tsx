import { type ReactNode, useEffect, useRef } from 'react';
import css from './overlay.module.css';

type Props = { readonly name: string; readonly onClose: () => void; readonly children: ReactNode };

/** Lies over the board until Esc or a press beside it. The browser's own dialog: it keeps the focus and gives it back. */
export function Overlay({ name, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement as HTMLElement | null;
    shown?.showModal();
    return () => {
      shown?.close();
      before?.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={css.overlay}
      aria-label={name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className={css.inside}>{children}</div>
    </dialog>
  );
}
