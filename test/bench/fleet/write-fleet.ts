import type { Side } from '#test/bench/side';

/** Further technicians on shift, until there are so many; gives the ids of all. */
export async function writeFleet(sql: Side['sql'], count: number): Promise<string[]> {
  await sql(
    `INSERT INTO technician (territory_id, name, phone, skills, home_lat, home_lng)
     SELECT t.id, 'Driver ' || n, '+1666' || lpad(n::text, 7, '0'), '{fiber}', 39 + n % 97 * 0.01, -76.6 + n % 89 * 0.01
     FROM generate_series(1, $1 - (SELECT count(*)::int FROM technician)) n
     JOIN (SELECT id, row_number() OVER (ORDER BY name) - 1 AS nth, count(*) OVER () AS all FROM territory) t ON t.nth = n % t.all`,
    [count],
  );
  await sql(
    `INSERT INTO shift (technician_id, during)
     SELECT t.id, s.during FROM technician t CROSS JOIN (SELECT during FROM shift ORDER BY during LIMIT 1) s
     WHERE NOT EXISTS (SELECT 1 FROM shift o WHERE o.technician_id = t.id)`,
  );
  await sql('ANALYZE technician, shift');
  return (await sql<{ id: string }>('SELECT id FROM technician ORDER BY id')).map(({ id }) => id);
}
