import { type Kept, NOTHING_KEPT, type Shelf } from '#apps/web/tech/queue/shelf';

/** The shelf of a phone in a test: it outlives the page, as IndexedDB does. `fails` makes it refuse to write. */
export function memoryShelf(): Shelf & { kept(): Kept; fails: boolean; anotherTab(how: (kept: Kept) => Kept): void } {
  let kept = NOTHING_KEPT;
  const watchers = new Set<() => void>();
  return {
    fails: false,
    kept: () => kept,
    async change(how) {
      await Promise.resolve();
      if (this.fails) throw new Error('no room on this phone');
      // As IndexedDB keeps it: a copy, and nothing that is not data.
      kept = structuredClone(how(kept));
      return kept;
    },
    watch(changed) {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
    anotherTab(how) {
      kept = structuredClone(how(kept));
      for (const changed of watchers) changed();
    },
  };
}
