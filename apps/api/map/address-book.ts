import type { AddressBook } from '#flows/address-book';
import { findAddresses } from '#apps/roads/addresses/find-addresses';
import type { OpenAddresses } from '#apps/roads/addresses/open-addresses';

/** Less alike than this may be another street: Vine St is not Pine St, and nobody looks at the answer before it is used. */
const LEAST_MATCH = 0.9;

/** The addresses of the area in use, for whoever has to know where a house stands. */
export const bookOf = (addresses: OpenAddresses): AddressBook => ({
  async find(street, city) {
    const index = await addresses.index();
    if (!index) return null;
    return findAddresses(index, `${street.replaceAll(',', ' ')}, ${city}`).map((found) => ({
      label: found.label,
      place: found.place,
      quality: found.quality,
      isMeant: found.match >= LEAST_MATCH && found.isCityRight,
    }));
  },
});
