import type { CSSProperties } from 'react';
import type { Span } from '#store/views';

/** Where a span is drawn, in minutes after the day's first instant; the style sheet makes a place of it. */
export function atMinutes({ from, to }: Span, dayFrom: string): CSSProperties {
  const at = minutes(from) - minutes(dayFrom);
  return { '--at': at, '--for': minutes(to) - minutes(from) } as CSSProperties;
}

/** Minutes of an instant (milliseconds since 1970) after the day's first one. */
export const minutesAfter = (t: number, dayFrom: string): number => t / 60_000 - minutes(dayFrom);

const minutes = (t: string) => Date.parse(t) / 60_000;
