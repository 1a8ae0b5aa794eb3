import type { Messages } from '#conversation/catalogue/message';

/** A time before the one he has. */
export const EARLIER = {
  'earlier.opened': {
    en: '{company}: an earlier time opened for your {has} visit: {gets}, {technician}',
    es: '{company}: hay un horario antes de su visita de {has}: {gets}, {technician}',
  },
  'earlier.opened.short': {
    en: '{company}: earlier time for your {has} visit: {gets}, {technician}',
    es: '{company}: horario antes de su visita de {has}: {gets}, {technician}',
  },
  'earlier.opened.shortest': {
    en: '{company}: earlier time for your {has} visit: {gets}.',
    es: '{company}: en vez de {has}: {gets}.',
  },
  'earlier.take': { en: 'Reply 1 to take it by {by}.', es: 'Responda 1 antes de {by} para tomarlo.' },
  'earlier.take.short': { en: 'Reply 1 by {by}.', es: 'Responda 1 antes de {by}.' },
  'earlier.take.first': {
    en: 'Reply 1 to take it by {by}; first yes has it.',
    es: 'Responda 1 antes de {by} para tomarlo; gana el primer sí.',
  },
  'earlier.take.first.short': {
    en: 'Reply 1 by {by}; first yes has it.',
    es: 'Responda 1 antes de {by}; gana el primer sí.',
  },
  'earlier.no-reply': { en: 'No reply = you keep {has}.', es: 'Si no responde, se queda con {has}.' },
  'earlier.no-reply.short': { en: 'No reply = no change.', es: 'Si no responde, nada cambia.' },
  'earlier.gone': { en: 'That earlier time is gone.', es: 'Ese horario ya no está libre.' },
  'earlier.you-keep': {
    en: 'You keep {has} with {technician}: nothing has changed.',
    es: 'Su visita de {has} con {technician} sigue igual: nada ha cambiado.',
  },
  'earlier.you-keep.short': { en: 'You keep {has}.', es: 'Se queda con {has}.' },
  'earlier.another': { en: 'We text you when another opens.', es: 'Le avisamos si se abre otro.' },
  'earlier.none': { en: 'Nothing before {has} is free right now.', es: 'Ahora no hay nada libre antes de {has}.' },
  'earlier.noted': {
    en: 'Noted: we text you when an earlier time opens.',
    es: 'Anotado: le avisamos si se abre un horario antes.',
  },
  'earlier.noted.short': { en: 'We text you when one opens.', es: 'Le avisamos si se abre uno.' },
  'earlier.until-then': { en: 'Until then you keep {has}.', es: 'Mientras tanto sigue {has}.' },
} as const satisfies Messages;
