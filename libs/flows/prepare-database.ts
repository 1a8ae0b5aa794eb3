import { migrateQueue } from '#queue/backend';
import { migrate } from '#store/migrate';

/** Brings everything Doorward keeps in PostgreSQL to its newest shape: our own tables, and those of the queue. */
export async function prepareDatabase(url: string): Promise<void> {
  await migrate(url);
  await migrateQueue(url);
}
