import type { KeyboardEvent } from 'react';

/** Arrow keys go from bar to bar: along a row by time, and to the nearest in time of the next row that has any. */
export function walk(event: KeyboardEvent<HTMLElement>): void {
  const bar = (event.target as HTMLElement).closest<HTMLElement>('[data-visit]');
  const step = STEPS[event.key];
  if (!bar || !step || event.ctrlKey || event.metaKey || event.altKey) return;
  const next = step.along ? alongside(bar, step.by) : across(bar, step.by);
  event.preventDefault();
  next?.focus();
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

const STEPS: Readonly<Record<string, { along: boolean; by: 1 | -1 }>> = {
  ArrowRight: { along: true, by: 1 },
  ArrowLeft: { along: true, by: -1 },
  ArrowDown: { along: false, by: 1 },
  ArrowUp: { along: false, by: -1 },
};

const barsOf = (row: Element) => [...row.querySelectorAll<HTMLElement>('[data-visit]')];
const placeOf = (element: HTMLElement) => element.getBoundingClientRect().left;

function alongside(bar: HTMLElement, by: 1 | -1): HTMLElement | undefined {
  const bars = barsOf(bar.closest('[data-row]')!).sort((a, b) => placeOf(a) - placeOf(b));
  return bars[bars.indexOf(bar) + by];
}

function across(bar: HTMLElement, by: 1 | -1): HTMLElement | undefined {
  const own = bar.closest('[data-row]')!;
  const rows = [...own.parentElement!.querySelectorAll('[data-row]')];
  for (let i = rows.indexOf(own) + by; rows[i]; i += by) {
    const distance = (other: HTMLElement) => Math.abs(placeOf(other) - placeOf(bar));
    const nearest = barsOf(rows[i]!).sort((a, b) => distance(a) - distance(b))[0];
    if (nearest) return nearest;
  }
  return undefined;
}
