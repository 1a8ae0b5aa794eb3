import { isRefused, type Refused } from '#visits/refused';
import type { DelayForetold } from '#store/views';
import type { Doorward } from '#flows/doorward';
import { reportIn } from '#flows/commands/report';

/** What the desk's rules make known to a customer: his visit is in danger, or what he was told no longer holds. */
const TOLD = ['visit.at-risk', 'visit.slipped', 'visit.better'];

/**
 * Whom a delay would concern, before it is said: the very same work as the delay itself, taken back. What is told in the
 * end may differ where the day moves on meanwhile.
 */
export const foretellDelay =
  (house: Doorward) =>
  (asked: {
    readonly technicianId: string;
    readonly assignmentId: string;
    readonly minutes: number;
  }): Promise<DelayForetold | Refused> =>
    house.store.tryOut(async (tx) => {
      const answer = await reportIn(tx, house, { ...asked, act: 'late' });
      if (isRefused(answer)) return answer;
      const ids = tx.happened().flatMap(({ type, appointmentId }) => (TOLD.includes(type) && appointmentId) || []);
      const told = await tx.sql<{ customer: string; at: Date; zone: string; texts: boolean }>(
        `SELECT c.name AS customer, a.eta_p50 AS at, d.zone, coalesce(k.texts, true) AS texts
         FROM appointment a JOIN work_order w ON w.id = a.work_order_id JOIN customer c ON c.id = w.customer_id
         JOIN address d ON d.id = w.address_id LEFT JOIN consent k ON k.phone = c.phone
         WHERE a.id = ANY($1) AND a.eta_p50 IS NOT NULL ORDER BY a.eta_p50`,
        [ids],
      );
      return { told: told.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })) };
    });
