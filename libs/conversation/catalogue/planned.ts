import type { Messages } from '#conversation/catalogue/message';

/** A time we propose for a visit that has none. */
export const PLANNED = {
  'planned.offer': {
    en: '{company}: a time for your {work} visit: {time}, {technician}',
    es: '{company}: un horario para su visita de {work}: {time}, {technician}',
  },
  'planned.offer.short': {
    en: '{company}: a time for your visit: {time}, {technician}',
    es: '{company}: un horario para su visita: {time}, {technician}',
  },
  'planned.offer.shortest': {
    en: '{company}: a time for your visit: {time}',
    es: '{company}: un horario para su visita: {time}',
  },
  'planned.not-booked': { en: 'Nothing is booked yet.', es: 'Aún no hay nada reservado.' },
  'planned.other-times': { en: 'Other times: {link}', es: 'Otros horarios: {link}' },
  'planned.take': {
    en: 'Reply {digit} to take it by {until}, 0 a person calls you.',
    es: 'Responda {digit} antes de {until} para tomarlo, 0 y le llama una persona.',
  },
  'planned.take.short': {
    en: 'Reply {digit} to take it by {until}, 0 a person.',
    es: 'Responda {digit} antes de {until} para tomarlo, 0 una persona.',
  },
  'planned.gone': {
    en: 'That time is gone, and nothing is booked.',
    es: 'Ese horario ya está ocupado; no hay nada reservado.',
  },
  'planned.another': { en: 'Choose another: {link}', es: 'Elija otro: {link}' },
} as const satisfies Messages;
