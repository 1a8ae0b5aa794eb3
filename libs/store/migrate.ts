import { dataSource } from '#store/data-source';

/** Brings the database at `url` to the newest shape; does nothing when it is there. Safe to run from several processes. */
export async function migrate(url: string): Promise<void> {
  const database = await dataSource(url, 2, 'patient').initialize();
  try {
    await database.transaction(async (tx) => {
      // Two processes starting at once must not both create the tables.
      await tx.query(`SELECT pg_advisory_lock(hashtext('doorward.migrate'))`);
      try {
        await database.runMigrations({ transaction: 'each' });
      } finally {
        await tx.query(`SELECT pg_advisory_unlock(hashtext('doorward.migrate'))`);
      }
    });
  } finally {
    await database.destroy();
  }
}
