import type { Tx } from '#store/tx';
import { openAlert } from '#flows/steps/alerts';

/** So many are put before the desk in one night; the others come in the next ones. */
const MOST_A_NIGHT = 100;

type Undecided = { readonly appointmentId: string; readonly workOrderId: string; readonly name: string };

/** Open orders whose last visit could not be completed and that have none to come: whoever closes or goes on with them is the office. */
const UNDECIDED = /* sql */ `
  SELECT a.id AS "appointmentId", w.id AS "workOrderId", c.name
  FROM appointment a JOIN work_order w ON w.id = a.work_order_id JOIN customer c ON c.id = w.customer_id
  WHERE a.state = 'failed' AND w.closed_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM appointment o WHERE o.work_order_id = w.id AND o.id <> a.id
      AND (o.state IN ('requested', 'confirmed') OR (o.ended_at, o.id) > (a.ended_at, a.id)))`;

/** The visit after which somebody has to decide; null where nobody has to. */
export async function undecidedVisit(tx: Pick<Tx, 'sql'>, workOrderId: string): Promise<string | null> {
  const [row] = await tx.sql<Undecided>(`${UNDECIDED} AND w.id = $1`, [workOrderId]);
  return row?.appointmentId ?? null;
}

/** Puts those of which no alert is open before the desk again, however they were lost from sight. */
export async function remindOfUndecided(tx: Tx): Promise<void> {
  const lost = await tx.sql<Undecided>(
    `${UNDECIDED} AND NOT EXISTS (SELECT 1 FROM alert WHERE key = 'could-not-complete:' || a.id AND closed_at IS NULL)
     ORDER BY a.ended_at, a.id LIMIT $1`,
    [MOST_A_NIGHT],
  );
  for (const { appointmentId, workOrderId, name } of lost)
    await openAlert(tx, {
      kind: 'could-not-complete',
      subject: appointmentId,
      workOrderId,
      says: `${name}: the work was not completed, and nothing is to come. ${TO_DECIDE}`,
    });
}

/** What the desk reads at the end of such an alert. */
export const TO_DECIDE = 'Another visit, or close the order: decide in its story.';
