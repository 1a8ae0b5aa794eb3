import type { Messages } from '#conversation/catalogue/message';

/** Talking to a person, telling the technician something, cancelling, saying how it was, saying that it is somebody else. */
export const CONTACT = {
  'call.title': { en: 'Talk to a person', es: 'Hablar con una persona' },
  'call.us': { en: 'Call {desk}', es: 'Llamar al {desk}' },
  'call.code': {
    en: 'Your number opens this visit. From another phone, say the visit code: {code}.',
    es: 'Su número abre esta visita. Desde otro teléfono, diga el código de visita: {code}.',
  },
  'call.me': { en: 'Call me back', es: 'Que me llamen' },
  'call.promised': { en: '{agent} calls you by {time}.', es: '{agent} le llama antes de {time}.' },

  'note.title': { en: 'Anything to know?', es: '¿Algo que debamos saber?' },
  'note.label': {
    en: 'Something your technician should know (gate code, dog, parking)',
    es: 'Algo que su técnico deba saber (código del portón, perro, estacionamiento)',
  },
  'note.send': { en: 'Send note', es: 'Enviar nota' },
  'note.optional': {
    en: 'Something your technician should know (optional)',
    es: 'Algo que su técnico deba saber (opcional)',
  },
  'calendar.add': { en: 'Add to your calendar', es: 'Añadir a su calendario' },

  'cancel.title': { en: 'Cancel this visit', es: 'Anular esta visita' },
  'cancel.how': {
    en: 'To be sure that it is you: what is the house number of the visit?',
    es: 'Para saber que es usted: ¿qué número de casa tiene la visita?',
  },
  'cancel.number': { en: 'House number', es: 'Número de casa' },
  'cancel.yes': { en: 'Cancel the visit', es: 'Anular la visita' },
  'cancel.by-phone': { en: 'To cancel, call {desk}.', es: 'Para anular, llame al {desk}.' },

  'survey.title': { en: 'How was it?', es: '¿Qué le pareció?' },
  'survey.how': { en: '1 is bad, 5 is very good. Asked once.', es: '1 es mal, 5 es muy bien. Se pregunta una vez.' },
  'survey.stars': { en: '{stars} of 5', es: '{stars} de 5' },

  'person.title': { en: 'Not your visit?', es: '¿No es su visita?' },
  'person.how': {
    en: 'If you are not {customer}, tell us: this number gets no more texts, and we look for the right one.',
    es: 'Si usted no es {customer}, díganoslo: este número no recibe más mensajes y buscamos el correcto.',
  },
  'person.yes': { en: 'I am somebody else', es: 'Soy otra persona' },
  'person.head': { en: 'Thank you for telling us.', es: 'Gracias por avisarnos.' },
  'person.gone': {
    en: 'This number gets no more texts from us, and this page shows nothing any more.',
    es: 'Este número ya no recibe mensajes nuestros y esta página ya no muestra nada.',
  },
  'person.was-wrong': {
    en: 'Is it your visit after all? Call {desk}.',
    es: '¿Sí es su visita? Llame al {desk}.',
  },
} as const satisfies Messages;
