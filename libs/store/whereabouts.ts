import type { Tx } from '#store/tx';

/** Where a technician was last, milliseconds since 1970. */
export type Whereabouts = readonly [technicianId: string, lat: number, lng: number, at: number];

/** Older positions say nothing about today. */
const OLDEST_HOURS = 12;

/** The newest trusted position of each of these technicians; those who have none are not in it. */
export async function whereaboutsOf(tx: Pick<Tx, 'sql'>, technicianIds: readonly string[]): Promise<Whereabouts[]> {
  if (!technicianIds.length) return [];
  const rows = await tx.sql<{ id: string; lat: number; lng: number; ms: number }>(
    `SELECT t.id, p.lat, p.lng, extract(epoch FROM p.at)::float8 * 1000 AS ms
     FROM unnest($1::uuid[]) AS t(id) CROSS JOIN (SELECT doorward_now() AS now) clock CROSS JOIN LATERAL (
       SELECT o.lat, o.lng, o.at FROM position o
       WHERE o.technician_id = t.id AND o.refused IS NULL AND o.at BETWEEN clock.now - make_interval(hours => $2) AND clock.now
       ORDER BY o.at DESC LIMIT 1
     ) p`,
    [technicianIds, OLDEST_HOURS],
  );
  return rows.map(({ id, lat, lng, ms }) => [id, lat, lng, Math.round(ms)]);
}
