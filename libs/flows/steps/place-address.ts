import { type Refused, refuse } from '#visits/refused';
import type { Place } from '#routes/route';
import { greatCircle } from '#routes/meters';
import type { AddressBook, KnownAddress } from '#flows/address-book';

/** Two houses that answer to one address are one place up to this distance. */
const SAME_METERS = 150;

/**
 * Where a house stands that came without its place. Refused, with the nearest candidates in the sentence, when it is not
 * found, when only its street is, or when there are two such houses: a technician is sent there.
 */
export async function placeAddress(
  book: AddressBook | undefined,
  { street, city }: { readonly street: string; readonly city: string },
): Promise<Place | Refused> {
  const found = await book?.find(street, city);
  if (!found)
    return refuse(
      'absent',
      `There are no addresses here to look ${street}, ${city} up in: please give its lat and lng.`,
    );
  const houses = found.filter(({ isMeant, quality }) => isMeant && quality !== 'street');
  const [best] = houses;
  if (!best) return refuse('absent', `${street}, ${city} was not found as a house. ${nearest(found)}`);
  const others = houses.filter(
    ({ quality, place }) => quality === best.quality && greatCircle(place, best.place) > SAME_METERS,
  );
  if (others.length > 0) return refuse('absent', `There is more than one ${street}, ${city}. ${nearest(houses)}`);
  return best.place;
}

function nearest(found: readonly KnownAddress[]): string {
  const labels = [...new Set(found.map(({ label }) => label))].slice(0, 5);
  const more = 'Please give one of these, or lat and lng.';
  return labels.length > 0 ? `Near to it: ${labels.join('; ')}. ${more}` : 'Please give its lat and lng.';
}
