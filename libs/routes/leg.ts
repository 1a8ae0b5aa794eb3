import type { Place } from '#routes/route';

/** What a driving time rests on, best first. An estimate knows no roads and makes a promise wider. */
export type LegBasis = 'live' | 'historic' | 'freeflow' | 'estimate';

/** The name a place goes by in what is known of the roads: five decimals are about a meter. */
export const placeKey = ({ lat, lng }: Place): string => `${lat.toFixed(5)},${lng.toFixed(5)}`;
