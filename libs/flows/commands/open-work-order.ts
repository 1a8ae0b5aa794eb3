import type { Language } from '#time/language';
import { plusMinutes } from '#time/minutes';
import { opensDoors } from '#conversation/reading/access';
import { reference } from '#visits/reference';
import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Place } from '#routes/route';
import type { Tx } from '#store/tx';
import type { Doorward } from '#flows/doorward';
import { addContact, type NewContact } from '#flows/steps/add-contact';
import { wantNeighbours } from '#flows/steps/drives';
import { visitLink } from '#flows/links';
import { placeAddress } from '#flows/steps/place-address';
import { type OpenedVisit, openVisits, worksFor } from '#flows/steps/open-visits';

export type OpenWorkOrder = {
  readonly customer: {
    readonly name: string;
    readonly phone: string;
    /** Where news goes that no text can bring. */
    readonly email?: string | undefined;
    /** Without it a new customer is spoken to in the house's language, a known one in the one he has. */
    readonly language?: Language | undefined;
  };
  readonly address: {
    readonly street: string;
    readonly city: string;
    /** Both, or neither: then the place is looked up. */
    readonly lat?: number | undefined;
    readonly lng?: number | undefined;
    /** The state (`FL`), by whose hours what can wait is said. */
    readonly region?: string | undefined;
    readonly territory: string;
  };
  readonly workType: string;
  readonly notes: string;
  /** Further people on the visit: each hears its news, and may ask and choose. */
  readonly contacts?: readonly NewContact[] | undefined;
  /** How another program, or a list, calls the order: it is opened once. */
  readonly externalRef?: string | undefined;
  readonly actor: string;
  /** Whether the customer gets a text with the link to choose a time. */
  readonly invite: boolean;
  /** The Idempotency-Key of the request: its answer is kept in the very commit that opens the order. */
  readonly once?: { readonly caller: string; readonly key: string } | undefined;
};

export type OpenedWorkOrder = {
  readonly workOrderId: string;
  /** The visit to be booked first. */
  readonly appointmentId: string;
  readonly ref: string;
  /** All of them, in the order in which they have to be done. */
  readonly appointments: readonly OpenedVisit[];
};

/** An invitation nobody has taken up in this time is no news any more. */
const INVITE_HOURS = 12;

/** Opens a work order with all its visits still to be promised, and invites the customer to choose their times. */
export const openWorkOrder =
  (house: Doorward) =>
  async (command: OpenWorkOrder): Promise<OpenedWorkOrder | Refused> => {
    const place = await placeOf(house, command);
    return isRefused(place) ? place : openAt(house, command, place);
  };

const openAt = (house: Doorward, command: OpenWorkOrder, place: Place): Promise<OpenedWorkOrder | Refused> =>
  house.store.commit(async (tx) => {
    const [territory] = await tx.sql<{ id: string; zone: string }>('SELECT id, zone FROM territory WHERE name = $1', [
      command.address.territory,
    ]);
    if (!territory) return refuse('absent', `There is no territory called ${command.address.territory}.`);
    const there = await openedAs(tx, command.externalRef);
    if (there) return refuse('taken', `${command.externalRef} is here already, as ref ${there}.`);
    const works = await worksFor(tx, command.workType);
    if (isRefused(works)) return works;

    const customerId = await customerOf(tx, command, house.settings.LANGUAGE);
    const addressId = await addressOf(tx, customerId, command, place, territory);
    const [{ number }] = (await tx.sql<{ number: string }>(`SELECT nextval('work_order_number') AS number`)) as [
      { number: string },
    ];
    const ref = reference(Number(number));
    const isAccess = opensDoors(command.notes);
    const [{ id: workOrderId }] = (await tx.sql<{ id: string }>(
      `INSERT INTO work_order (ref, customer_id, address_id, work_type_code, ${isAccess ? 'access_notes' : 'notes'}, opened_at, external_ref)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [ref, customerId, addressId, command.workType, command.notes, tx.now, command.externalRef ?? null],
    )) as [{ id: string }];
    const appointments = await openVisits(tx, workOrderId, works);
    const { appointmentId } = appointments[0]!;
    for (const contact of command.contacts ?? []) await addContact(tx, workOrderId, contact, command.actor);
    await visitLink(tx, house, workOrderId);
    await wantNeighbours(tx, addressId);
    tx.record({
      type: 'work-order.opened',
      actor: command.actor,
      reason: command.notes || 'a visit is wanted',
      workOrderId,
      appointmentId,
      ...(isAccess ? { data: { opensDoors: true } } : {}),
    });
    if (command.invite)
      tx.say({
        key: `booking-link:${workOrderId}`,
        kind: 'booking-link',
        phone: command.customer.phone,
        workOrderId,
        appointmentId,
        usefulUntil: plusMinutes(tx.now, INVITE_HOURS * 60),
      });
    const opened = { workOrderId, appointmentId, ref, appointments };
    if (command.once)
      await tx.sql('UPDATE idempotent_answer SET status = 201, body = $3 WHERE caller = $1 AND key = $2', [
        command.once.caller,
        command.once.key,
        opened,
      ]);
    return opened;
  });

async function openedAs(tx: Tx, externalRef: string | undefined): Promise<string | null> {
  if (externalRef === undefined) return null;
  const [there] = await tx.sql<{ ref: string }>('SELECT ref FROM work_order WHERE external_ref = $1', [externalRef]);
  return there?.ref ?? null;
}

/** Where the customer's address is said to be, known to be, or found to be. */
async function placeOf({ store, addresses }: Doorward, { customer, address }: OpenWorkOrder): Promise<Place | Refused> {
  const { lat, lng } = address;
  if (lat !== undefined && lng !== undefined) return { lat, lng };
  const [known] = await store.read<Place>(
    `SELECT a.lat, a.lng FROM address a JOIN customer c ON c.id = a.customer_id
     WHERE c.phone = $1 AND a.street = $2 AND a.city = $3`,
    [customer.phone, address.street, address.city],
  );
  return known ?? placeAddress(addresses, address);
}

async function customerOf(tx: Tx, { customer }: OpenWorkOrder, language: Language): Promise<string> {
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO customer (name, phone, created_at, email, language) VALUES ($1, $2, $3, $4, coalesce($5, $6))
     ON CONFLICT (phone) DO UPDATE SET email = coalesce(excluded.email, customer.email), language = coalesce($5, customer.language)
     RETURNING id`,
    [customer.name, customer.phone, tx.now, customer.email ?? null, customer.language ?? null, language],
  );
  return row!.id;
}

async function addressOf(
  tx: Tx,
  customerId: string,
  { address }: OpenWorkOrder,
  place: Place,
  territory: { id: string; zone: string },
) {
  const [known] = await tx.sql<{ id: string }>(
    'SELECT id FROM address WHERE customer_id = $1 AND street = $2 AND city = $3',
    [customerId, address.street, address.city],
  );
  if (known) {
    if (address.region) await tx.sql('UPDATE address SET region = $2 WHERE id = $1', [known.id, address.region]);
    return known.id;
  }
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO address (customer_id, territory_id, street, city, lat, lng, zone, region)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      customerId,
      territory.id,
      address.street,
      address.city,
      place.lat,
      place.lng,
      territory.zone,
      address.region ?? null,
    ],
  );
  return row!.id;
}
