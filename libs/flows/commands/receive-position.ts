import { minutesBetween } from '#time/minutes';
import { type Refused, refuse } from '#visits/refused';
import { lockTechnicians } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { reckon } from '#flows/steps/reckon';

export type Fix = {
  readonly technicianId: string;
  readonly lat: number;
  readonly lng: number;
  readonly accuracy: number | null;
  readonly at: Date;
};

/** A fix that is older says little of now; one from the future is a wrong clock. */
const OLDEST_MINUTES = 12 * 60;
const FUTURE_MINUTES = 2;

/** Takes a technician's position, on shift only, and reckons his day anew while he drives. */
export const receivePosition =
  (house: Doorward) =>
  (fix: Fix): Promise<{ taken: boolean } | Refused> =>
    house.store.commit(async (tx) => {
      const age = minutesBetween(fix.at, tx.now);
      if (age > OLDEST_MINUTES || age < -FUTURE_MINUTES)
        return refuse('infeasible', 'The time of this position is too far from now.');
      if (fix.lat === 0 && fix.lng === 0) return refuse('infeasible', 'This position is not a real place.');
      const [shift] = await tx.sql('SELECT 1 FROM shift WHERE technician_id = $1 AND during @> $2::timestamptz', [
        fix.technicianId,
        fix.at,
      ]);
      if (!shift) return refuse('closed', 'You are not on shift: positions are not taken.');
      const fresh = await tx.sql(
        `INSERT INTO position (technician_id, at, lat, lng, accuracy, received_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING 1`,
        [fix.technicianId, fix.at, fix.lat, fix.lng, fix.accuracy, tx.now],
      );
      const [driving] = await tx.sql(`SELECT 1 FROM assignment WHERE technician_id = $1 AND state = 'en_route'`, [
        fix.technicianId,
      ]);
      if (fresh.length && driving) {
        await lockTechnicians(tx, [fix.technicianId]);
        await reckon(tx, fix.technicianId);
      }
      return { taken: fresh.length > 0 };
    });
