import pg from 'pg';
import { toRange } from '#store/span';
import type { Order } from '#test/bench/booking/orders';

/** The floor: nothing but an INSERT for each booking, under the same exclusion constraint, in the same database. */
export async function openBare(databaseUrl: string) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 16 });
  await pool.query(`CREATE TABLE bare (id uuid PRIMARY KEY DEFAULT uuidv7(), technician_id uuid NOT NULL, during tstzrange NOT NULL,
    EXCLUDE USING gist (technician_id WITH =, during WITH &&))`);
  const insert = async ({ technician, window }: Order): Promise<number> => {
    await pool
      .query('INSERT INTO bare (technician_id, during) VALUES ($1, $2)', [technician.id, toRange(window)])
      .catch((error: { code?: string }) => {
        if (error.code !== OVERLAPS) throw error;
      });
    return performance.now();
  };
  return {
    insert,
    /** From the moment all were sent, ms each. */
    async race(orders: readonly Order[]): Promise<number[]> {
      const sent = performance.now();
      return (await Promise.all(orders.map(insert))).map((at) => at - sent);
    },
    clear: () => pool.query('TRUNCATE bare'),
    close: () => pool.end(),
  };
}

export type Bare = Awaited<ReturnType<typeof openBare>>;

const OVERLAPS = '23P01';
