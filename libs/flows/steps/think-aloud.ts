import type { Doorward } from '#flows/doorward';
import { inSlices, type Sliced } from '#flows/steps/in-slices';

/** How often it is written down how far the thinking has come, and asked whether it is still wanted. */
const SAY_EVERY_MS = 250;

type Aloud<Step> = {
  /** Longer nobody waits: what has been found by then is the answer. */
  readonly budgetMs: number;
  /** Writes down how far it is; false when nobody wants it any more. */
  readonly say: (step: Step) => Promise<boolean>;
  /** What it is, for the log: `planning a day`. */
  readonly what: string;
  /** Milliseconds that only go forward. */
  readonly clock?: () => number;
};

/**
 * Thinks in slices beside everything else the process does, and says now and then how far it has come: whoever asks any
 * process sees it, and may say from there that nobody wants it any more. That it could not be said stops nothing.
 */
export async function thinkAloud<Step, Done>(
  house: Pick<Doorward, 'onFailure'>,
  work: Generator<Step, Done, void>,
  { budgetMs, say, what, clock = () => performance.now() }: Aloud<Step>,
): Promise<Sliced<Step, Done>> {
  const unwanted = new AbortController();
  let saidAt = clock();
  let saying = Promise.resolve();
  const onProgress = (step: Step) => {
    if (clock() < saidAt + SAY_EVERY_MS) return;
    saidAt = clock();
    saying = say(step)
      .then((isWanted) => void (isWanted || unwanted.abort()))
      .catch((error: unknown) => house.onFailure?.(`${what}: saying how far it is`, error));
  };
  const sliced = await inSlices(work, { clock, budgetMs, onProgress, cancel: unwanted.signal });
  // Nothing said late may overwrite what is said of the end.
  await saying;
  return unwanted.signal.aborted ? { ended: 'cancelled', last: sliced.last } : sliced;
}
