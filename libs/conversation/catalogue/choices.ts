import type { Messages } from '#conversation/catalogue/message';

/** Times put before the customer, and what came of his choice. */
export const CHOICES = {
  'choices.expired': {
    en: 'Those times are gone. Fresh ones, {until}',
    es: 'Esos horarios ya no están. Otros, {until}',
  },
  'choices.taken': {
    en: 'That time was just taken. Still free, {until}',
    es: 'Ese horario se acaba de ocupar. Quedan libres, {until}',
  },
  'choices.asked': { en: 'Other times, {until}', es: 'Otros horarios, {until}' },
  'choices.until': { en: 'held until {until}:', es: 'reservados hasta {until}:' },
  'choices.until.not-held': { en: 'as of {now}, not held:', es: 'sin reservar, dato de {now}:' },
  'choices.moves': { en: 'Your {work} {when} would move, too.', es: 'También cambiaría su {work} de {when}.' },
  'choices.none': { en: 'No other times are free right now.', es: 'Ahora mismo no hay otros horarios libres.' },
  'choices.visit-stands': { en: 'Your visit {when} stands.', es: 'Su visita de {when} sigue igual.' },
  'choices.done': { en: 'Done. {technician} comes {when}.', es: 'Listo. {technician} viene {when}.' },
  'choices.done.work': {
    en: 'Done. {technician} comes {when} for the {work}',
    es: 'Listo. {technician} viene {when} para su {work}',
  },
  'choices.done.part': {
    en: 'Done. {technician} comes {when}, with the part.',
    es: 'Listo. {technician} viene {when} con la pieza.',
  },
  'choices.next-stands': { en: 'Your {work} {when} stands.', es: 'Su {work} de {when} sigue en pie.' },
  'choices.same-ref': { en: 'Same ref {ref}.', es: 'Misma ref {ref}.' },
  'choices.same-ref.notes': { en: 'Same ref {ref}, with your notes.', es: 'Misma ref {ref}, con sus notas.' },
  'choices.same-ref.done': {
    en: 'Same ref {ref}; your notes and what was done are passed on.',
    es: 'Misma ref {ref}; pasamos sus notas y lo que se hizo.',
  },
  'choices.released': {
    en: '{whose} {time} visit is released.',
    es: 'Queda libre la visita {whose} de {time}.',
  },
  'choices.released.short': { en: '{whose} {time} is released.', es: 'Se libera la {whose} de {time}.' },
  'choices.released.yours': { en: 'Your {time} visit is released.', es: 'Queda libre su visita de {time}.' },
  'choices.released.yours.short': { en: 'Your {time} is released.', es: 'Se libera la de {time}.' },
  'choices.confirmation': { en: 'New confirmation: {link}', es: 'Nueva confirmación: {link}' },
  'choices.confirmation.short': { en: 'Confirmation: {link}', es: 'Confirmación: {link}' },
  'choices.kept': { en: 'Kept: {technician} about {arrival}.', es: 'Sigue con {technician}, aprox. {arrival}.' },
  'choices.kept.window': { en: 'Kept: {technician} {when}.', es: 'Sigue con {technician}, {when}.' },
  'choices.others-released': {
    en: 'The other times are released. Ref {ref}.',
    es: 'Los otros horarios quedan libres. Ref {ref}.',
  },
  'choices.cancelled': {
    en: 'Visit {when} is cancelled, ref {ref}.',
    es: 'La visita de {when} queda cancelada, ref {ref}.',
  },
  'choices.technician-told': { en: '{technician} has been told.', es: 'Ya avisamos a {technician}.' },
  'choices.new-technician': {
    en: '{company}: {before} could not take your visit, so {technician} has it and accepted.',
    es: '{company}: {before} no pudo tomar su visita; la tiene {technician}, que ha aceptado.',
  },
  'choices.same-time': { en: 'Same time: {when}, ref {ref}.', es: 'Mismo horario: {when}, ref {ref}.' },
  'choices.nothing-to-do': { en: 'Nothing for you to do.', es: 'No tiene que hacer nada.' },
} as const satisfies Messages;
