import type { Window } from '#time/window';
import { UNKNOWN } from '#eta/durations';
import { momentsOf } from '#eta/law';
import type { Lasts, Route, Stop } from '#routes/route';
import type { Tx } from '#store/tx';

type Reader = Pick<Tx, 'sql'>;

/** Who of a territory has the skills and a shift within `span`. */
export const techniciansIn = async (
  tx: Reader,
  ask: { territoryId: string; skills: readonly string[]; span: Window },
): Promise<string[]> =>
  (
    await tx.sql<{ id: string }>(
      `SELECT t.id FROM technician t
       WHERE t.territory_id = $1 AND t.skills @> $2 AND t.active
         AND EXISTS (SELECT 1 FROM shift s WHERE s.technician_id = t.id AND s.during && tstzrange($3, $4))`,
      [ask.territoryId, ask.skills, ask.span.from, ask.span.to],
    )
  ).map(({ id }) => id);

/** The days of all of them, a route for each shift. */
export const routesIn = async (tx: Reader, ask: Parameters<typeof techniciansIn>[1]): Promise<Route[]> =>
  routesOf(tx, await techniciansIn(tx, ask), ask.span);

/** The routes of these technicians: every shift that touches `span`, with all that takes their time in it. */
export async function routesOf(tx: Reader, technicianIds: readonly string[], span: Window): Promise<Route[]> {
  if (!technicianIds.length) return [];
  const shifts = await tx.sql<ShiftRow>(SHIFTS, [technicianIds, span.from, span.to]);
  const lasting = lastings();
  const stays = new Map<string, Stop[]>(technicianIds.map((id) => [id, []]));
  for (const row of await tx.sql<StopRow>(STOPS, [technicianIds, span.from, span.to]))
    stays.get(row.technicianId)!.push(...staysOf(row, lasting(row)));
  return shifts.map((shift) => ({
    technician: {
      id: shift.technicianId,
      name: shift.name,
      skills: shift.skills,
      home: { lat: shift.lastLat ?? shift.homeLat, lng: shift.lastLng ?? shift.homeLng },
    },
    shift: { from: shift.from, to: shift.to },
    breaks: shift.breakFrom && shift.breakMinutes ? [{ from: shift.breakFrom, minutes: shift.breakMinutes }] : [],
    stops: stays
      .get(shift.technicianId)!
      .filter(({ stay }) => stay.from < shift.to && stay.to > shift.from)
      .sort((a, b) => a.stay.from.getTime() - b.stay.from.getTime()),
  }));
}

type ShiftRow = {
  technicianId: string;
  name: string;
  skills: string[];
  homeLat: number;
  homeLng: number;
  lastLat: number | null;
  lastLng: number | null;
  from: Date;
  to: Date;
  breakFrom: Date | null;
  breakMinutes: number | null;
};

/**
 * Who is not sent out any more has no shifts to plan on: whoever has seen a time of his before finds it gone behind his
 * lock. A technician who has finished stops in a shift sets out from the last of them, not from home.
 */
const SHIFTS = /* sql */ `
  SELECT t.id AS "technicianId", t.name, t.skills, t.home_lat AS "homeLat", t.home_lng AS "homeLng",
         lower(s.during) AS "from", upper(s.during) AS "to", s.break_from AS "breakFrom",
         s.break_minutes AS "breakMinutes", last.lat AS "lastLat", last.lng AS "lastLng"
  FROM shift s JOIN technician t ON t.id = s.technician_id
  LEFT JOIN LATERAL (
    SELECT d.lat, d.lng FROM assignment a
    JOIN appointment p ON p.id = a.appointment_id JOIN work_order w ON w.id = p.work_order_id
    JOIN address d ON d.id = w.address_id
    WHERE a.technician_id = t.id AND a.state IN ('completed', 'cannot_complete') AND a.since <@ s.during
      AND lower(s.during) <= doorward_now()
    ORDER BY a.since DESC LIMIT 1
  ) last ON true
  WHERE t.id = ANY($1) AND t.active AND s.during && tstzrange($2, $3)
  ORDER BY lower(s.during), t.id
`;

type StopRow = {
  id: string;
  technicianId: string;
  from: Date;
  to: Date;
  expectedFrom: Date | null;
  expectedTo: Date | null;
  windowFrom: Date;
  windowTo: Date;
  heldUntil: Date | null;
  lat: number;
  lng: number;
} & Worked;

const STOPS = /* sql */ `
  SELECT p.id, o.technician_id AS "technicianId", lower(o.during) AS "from", upper(o.during) AS "to",
         a.expected_from AS "expectedFrom", a.expected_to AS "expectedTo",
         coalesce(h.window_from, p.window_from) AS "windowFrom", coalesce(h.window_to, p.window_to) AS "windowTo", h.expires_at AS "heldUntil", d.lat, d.lng,
         coalesce(p.minutes, k.minutes) * coalesce(l.ratio, k.learned_ratio) AS minutes, coalesce(l.spread, k.learned_spread) AS spread, k.learned_shape AS shape
  FROM occupancy o
  LEFT JOIN assignment a ON a.id = o.assignment_id
  LEFT JOIN hold h ON h.id = o.hold_id
  JOIN appointment p ON p.id = coalesce(a.appointment_id, h.appointment_id)
  JOIN work_order w ON w.id = p.work_order_id
  JOIN address d ON d.id = w.address_id
  JOIN work_type k ON k.code = p.work_type_code
  LEFT JOIN learned_duration l ON l.technician_id = o.technician_id AND l.work_type_code = k.code
  WHERE o.technician_id = ANY($1)
    AND (o.during && tstzrange($2, $3) OR tstzrange(a.expected_from, a.expected_to) && tstzrange($2, $3))
    AND (h.id IS NULL OR h.expires_at > doorward_now())
`;

/** The planned stay and, where the day runs otherwise, the expected one: neither may be promised to somebody else. */
function staysOf(row: StopRow, work: Lasts): Stop[] {
  const place = { lat: row.lat, lng: row.lng };
  const window = { from: row.windowFrom, to: row.windowTo };
  const held = row.heldUntil ? { heldUntil: row.heldUntil } : {};
  const planned: Stop = { id: row.id, place, window, work, ...held, stay: { from: row.from, to: row.to } };
  if (!row.expectedFrom || !row.expectedTo || row.expectedFrom >= row.expectedTo) return [planned];
  const expected: Stop = { ...planned, stay: { from: row.expectedFrom, to: row.expectedTo } };
  return row.expectedTo > row.to || row.expectedFrom > row.from ? [planned, expected] : [planned];
}

/** What was learned of a kind of work: see `Law`. */
export type Worked = {
  readonly minutes: number;
  readonly spread: number | null;
  readonly shape: readonly number[] | null;
};

/** How long work lasts, by what was learned of it; the figures of each law are reckoned once. */
export function lastings(): (worked: Worked) => Lasts {
  const known = new Map<unknown, Lasts>();
  return ({ minutes, spread, shape }) => {
    const key = shape ? shape.join() : spread;
    let unit = known.get(key);
    if (!unit) {
      unit = momentsOf({ minutes: 1, spread: spread ?? UNKNOWN.spread, shape: shape ?? undefined });
      known.set(key, unit);
    }
    return { mean: minutes * unit.mean, sd: minutes * unit.sd };
  };
}
