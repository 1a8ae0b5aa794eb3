import pg from 'pg';

type Person = { readonly name: string; readonly phone: string; readonly role: 'customer' | 'technician' };

/** What the simulated phones need to know of the database: whose they are, and what time the one clock shows. */
export async function openDemoWorld(databaseUrl: string) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, keepAlive: true });
  pool.on('error', () => {}); // the database went away; the next query opens a new connection
  let clock: Clock | undefined = await readClock(pool);
  const polling = setInterval(() => readClock(pool).then((now) => (clock = now), keepTheLast), 1000);
  return {
    people: async () => (await pool.query<Person>(PEOPLE)).rows,
    now: () =>
      clock ? new Date(clock.shows.getTime() + (Date.now() - clock.set_at.getTime()) * clock.rate) : new Date(),
    async close() {
      clearInterval(polling);
      await pool.end();
    },
  };
}

type Clock = { readonly set_at: Date; readonly shows: Date; readonly rate: number };

const readClock = async (pool: pg.Pool) => (await pool.query<Clock>('SELECT set_at, shows, rate FROM clock')).rows[0];

const keepTheLast = () => {};

const PEOPLE = `
  SELECT name, phone, 'customer' AS role FROM customer
  UNION ALL SELECT name, phone, 'technician' FROM technician
  ORDER BY role, phone`;
