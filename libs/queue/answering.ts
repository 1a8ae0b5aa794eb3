import { openBackend, type QueuePlace } from '#queue/backend';
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
  const answer = (name: JobName) => async () => {
    await answers[name]().catch((error: unknown) => options.onError(name, error));
  };
  const workers = JOB_NAMES.map((name) => {
    const worker = backend.worker(name, answer(name), { concurrency: JOBS[name].concurrency });
    // The connection comes back by itself; until then the sweep does the work.
    worker.on('error', (error) => options.onError(name, error));
    return worker;
  });

  let sweeping: Promise<void> = Promise.resolve();
  const sweep = () => {
    sweeping = sweeping.then(async () => {
      for (const name of JOB_NAMES) await answer(name)();
    });
  };
  sweep();
  const timer = setInterval(sweep, options.sweepSeconds * 1000);

  return {
    async close() {
      clearInterval(timer);
      await sweeping;
      await Promise.all(workers.map((worker) => worker.close()));
      await backend.close();
    },
  };
}
