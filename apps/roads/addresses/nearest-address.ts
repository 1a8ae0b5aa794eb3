import { greatCircle } from '#routes/meters';
import type { Place } from '#routes/route';
import { label, type Quality } from '#apps/roads/addresses/find-addresses';
import type { AddressIndex } from '#apps/roads/addresses/index-addresses';

export type NearestAddress = {
  readonly label: string;
  readonly street: string;
  readonly housenumber: string | null;
  readonly city: string | null;
  readonly place: Place;
  readonly quality: Quality;
  /** From the place that was asked about. */
  readonly meters: number;
};

/** Beyond it a house is no address of the place any more, and beyond the second neither is a street. */
const HOUSE_KM = 0.075;
const STREET_KM = 1;

/** The address of a place: the house there; farther from one the street; null where there is neither. */
export function nearestAddress(index: AddressIndex, place: Place): NearestAddress | null {
  const [house] = index.near(place, 1, HOUSE_KM);
  if (house !== undefined) {
    const { number, place: there } = index.houseAt(house);
    return found(index, index.streetOf(house), number, place, there, 'rooftop');
  }
  const [next] = index.near(place, 1, STREET_KM);
  if (next !== undefined) return found(index, index.streetOf(next), null, place, index.houseAt(next).place, 'street');
  const [street] = index.streetsNear(place, 1, STREET_KM);
  return street ? found(index, street, null, place, street.place, 'street') : null;
}

function found(
  index: AddressIndex,
  street: { readonly name: string; readonly city: string },
  housenumber: string | null,
  from: Place,
  place: Place,
  quality: Quality,
): NearestAddress {
  return {
    label: label(index, street, { housenumber }),
    street: street.name,
    housenumber,
    city: street.city || null,
    place,
    quality,
    meters: Math.round(greatCircle(from, place)),
  };
}
