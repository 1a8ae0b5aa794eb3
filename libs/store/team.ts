import type { Place, Technician } from '#routes/route';
import type { Window } from '#time/window';
import type { Tx } from '#store/tx';

type Reader = Pick<Tx, 'sql'>;

/** The technicians of a territory who have these skills, whether they work that day or not; those nearest to `near` first. */
export const teamNear = async (
  tx: Reader,
  ask: { territoryId: string; skills: readonly string[]; near: Place; most: number | null },
): Promise<Technician[]> =>
  (
    await tx.sql<Omit<Technician, 'home'> & { lat: number; lng: number }>(
      `SELECT id, name, skills, home_lat AS lat, home_lng AS lng FROM technician WHERE territory_id = $1 AND skills @> $2 AND active
       ORDER BY (home_lat - $3) ^ 2 + (home_lng - $4) ^ 2, id LIMIT $5`,
      [ask.territoryId, ask.skills, ask.near.lat, ask.near.lng, ask.most],
    )
  ).map(({ lat, lng, ...technician }) => ({ ...technician, home: { lat, lng } }));

/** One technician by himself; null when nobody of that name works here any more. */
export async function technicianById(tx: Reader, technicianId: string): Promise<Technician | null> {
  const [row] = await tx.sql<Omit<Technician, 'home'> & { lat: number; lng: number }>(
    'SELECT id, name, skills, home_lat AS lat, home_lng AS lng FROM technician WHERE id = $1 AND active',
    [technicianId],
  );
  if (!row) return null;
  const { lat, lng, ...technician } = row;
  return { ...technician, home: { lat, lng } };
}

/** Whose time is taken within a span, and by whom: a visit he has, or a hold for a customer who is deciding. */
export type Taker = {
  readonly technicianId: string;
  readonly appointmentId: string;
  readonly customer: string;
  readonly isHeld: boolean;
};

export const takersOf = (tx: Reader, technicianIds: readonly string[], span: Window): Promise<Taker[]> =>
  tx.sql<Taker>(
    `SELECT o.technician_id AS "technicianId", p.id AS "appointmentId", c.name AS customer, h.id IS NOT NULL AS "isHeld"
     FROM occupancy o
     LEFT JOIN hold h ON h.id = o.hold_id LEFT JOIN assignment a ON a.id = o.assignment_id
     JOIN appointment p ON p.id = coalesce(h.appointment_id, a.appointment_id)
     JOIN work_order w ON w.id = p.work_order_id JOIN customer c ON c.id = w.customer_id
     WHERE o.technician_id = ANY($1) AND o.during && tstzrange($2, $3)`,
    [technicianIds, span.from, span.to],
  );
