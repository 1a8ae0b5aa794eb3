import type { ComponentChildren } from 'preact';

/** What came of what he has just pressed; always in the page, so that a screen reader hears it change. */
export const Said = ({ children }: { children?: ComponentChildren }) => (
  <div id="said" role="status">
    {children ? <p class="said">{children}</p> : null}
  </div>
);
