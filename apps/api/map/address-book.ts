import type { AddressBook } from '#flows/address-book';
import { findAddresses } from '#apps/roads/addresses/find-addresses';
import type { OpenAddresses } from '#apps/roads/addresses/open-addresses';

/** Less alike than this, it is another street. */
const LEAST_MATCH = 0.8;

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
