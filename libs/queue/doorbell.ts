import type { Queue } from 'bullmq';
import type { Bell } from '#store/tx';
import { openBackend, type QueuePlace } from '#queue/backend';
import { JOB_NAMES, type JobName } from '#queue/jobs';

export type Doorbell = {
  /** Tells the workers that there is something to do. Never throws and never waits: a lost bell is swept up. */
  ring(bells: readonly Bell[]): void;
  close(): Promise<void>;
};

/** What lies further ahead is found by the sweep in time; no need to keep a bell waiting for days. */
const FURTHEST_MS = 3_600_000;

/** Opens the side of the queue that rings. `onLost` hears of bells that could not be hung. */
export function openDoorbell(place: QueuePlace, onLost: (error: unknown) => void): Doorbell {
  const backend = openBackend(place);
  const queues = Object.fromEntries(JOB_NAMES.map((name) => [name, quiet(backend.queue(name))])) as Record<
    JobName,
    Queue
  >;
  const ringing = new Set<Promise<unknown>>();

  const ringOne = (bell: Bell) => {
    // One waiting bell for each second is enough: whoever answers it does everything that is due.
    const at = Math.ceil((Date.now() + bell.delayMs) / 1000);
    const options = bell.delayMs > 0 ? { delay: Math.ceil(bell.delayMs), jobId: `${bell.job}-${at}` } : {};
    const added = queues[bell.job].add(bell.job, {}, options).catch(onLost);
    ringing.add(added);
    void added.finally(() => ringing.delete(added));
  };

  return {
    ring: (bells) => bells.filter((bell) => bell.delayMs <= FURTHEST_MS).forEach(ringOne),
    async close() {
      await Promise.all(ringing);
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
      await backend.close();
    },
  };
}

const quiet = (queue: Queue) => queue.on('error', () => undefined);
