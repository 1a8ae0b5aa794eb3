import type { Messages } from '#conversation/catalogue/message';

/** The day itself: on the road, done, how it was. */
export const VISIT = {
  'visit.on-the-way': {
    en: '{company}: {technician} is on the way, arriving about {arrival}.',
    es: '{company}: {technician} va en camino y llega aprox. {arrival}.',
  },
  'visit.map': { en: 'Map: {link}', es: 'Mapa: {link}' },
  'visit.line': {
    en: 'Call or text {technician} until the visit is done: {line}',
    es: 'Llame o escriba a {technician} hasta que termine la visita: {line}',
  },
  'visit.line.short': { en: 'Call or text {technician}: {line}', es: 'Llame o escriba a {technician}: {line}' },
  'visit.line.shortest': { en: 'Call {line}', es: 'Llame al {line}' },
  'visit.noted': {
    en: 'Passed to {technician} for this visit only: "{note}".',
    es: 'Lo pasamos a {technician} solo para esta visita: "{note}".',
  },
  'visit.ask-note': {
    en: 'Text your note now, in one message, and we pass it to {technician} for this visit only. 0 a person calls you.',
    es: 'Escriba ahora su nota, en un solo mensaje, y la pasamos a {technician} solo para esta visita. 0 y le llama una persona.',
  },
  'visit.finished': {
    en: '{company}: {technician} finished at {at}.',
    es: '{company}: {technician} ha terminado {at}.',
  },
  'visit.finished.note': {
    en: '{company}: {technician} finished at {at}: {note}',
    es: '{company}: {technician} ha terminado {at}: {note}',
  },
  'visit.survey': {
    en: '{company}: one question about {whose} visit {day} (ref {ref}):',
    es: '{company}: una pregunta sobre la visita {whose} de {day} (ref {ref}):',
  },
  'visit.survey.score': {
    en: 'how was it, 1 bad to 5 great? Reply a number.',
    es: '¿cómo fue, de 1 mala a 5 excelente? Responda un número.',
  },
  'visit.survey.once': { en: 'We ask only once.', es: 'Solo preguntamos una vez.' },
  'visit.thanks': {
    en: 'Thank you: {score} noted for {technician}.',
    es: 'Gracias: anotamos {score} para {technician}.',
  },
  'visit.thanks.customer': {
    en: 'Thank you, {customer}: {score} noted for {technician}.',
    es: 'Gracias, {customer}: anotamos {score} para {technician}.',
  },
  'visit.closed': {
    en: 'Ref {ref} is closed; no more texts about this visit.',
    es: 'La ref {ref} queda cerrada; no más mensajes sobre esta visita.',
  },
  'visit.none': {
    en: '{company}: we find no open visit for this number.',
    es: '{company}: no encontramos ninguna visita abierta para este número.',
  },
} as const satisfies Messages;
