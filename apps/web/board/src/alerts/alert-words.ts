import type { IconName } from '../look/icon';

type Words = { readonly says: string; readonly icon: IconName };

const WORDS: Readonly<Record<string, Words>> = {
  'at-risk': { says: 'At risk', icon: 'warning' },
  'not-acknowledged': { says: 'Ticket not accepted', icon: 'phone' },
  'nobody-left': { says: 'Nobody can take it', icon: 'nobody' },
  'call-back': { says: 'Call back', icon: 'call' },
  'phone-only': { says: 'Tell by phone', icon: 'call' },
  'cancel-word': { says: 'Texted CANCEL', icon: 'envelope' },
  'late-customer': { says: 'Customer is late himself', icon: 'envelope' },
  'not-understood': { says: 'Not understood', icon: 'question' },
  'carrier-full': { says: 'Texts of the day used up', icon: 'envelope' },
  'bad-number': { says: 'Texts cannot reach', icon: 'envelope' },
  'texts-stopped': { says: 'Texts are not leaving', icon: 'warning' },
  'carrier-error': { says: 'Carrier refuses texts', icon: 'envelope' },
  'technician-no-texts': { says: 'Technician gets no texts', icon: 'phone' },
  'could-not-complete': { says: 'Not completed', icon: 'wrench' },
  'low-rating': { says: 'Low rating', icon: 'info' },
  'wrong-number': { says: 'Wrong number', icon: 'question' },
  conflict: { says: 'Conflict', icon: 'warning' },
  suspended: { says: 'Not confirmed', icon: 'pause' },
  blocked: { says: 'On hold', icon: 'pause' },
  'made-up-position': { says: 'Made-up position', icon: 'phone' },
};

/** A kind added later is shown by its own name until it has words here. */
export const alertWords = (kind: string): Words => WORDS[kind] ?? { says: kind.replaceAll('-', ' '), icon: 'info' };
