import { DataSource } from 'typeorm';
import { TheHouse1780000000001 } from '#store/migrations/1-the-house';
import { RealArrivals1790000000002 } from '#store/migrations/2-real-arrivals';
import { TrueSlots1800000000003 } from '#store/migrations/3-true-slots';
import { Conversation1810000000004 } from '#store/migrations/4-conversation';
import { Screens1820000000005 } from '#store/migrations/5-screens';
import { LastTenth1830000000006 } from '#store/migrations/6-last-tenth';
import { PostgresNames } from '#store/naming';
import { PreparingClient } from '#store/preparing-client';
import * as arrivals from '#store/tables/arrivals';
import * as credits from '#store/tables/credits';
import * as delivery from '#store/tables/delivery';
import * as dispatch from '#store/tables/dispatch';
import * as doors from '#store/tables/doors';
import * as imports from '#store/tables/imports';
import * as ledger from '#store/tables/ledger';
import * as people from '#store/tables/people';
import * as phones from '#store/tables/phones';
import * as visits from '#store/tables/visits';

/** Every table, in one list. */
const TABLES = [people, visits, ledger, doors, arrivals, credits, delivery, dispatch, phones, imports].flatMap((file) =>
  Object.values(file),
);

const LIMITS = '-c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000';

/**
 * A connection pool to the database of truth. `connections` bounds it. A statement may take 15 s at most, and a
 * transaction whose process has stopped talking is ended after 30: its locks would hold up everybody. Work that may
 * take its time (`patient`) has neither limit.
 */
export const dataSource = (url: string, connections = 20, pace: 'brisk' | 'patient' = 'brisk') =>
  new DataSource({
    type: 'postgres',
    url,
    entities: TABLES,
    migrations: [
      TheHouse1780000000001,
      RealArrivals1790000000002,
      TrueSlots1800000000003,
      Conversation1810000000004,
      Screens1820000000005,
      LastTenth1830000000006,
    ],
    namingStrategy: new PostgresNames(),
    installExtensions: false,
    migrationsTableName: 'migration_done',
    applicationName: 'doorward',
    extra: {
      Client: PreparingClient,
      max: connections,
      keepAlive: true,
      options: `-c timezone=UTC ${pace === 'brisk' ? LIMITS : ''}`,
    },
  });
