import type { ComponentChildren } from 'preact';

/** Words whose hours stay on one line: `8:30-9:30am` is one thing. */
export const Unbroken = ({ children }: { children: ComponentChildren }) =>
  typeof children === 'string' ? (
    <>
      {children
        .split(/(\(?\d[\d:apm]*-\d[\d:apm]*[).,:]*)/)
        .map((part, i) => (i % 2 ? <span class="hours">{part}</span> : part))}
    </>
  ) : (
    <>{children}</>
  );
