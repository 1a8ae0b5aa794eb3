import type { JobsOptions, Queue } from 'bullmq';
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
  const hang = (name: JobName, options: JobsOptions = {}) => {
    const hung = queues[name].add(name, {}, options).catch(onLost);
    ringing.add(hung);
    return hung.finally(() => ringing.delete(hung));
  };

  // While a bell is being hung one more at its end serves all that asked for it meanwhile.
  const isAskedAgain = new Map<JobName, boolean>();
  const ringNow = (name: JobName) => {
    const isHanging = isAskedAgain.has(name);
    isAskedAgain.set(name, isHanging);
    if (isHanging) return;
    void hang(name).then(() => {
      const again = isAskedAgain.get(name);
      isAskedAgain.delete(name);
      if (again) ringNow(name);
    });
  };

  const ringLater = ({ job, delayMs }: Bell) => {
    // One waiting bell for each second is enough: whoever answers it does everything that is due.
    const at = Math.ceil((Date.now() + delayMs) / 1000);
    void hang(job, { delay: Math.ceil(delayMs), jobId: `${job}-${at}` });
  };

  return {
    ring(bells) {
      for (const bell of bells.filter(({ delayMs }) => delayMs <= FURTHEST_MS))
        if (bell.delayMs > 0) ringLater(bell);
        else ringNow(bell.job);
    },
    async close() {
      while (ringing.size) await Promise.all(ringing);
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
      await backend.close();
    },
  };
}

const quiet = (queue: Queue) => queue.on('error', () => undefined);
