import type { Messages } from '#conversation/catalogue/message';

/** Visits of one order that rest on each other. */
export const SEVERAL = {
  'several.kept-after': {
    en: '{work} {when} is kept, confirmed after the {first}.',
    es: '{work} {when}: se guarda y se confirma después de su {first}.',
  },
  'several.kept-after.short': { en: '{work} {when}, after the {first}.', es: '{work} {when}, después de su {first}.' },
  'several.survey-first': {
    en: '{company}: your {work} needs a {minutes} min {first} first.',
    es: '{company}: antes de su {work} hace falta {first} ({minutes} min).',
  },
  'several.choose': { en: '{work}: choose a time by the link.', es: '{work}: elija un horario en el enlace.' },
  'several.kept': { en: 'It is kept but not confirmed.', es: 'Guardamos su lugar, aún sin confirmar.' },
  'several.none-free': {
    en: 'No other time is free: reply 0 and a person calls you.',
    es: 'No hay otro horario libre: responda 0 y le llama una persona.',
  },
  'several.new-time': { en: 'New {work} time: {link}', es: 'Nuevo horario de {work}: {link}' },
  'several.give-up': {
    en: 'Reply {digit} to cancel the {work}, 0 and a person calls you.',
    es: 'Responda {digit} para anular su {work}, 0 y le llama una persona.',
  },
  'several.give-up.short': {
    en: 'Reply {digit} to cancel it, 0 a person calls you.',
    es: 'Responda {digit} para anular, 0 y le llama una persona.',
  },
  'several.needs-first': {
    en: 'Your {work} {when} needs it first: it is kept but not confirmed.',
    es: 'Va antes de su {work} de {when}, que guardamos aún sin confirmar.',
  },
  'several.give-up.only': {
    en: 'Reply {digit} to cancel the {work}.',
    es: 'Responda {digit} para anular su {work}.',
  },
  'several.moved': {
    en: '{company}: your {first} moved, too late for your {work} {when}.',
    es: '{company}: su {first} ha cambiado y queda muy tarde para su {work} de {when}.',
  },
  'several.moved.to': {
    en: '{company}: your {first} moved to {time}, too late for your {work} {when}.',
    es: '{company}: su {first} ahora es {time}, muy tarde para su {work} de {when}.',
  },
  'several.moved.short': {
    en: '{company}: your {first} is too late now for your {work} {when}.',
    es: '{company}: su {first} queda muy tarde para su {work} de {when}.',
  },
  'several.technician': {
    en: '{company}: your {first} has another technician now, and your {work} {when} needs the same.',
    es: '{company}: su {first} ahora tiene otro técnico y su {work} de {when} necesita el mismo.',
  },
  'several.technician.short': {
    en: '{company}: your {work} {when} needs the technician of your {first}.',
    es: '{company}: su {work} de {when} necesita el técnico de su {first}.',
  },
  'several.open': {
    en: '{company}: your {work} {when} waits until your {first} has a time.',
    es: '{company}: su {work} de {when} espera a que su {first} tenga horario.',
  },
  'several.failed': {
    en: '{company}: your {first} could not be completed, and your {work} {when} needs it first.',
    es: '{company}: su {first} no se pudo completar y va antes de su {work} de {when}.',
  },
  'several.failed.short': {
    en: '{company}: your {first} could not be completed; your {work} {when} needs it.',
    es: '{company}: su {first} no se pudo completar; va antes de su {work} de {when}.',
  },
  'several.off': {
    en: '{company}: your {first} is cancelled, and your {work} {when} needs it first.',
    es: '{company}: su {first} se ha cancelado y debe hacerse antes de su {work} de {when}.',
  },
  'several.off.short': {
    en: '{company}: your {first} is cancelled; your {work} {when} needs it.',
    es: '{company}: su {first} se ha cancelado; va antes de su {work} de {when}.',
  },
  'several.resumed': {
    en: '{company}: your {work} {when} stands again, ref {ref}.',
    es: '{company}: su {work} de {when} vuelve a quedar en firme, ref {ref}.',
  },
  'several.let-go': {
    en: '{company}: your {work} {when} is let go.',
    es: '{company}: su {work} de {when} queda sin horario.',
  },
  'several.let-go.why': {
    en: '{company}: no {first} in time, so your {work} {when} is let go.',
    es: '{company}: no hubo {first} a tiempo; su {work} de {when} queda sin horario.',
  },
  'several.choose-new': { en: 'Choose new times: {link}', es: 'Elija nuevos horarios: {link}' },
  'several.or-person': { en: 'Or reply 0 and a person calls you.', es: 'O responda 0 y le llama una persona.' },
  'several.ask-cancel': {
    en: 'Reply 9 to cancel all, {all} (ref {ref}), 8 only the {work}, 0 and a person calls you.',
    es: 'Responda 9 para anular todo, {all} (ref {ref}), 8 solo {work}, 0 y le llama una persona.',
  },
  'several.visits-stand': { en: 'Your visits still stand.', es: 'Sus visitas siguen en pie.' },
  'several.cancel-or-start': {
    en: 'Reply 9 to cancel all, {all}, 8 only the {work}, START to keep texts.',
    es: 'Responda 9 para anular todo, {all}, 8 solo {work}, START para seguir con mensajes.',
  },
  'several.cancelled': { en: 'Cancelled, ref {ref}: {all}.', es: 'Queda cancelado, ref {ref}: {all}.' },
  'several.and': { en: '{one} and {other}', es: '{one} y {other}' },
  'several.and.before-i': { en: '{one} and {other}', es: '{one} e {other}' },
  'several.confirmed': { en: 'Your {work} {when} is now confirmed.', es: 'Ya confirmamos su {work} de {when}.' },
  'several.confirmed.short': { en: '{work} {when} confirmed.', es: 'Confirmado: {work} {when}.' },
  'several.next-visit': { en: 'Next visit', es: 'Próxima visita' },
} as const satisfies Messages;
