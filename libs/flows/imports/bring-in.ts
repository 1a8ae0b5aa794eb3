import { createHash } from 'node:crypto';
import type { Language } from '#time/language';
import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Place } from '#routes/route';
import type { ImportChoice, ImportKind, ImportOutcome } from '#store/setup-views';
import { sqlState } from '#store/store';
import type { Tx } from '#store/tx';
import { openWorkOrder } from '#flows/commands/open-work-order';
import { byDispatcher, type Doorward } from '#flows/doorward';
import type { RowGiven } from '#flows/imports/read-row';

/** Somebody here who may be whom the row means. */
export type Ours = {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly street: string;
  readonly email: string | null;
};
export type Bringing = {
  readonly given: RowGiven;
  readonly place: Place | null;
  readonly ours: Ours | null;
  readonly choice: ImportChoice;
  readonly dispatcher: string;
  /** Whether the customer of a visit is texted a link to choose a time. */
  readonly invite: boolean;
};
export type Brought = { readonly outcome: ImportOutcome; readonly says: string };

/** Brings in one row that is right. A row that is here already changes nothing. */
export const bringIn =
  (house: Doorward, kind: ImportKind) =>
  async (row: Bringing): Promise<Brought> => {
    if (row.ours && row.choice === 'skip') return { outcome: 'skipped', says: 'left out, as chosen' };
    const done = await BRING[kind](house, row).catch((error: unknown) => {
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
      // Somebody else has just brought the same: looked at once more it is here already.
      return BRING[kind](house, row);
    });
    return isRefused(done) ? { outcome: 'error', says: done.refused } : done;
  };

const UNIQUE_VIOLATION = '23505';

const BRING: Readonly<Record<ImportKind, (house: Doorward, row: Bringing) => Promise<Brought | Refused>>> = {
  visits: bringVisit,
  customers: (house, row) => house.store.commit((tx) => bringCustomer(tx, row, house.settings.LANGUAGE)),
  technicians: (house, row) => house.store.commit((tx) => bringTechnician(tx, row)),
};

/** The visit of such a row that is here already; null where there is none. */
export async function visitHere({ store }: Doorward, given: RowGiven): Promise<Brought | null> {
  const [there] = await store.read<{ ref: string }>('SELECT ref FROM work_order WHERE external_ref = $1', [
    externalRefOf(given),
  ]);
  return there ? { outcome: 'known', says: `here already as ref ${there.ref}` } : null;
}

/** Rows of a list without references are told apart by what they say: the same row again is the same visit. */
export const externalRefOf = ({ ref, phone, street, city, work, notes }: RowGiven): string =>
  ref ||
  `row:${createHash('sha256')
    .update(JSON.stringify([phone, street.toLowerCase(), city.toLowerCase(), work, notes]))
    .digest('base64url')
    .slice(0, 22)}`;

async function bringVisit(house: Doorward, row: Bringing): Promise<Brought | Refused> {
  const { given, place, ours, choice, dispatcher, invite } = row;
  const there = await visitHere(house, given);
  if (there) return there;
  const phone = ours && choice === 'ours' ? ours.phone : given.phone;
  const opened = await openWorkOrder(house)({
    customer: {
      name: given.name,
      phone,
      email: (ours && choice === 'ours' ? (ours.email ?? given.email) : given.email) ?? undefined,
      language: given.language ?? undefined,
    },
    address: {
      street: given.street,
      city: given.city,
      ...(place ?? {}),
      region: given.region ?? undefined,
      territory: given.territory!.name,
    },
    workType: given.work,
    notes: given.notes,
    externalRef: externalRefOf(given),
    actor: byDispatcher(dispatcher),
    invite,
  });
  if (isRefused(opened)) return opened;
  if (ours && choice === 'theirs')
    await house.store.read('UPDATE customer SET name = $2 WHERE phone = $1', [phone, given.name]);
  return { outcome: 'imported', says: `ref ${opened.ref}${invite ? ', invited by text' : ''}` };
}

async function bringCustomer(
  tx: Tx,
  { given, place, ours, choice }: Bringing,
  language: Language,
): Promise<Brought | Refused> {
  const [known] = await tx.sql<Ours>('SELECT id, name, phone FROM customer WHERE phone = $1', [given.phone]);
  let id = known?.id ?? (ours && choice !== 'skip' ? ours.id : null);
  let outcome: ImportOutcome = 'known';
  if (!id) {
    const [row] = await tx.sql<{ id: string }>(
      `INSERT INTO customer (name, phone, created_at, language, email) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [given.name, given.phone, tx.now, given.language ?? language, given.email],
    );
    id = row!.id;
    outcome = 'imported';
  } else if (ours && choice === 'theirs') {
    const refused = ours.phone === given.phone ? null : await refuseNewPhone(tx, id, ours);
    if (refused) return refused;
    const changed = await tx.sql(
      `UPDATE customer SET name = $2, phone = $3, language = coalesce($4, language), email = coalesce($5, email) WHERE id = $1
         AND (name, phone, language, email) IS DISTINCT FROM ($2, $3, coalesce($4, language), coalesce($5, email)) RETURNING id`,
      [id, given.name, given.phone, given.language, given.email],
    );
    if (changed.length) outcome = 'updated';
  } else if (given.email) {
    // An address where we have none contradicts nothing.
    const filled = await tx.sql('UPDATE customer SET email = $2 WHERE id = $1 AND email IS NULL RETURNING id', [
      id,
      given.email,
    ]);
    if (filled.length) outcome = 'updated';
  }
  if (place && given.territory && (await addAddress(tx, id, given, place)) && outcome === 'known') outcome = 'updated';
  return { outcome, says: outcome === 'known' ? 'here already' : outcome === 'updated' ? 'changed' : 'new' };
}

/** Texts and questions go to the number a visit was booked with. */
async function refuseNewPhone(tx: Tx, id: string, { name, phone }: Ours): Promise<Refused | null> {
  const [open] = await tx.sql<{ ref: string }>(
    'SELECT ref FROM work_order WHERE customer_id = $1 AND closed_at IS NULL LIMIT 1',
    [id],
  );
  return open ? refuse('closed', `${name} has an open visit (ref ${open.ref}) with ${phone}: the number stays`) : null;
}

async function addAddress(tx: Tx, customerId: string, given: RowGiven, place: Place): Promise<boolean> {
  const [known] = await tx.sql('SELECT 1 FROM address WHERE customer_id = $1 AND street = $2 AND city = $3', [
    customerId,
    given.street,
    given.city,
  ]);
  if (known) return false;
  const { territory } = given;
  await tx.sql(
    `INSERT INTO address (customer_id, territory_id, street, city, lat, lng, zone, region)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [customerId, territory!.id, given.street, given.city, place.lat, place.lng, territory!.zone, given.region],
  );
  return true;
}

async function bringTechnician(tx: Tx, { given, place, ours, choice }: Bringing): Promise<Brought> {
  const [known] = await tx.sql<{ id: string }>('SELECT id FROM technician WHERE phone = $1', [given.phone]);
  const id = known?.id ?? (ours && ours.id);
  const written = [given.name, given.phone, given.skills, given.territory!.id, place!.lat, place!.lng];
  if (!id) {
    await tx.sql(
      `INSERT INTO technician (name, phone, skills, territory_id, home_lat, home_lng) VALUES ($1, $2, $3, $4, $5, $6)`,
      written,
    );
    return { outcome: 'imported', says: 'new' };
  }
  if (choice !== 'theirs') return { outcome: 'known', says: 'here already' };
  await tx.sql(
    `UPDATE technician SET name = $2, phone = $3, skills = $4, territory_id = $5, home_lat = $6, home_lng = $7 WHERE id = $1`,
    [id, ...written],
  );
  return { outcome: 'updated', says: 'changed' };
}
