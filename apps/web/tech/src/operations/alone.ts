import type { Alone } from '#apps/web/tech/queue/sender';

/** One at a time under this name, in all tabs and the service worker. Where a browser has no locks, the server's own order holds. */
export const aloneAs =
  (name: string): Alone =>
  async (work) => {
    if (!('locks' in navigator)) return work();
    await navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
  };
