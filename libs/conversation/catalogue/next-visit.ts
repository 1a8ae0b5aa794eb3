import type { Messages } from '#conversation/catalogue/message';

/** The work is not done: why, and the next visit. */
export const NEXT_VISIT = {
  'next-visit.held': {
    en: 'Next visit, held until {until}:',
    es: 'Próxima visita, horarios reservados hasta {until}:',
  },
  'next-visit.absent': {
    en: '{company}: {technician} was there and found nobody.',
    es: '{company}: {technician} estuvo allí y no había nadie.',
  },
  'next-visit.absent.time': {
    en: '{company}: {technician} was there at {at} and found nobody.',
    es: '{company}: {technician} estuvo allí {at} y no había nadie.',
  },
  'next-visit.absent.street': {
    en: '{company}: {technician} was at {street} and found nobody.',
    es: '{company}: {technician} estuvo en {street} y no había nadie.',
  },
  'next-visit.absent.street-time': {
    en: '{company}: {technician} was at {street} at {at} and found nobody.',
    es: '{company}: {technician} estuvo en {street} {at} y no había nadie.',
  },
  'next-visit.not-finished': {
    en: '{company}: {technician} could not finish your {work}: {reason}',
    es: '{company}: {technician} no pudo terminar su {work}: {reason}',
  },
  'next-visit.part': { en: 'a part is needed', es: 'hace falta una pieza' },
  'next-visit.part.named': { en: 'a part is needed: {part}', es: 'hace falta una pieza: {part}' },
  'next-visit.skill': { en: 'it needs another specialist', es: 'hace falta otro especialista' },
  'next-visit.time': { en: 'it needs more time than planned', es: 'requiere más tiempo del previsto' },
  'next-visit.unsafe': { en: 'it was not safe to go on', es: 'no era seguro continuar' },
  'next-visit.more': { en: 'the work needs more', es: 'el trabajo requiere más' },
  'next-visit.choose': {
    en: 'Reply {digit} for new times, 0 a person calls you.',
    es: 'Responda {digit} para elegir otro horario, 0 y le llama una persona.',
  },
  'next-visit.or-desk': { en: 'Or call {desk}, ref {ref}.', es: 'O llame al {desk}, ref {ref}.' },
} as const satisfies Messages;
