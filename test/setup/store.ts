import { dataSource } from '#store/data-source';
import { openStore, type Store } from '#store/store';
import type { Bell } from '#store/tx';
import { freshDatabase } from '#test/setup/database';

export type FreshStore = {
  readonly url: string;
  readonly store: Store;
  readonly bells: Bell[];
  close(): Promise<void>;
};

/** A store over a migrated, empty database of your own; the bells it rings are kept in a list. */
export async function freshStore(): Promise<FreshStore> {
  const { url, drop } = await freshDatabase();
  const bells: Bell[] = [];
  const store = openStore(await dataSource(url).initialize(), (rung) => bells.push(...rung));
  return {
    url,
    store,
    bells,
    async close() {
      await store.close();
      await drop();
    },
  };
}

export type Town = { readonly territoryId: string; readonly technicianIds: readonly string[] };

/** A territory, its technicians and one kind of work. */
export async function buildTown(store: Store, technicians: readonly string[]): Promise<Town> {
  const [territory] = await store.read<{ id: string }>(
    `INSERT INTO territory (name, zone) VALUES ('Doorward', 'America/New_York') RETURNING id`,
  );
  await store.read(
    `INSERT INTO work_type (code, name, skill, minutes, window_minutes) VALUES ('repair', 'repair', 'fiber', 60, 60)`,
  );
  const rows = await store.read<{ id: string }>(
    `INSERT INTO technician (territory_id, name, phone, skills, home_lat, home_lng)
     SELECT $1, name, '+1555020' || n, '{fiber}', 39.29, -76.61 FROM unnest($2::text[]) WITH ORDINALITY AS t(name, n)
     RETURNING id`,
    [territory!.id, technicians],
  );
  return { territoryId: territory!.id, technicianIds: rows.map(({ id }) => id) };
}

/** A visit asked for, nothing promised yet. */
export async function openVisit(store: Store, { territoryId }: Town, customer: string): Promise<string> {
  const [row] = await store.read<{ id: string }>(
    `WITH c AS (INSERT INTO customer (name, phone, created_at) VALUES ($1, '+1' || $1, doorward_now()) RETURNING id),
          d AS (INSERT INTO address (customer_id, territory_id, street, city, lat, lng, zone)
                SELECT id, $2, '12 Oak St', 'Doorward', 39.29, -76.61, 'America/New_York' FROM c RETURNING id, customer_id),
          w AS (INSERT INTO work_order (ref, customer_id, address_id, work_type_code, opened_at)
                SELECT left(md5($1), 6), customer_id, id, 'repair', doorward_now() FROM d RETURNING id)
     INSERT INTO appointment (work_order_id, work_type_code, state) SELECT id, 'repair', 'requested' FROM w RETURNING id`,
    [customer, territoryId],
  );
  return row!.id;
}
