import type { Messages } from '#conversation/catalogue/message';

/** How we talk with each other: in which language, and what is meant for sure. */
export const TALKING = {
  'talking.in-this-language': {
    en: 'We write in English from now on. ¿Español? Responda ESPAÑOL.',
    es: 'Le escribimos en español desde ahora. English? Reply ENGLISH.',
  },
  'talking.in-this-language.short': { en: '¿Español? Responda ESPAÑOL.', es: 'English? Reply ENGLISH.' },
  'talking.ask-away': { en: 'Ask me when, who or what you like.', es: 'Pregunte cuándo, quién o lo que guste.' },
  'talking.sure-take': {
    en: 'Just to be sure: {digit} is now {when}, {technician}. Reply {digit} again to take it.',
    es: 'Para estar seguros: {digit} es ahora {when}, {technician}. Responda {digit} otra vez para tomarla.',
  },
  'talking.sure-keep': {
    en: 'Just to be sure: {digit} now keeps {when}, {technician}. Reply {digit} again to keep it.',
    es: 'Para estar seguros: {digit} ahora conserva {when}, {technician}. Responda {digit} otra vez.',
  },
  'talking.sure-cancel': {
    en: 'Just to be sure: {digit} now cancels the visit {when}. Reply {digit} again to cancel it.',
    es: 'Para estar seguros: {digit} ahora anula la visita de {when}. Responda {digit} otra vez para anularla.',
  },
  'talking.sure-other': {
    en: 'Just to be sure: our questions crossed, {digit} has another meaning now. Reply {digit} again if you mean it.',
    es: 'Para estar seguros: los mensajes se cruzaron, {digit} ahora es otra cosa. Responda {digit} otra vez si es lo que quiere.',
  },
  'talking.is-there': {
    en: '{technician} has been at your door since {clock}.',
    es: '{technician} está en su puerta desde {clock}.',
  },
  'talking.not-there': {
    en: 'Nobody there? Reply 0 and a person calls you at once.',
    es: '¿No hay nadie? Responda 0 y le llama una persona enseguida.',
  },
} as const satisfies Messages;
