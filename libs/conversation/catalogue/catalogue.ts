import { AT_ONCE } from '#conversation/catalogue/at-once';
import { CONSENT } from '#conversation/catalogue/consent';
import { LATE_CUSTOMER } from '#conversation/catalogue/late-customer';
import { SEVERAL_PHONES } from '#conversation/catalogue/several-phones';
import { TALKING } from '#conversation/catalogue/talking';

/** Every message a customer can get, in every language. */
export const CATALOGUE = { ...CONSENT, ...AT_ONCE, ...LATE_CUSTOMER, ...SEVERAL_PHONES, ...TALKING };

export type Key = keyof typeof CATALOGUE;
