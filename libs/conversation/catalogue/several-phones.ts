import type { Messages } from '#conversation/catalogue/message';

/** Several visits on a phone, several phones on a visit, and phones that are the wrong ones. */
export const SEVERAL_PHONES = {
  'which.ask': { en: 'Which visit? Reply:', es: '¿Qué visita? Responda:' },
  'which.line': { en: '{digit} {work} {when}, {technician}', es: '{digit} {work} {when}, {technician}' },
  'which.line.short': { en: '{digit} {work} {when}', es: '{digit} {work} {when}' },
  'which.line.open': { en: '{digit} {work}, no time yet', es: '{digit} {work}, sin hora aún' },
  'which.person': { en: '0 A person calls you', es: '0 Le llama una persona' },
  'other.chose': {
    en: '{company}: {by} chose another time: {technician} comes {when}. Ref {ref}.',
    es: '{company}: {by} eligió otro horario: {technician} va {when}. Ref {ref}.',
  },
  'other.kept': {
    en: '{company}: {by} keeps {technician}, {when}. The other times are released.',
    es: '{company}: {by} sigue con {technician}, {when}. Los otros horarios quedan libres.',
  },
  'other.cancelled': {
    en: '{company}: {by} cancelled the visit {when}, ref {ref}. Questions? Call {desk}.',
    es: '{company}: {by} ha anulado la visita de {when}, ref {ref}. ¿Preguntas? Llame al {desk}.',
  },
  'wrong.sorry': {
    en: '{company}: sorry for the mix-up. No more texts to this number, and the link we sent is closed.',
    es: '{company}: disculpe la confusión. No más mensajes a este número, y el enlace que enviamos está cerrado.',
  },
  'wrong.stays': {
    en: '{company}: we were told that this is the wrong number, so no visit texts go to it. Is it yours after all? Please call {desk}.',
    es: '{company}: nos dijeron que este número está equivocado y no le enviamos mensajes de visitas. ¿Es el suyo? Llame al {desk}.',
  },
} as const satisfies Messages;
