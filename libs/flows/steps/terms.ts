import { later } from '#time/minutes';
import type { AppointmentState } from '#visits/appointment';
import { isRefused, type Refused, refuse } from '#visits/refused';
import { meets, type Slot, type Terms } from '#routes/slot-search';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';

type Reader = Pick<Tx, 'sql'>;

/** Whether a stay that is held for the visit still meets its terms: the visits around it may have moved since. */
export async function stillMeets(
  tx: Tx,
  visit: Visit,
  held: Pick<Slot, 'technicianId' | 'stay'>,
  neighbours: Neighbours = 'all',
  given: Terms = {},
): Promise<boolean> {
  const terms = await termsOf(tx, visit, given, neighbours);
  return !isRefused(terms) && meets(held, terms);
}

/**
 * Whose promises bind a visit: also those that rest on it, or only the one it rests on itself. The customer may move a
 * visit though a later one has to move with it; only he is offered that when nothing else is free.
 */
export type Neighbours = 'all' | 'first';

type TermsRow = {
  notBefore: Date | null;
  needsFirst: boolean;
  firstState: AppointmentState | null;
  firstEnds: Date | null;
  /** Whose it has to be because the visit before it, or the one after it, is his. */
  technicianId: string | null;
  mustEnd: Date | null;
};

/**
 * What holds for a visit beyond its window: since when what it needs is there, the visit that has to be done before it,
 * and those promised for after it. What the caller gives stands instead of what the other visits say. Refused when the
 * visit before it has no time yet and the caller gives none.
 */
export async function termsOf(
  tx: Reader,
  visit: Visit,
  given: Terms = {},
  neighbours: Neighbours = 'all',
): Promise<Terms | Refused> {
  // The common case, read with the visit: nothing binds it but its window.
  if (!visit.needs && !visit.isNeeded && !visit.notBefore) return given;
  const [row] = await tx.sql<TermsRow>(TERMS, [visit.appointmentId, neighbours === 'all']);
  if (!row) return given;
  if (row.needsFirst && !row.firstEnds && !given.from)
    return refuse(
      'infeasible',
      row.firstState === 'cancelled' || row.firstState === 'failed'
        ? 'The visit that has to come first will not happen.'
        : 'The visit that has to come first has no time yet.',
    );
  const after = given.from ?? row.firstEnds ?? undefined;
  return {
    from: after && row.notBefore ? later(after, row.notBefore) : (after ?? row.notBefore ?? undefined),
    until: given.until ?? row.mustEnd ?? undefined,
    technicianId: given.technicianId ?? row.technicianId ?? undefined,
  };
}

/**
 * A visit ends as planned, or when it is expected to where that is later; one that nobody has at the moment, as late as
 * its promise allows. A promise that stands still binds nobody.
 */
const TERMS = /* sql */ `
  SELECT a.not_before AS "notBefore", a.needs_first_id IS NOT NULL AS "needsFirst", f.state AS "firstState",
         CASE f.state
           WHEN 'confirmed' THEN coalesce(greatest(ft.planned_to, ft.expected_to), f.window_to + k.minutes * interval '1 minute')
           WHEN 'fulfilled' THEN f.ended_at
           WHEN 'requested' THEN fh.stay_to -- held while the customer chooses both
         END + a.gap_minutes * interval '1 minute' AS "firstEnds",
         coalesce(CASE WHEN a.same_technician THEN coalesce(ft.technician_id, fh.technician_id) END,
           (array_agg(nt.technician_id) FILTER (WHERE n.same_technician))[1]) AS "technicianId",
         min(coalesce(nt.planned_from, n.window_from) - n.gap_minutes * interval '1 minute') AS "mustEnd"
  FROM appointment a
  LEFT JOIN appointment f ON f.id = a.needs_first_id
  LEFT JOIN work_type k ON k.code = f.work_type_code
  LEFT JOIN LATERAL (
    SELECT * FROM assignment t WHERE t.appointment_id = f.id AND t.state NOT IN ('declined', 'expired', 'withdrawn')
    ORDER BY t.created_at DESC, t.id DESC LIMIT 1
  ) ft ON true
  LEFT JOIN LATERAL (
    SELECT stay_to, technician_id FROM hold h WHERE h.appointment_id = f.id AND f.state = 'requested' AND h.state = 'active'
      AND h.expires_at > doorward_now() ORDER BY h.id DESC LIMIT 1
  ) fh ON true
  LEFT JOIN appointment n ON n.needs_first_id = a.id AND n.state = 'confirmed' AND n.suspended_at IS NULL AND $2
  LEFT JOIN assignment nt ON nt.appointment_id = n.id
    AND nt.state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused')
  WHERE a.id = $1
  GROUP BY a.id, f.id, k.code, ft.id, ft.planned_to, ft.expected_to, ft.technician_id, fh.stay_to, fh.technician_id
`;
