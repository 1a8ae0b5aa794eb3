import type { Side } from '#test/bench/side';

export type Holds = { readonly offered: number; readonly perText: number; readonly wrong: readonly string[] };

/**
 * Looks behind every choice that was texted: it must exist, be held for this customer until the time the text names
 * (none of which has come yet), and take the technician's time alone.
 */
export async function checkHolds(side: Side): Promise<Holds> {
  const [row] = (await side.sql<Record<string, number>>(OFFERED)) as [Record<string, number>];
  const wrong = Object.entries(row).filter(([what, count]) => count && what !== 'texts' && what !== 'offered');
  return {
    offered: row['offered']!,
    perText: row['offered']! / row['texts']!,
    wrong: wrong.map(([what, count]) => `${count} offered times ${what}`),
  };
}

const OFFERED = /* sql */ `
  WITH told AS (
    SELECT m.appointment_id, p.id, p.state, p.expires_at, p.digits FROM message m JOIN prompt p ON p.id = (m.facts ->> 'promptId')::uuid
    WHERE m.kind = 'late' AND m.state = 'delivered'
  ), offered AS (
    SELECT t.*, d.value ->> 'holdId' AS hold_id FROM told t, jsonb_each(t.digits) d WHERE d.value ->> 'does' = 'take'
  ), held AS (
    SELECT f.expires_at AS until, f.state AS prompt, f.appointment_id AS whose, h.*, o.during, o.technician_id AS taken
    FROM offered f LEFT JOIN hold h ON h.id = f.hold_id::uuid LEFT JOIN occupancy o ON o.hold_id = h.id
  )
  SELECT (SELECT count(*)::int FROM told) AS texts, count(*)::int AS offered,
    count(*) FILTER (WHERE id IS NULL)::int AS "were never held",
    count(*) FILTER (WHERE appointment_id <> whose)::int AS "are held for somebody else",
    count(*) FILTER (WHERE prompt <> 'open' OR state <> 'active' OR expires_at < until)::int AS "were gone before their time",
    count(*) FILTER (WHERE until <= doorward_now())::int AS "were looked at too late to tell",
    count(*) FILTER (WHERE during IS NULL OR taken <> technician_id OR NOT during @> tstzrange(stay_from, stay_to))::int
      AS "do not take the technician's time",
    count(*) FILTER (WHERE EXISTS (SELECT 1 FROM occupancy b WHERE b.technician_id = held.technician_id
      AND b.hold_id IS DISTINCT FROM held.id AND b.during && held.during))::int AS "are promised twice"
  FROM held
`;
