import type { AssignmentState } from '#visits/assignment';
import type { Fit } from '#eta/calibration';
import { RINGS_AT_ONCE } from '#eta/waiting';
import type { Place } from '#routes/route';
import type { Tx } from '#store/tx';

type Reader = Pick<Tx, 'sql'>;

/** One live ticket of a technician, as far as predicting his day goes. */
export type AheadRow = {
  readonly assignmentId: string;
  readonly appointmentId: string;
  readonly workOrderId: string;
  readonly customer: string;
  readonly state: AssignmentState;
  readonly since: Date;
  readonly plannedFrom: Date;
  readonly windowFrom: Date | null;
  readonly announced: Date | null;
  /** The median of this technician's visits of the kind, and the spread of their logarithm where it was learned. */
  readonly workMinutes: number;
  readonly workSpread: number | null;
  readonly workShape: readonly number[] | null;
  readonly lat: number;
  readonly lng: number;
};

/** The technician's live tickets in the order he will get to them: the one he is at or driving to, then by plan. */
export const ticketsAhead = (tx: Reader, technicianId: string): Promise<AheadRow[]> =>
  tx.sql<AheadRow>(
    `SELECT a.id AS "assignmentId", p.id AS "appointmentId", w.id AS "workOrderId", c.name AS customer, a.state, a.since,
            a.planned_from AS "plannedFrom", p.window_from AS "windowFrom", a.announced,
            coalesce(p.minutes, t.minutes) * coalesce(l.ratio, t.learned_ratio) AS "workMinutes",
            coalesce(l.spread, t.learned_spread) AS "workSpread", t.learned_shape AS "workShape", d.lat, d.lng
     FROM assignment a
     JOIN appointment p ON p.id = a.appointment_id JOIN work_order w ON w.id = p.work_order_id
     JOIN customer c ON c.id = w.customer_id
     JOIN work_type t ON t.code = p.work_type_code JOIN address d ON d.id = w.address_id
     LEFT JOIN learned_duration l ON l.technician_id = a.technician_id AND l.work_type_code = t.code
     WHERE a.technician_id = $1
       AND a.state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused')
     ORDER BY a.state IN ('on_site', 'working', 'paused') DESC, a.state = 'en_route' DESC, a.planned_from, a.id`,
    [technicianId],
  );

/** What else is known of a technician's day. */
export type KnownDay = {
  readonly name: string;
  readonly territoryId: string;
  readonly zone: string;
  readonly home: Place;
  /** His newest position of today that can be trusted. */
  readonly fix: (Place & { readonly at: Date }) | null;
  /** Since when his trusted positions have stayed within 150 m of the newest. */
  readonly stillSince: Date | null;
  /** The last stop he finished today. */
  readonly last: (Place & { readonly at: Date }) | null;
  readonly shift: { readonly from: Date; readonly breakFrom: Date | null; readonly breakMinutes: number | null } | null;
  /** What he finished today: how long it took, against what is usual for him. */
  readonly done: readonly { readonly usual: number; readonly spread: number | null; readonly minutes: number }[];
  /** The drives he made today: how long they took, against what is usual then. */
  readonly driven: readonly { readonly usual: number; readonly minutes: number }[];
  readonly drives: {
    readonly doorMinutes: number;
    readonly spread: number | null;
    readonly paces: readonly number[] | null;
    readonly turns: readonly number[] | null;
  };
  /** How early he is wont to come: see `earliness`. */
  readonly early: number;
  /** Whether there are roads to ask for driving times. */
  readonly hasRoads: boolean;
  /** The alerts about him saying nothing that are open. */
  readonly openNotices: readonly string[];
  readonly calibration: readonly (Fit & { readonly kind: string })[];
};

/** Reads it in one statement; every change of a day asks. */
export async function knownDay(tx: Reader, technicianId: string): Promise<KnownDay> {
  const [row] = await tx.sql<Record<string, any>>(KNOWN_DAY, [technicianId, RINGS_AT_ONCE]);
  if (!row) throw new Error(`no technician ${technicianId}`);
  return {
    name: row['name'],
    territoryId: row['territoryId'],
    zone: row['zone'],
    home: { lat: row['homeLat'], lng: row['homeLng'] },
    fix: row['fixAt'] && { at: row['fixAt'], lat: row['fixLat'], lng: row['fixLng'] },
    stillSince: row['stillSince'],
    last: row['lastAt'] && { at: row['lastAt'], lat: row['lastLat'], lng: row['lastLng'] },
    shift: row['shiftFrom'] && {
      from: row['shiftFrom'],
      breakFrom: row['breakFrom'],
      breakMinutes: row['breakMinutes'],
    },
    done: row['done'] ?? [],
    driven: row['driven'] ?? [],
    drives: { doorMinutes: row['doorMinutes'], spread: row['driveSpread'], paces: row['paces'], turns: row['turns'] },
    early: row['early'],
    hasRoads: row['hasRoads'],
    openNotices: row['openNotices'] ?? [],
    calibration: row['calibration'] ?? [],
  };
}

const KNOWN_DAY = /* sql */ `
  WITH clock AS MATERIALIZED (SELECT doorward_now() AS now)
  SELECT t.name, t.home_lat AS "homeLat", t.home_lng AS "homeLng", r.id AS "territoryId", r.zone,
         r.learned_door_minutes AS "doorMinutes", r.learned_drive_spread AS "driveSpread", r.learned_paces AS paces, r.learned_turns AS turns, t.learned_early AS early,
         fix.at AS "fixAt", fix.lat AS "fixLat", fix.lng AS "fixLng", still.since AS "stillSince",
         last.at AS "lastAt", last.lat AS "lastLat", last.lng AS "lastLng",
         s."from" AS "shiftFrom", s.break_from AS "breakFrom", s.break_minutes AS "breakMinutes",
         EXISTS (SELECT 1 FROM road_network) AS "hasRoads",
         (SELECT array_agg(kind) FROM alert
          WHERE closed_at IS NULL AND key = ANY(ARRAY['dark-phone:' || t.id, 'not-moving:' || t.id, 'overrun:' || t.id])) AS "openNotices",
         done.list AS done, driven.list AS driven, (SELECT json_agg(json_build_object('kind', kind, 'middle', middle, 'early', early, 'late', late,
           'from', learned_from)) FROM learned_spread) AS calibration
  FROM technician t CROSS JOIN clock JOIN territory r ON r.id = t.territory_id
  LEFT JOIN LATERAL (
    SELECT p.at, p.lat, p.lng FROM position p
    WHERE p.technician_id = t.id AND p.refused IS NULL AND p.at BETWEEN clock.now - interval '12 hours' AND clock.now
    ORDER BY p.at DESC LIMIT 1
  ) fix ON true
  LEFT JOIN LATERAL (
    -- A hundred meters are about 0.0009 degrees of latitude; a van that creeps is not standing. What a phone did not say
    -- while it was dark is no standing either: it begins with the first position that has not moved.
    SELECT min(at) AS since FROM (
      SELECT at, max(at) FILTER (WHERE away) OVER () AS moved FROM (
        SELECT p.at, abs(p.lat - fix.lat) > 0.00135 OR abs(p.lng - fix.lng) * cos(radians(fix.lat)) > 0.00135 AS away
        FROM position p
        WHERE fix.at IS NOT NULL AND p.technician_id = t.id AND p.refused IS NULL
          AND p.at BETWEEN clock.now - interval '1 hour' AND clock.now
      ) hour
    ) seen WHERE moved IS NULL OR at > moved
  ) still ON true
  LEFT JOIN LATERAL (
    SELECT a.since AS at, d.lat, d.lng FROM assignment a
    JOIN appointment p ON p.id = a.appointment_id JOIN work_order w ON w.id = p.work_order_id
    JOIN address d ON d.id = w.address_id
    WHERE a.technician_id = t.id AND a.state IN ('completed', 'cannot_complete') AND a.since > clock.now - interval '12 hours'
    ORDER BY a.since DESC LIMIT 1
  ) last ON true
  LEFT JOIN LATERAL (
    SELECT lower(during) AS "from", break_from, break_minutes FROM shift
    WHERE technician_id = t.id AND upper(during) > clock.now ORDER BY lower(during) LIMIT 1
  ) s ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('usual', coalesce(p.minutes, k.minutes) * coalesce(l.ratio, k.learned_ratio),
             'spread', coalesce(l.spread, k.learned_spread),
             'minutes', extract(epoch FROM p.ended_at
               - CASE WHEN t.learned_early > $2 THEN p.arrived_at ELSE greatest(p.arrived_at, p.window_from) END) / 60)) AS list
    FROM assignment a JOIN appointment p ON p.id = a.appointment_id
    JOIN work_type k ON k.code = p.work_type_code
    LEFT JOIN learned_duration l ON l.technician_id = t.id AND l.work_type_code = k.code
    WHERE a.technician_id = t.id AND a.state = 'completed' AND a.since > clock.now - interval '12 hours'
      AND p.ended_at > p.arrived_at
  ) done ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('usual', v.minutes * v.pace + r.learned_door_minutes,
             'minutes', extract(epoch FROM v.arrived_at - v.set_out_at) / 60)) AS list
    FROM drive v JOIN assignment a ON a.id = v.assignment_id JOIN appointment p ON p.id = a.appointment_id
    -- Who came as the window began may have waited for it.
    WHERE v.technician_id = t.id AND v.set_out_at > clock.now - interval '12 hours'
      AND v.arrived_at > greatest(v.set_out_at, p.window_from + interval '5 minutes')
  ) driven ON true
  WHERE t.id = $1
`;
