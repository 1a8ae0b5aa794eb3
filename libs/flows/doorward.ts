import type { Company } from '#conversation/facts';
import type { Store } from '#store/store';
import type { AddressBook } from '#flows/address-book';
import type { Settings } from '#flows/settings';

/** What every flow works with: the truth, and how the company is set up. */
export type Doorward = {
  readonly store: Store;
  readonly settings: Settings;
  /** Where an address is looked up that comes without its place. */
  readonly addresses?: AddressBook;
  /** Hears of what could not be done and will be tried again. */
  readonly onFailure?: (what: string, error: unknown) => void;
};

/** The company as it is named in texts. */
export const companyOf = ({ settings }: Pick<Doorward, 'settings'>): Company => ({
  name: settings.COMPANY_NAME,
  short: settings.COMPANY_SHORT_NAME,
  desk: settings.DESK_NUMBER,
  line: settings.VISIT_LINE,
});

/** Who did something, as it stands on the timeline. */
export const DOORWARD = 'doorward';
export const byCustomer = (name: string) => `customer ${name}`;
export const byTechnician = (name: string) => `technician ${name}`;
export const byDispatcher = (name: string) => `dispatcher ${name}`;
export const byIntegration = (name: string) => `integration ${name}`;
