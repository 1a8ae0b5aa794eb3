import { minutesBetween } from '#time/minutes';
import type { World } from '#test/world/world';

/** A time of arrival we told a customer without being asked. */
export type Telling = {
  readonly at: Date;
  readonly kind: string;
  readonly p10: Date;
  readonly p50: Date;
  readonly windowFrom: Date;
  /** At that very moment his technician said something. */
  readonly isReported: boolean;
};

/** All we told a number of its own accord that names an arrival, oldest first. */
export const tellingsTo = (world: Pick<World, 'sql'>, phone: string): Promise<Telling[]> =>
  world.sql<Telling>(
    `SELECT m.sent_at AS at, m.kind, (m.claims->'tells'->>'p10')::timestamptz AS p10, (m.claims->'tells'->>'p50')::timestamptz AS p50,
       a.window_from AS "windowFrom",
       EXISTS (SELECT 1 FROM timeline t WHERE t.type LIKE 'technician.%' AND t.at = m.sent_at) AS "isReported"
     FROM message m JOIN appointment a ON a.id = m.appointment_id
     WHERE m.phone = $1 AND NOT m.is_reply AND m.sent_at IS NOT NULL AND m.claims ? 'tells' ORDER BY m.sent_at, m.id`,
    [phone],
  );

const REST_MINUTES = 15;
const SAME_MINUTES = 10;

/** Texts that followed the one before too soon, though the technician had said nothing at that moment. */
export const tooClose = (all: readonly Telling[]): Telling[] =>
  all.filter(({ at, isReported }, n) => n > 0 && !isReported && minutesBetween(all[n - 1]!.at, at) < REST_MINUTES);

/** Texts that went back to what the last but one had said, as if the one between had not been. */
export const takenBack = (all: readonly Telling[]): Telling[] =>
  all.filter(({ p50 }, n) => {
    if (n < 2) return false;
    const [first, between] = [all[n - 2]!.p50, all[n - 1]!.p50];
    return (
      Math.abs(minutesBetween(first, p50)) < SAME_MINUTES && Math.abs(minutesBetween(between, p50)) >= SAME_MINUTES
    );
  });

/** Texts by which somebody would have to be home before his window. */
export const beforeTheWindow = (all: readonly Telling[]): Telling[] =>
  all.filter(({ p10, windowFrom }) => p10 < windowFrom);
