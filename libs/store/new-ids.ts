import type { Tx } from '#store/tx';

/** Ids for rows that have to name each other before any of them is written. */
export const newIds = async (tx: Pick<Tx, 'sql'>, count: number): Promise<string[]> =>
  (await tx.sql<{ id: string }>('SELECT uuidv7() AS id FROM generate_series(1, $1::int)', [count])).map(({ id }) => id);
