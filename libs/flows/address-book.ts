import type { Place } from '#routes/route';

/** An address that was looked up. */
export type KnownAddress = {
  readonly label: string;
  readonly place: Place;
  /** `rooftop`: the house itself; `interpolated`: between its neighbours; `street`: somewhere on the street. */
  readonly quality: 'rooftop' | 'interpolated' | 'street';
  /** Whether it is what was asked for, a slip of the finger aside: the street, and the city. */
  readonly isMeant: boolean;
};

/** Finds the place of an address that somebody wrote. */
export type AddressBook = {
  /** The likeliest first; null where there are no addresses to look in. */
  find(street: string, city: string): Promise<readonly KnownAddress[] | null>;
};
