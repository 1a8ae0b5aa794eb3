import type { Window } from '#time/window';
import { dayAt, daySpan } from '#time/zone';
import { keepsBudget, type DayOfHolds } from '#visits/hold';
import { minutesBetween } from '#time/minutes';
import type { Tx } from '#store/tx';

/** What may still be held in some territories; what is granted counts from then on. */
export type HoldBudget = {
  /** Whether this stay may be held, as things are by now. */
  grant(territoryId: string, stay: Window): Promise<boolean>;
};

/**
 * Opens the books on what is held in these territories. One commit at a time has them open, so that two holds never
 * both get the last minutes; they come last, after the locks of technicians and visits.
 */
export async function openBudget(tx: Tx, territoryIds: readonly string[]): Promise<HoldBudget> {
  const territories = await tx.sql<{ id: string; zone: string; percent: number }>(
    `SELECT id, zone, hold_percent AS percent, pg_advisory_xact_lock(hashtextextended('holds:' || id, 0))
     FROM (SELECT * FROM territory WHERE id = ANY($1) ORDER BY id) t`,
    [[...new Set(territoryIds)]],
  );
  const books = new Map<string, { -readonly [K in keyof DayOfHolds]: DayOfHolds[K] }>();
  return {
    async grant(territoryId, stay) {
      const { zone, percent } = territories.find(({ id }) => id === territoryId)!;
      const day = dayAt(stay.from, zone);
      const key = `${territoryId} ${day}`;
      const span = daySpan(day, zone);
      const book = books.get(key) ?? { ...(await minutesOf(tx, territoryId, span)), percent };
      books.set(key, book);
      const minutes = minutesBetween(stay.from, stay.to);
      if (!keepsBudget(book, minutes)) return false;
      book.heldMinutes += minutes;
      return true;
    },
  };
}

const minutesOf = async (tx: Tx, territoryId: string, { from, to }: Window): Promise<Omit<DayOfHolds, 'percent'>> =>
  (await tx.sql<Omit<DayOfHolds, 'percent'>>(MINUTES, [territoryId, from, to, tx.now]))[0]!;

/** Free is what the shifts have, less their breaks and what is promised; dead holds hold nothing. */
const MINUTES = /* sql */ `
  WITH day AS (SELECT tstzrange($2::timestamptz, $3::timestamptz) AS span),
  team AS (SELECT id FROM technician WHERE territory_id = $1 AND active),
  worked AS (
    SELECT coalesce(sum(extract(epoch FROM upper(s.during * d.span) - lower(s.during * d.span)) / 60
      - CASE WHEN s.break_from <@ d.span THEN s.break_minutes ELSE 0 END), 0) AS minutes
    FROM shift s JOIN team ON team.id = s.technician_id JOIN day d ON s.during && d.span
  ),
  taken AS (
    SELECT coalesce(sum(extract(epoch FROM upper(o.during * d.span) - lower(o.during * d.span)) / 60) FILTER (WHERE o.assignment_id IS NOT NULL), 0) AS promised,
           coalesce(sum(extract(epoch FROM upper(o.during * d.span) - lower(o.during * d.span)) / 60) FILTER (WHERE h.state = 'active' AND h.expires_at > $4), 0) AS held
    FROM occupancy o JOIN team ON team.id = o.technician_id JOIN day d ON o.during && d.span
    LEFT JOIN hold h ON h.id = o.hold_id
  )
  SELECT greatest(0, worked.minutes - taken.promised)::float AS "freeMinutes", taken.held::float AS "heldMinutes"
  FROM worked, taken
`;
