import type { Messages } from '#conversation/catalogue/message';

/** He will be home late himself: what that means. */
export const LATE_CUSTOMER = {
  'late-customer.in-time': {
    en: '{technician} is due about {arrival}; home by {home} is in time.',
    es: '{technician} llega aprox. {arrival}; si usted está antes de {home}, llega a tiempo.',
  },
  'late-customer.waits': {
    en: '{technician} is due about {arrival} and waits for you until {home}.',
    es: '{technician} llega aprox. {arrival} y le espera hasta {home}.',
  },
  'late-customer.waits-a-while': {
    en: '{technician} is due about {arrival} and waits up to {minutes} min.',
    es: '{technician} llega aprox. {arrival} y espera hasta {minutes} min.',
  },
  'late-customer.is-there-waits': {
    en: '{technician} has been there since {since} and waits for you until {home}.',
    es: '{technician} está allí desde {since} y le espera hasta {home}.',
  },
  'late-customer.is-there-a-while': {
    en: '{technician} has been there since {since} and waits up to {minutes} min.',
    es: '{technician} está allí desde {since} y espera hasta {minutes} min.',
  },
  'late-customer.is-there-misses': {
    en: '{technician} has been there since {since} and cannot wait until {home}.',
    es: '{technician} está allí desde {since} y no puede esperar hasta {home}.',
  },
  'late-customer.misses': {
    en: '{technician} is due about {arrival} and cannot wait until {home}.',
    es: '{technician} llega aprox. {arrival} y no puede esperar hasta {home}.',
  },
  'late-customer.due': { en: 'Your visit is due {when}.', es: 'Su visita es {when}.' },
  'late-customer.later': {
    en: 'Later than that? Reply {digit} for other times, 0 a person calls you.',
    es: '¿Más tarde? Responda {digit} para otros horarios, 0 y le llama una persona.',
  },
  'late-customer.later.short': { en: 'Later? Reply {digit}, or 0.', es: '¿Más tarde? Responda {digit} o 0.' },
} as const satisfies Messages;
