import { openDoorbell } from '#queue/doorbell';
import { dataSource } from '#store/data-source';
import { openStore } from '#store/store';
import type { Doorward } from '#flows/doorward';
import { pushKeys } from '#flows/messages/push';
import type { Settings } from '#flows/settings';
import { type OpenAddresses, openAddresses } from '#apps/roads/addresses/open-addresses';
import { bookOf } from '#apps/api/map/address-book';
import { type Log, stackOf } from '#apps/api/log';

/** Nest's name for what every controller works with. */
export const HOUSE = Symbol('house');

/** Nest's name for what takes positions: one for the whole process, for it gathers them. */
export const POSITIONS = Symbol('positions');

export type House = Doorward & {
  /** The addresses of the area in use, for searching. */
  readonly addressIndex: OpenAddresses;
  close(): Promise<void>;
};

/** Opens the truth and the bell that tells the workers of every commit. */
export async function openHouse(settings: Settings, log: Log): Promise<House> {
  const database = await dataSource(settings.DATABASE_URL, settings.DATABASE_CONNECTIONS).initialize();
  const bell = openDoorbell({ databaseUrl: settings.DATABASE_URL, redisUrl: settings.REDIS_URL }, (error) =>
    log.warn({ error: String(error) }, 'a bell could not be rung; the sweep will find its work'),
  );
  const store = openStore(database, bell.ring);
  await pushKeys(store); // made before anybody looks: looking writes nothing
  const addressIndex = openAddresses(settings.ROADS_DIR, (what, error) => log.warn({ error: String(error) }, what));
  return {
    store,
    settings,
    addressIndex,
    addresses: bookOf(addressIndex),
    onFailure: (what, error) => log.error({ what, error: stackOf(error) }, 'what was begun here could not be done'),
    async close() {
      await bell.close();
      await store.close();
    },
  };
}
