import { isRefused } from '#visits/refused';
import type { Place } from '#routes/route';
import type { ImportChoice, ImportKind, ImportPlan, ImportRow } from '#store/setup-views';
import type { Doorward } from '#flows/doorward';
import { bringIn, externalRefOf, type Ours, visitHere } from '#flows/imports/bring-in';
import type { CsvTable } from '#flows/imports/read-csv';
import { type Known, readRow, type RowGiven } from '#flows/imports/read-row';
import { placeAddress } from '#flows/steps/place-address';

export type GoingThrough = {
  readonly kind: ImportKind;
  readonly table: CsvTable;
  readonly plan: ImportPlan;
  /** Null: only looked through, and nothing is written. */
  readonly bring: {
    readonly choices: Readonly<Record<string, ImportChoice>>;
    readonly otherwise: ImportChoice;
    readonly invite: boolean;
    readonly dispatcher: string;
  } | null;
  /** Hears how many rows are done. */
  readonly onDone: (done: number) => Promise<void>;
};

/** How often the screen is told how far it has come. */
const TOLD_EVERY = 100;

/** Goes through a list row by row: what is wrong with each, who is here already, and, when told to, brings it in. */
export async function goThrough(house: Doorward, going: GoingThrough): Promise<ImportRow[]> {
  const { kind, table, plan, bring, onDone } = going;
  const [known, people] = await Promise.all([knownOf(house), peopleOf(house, kind)]);
  const places = new Map<string, Place | string>();
  const phones = new Map<string, { row: number; name: string }>();
  const refs = new Map<string, number>();
  const take = bringIn(house, kind);
  const rows: ImportRow[] = [];

  for (const { row, cells } of table.rows) {
    rows.push(await oneRow(row, cells));
    if (rows.length % TOLD_EVERY === 0) await onDone(rows.length);
  }
  await onDone(rows.length);
  return rows;

  async function oneRow(row: number, cells: readonly string[]): Promise<ImportRow> {
    const { given, wrong } = readRow(kind, cells, plan, known);
    if (wrong.length) return { row, outcome: 'error', says: wrong.join('; ') };
    const twice = twiceInList(row, given);
    if (twice) return { row, outcome: 'error', says: twice };
    const place = await placeOf(given);
    if (typeof place === 'string') return { row, outcome: 'error', says: place };
    const ours = people.find(given);
    const isOther = ours !== null && differs(ours, given);
    const sides = isOther ? { theirs: sideOf(given), ours: sideOf(ours) } : {};
    if (!bring) {
      const here = kind === 'visits' ? await visitHere(house, given) : null;
      if (here) return { row, ...here };
      if (isOther)
        return {
          row,
          outcome: 'duplicate',
          says: ours.phone === given.phone ? 'the same phone' : 'the same name and street',
          ...sides,
        };
      return { row, outcome: ours && kind !== 'visits' ? 'known' : 'ready', says: ours ? 'here already' : '' };
    }
    const choice = isOther ? (bring.choices[String(row)] ?? bring.otherwise) : 'ours';
    const { invite, dispatcher } = bring;
    const brought = await take({ given, place, ours: isOther ? ours : null, choice, invite, dispatcher });
    return { row, ...brought, ...sides };
  }

  /** What the list itself says twice; null where it does not. */
  function twiceInList(row: number, given: RowGiven): string | null {
    if (kind === 'visits') {
      const ref = externalRefOf(given);
      const before = refs.get(ref);
      refs.set(ref, before ?? row);
      return before === undefined ? null : `the same visit as row ${before}`;
    }
    const before = phones.get(given.phone);
    phones.set(given.phone, before ?? { row, name: given.name });
    if (!before || (kind === 'customers' && before.name === given.name)) return null;
    return `the same phone as row ${before.row}`;
  }

  async function placeOf(given: RowGiven): Promise<Place | string | null> {
    if (given.lat !== null && given.lng !== null) return { lat: given.lat, lng: given.lng };
    if (!given.street) return null;
    const key = `${given.street}\n${given.city}`.toLowerCase();
    const known = places.get(key);
    if (known !== undefined) return known;
    const found = await placeAddress(house.addresses, given);
    const place = isRefused(found) ? found.refused : found;
    places.set(key, place);
    return place;
  }
}

/** Whether the list says something else of him than we do. */
const differs = (ours: Ours, { phone, name, email }: RowGiven): boolean =>
  ours.phone !== phone || ours.name !== name || (ours.email !== null && email !== null && !isSame(ours.email, email));
const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

const sideOf = ({ name, phone, street, email }: Ours | RowGiven) => ({
  name,
  phone,
  street,
  ...(email === null ? {} : { email }),
});

async function knownOf({ store }: Doorward): Promise<Known> {
  const territories = await store.read<{ id: string; name: string; zone: string }>(
    'SELECT id, name, zone FROM territory',
  );
  const works = await store.read<{ code: string; name: string }>('SELECT code, name FROM work_type ORDER BY code DESC');
  return {
    territories: new Map(territories.map((territory) => [territory.name.toLowerCase(), territory])),
    works: new Map([
      ...works.map(({ code, name }) => [name.toLowerCase(), code] as const),
      ...works.map(({ code }) => [code.toLowerCase(), code] as const),
    ]),
  };
}

/** Who is here: found by phone, else by name and street. */
async function peopleOf({ store }: Doorward, kind: ImportKind) {
  const ours = await store.read<Ours>(
    kind === 'technicians'
      ? `SELECT id, name, phone, '' AS street, NULL AS email FROM technician`
      : `SELECT c.id, c.name, c.phone, coalesce(d.street, '') AS street, c.email FROM customer c LEFT JOIN address d ON d.customer_id = c.id`,
  );
  const byPhone = new Map(ours.map((one) => [one.phone, one]));
  const keyOf = ({ name, street }: Pick<Ours, 'name' | 'street'>) => `${name}\n${street}`.toLowerCase();
  const byStreet = new Map(ours.filter(({ street }) => street !== '').map((one) => [keyOf(one), one]));
  return {
    find: (given: RowGiven): Ours | null =>
      byPhone.get(given.phone) ??
      (given.street && kind !== 'technicians' ? (byStreet.get(keyOf(given)) ?? null) : null),
  };
}
