import { sayDate, sayTime } from '#time/say';
import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Place } from '#routes/route';
import type { Tx } from '#store/tx';
import { change, noteChange } from '#flows/commands/setup/change';
import type { Doorward } from '#flows/doorward';
import { clearDeadHolds } from '#flows/steps/holds';
import { placeAddress } from '#flows/steps/place-address';

/** Where a technician's day begins: a place, or an address that is looked up. */
export type Home = Place | { readonly street: string; readonly city: string };

export type TechnicianGiven = {
  readonly name: string;
  readonly phone: string;
  readonly skills: readonly string[];
  readonly territoryId: string;
  readonly home: Home;
  readonly active: boolean;
};

/** Adds a technician, or changes one. One who still has visits to come is not let go; the refusal says which. */
export const saveTechnician =
  (house: Doorward) =>
  async (command: {
    readonly id: string | null;
    readonly given: TechnicianGiven;
    readonly dispatcher: string;
  }): Promise<{ id: string } | Refused> => {
    const { given } = command;
    const home = 'lat' in given.home ? given.home : await placeAddress(house.addresses, given.home);
    if (isRefused(home)) return home;
    return change(house, async (tx) => {
      const refused = (await refusePlaces(tx, command.id, given)) ?? (await refuseLeaving(tx, command.id, given));
      if (refused) return refused;
      const written = [given.name, given.phone, given.skills, given.territoryId, home.lat, home.lng, given.active];
      const [row] = command.id
        ? await tx.sql<{ id: string }>(
            `UPDATE technician SET name = $2, phone = $3, skills = $4, territory_id = $5, home_lat = $6, home_lng = $7,
             active = $8 WHERE id = $1 RETURNING id`,
            [command.id, ...written],
          )
        : await tx.sql<{ id: string }>(
            `INSERT INTO technician (name, phone, skills, territory_id, home_lat, home_lng, active)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
            written,
          );
      if (!row) return refuse('absent', 'There is no such technician any more.');
      const what = command.id ? (given.active ? 'was changed' : 'is not sent out any more') : 'was added';
      noteChange(tx, command.dispatcher, `technician ${given.name} ${what}`, { technician: given }, row.id);
      return { id: row.id };
    });
  };

async function refusePlaces(tx: Tx, id: string | null, { phone, territoryId }: TechnicianGiven) {
  const [territory] = await tx.sql('SELECT 1 FROM territory WHERE id = $1', [territoryId]);
  if (!territory) return refuse('absent', 'There is no such territory any more.');
  const [other] = await tx.sql<{ name: string }>(
    'SELECT name FROM technician WHERE phone = $1 AND id IS DISTINCT FROM $2',
    [phone, id],
  );
  return other ? refuse('taken', `${phone} is the phone of ${other.name} already.`) : null;
}

type ToCome = { readonly ref: string; readonly customer: string; readonly at: Date; readonly zone: string };

async function refuseLeaving(tx: Tx, id: string | null, { active, name }: TechnicianGiven): Promise<Refused | null> {
  if (!id || active) return null;
  // Bookings lock him as well: none comes in between.
  await tx.sql('SELECT 1 FROM technician WHERE id = $1 FOR UPDATE', [id]);
  // What has run out is ended: a confirmation that began before that and waits for the lock must not find it alive.
  await clearDeadHolds(tx, [id]);
  const visits = await visitsToCome(tx, id);
  if (!visits.length) return null;
  return refuse(
    'taken',
    `${name} still has ${visits.length === 1 ? 'a visit' : `${visits.length} visits`} to come: ${sayVisits(visits)}. Give them to somebody else on the board first.`,
  );
}

const visitsToCome = (tx: Tx, technicianId: string): Promise<ToCome[]> =>
  tx.sql<ToCome>(
    `SELECT w.ref, c.name AS customer, s.planned_from AS at, d.zone
     FROM (SELECT appointment_id, planned_from FROM assignment WHERE technician_id = $1
             AND state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused')
           UNION ALL
           SELECT appointment_id, stay_from FROM hold WHERE technician_id = $1 AND state = 'active' AND expires_at > $2) s
     JOIN appointment a ON a.id = s.appointment_id JOIN work_order w ON w.id = a.work_order_id
     JOIN customer c ON c.id = w.customer_id JOIN address d ON d.id = w.address_id
     ORDER BY s.planned_from LIMIT 100`,
    [technicianId, tx.now],
  );

/** At most so many are named in a sentence. */
const MOST_NAMED = 5;

/** `Dave Miller, Tue Mar 3 8:30am (ref K7QF); …`. */
export function sayVisits(visits: readonly ToCome[]): string {
  const said = visits
    .slice(0, MOST_NAMED)
    .map(({ ref, customer, at, zone }) => `${customer}, ${sayDate(at, zone)} ${sayTime(at, zone)} (ref ${ref})`);
  const more = visits.length - said.length;
  return said.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
