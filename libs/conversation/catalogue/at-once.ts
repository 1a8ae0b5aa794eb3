import type { Messages } from '#conversation/catalogue/message';

/** Several answers in one text, each said in as few words as it bears. */
export const AT_ONCE = {
  'at-once.sorry': { en: 'Sorry about this, {customer}.', es: 'Disculpe las molestias, {customer}.' },
  'at-once.sorry.short': { en: 'Sorry about this.', es: 'Disculpe las molestias.' },
  'at-once.else': {
    en: 'Someone else: yes, reply {digit} for {technician}, {when}.',
    es: 'Otra persona: sí, responda {digit}: {technician}, {when}.',
  },
  'at-once.nobody-else': {
    en: 'Someone else: nobody is free that we could hold.',
    es: 'Otra persona: nadie está libre ahora.',
  },
  'at-once.about': {
    en: '{technician} about {arrival}, as of {clock}.',
    es: '{technician} aprox. {arrival}, dato de {clock}.',
  },
  'at-once.about.short': { en: '{technician} about {arrival}.', es: '{technician} aprox. {arrival}.' },
  'at-once.is-there': {
    en: '{technician} has been there since {clock}.',
    es: '{technician} está allí desde {clock}.',
  },
  'at-once.dark': {
    en: 'No signal from {technician} since {since}, so wider: {range}. {agent} texts you by {by}.',
    es: 'Sin señal de {technician} desde {since}; margen mayor: {range}. {agent} le escribe antes de {by}.',
  },
  'at-once.dark.short': {
    en: 'No signal from {technician} since {since}, so {range}. We text you by {by}.',
    es: 'Sin señal de {technician} desde {since}: {range}. Le escribimos antes de {by}.',
  },
  'at-once.passed': { en: 'Passed to {technician}: "{note}".', es: 'Pasado a {technician}: "{note}".' },
  'at-once.passed.short': { en: 'Passed to {technician}.', es: 'Pasado a {technician}.' },
  'at-once.calls': {
    en: '{agent} ({role}) calls you by {by} and has your whole story.',
    es: '{agent} ({role}) le llama antes de {by} y conoce todo su caso.',
  },
  'at-once.calls.short': {
    en: '{agent} ({role}) calls you by {by}.',
    es: '{agent} ({role}) le llama antes de {by}.',
  },
  'at-once.calls.shortest': { en: '{agent} calls you by {by}.', es: '{agent} le llama antes de {by}.' },
  'at-once.may-cancel': {
    en: 'Reply 9 to cancel the visit {when} (ref {ref}), 0 a person calls you.',
    es: 'Responda 9 para anular la visita de {when} (ref {ref}), 0 y le llama una persona.',
  },
  'at-once.may-cancel.short': {
    en: 'Reply 9 to cancel the visit {when}.',
    es: 'Responda 9 para anular la visita de {when}.',
  },
  'at-once.may-cancel-several': {
    en: 'Reply 9 to cancel all visits, 8 only {when}.',
    es: 'Responda 9 para anular todas las visitas, 8 solo la de {when}.',
  },
  'at-once.other-times': { en: 'Other times, held until {until}:', es: 'Otros horarios, reservados hasta {until}:' },
  'at-once.other-times.open': { en: 'Other times, not held:', es: 'Otros horarios, sin reservar:' },
  'at-once.waits-list': {
    en: 'Nothing sooner is free; we text you when it is.',
    es: 'No hay nada antes; le avisamos cuando haya.',
  },
  'at-once.we-are': {
    en: 'We are {company}; ask here or call {desk}. STOP=end texts',
    es: 'Somos {company}; pregunte aquí o llame al {desk}. STOP=fin de mensajes',
  },
  'at-once.we-are.short': { en: '{company}, call {desk}. STOP=end texts', es: '{company}, llame al {desk}. STOP=fin' },
} as const satisfies Messages;
