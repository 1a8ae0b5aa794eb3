import type { MouseEvent, ReactNode } from 'react';
import { go } from './address';

type Props = { readonly to: () => string; readonly className?: string | undefined; readonly children: ReactNode };

/** A link within the board: it opens without loading the page again, and in another tab when asked to. */
export function PlaceLink({ to, className, children }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to());
  };
  return (
    <a href={to() || location.pathname} className={className} onClick={follow}>
      {children}
    </a>
  );
}
