import type { Messages } from '#conversation/catalogue/message';

/** The technician has a word for his customer, by one touch: the customer's number is not on his phone. */
export const AT_THE_DOOR = {
  'at-the-door.here': {
    en: '{company}: {technician} is at your door.',
    es: '{company}: {technician} está en su puerta.',
  },
  'at-the-door.let-in': {
    en: '{company}: {technician} is outside and cannot get in. Please open.',
    es: '{company}: {technician} está afuera y no puede entrar. Por favor, abra.',
  },
  'at-the-door.call': {
    en: '{company}: {technician} needs a word with you. Please call {line}.',
    es: '{company}: {technician} necesita hablar con usted. Por favor, llame al {line}.',
  },
} as const satisfies Messages;
