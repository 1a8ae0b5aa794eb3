import type { Messages } from '#conversation/catalogue/message';

/** STOP, START, HELP and CANCEL. */
export const CONSENT = {
  'consent.ended': {
    en: '{company}: texts to this number have ended.',
    es: '{company}: ya no enviamos mensajes a este número.',
  },
  'consent.ended.short': { en: '{company}: texts have ended.', es: '{company}: sin más mensajes.' },
  'consent.visit-stands': {
    en: 'Your visit {when} (ref {ref}) still stands.',
    es: 'Su visita de {when} (ref {ref}) sigue en pie.',
  },
  'consent.visit-stands.short': { en: 'Your visit {when} still stands.', es: 'Su visita de {when} sigue en pie.' },
  'consent.cancel-or-start': {
    en: 'Reply 9 to cancel the visit, START to keep texts.',
    es: 'Responda 9 para anular la visita, START para seguir con mensajes.',
  },
  'consent.no-more': {
    en: '{company}: no more texts to this number.',
    es: '{company}: no más mensajes a este número.',
  },
  'consent.visit-by-phone': {
    en: 'Your visit {when} still stands; we will phone if it changes.',
    es: 'Su visita de {when} sigue en pie; si cambia le llamamos.',
  },
  'consent.start-again': {
    en: 'Reply START to get texts again.',
    es: 'Responda START para recibirlos de nuevo.',
  },
  'consent.on-again': { en: '{company}: texts are on again.', es: '{company}: vuelve a recibir mensajes.' },
  'consent.your-visit': { en: 'Your visit {when}, ref {ref}: {link}', es: 'Su visita de {when}, ref {ref}: {link}' },
  'consent.your-visit.short': { en: 'Your visit: {link}', es: 'Su visita: {link}' },
  'consent.help-stop': { en: 'HELP=help STOP=end texts', es: 'HELP=ayuda STOP=fin de mensajes' },
  'consent.help-stop.short': { en: 'HELP=help STOP=end', es: 'HELP=ayuda STOP=fin' },
  'consent.stop': { en: 'STOP=end texts', es: 'STOP=fin de mensajes' },
  'consent.about-visit': {
    en: '{company}: texts about your {work} visit {when}.',
    es: '{company}: mensajes sobre su visita de {work}, {when}.',
  },
  'consent.about-visits': {
    en: '{company}: texts about your service visits.',
    es: '{company}: mensajes sobre sus visitas de servicio.',
  },
  'consent.ask': {
    en: 'Ask here, reply 0 and a person calls you, or call {desk}.',
    es: 'Pregunte aquí, responda 0 y le llama una persona, o llame al {desk}.',
  },
  'consent.ask.short': { en: 'Ask here or call {desk}.', es: 'Pregunte aquí o llame al {desk}.' },
  'consent.ask-cancel': {
    en: 'Reply 9 to cancel the visit {when} (ref {ref}), 0 and a person calls you.',
    es: 'Responda 9 para anular la visita de {when} (ref {ref}), 0 y le llama una persona.',
  },
  'consent.nothing-changed': { en: 'Nothing has changed yet.', es: 'Aún no ha cambiado nada.' },
} as const satisfies Messages;
