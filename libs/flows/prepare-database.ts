import { migrateQueue } from '#queue/backend';
import { dataSource } from '#store/data-source';
import { migrate } from '#store/migrate';
import { openStore } from '#store/store';
import { type FirstSupervisor, foundSupervisor } from '#flows/commands/setup/dispatchers';

/** Brings everything Doorward keeps in PostgreSQL to its newest shape: our own tables, and those of the queue. */
export async function prepareDatabase(url: string): Promise<void> {
  await migrate(url);
  await migrateQueue(url);
}

/** Somebody who can set up a house that nobody can set up yet; null where somebody can. */
export async function makeFirstSupervisor(url: string): Promise<FirstSupervisor | null> {
  const store = openStore(await dataSource(url, 2).initialize(), () => undefined);
  try {
    return await foundSupervisor(store);
  } finally {
    await store.close();
  }
}
