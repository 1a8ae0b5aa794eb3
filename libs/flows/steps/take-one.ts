import type { Tx } from '#store/tx';
import type { Doorward } from '#flows/doorward';
import { openAlert } from '#flows/steps/alerts';

/** What waits for a worker. */
export type Waiting = 'event' | 'timer' | 'text' | 'message';

/** Leaves out what has failed lately and waits for its next try; `id` is the SQL of the row's key. */
export const notSetBack = (what: Waiting, id: string) =>
  `NOT EXISTS (SELECT 1 FROM setback s WHERE s.key = '${what}:' || ${id} AND s.retry_at > clock_timestamp())`;

/** From here on a person is told, for nobody else will mend it. */
const PATIENCE = 3;

/** Leaves out what a person was told of: it keeps its place before others no longer, for it may keep it for ever. */
export const notGivenUp = (what: Waiting, id: string) =>
  `NOT EXISTS (SELECT 1 FROM setback s WHERE s.key = '${what}:' || ${id} AND s.failures >= ${PATIENCE})`;

const LONGEST_SECONDS = 300;

/**
 * Takes one waiting thing and deals with it in one commit; `nothing` when none waits. What fails is set back, for two
 * seconds at first and twice as long each time, so that one thing that cannot be done never stands in the way of all
 * the others; after the third time the desk is told. Throws only when the failure itself could not be written down.
 */
export async function takeOne<Item extends { readonly id: string }, Done>(
  house: Doorward,
  what: Waiting,
  pick: (tx: Tx) => Promise<Item | undefined>,
  deal: (tx: Tx, item: Item) => Promise<Done>,
): Promise<Done | 'nothing' | 'set back'> {
  let taken: Item | undefined;
  try {
    return await house.store.commit(async (tx) => {
      taken = await pick(tx);
      if (!taken) return 'nothing';
      const done = await deal(tx, taken);
      await tx.sql('DELETE FROM setback WHERE key = $1', [`${what}:${taken.id}`]);
      return done;
    });
  } catch (error) {
    if (!taken) throw error;
    await setBack(house, what, taken.id, error);
    return 'set back';
  }
}

async function setBack(house: Doorward, what: Waiting, id: string, error: unknown): Promise<void> {
  house.onFailure?.(`${what} ${id}`, error);
  await house.store.commit(async (tx) => {
    const [row] = await tx.sql<{ failures: number }>(
      `INSERT INTO setback (key, failures, retry_at, error) VALUES ($1, 1, clock_timestamp() + interval '2 seconds', $2)
       ON CONFLICT (key) DO UPDATE SET failures = setback.failures + 1, error = excluded.error,
         retry_at = clock_timestamp() + make_interval(secs => least($3, 2 * 2 ^ least(setback.failures, 30)))
       RETURNING failures`,
      [`${what}:${id}`, String(error).slice(0, 500), LONGEST_SECONDS],
    );
    if (row!.failures >= PATIENCE)
      await openAlert(tx, {
        kind: 'failing',
        subject: `${what}:${id}`,
        says: `Doorward could not deal with ${NAMED[what]} ${row!.failures} times and keeps trying. Please look after it by hand.`,
      });
  });
}

const NAMED: Record<Waiting, string> = {
  event: 'what follows from an event',
  timer: 'something that fell due',
  text: 'a text that came in',
  message: 'a text that has to be sent',
};
