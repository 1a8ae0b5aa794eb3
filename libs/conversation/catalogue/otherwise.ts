import type { Messages } from '#conversation/catalogue/message';

/** What was meant to be a text, said by a voice or written in an e-mail. */
export const OTHERWISE = {
  'voice.caller': { en: 'Hello. This is {company}.', es: 'Buenos días. Le habla {company}.' },
  'voice.again': { en: 'Once more.', es: 'Le repito.' },
  'voice.questions': {
    en: 'If you have a question or need another time, please call {desk}.',
    es: 'Si tiene preguntas o necesita otra hora, llame al {desk}.',
  },
  'mail.subject': { en: '{company}: news about your visit', es: '{company}: noticias de su visita' },
  'mail.why': {
    en: 'We could not reach {phone} with a text, so we write here.',
    es: 'No pudimos enviar un mensaje al {phone}, por eso le escribimos aquí.',
  },
  'mail.link': {
    en: 'Your visit, and other times: {link}',
    es: 'Su visita y otras horas: {link}',
  },
  'mail.call': {
    en: 'Answers to this e-mail are not read. Questions: call {desk}.',
    es: 'No se leen las respuestas a este correo. Preguntas: llame al {desk}.',
  },
} as const satisfies Messages;
