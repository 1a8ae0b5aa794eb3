import type { Messages } from '#conversation/catalogue/message';

/** The ways on that end many texts: a person, the desk, other times. */
export const REPLY = {
  'reply.person': { en: 'Reply 0 and a person calls you.', es: 'Responda 0 y le llama una persona.' },
  'reply.person-or-desk': {
    en: 'Reply 0 and a person calls you, or call {desk}.',
    es: 'Responda 0 y le llama una persona, o llame al {desk}.',
  },
  'reply.or-desk': { en: 'Or call {desk}.', es: 'O llame al {desk}.' },
  'reply.cannot-wait': { en: "Can't wait? Call {desk}.", es: '¿No puede esperar? Llame al {desk}.' },
  'reply.other-times': {
    en: 'Reply {digit} for other times, 0 a person calls you.',
    es: 'Responda {digit} para otros horarios, 0 y le llama una persona.',
  },
  'reply.changed-mind': {
    en: 'Changed your mind? Reply 0 and a person calls you.',
    es: '¿Cambió de idea? Responda 0 y le llama una persona.',
  },
  'reply.still-wrong': {
    en: 'Still wrong? Reply 0 and a person calls you.',
    es: '¿Algo sigue mal? Responda 0 y le llama una persona.',
  },
  'reply.still-wrong.or-desk': {
    en: 'Still wrong? Reply 0 and a person calls you, or call {desk}.',
    es: '¿Algo sigue mal? Responda 0 y le llama una persona, o llame al {desk}.',
  },
  'reply.still-wrong.short': { en: 'Still wrong? Reply 0.', es: '¿Algo sigue mal? Responda 0.' },
  'reply.still-wrong.days': {
    en: 'Still wrong? Reply 0 in the next {days, plural, one {day} other {# days}} and a person calls you.',
    es: '¿Algo sigue mal? Responda 0 en {days, plural, one {el próximo día} other {los próximos # días}} y le llama una persona.',
  },
} as const satisfies Messages;
