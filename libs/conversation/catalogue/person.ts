import type { Messages } from '#conversation/catalogue/message';

/** A person calls, or did not; and what was not understood. */
export const PERSON = {
  'person.will-call': {
    en: 'A person will call you at {phone} by {by}: {agent}, {role}',
    es: 'Le llamará una persona al {phone} antes de {by}: {agent}, {role}',
  },
  'person.will-call.short': {
    en: 'A person will call you at {phone} by {by}: {agent}, {role}',
    es: 'Le llamamos al {phone} antes de {by}: {agent}, {role}',
  },
  'person.has-chat': {
    en: '{agent} has your visit and this whole chat.',
    es: '{agent} ve su visita y toda esta conversación.',
  },
  'person.has-chat.short': { en: '{agent} has this chat.', es: '{agent} ve este chat.' },
  'person.other-number': { en: 'Other number? Text it.', es: '¿Otro número? Escríbalo.' },
  'person.calls-new-time': {
    en: '{agent} calls you by {by} with a new time.',
    es: '{agent} le llama antes de {by} con otro horario.',
  },
  'person.did-not-call': {
    en: '{company}: {agent} did not call by {by} as promised. Sorry.',
    es: '{company}: {agent} no le ha llamado antes de {by} como prometimos. Lo sentimos.',
  },
  'person.did-not-call.short': {
    en: '{company}: {agent} did not call by {by} as promised. Sorry.',
    es: '{company}: {agent} no le ha llamado antes de {by}. Lo sentimos.',
  },
  'person.has-it-now': {
    en: '{agent} ({role}) has it now and calls by {by}.',
    es: 'Ahora se encarga {agent} ({role}) y le llama antes de {by}.',
  },
  'person.has-it-now.short': { en: '{agent} calls by {by}.', es: '{agent} le llama antes de {by}.' },
  'person.or-desk': {
    en: 'Or call {desk}: your number opens this visit.',
    es: 'O llame al {desk}: con su número vemos esta visita.',
  },
  'person.call-us': {
    en: '{company}: we did not call you as promised. Sorry. We promise no further time: please call us, {desk}. Your number opens this visit.',
    es: '{company}: no le llamamos como prometimos. Lo sentimos. No prometemos otra hora: llámenos al {desk}; con su número vemos su visita.',
  },
  'person.call-us.short': {
    en: '{company}: we did not call you as promised. Sorry. Please call us: {desk}.',
    es: '{company}: no le llamamos como prometimos. Lo sentimos. Por favor, llámenos al {desk}.',
  },
  'person.not-understood': { en: 'Sorry, I did not get that.', es: 'Disculpe, no le entendí.' },
  'person.not-understood.digits': {
    en: 'Sorry, I did not get that. Reply 1 arrival time, 2 other times, 3 who is coming, 4 leave a note, 0 a person calls you.',
    es: 'Disculpe, no le entendí. Responda 1 hora de llegada, 2 otros horarios, 3 quién viene, 4 dejar una nota, 0 le llama una persona.',
  },
  'person.ask-anything': {
    en: 'Ask me when, who or what you like, or reply 0 and a person calls you.',
    es: 'Pregunte cuándo, quién o lo que quiera, o responda 0 y le llama una persona.',
  },
} as const satisfies Messages;
