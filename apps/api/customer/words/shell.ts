import type { Messages } from '#conversation/catalogue/message';

/** Around every page, and what it says where there is no visit to show. */
export const SHELL = {
  'shell.sending': { en: 'Sending...', es: 'Enviando...' },
  'shell.not-sent': {
    en: 'That could not be sent; nothing was changed. Try again, or call {desk}.',
    es: 'No se pudo enviar; nada ha cambiado. Inténtelo otra vez o llame al {desk}.',
  },
  'shell.checked-now': { en: 'Checked just now.', es: 'Comprobado ahora mismo.' },
  'shell.checked': { en: 'Checked AGE min ago.', es: 'Comprobado hace AGE min.' },
  'shell.stale': {
    en: 'Last known AGE min ago: this page cannot reach us now and keeps trying. You can call {desk}.',
    es: 'Último dato de hace AGE min: ahora no hay conexión y se sigue intentando. Puede llamar al {desk}.',
  },

  'sorry.title': { en: 'Sorry', es: 'Lo sentimos' },
  'sorry.link': {
    en: 'This link opens no visit. It may have been cut short: open it from the text itself.',
    es: 'Este enlace no abre ninguna visita. Puede estar incompleto: ábralo desde el mensaje.',
  },
  'sorry.over-title': { en: 'This page is closed', es: 'Esta página está cerrada' },
  'sorry.over': {
    en: 'It was about a visit that is over, or for which no time was chosen. Nothing of it is shown any more.',
    es: 'Era sobre una visita que ya terminó, o para la que no se eligió hora. Ya no se muestra nada de ella.',
  },
  'sorry.over-call': {
    en: 'Do you need us again, or is something still wrong? Call {desk}: your number opens your visits.',
    es: '¿Nos necesita otra vez o algo sigue mal? Llame al {desk}: su número abre sus visitas.',
  },
  'sorry.call': {
    en: 'Please call {desk}: your number opens your visit.',
    es: 'Llame al {desk}: su número abre su visita.',
  },
  'sorry.tries': {
    en: 'Too many wrong links from here. Please wait a minute.',
    es: 'Demasiados enlaces equivocados desde aquí. Espere un minuto.',
  },
  'sorry.unread': {
    en: 'This could not be read. Nothing was changed.',
    es: 'No se pudo leer. Nada ha cambiado.',
  },
  'sorry.records': {
    en: 'We cannot reach our records at the moment. Please try again in a few seconds.',
    es: 'Ahora no llegamos a nuestros datos. Inténtelo en unos segundos.',
  },
  'sorry.broke': {
    en: 'Something broke on our side. Nothing was lost; please try again in a moment.',
    es: 'Algo falló de nuestro lado. No se perdió nada; inténtelo en un momento.',
  },
  'sorry.back': { en: 'Back to your visit', es: 'Volver a su visita' },

  'said.booked': {
    en: 'Done. We have sent you a text with everything.',
    es: 'Hecho. Le enviamos un mensaje con todo.',
  },
  'said.taken': {
    en: 'That time was just taken. These are still free.',
    es: 'Esa hora se acaba de ocupar. Estas siguen libres.',
  },
  'said.taken-noted': {
    en: 'That time was just taken. Your note is kept, and these times are still free.',
    es: 'Esa hora se acaba de ocupar. Su nota está guardada y estas horas siguen libres.',
  },
  'said.expired': {
    en: 'That time could not be kept any longer. These are still free.',
    es: 'Esa hora ya no se pudo guardar. Estas siguen libres.',
  },
  'said.gone': {
    en: 'That choice has run out. Here is what is true now.',
    es: 'Esa opción ya no vale. Esto es lo que hay ahora.',
  },
  'said.changed': {
    en: 'Your visit was changed meanwhile. Here is what is true now.',
    es: 'Su visita cambió entretanto. Esto es lo que hay ahora.',
  },
  'said.by-you': { en: 'You changed it at {time}.', es: 'La cambió usted a {time}.' },
  'said.by-us': { en: 'We changed it at {time}.', es: 'La cambiamos nosotros a {time}.' },
  'said.kept': { en: 'Good. Your visit stays as it is.', es: 'Bien. Su visita queda como está.' },
  'said.called': { en: 'A person will call you.', es: 'Una persona le llamará.' },
  'said.noted': { en: 'Your note is passed on.', es: 'Su nota está entregada.' },
  'said.waits': {
    en: 'Good. We text you when an earlier time opens; until then you keep this one.',
    es: 'Bien. Le escribimos si se abre una hora antes; hasta entonces conserva esta.',
  },
  'said.waitsNot': {
    en: 'Good. You keep this time, and we look for no other.',
    es: 'Bien. Conserva esta hora y no buscamos otra.',
  },
  'said.waitsNever': {
    en: 'Nobody can come sooner any more. Here is what is true now.',
    es: 'Ya nadie puede ir antes. Esto es lo que hay ahora.',
  },
  'said.cancelled': { en: 'Your visit is cancelled.', es: 'Su visita está anulada.' },
  'said.number': {
    en: 'That is not the house number of this visit. Nothing was changed.',
    es: 'Ese no es el número de casa de esta visita. Nada ha cambiado.',
  },
  'said.tries': {
    en: 'Too many tries. Nothing was changed; please call us to cancel.',
    es: 'Demasiados intentos. Nada ha cambiado; llámenos para anular.',
  },
  'said.closed': {
    en: 'That cannot be done any more. Here is what is true now.',
    es: 'Eso ya no se puede hacer. Esto es lo que hay ahora.',
  },
  'said.rated': { en: 'Thank you for your answer.', es: 'Gracias por su respuesta.' },
} as const satisfies Messages;
