import type { Place } from '#routes/route';

/** A town drawn with a ruler: streets run east, a house number is a place along them. It stands nowhere. */
export const DEMO_STREETS = [
  'Oak St',
  'Maple Ave',
  'Mill Rd',
  'Harbor Way',
  'Cedar Ln',
  'Church St',
  'Elm St',
  'Station Rd',
  'Orchard Rd',
  'Bay St',
] as const;
export type DemoStreet = (typeof DEMO_STREETS)[number];

export const DEMO_CITY = 'Doorward';
export const DEMO_ZONE = 'America/New_York';
/** The last house number of every street. */
export const LAST_HOUSE = 100;

const CENTRE: Place = { lat: 39.29, lng: -76.61 };

/** Where a house stands: blocks are about 400 m deep and a house number is 12 m. */
export const houseAt = (street: string, number: number): Place => ({
  lat: CENTRE.lat + (DEMO_STREETS.indexOf(street as DemoStreet) - DEMO_STREETS.length / 2) * 0.0036,
  lng: CENTRE.lng + number * 0.00014,
});
