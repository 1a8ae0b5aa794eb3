import type { Bell } from '#store/tx';

/**
 * The job table: a job is a doorbell and carries nothing. It says that there is something to do of this kind; whoever
 * answers claims the rows themselves, so a bell that is lost, doubled or late changes nothing but the time.
 */
export const JOBS = {
  /** Do what follows from events that wait for a reaction. */
  react: { concurrency: 2 },
  /** Send texts that wait, most urgent first. */
  send: { concurrency: 4 },
  /** Answer texts that came in. */
  answer: { concurrency: 2 },
  /** Do what has fallen due. */
  timers: { concurrency: 1 },
  /** Ask the roads for driving times somebody would like to know. */
  legs: { concurrency: 1 },
} as const satisfies Record<Bell['job'], { concurrency: number }>;

export type JobName = keyof typeof JOBS;
export const JOB_NAMES = Object.keys(JOBS) as JobName[];
