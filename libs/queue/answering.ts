import { openBackend, PATIENCE_MS, type QueuePlace, within } from '#queue/backend';
import { JOB_NAMES, JOBS, type JobName } from '#queue/jobs';

/** What answers each bell: does all there is to do of its kind. */
export type Answers = Record<JobName, () => Promise<void>>;

export type Answering = { close(): Promise<void> };

/**
 * Answers bells, and besides sweeps every `sweepSeconds`: all that is due is done even if every bell was lost. Errors
 * of an answer go to `onError`; its rows are untouched then and the next bell or sweep tries again.
 */
export async function answerBells(
  place: QueuePlace,
  answers: Answers,
  options: { sweepSeconds: number; onError: (job: JobName, error: unknown) => void },
): Promise<Answering> {
  const backend = openBackend(place);
  const running = new Set<Promise<void>>();
  const answer = (name: JobName) => async () => {
    const work = answers[name]()
      .catch((error: unknown) => options.onError(name, error))
      .finally(() => running.delete(work));
    running.add(work);
    await work;
  };
  const workers = JOB_NAMES.map((name) => {
    const worker = backend.worker(name, answer(name), { concurrency: JOBS[name].concurrency, runRetryDelay: 1_000 });
    // The connection comes back by itself; until then the sweep does the work.
    worker.on('error', (error) => options.onError(name, error));
    return worker;
  });

  const sweepAll = async () => {
    for (const name of JOB_NAMES) await answer(name)();
  };
  let sweeping: Promise<void> | null = null;
  const sweep = () => {
    // One sweep at a time: those that fall due during a slow one are done with it.
    sweeping ??= sweepAll().finally(() => (sweeping = null));
  };
  sweep();
  const timer = setInterval(sweep, options.sweepSeconds * 1000);

  return {
    async close() {
      clearInterval(timer);
      await sweeping;
      const closing = Promise.all(workers.map((worker) => worker.close()));
      while (running.size) await Promise.all(running);
      await within(PATIENCE_MS, closing);
      await backend.close();
    },
  };
}
