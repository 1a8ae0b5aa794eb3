import { CONSENT } from '#conversation/catalogue/consent';

/** Every message a customer can get, in every language. */
export const CATALOGUE = { ...CONSENT };

export type Key = keyof typeof CATALOGUE;
