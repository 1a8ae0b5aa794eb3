import type { Messages } from '#conversation/catalogue/message';

/** Nobody came in the promised window: what he gets for it, and when somebody comes. */
export const CREDIT = {
  'credit.missed': {
    en: '{company}: we missed your {window} window.',
    es: '{company}: no llegamos en su horario de {window}.',
  },
  'credit.given': {
    en: 'A {amount} credit is on your account, no claim needed ({ref}-C).',
    es: 'Tiene {amount} de crédito en su cuenta, sin trámites ({ref}-C).',
  },
  'credit.given.short': {
    en: 'A {amount} credit is on your account ({ref}-C).',
    es: 'Tiene {amount} de crédito en su cuenta ({ref}-C).',
  },
  'credit.for-window': {
    en: 'For the missed window a {amount} credit is on your account ({ref}-C).',
    es: 'Por no llegar a tiempo tiene {amount} de crédito en su cuenta ({ref}-C).',
  },
  'credit.still-due': { en: '{technician} is still due {when}.', es: '{technician} llega {when}.' },
  'credit.due': { en: '{technician} is due {when}.', es: '{technician} llega {when}.' },
  'credit.there': { en: '{technician} is there now.', es: '{technician} ya está ahí.' },
} as const satisfies Messages;
