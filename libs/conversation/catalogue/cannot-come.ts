import type { Messages } from '#conversation/catalogue/message';

/** Nobody comes as planned. */
export const CANNOT_COME = {
  'cannot-come.sick': {
    en: '{company}: {technician} is sick and nobody else is free {when}.',
    es: '{company}: {technician} se ha enfermado y nadie más está libre {when}.',
  },
  'cannot-come.broken-down': {
    en: '{company}: {technician} has broken down and nobody else is free {when}.',
    es: '{company}: {technician} tuvo una avería y nadie más está libre {when}.',
  },
} as const satisfies Messages;
