import type { Messages } from '#conversation/catalogue/message';

/** The way to a booking, the booking, and the technician's yes. */
export const BOOKING = {
  'booking.choose': {
    en: '{company}: choose a time for your {work} visit:',
    es: '{company}: elija un horario para su visita de {work}:',
  },
  'booking.choose.at': {
    en: '{company}: choose a time for your {work} visit at {street}:',
    es: '{company}: elija un horario para su visita de {work} en {street}:',
  },
  'booking.questions': { en: 'Questions? Call {desk}.', es: '¿Preguntas? Llame al {desk}.' },
  'booking.booked': { en: '{company}: booked.', es: '{company}: visita reservada.' },
  'booking.visit': { en: '{work} visit {day}, arriving {hours}', es: '{work}: visita {day}, llegada {hours}' },
  'booking.visit.short': { en: '{work} {day}, arriving {hours}', es: '{work} {day}, llegada {hours}' },
  'booking.visit.bare': { en: 'Visit {day}, arriving {hours}', es: 'Visita {day}, llegada {hours}' },
  'booking.visit.shortest': { en: 'Visit {day} {hours}', es: 'Visita {day} {hours}' },
  'booking.manage': { en: 'Manage: {link}', es: 'Ver o cambiar: {link}' },
  'booking.accepted': {
    en: '{company}: {technician} has {yours} and accepted it for {time}.',
    es: '{company}: {technician} ha aceptado {yours}: {time}.',
  },
  'booking.ask': {
    en: 'Questions? Text them here, or call {desk}: whoever answers sees this visit.',
    es: '¿Preguntas? Escríbalas aquí o llame al {desk}: quien conteste ve esta visita.',
  },
  'booking.ask.short': {
    en: 'Questions? Text here or call {desk}.',
    es: '¿Preguntas? Escriba aquí o llame al {desk}.',
  },
} as const satisfies Messages;
