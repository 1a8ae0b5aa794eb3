import { CHOICES } from '#apps/api/customer/words/choices';
import { CONTACT } from '#apps/api/customer/words/contact';
import { SHELL } from '#apps/api/customer/words/shell';
import { VISIT } from '#apps/api/customer/words/visit';

/** Everything the customer's page says, in every language. */
export const WORDS = { ...SHELL, ...VISIT, ...CHOICES, ...CONTACT };

export type Key = keyof typeof WORDS;
