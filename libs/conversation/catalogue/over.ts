import type { Messages } from '#conversation/catalogue/message';

/** What is so of a visit about which a text can do nothing any more. */
export const OVER = {
  'over.finished': {
    en: '{company}: your {work} visit (ref {ref}) was finished {day}, {time}, by {technician}.',
    es: '{company}: su visita de {work} (ref {ref}) fue terminada el {day}, {time}, con {technician}.',
  },
  'over.not-finished': {
    en: '{company}: your {work} visit (ref {ref}) ended {day}, {time}, and the work is not finished.',
    es: '{company}: su visita de {work} (ref {ref}) acabó el {day}, {time}, sin terminar el trabajo.',
  },
  'over.cancelled': {
    en: '{company}: your {work} visit (ref {ref}) was cancelled {day}, {time}; nobody comes.',
    es: '{company}: su visita de {work} (ref {ref}) fue anulada el {day}, {time}; no irá nadie.',
  },
  'over.there': {
    en: '{technician} has been there since {clock}: nothing was cancelled.',
    es: '{technician} está allí desde {clock}: no se anuló nada.',
  },
  'over.stands': {
    en: '{company}: your {work} visit (ref {ref}) stands, {when}.',
    es: '{company}: su visita de {work} (ref {ref}) sigue en pie, {when}.',
  },
  'over.not-confirmed': {
    en: '{company}: your {work} visit (ref {ref}) {when} is not confirmed right now.',
    es: '{company}: su visita de {work} (ref {ref}), {when}, no está confirmada por ahora.',
  },
  'over.without-a-time': {
    en: '{company}: your {work} visit (ref {ref}) has no time yet.',
    es: '{company}: su visita de {work} (ref {ref}) aún no tiene horario.',
  },
} as const satisfies Messages;
