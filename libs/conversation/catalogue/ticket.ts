import type { Messages } from '#conversation/catalogue/message';

/** Texts to technicians. */
export const TICKET = {
  'ticket.new': { en: 'NEW JOB {ref} {when}', es: 'TRABAJO NUEVO {ref} {when}' },
  'ticket.still': { en: 'STILL OPEN: job {ref} {when}', es: 'SIGUE ABIERTO: trabajo {ref} {when}' },
  'ticket.reply': {
    en: 'Reply Y by {by} to accept, N to decline.',
    es: 'Responda Y antes de {by} para aceptar, N para rechazar.',
  },
  'ticket.reply-or-another': {
    en: 'Reply Y by {by} or it goes to another.',
    es: 'Responda Y antes de {by} o pasa a otro.',
  },
  'ticket.reply.short': {
    en: 'Reply Y by {by} to accept, N to decline.',
    es: 'Y antes de {by} acepta, N rechaza.',
  },
  'ticket.reply-or-another.short': {
    en: 'Reply Y by {by} or it goes to another.',
    es: 'Y antes de {by} o pasa a otro.',
  },
  'ticket.after': { en: 'Only after the {work}.', es: 'Solo después de: {work}.' },
  'ticket.open': { en: 'Open: {link}', es: 'Abrir: {link}' },
  'ticket.off': { en: 'JOB OFF {ref} {when}', es: 'TRABAJO QUITADO {ref} {when}' },
  'ticket.off.reassigned': { en: 'another technician has it', es: 'lo tiene otro técnico' },
  'ticket.off.moved': { en: 'the customer chose another time', es: 'el cliente eligió otro horario' },
  'ticket.off.cancelled': { en: 'the customer does not want the visit', es: 'el cliente no quiere la visita' },
  'ticket.off.not-answered': {
    en: 'not accepted in time, another technician has it',
    es: 'no se aceptó a tiempo, lo tiene otro técnico',
  },
  'ticket.off.off': { en: 'you are off', es: 'usted no trabaja ese día' },
  'ticket.do-not-go': { en: 'Do not go. Reply Y to confirm.', es: 'No vaya. Responda Y para confirmar.' },
  'ticket.sign-in': {
    en: '{company}: your sign-in link, good once until {until}:',
    es: '{company}: su enlace de acceso, sirve una vez hasta {until}:',
  },
  'ticket.sign-in.short': { en: '{company} sign-in:', es: '{company}, acceso:' },
  'ticket.accepted': { en: 'Accepted: {ref} {when}.', es: 'Aceptado: {ref} {when}.' },
  'ticket.declined': {
    en: 'Declined: {ref} goes to another technician. Nothing for you to do.',
    es: 'Rechazado: {ref} pasa a otro técnico. No tiene que hacer nada.',
  },
  'ticket.none': {
    en: "{company}: no job is waiting for your answer. Your page has today's jobs.",
    es: '{company}: ningún trabajo espera su respuesta. Su página tiene los trabajos de hoy.',
  },
} as const satisfies Messages;
