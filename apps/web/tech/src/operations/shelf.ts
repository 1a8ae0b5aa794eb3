import { NOTHING_KEPT, type Shelf } from '#apps/web/tech/queue/shelf';
import { database } from './database';

/** The taps of one technician in IndexedDB. By technician, not by sign-in: a new link still sends what he tapped before. */
export function shelfOf(technicianId: string): Shelf {
  const line = 'BroadcastChannel' in self ? new BroadcastChannel(`doorward.queue.${technicianId}`) : null;
  return {
    async change(how) {
      const tx = (await database()).transaction('queue', 'readwrite', { durability: 'strict' });
      const before = (await tx.store.get(technicianId)) ?? NOTHING_KEPT;
      const after = how(before);
      if (after !== before) await tx.store.put(after, technicianId);
      await tx.done;
      if (after !== before) line?.postMessage('changed');
      return after;
    },
    watch(changed) {
      if (!line) return () => undefined;
      line.onmessage = changed;
      return () => line.close();
    },
  };
}
