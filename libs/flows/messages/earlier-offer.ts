import type { Window } from '#time/window';
import type { TechnicianSaid } from '#conversation/facts';
import type { Digits } from '#visits/prompt';
import type { Tx } from '#store/tx';
import { technicianSaid } from '#flows/said';

/** An earlier time a customer is being asked about, with the digits of the question. */
export type EarlierOffer = {
  readonly window: Window;
  readonly technician: TechnicianSaid;
  readonly by: Date;
  readonly isHeld: boolean;
  readonly digits: Digits;
};

/** The one that is open for this visit; null when there is none. */
export async function earlierOffer(
  tx: Pick<Tx, 'sql'>,
  appointmentId: string,
  now: Date,
): Promise<EarlierOffer | null> {
  const [row] = await tx.sql<{ from: Date; to: Date; technician: string; by: Date; isHeld: boolean; digits: Digits }>(
    `SELECT o.window_from AS "from", o.window_to AS "to", t.name AS technician, o.answer_by AS by,
            coalesce(h.state = 'active' AND h.expires_at > $2, false) AS "isHeld", p.digits
     FROM gap_offer o JOIN gap g ON g.id = o.gap_id JOIN technician t ON t.id = g.technician_id
     JOIN prompt p ON p.id = o.prompt_id LEFT JOIN hold h ON h.id = o.hold_id
     WHERE o.appointment_id = $1 AND o.state = 'asked' AND o.answer_by > $2 AND p.state = 'open'`,
    [appointmentId, now],
  );
  if (!row) return null;
  const { from, to, technician, ...offer } = row;
  return { ...offer, window: { from, to }, technician: technicianSaid(technician) };
}
