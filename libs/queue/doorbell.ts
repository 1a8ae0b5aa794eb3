import type { JobsOptions, Queue } from 'bullmq';
import type { Bell } from '#store/tx';
import { openBackend, PATIENCE_MS, type QueuePlace, within } from '#queue/backend';
import { JOB_NAMES, type JobName } from '#queue/jobs';

export type Doorbell = {
  /** Tells the workers that there is something to do. Never throws and never waits: a lost bell is swept up. */
  ring(bells: readonly Bell[]): void;
  close(): Promise<void>;
};

/** What lies further ahead is found by the sweep in time; no need to keep a bell waiting for days. */
const FURTHEST_MS = 3_600_000;

/** Bells for one moment are one bell: whoever answers it does everything that is due. */
const MOMENT_MS = 50;

/** Opens the side of the queue that rings. `onLost` hears of bells that could not be hung. */
export function openDoorbell(place: QueuePlace, onLost: (error: unknown) => void): Doorbell {
  const backend = openBackend(place);
  const queues = Object.fromEntries(JOB_NAMES.map((name) => [name, quiet(backend.queue(name))])) as Record<
    JobName,
    Queue
  >;
  const ringing = new Set<Promise<unknown>>();
  const track = (work: Promise<unknown>) => {
    ringing.add(work);
    void work.finally(() => ringing.delete(work));
  };
  const hang = (name: JobName, options: JobsOptions = {}) => queues[name].add(name, {}, options).catch(onLost);
  const allHung = async () => {
    while (ringing.size) await Promise.all(ringing);
  };

  // While a bell is being hung one more at its end serves all that asked for it meanwhile.
  const isAskedAgain = new Map<JobName, boolean>();
  const ringNow = (name: JobName) => {
    const isHanging = isAskedAgain.has(name);
    isAskedAgain.set(name, isHanging);
    if (isHanging) return;
    track(
      hang(name).then(() => {
        const again = isAskedAgain.get(name);
        isAskedAgain.delete(name);
        if (again) ringNow(name);
      }),
    );
  };

  const ringLater = ({ job, delayMs }: Bell) => {
    // It rings as its moment ends: nothing of it is still ahead then, and what is hung up from now on is for a later one.
    const now = Date.now();
    const at = (Math.floor((now + delayMs) / MOMENT_MS) + 1) * MOMENT_MS;
    track(hang(job, { delay: at - now, jobId: `${job}-${at}` }));
  };

  return {
    ring(bells) {
      for (const bell of bells.filter(({ delayMs }) => delayMs <= FURTHEST_MS))
        if (bell.delayMs > 0) ringLater(bell);
        else ringNow(bell.job);
    },
    async close() {
      await within(PATIENCE_MS, allHung());
      await within(PATIENCE_MS, Promise.all(Object.values(queues).map((queue) => queue.close())));
      await backend.close();
    },
  };
}

const quiet = (queue: Queue) => queue.on('error', () => undefined);
