import { later, plusMinutes } from '#time/minutes';
import { sayTime } from '#time/say';
import { atTheDoor, type DoorFix } from '#eta/at-the-door';
import type { Tx } from '#store/tx';
import { reportIn } from '#flows/commands/report';
import { type Doorward, DOORWARD } from '#flows/doorward';
import type { Due } from '#flows/timers/due';

/** Enough to see him come and stay. */
const SEEN_MINUTES = 30;
/** What was so longer ago is no news: he may have gone, or said so himself. */
const FRESH_MINUTES = 3;

type Driving = {
  readonly technicianId: string;
  readonly since: Date;
  readonly atDoorSince: Date | null;
  readonly lat: number;
  readonly lng: number;
  readonly zone: string;
};

/** He drives to a visit and has come near its door: if his positions say that he stands there, he has arrived. */
export async function lookAtDoor(tx: Tx, { subject }: Due, house: Doorward): Promise<void> {
  const [driving] = await tx.sql<Driving>(
    `SELECT a.technician_id AS "technicianId", a.since, a.at_door_since AS "atDoorSince", d.lat, d.lng, d.zone
     FROM assignment a JOIN appointment p ON p.id = a.appointment_id JOIN work_order w ON w.id = p.work_order_id
     JOIN address d ON d.id = w.address_id WHERE a.id = $1 AND a.state = 'en_route'`,
    [subject],
  );
  if (!driving) return;
  const fixes = await fixesOf(tx, driving);
  const standing = atTheDoor(driving, fixes);
  await keepSince(tx, subject, driving, standing?.since ?? null);
  if (!standing?.isThere || fixes.at(-1)!.at < plusMinutes(tx.now, -FRESH_MINUTES)) return;
  const reason = `his phone has been at the door since ${sayTime(standing.since, driving.zone)}`;
  await reportIn(
    tx,
    house,
    { assignmentId: subject, technicianId: driving.technicianId, act: 'arrive' },
    { actor: DOORWARD, reason },
  );
}

const fixesOf = (tx: Tx, { technicianId, since }: Driving): Promise<DoorFix[]> =>
  tx.sql<DoorFix>(
    `SELECT at, lat, lng, accuracy, speed FROM position
     WHERE technician_id = $1 AND at >= $2 AND refused IS NULL ORDER BY at`,
    [technicianId, later(since, plusMinutes(tx.now, -SEEN_MINUTES))],
  );

async function keepSince(tx: Tx, assignmentId: string, { atDoorSince }: Driving, since: Date | null): Promise<void> {
  if (since?.getTime() === atDoorSince?.getTime()) return;
  await tx.sql('UPDATE assignment SET at_door_since = $2 WHERE id = $1', [assignmentId, since]);
}
