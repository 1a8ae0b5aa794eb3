import pg from 'pg';
import { plusMinutes } from '#time/minutes';
import { passwordHash } from '#flows/commands/sign-in';
import { hashOf } from '#flows/links';
import { toRange } from '#store/span';
import { API_KEY, DESK, local, ZONE } from '#test/world/company';
import { insert } from '#test/bench/town/insert';
import { LONG_MINUTES, MORNING, type Town, WORK_MINUTES } from '#test/bench/town/plan';
import { writeDay } from '#test/bench/town/write-day';

/** A dispatcher who is signed in already: the token of his session. */
export const SESSION = 'session-token-of-the-benchmarks';

const DAYS = 5;

/** Fills an empty database with the town and its day. The clock shows the morning and runs from now on. */
export async function writeTown(databaseUrl: string, town: Town): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    await writeCompany(db, town);
    await writeTechnicians(db, town);
    await writeDay(db, town);
    await db.query('VACUUM (ANALYZE)');
    await db.query('INSERT INTO clock (set_at, shows, rate) VALUES (clock_timestamp(), $1, 1)', [MORNING]);
  } finally {
    await db.end();
  }
}

async function writeCompany(db: pg.Client, { territoryIds }: Town): Promise<void> {
  await insert(
    db,
    'territory',
    territoryIds.map((id, n) => ({ id, name: `Territory ${n}`, zone: ZONE })),
  );
  await insert(db, 'work_type', [
    { code: 'repair', name: 'Repair', skill: 'fiber', minutes: WORK_MINUTES, window_minutes: 60 },
    { code: 'long', name: 'Install', skill: 'fiber', minutes: LONG_MINUTES, window_minutes: 60 },
  ]);
  await insert(db, 'dispatcher', [
    { name: 'Lee Park', email: DESK.email, role: 'desk', password_hash: await passwordHash(DESK.password) },
  ]);
  await db.query(
    `INSERT INTO session (token_hash, dispatcher_id, created_at, expires_at)
     SELECT $1, id, clock_timestamp(), clock_timestamp() + interval '1 day' FROM dispatcher`,
    [hashOf(SESSION)],
  );
  await insert(db, 'api_key', [{ name: 'bench', key_hash: hashOf(API_KEY), created_at: new Date() }]);
}

async function writeTechnicians(db: pg.Client, { territoryIds, technicians }: Town): Promise<void> {
  await insert(
    db,
    'technician',
    technicians.map(({ id, name, phone, territory, home }) => ({
      id,
      territory_id: territoryIds[territory],
      name,
      phone,
      skills: ['fiber'],
      home_lat: home.lat,
      home_lng: home.lng,
      active: true,
    })),
  );
  await insert(
    db,
    'shift',
    technicians.flatMap(({ id }) =>
      Array.from({ length: DAYS }, (_, day) => ({ technician_id: id, during: toRange(shiftOf(day)) })),
    ),
  );
  await insert(
    db,
    'device',
    technicians.map(({ id, token }) => ({ technician_id: id, token_hash: hashOf(token), created_at: MORNING })),
  );
}

const shiftOf = (day: number) => ({
  from: plusMinutes(local('07:30:00'), day * 1440),
  to: plusMinutes(local('18:00:00'), day * 1440),
});
