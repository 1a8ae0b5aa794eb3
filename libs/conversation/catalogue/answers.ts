import type { Messages } from '#conversation/catalogue/message';

/** Answers to what a customer asks: when, who, does it stand, somebody else. */
export const ANSWERS = {
  'answers.about': { en: 'About {time} ({range}), {against}.', es: 'Aprox. {time} ({range}), {against}.' },
  'answers.as-of': { en: 'As of {time}.', es: 'Dato de {time}.' },
  'answers.old-position': { en: 'Last position {minutes} min old.', es: 'Última posición: hace {minutes} min.' },
  'answers.still-plan': {
    en: 'Still the plan: {technician} about {arrival}.',
    es: 'El plan sigue igual: {technician}, aprox. {arrival}.',
  },
  'answers.no-change': { en: 'No change since {since}.', es: 'Sin cambios desde {since}.' },
  'answers.we-text': { en: 'We text you when it moves 10 min or more.', es: 'Le avisamos si cambia 10 min o más.' },
  'answers.dark': {
    en: 'We have no signal from {whose} phone since {since}, so this is wider: {range}.',
    es: 'No hay señal del teléfono {whose} desde {since}; por eso el margen es mayor: {range}.',
  },
  'answers.dark.short': {
    en: 'No signal from {technician} since {since}, so this is wider: {range}.',
    es: 'Sin señal de {technician} desde {since}; el margen es mayor: {range}.',
  },
  'answers.checks': {
    en: '{agent} in dispatch is checking and texts you by {by}.',
    es: '{agent}, de despacho, lo revisa y le escribe antes de {by}.',
  },
  'answers.checks.short': {
    en: '{agent} is checking and texts you by {by}.',
    es: '{agent} lo revisa y le escribe antes de {by}.',
  },
  'answers.not-cancelled': { en: 'Not cancelled.', es: 'No está cancelada.' },
  'answers.same-technician': { en: 'Same technician: {technician}', es: 'Viene la misma persona: {technician}' },
  'answers.your-technician': { en: 'Your technician: {technician}', es: 'Su técnico: {technician}' },
  'answers.no-technician': { en: 'Your technician: not yet chosen.', es: 'Su técnico: aún por asignar.' },
  'answers.nobody-else': {
    en: 'Someone else: nobody is free that we could hold; reply 0 and a person looks.',
    es: 'Otra persona: no hay nadie libre que podamos reservar; responda 0 y alguien lo busca.',
  },
  'answers.somebody-else': {
    en: 'Someone else: yes, reply {digit} for {technician}, {time}.',
    es: 'Otra persona: sí, responda {digit} para {technician}, {time}.',
  },
  'answers.somebody-else.today': {
    en: 'Someone else today: yes, reply {digit} for {technician}, {time}.',
    es: 'Otra persona hoy: sí, responda {digit} para {technician}, {time}.',
  },
  'answers.due': { en: 'Due {when}.', es: 'Su visita es {when}.' },
  'answers.expected': { en: 'About {arrival}, as of {time}.', es: 'Aprox. {arrival}, dato de {time}.' },
  'answers.expected.short': { en: 'About {arrival}.', es: 'Aprox. {arrival}.' },
  'answers.keep': {
    en: 'Reply {digit} to keep {technician}.',
    es: 'Responda {digit} para seguir con {technician}.',
  },
} as const satisfies Messages;
