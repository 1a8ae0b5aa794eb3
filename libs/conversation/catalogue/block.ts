import type { Messages } from '#conversation/catalogue/message';

/** A stop by another department. */
export const BLOCK = {
  'block.held': {
    en: '{company}: {owner} put your {when} {work} on hold.',
    es: '{company}: {owner} ha puesto en espera su {work} de {when}.',
  },
  'block.held.short': {
    en: '{company}: {owner} put your {when} {work} on hold.',
    es: '{company}: {owner} detuvo su {work} de {when}.',
  },
  'block.held.why': {
    en: '{company}: {owner} put your {when} {work} on hold: {why}',
    es: '{company}: {owner} ha puesto en espera su {work} de {when}: {why}',
  },
  'block.until': { en: 'Slot kept until {until}.', es: 'Guardamos su lugar hasta {until}.' },
  'block.until.short': { en: 'Slot kept until {until}.', es: 'Lugar guardado hasta {until}.' },
  'block.until.yours': {
    en: 'Your {when} slot is kept until {until}.',
    es: 'Guardamos su lugar de {when} hasta {until}.',
  },
  'block.act': {
    en: 'Reply {digit} to {action}, 0 a person calls you.',
    es: 'Responda {digit} ({action}), 0 y le llama una persona.',
  },
  'block.act.short': {
    en: 'Reply {digit} to mend it, 0 a person calls you.',
    es: 'Responda {digit} para resolverlo, 0 y le llama una persona.',
  },
  'block.act.shortest': {
    en: 'Reply {digit} to mend it, 0 a person calls you.',
    es: 'Responda {digit} para resolver, 0 una persona.',
  },
  'block.link': { en: 'To {action}: {url}', es: 'Aquí ({action}): {url}' },
  'block.go-on': { en: 'go on', es: 'seguir' },
  'block.team': { en: 'Another team', es: 'Otro equipo' },
  'block.lifted': {
    en: '{company}: the hold by {owner} is over: your {work} {when} stands.',
    es: '{company}: {owner} ha quitado la espera: su {work} de {when} sigue en pie.',
  },
  'block.lapsed': {
    en: '{company}: the hold by {owner} ran out {at}.',
    es: '{company}: la espera de {owner} ha vencido {at}.',
  },
  'block.goes-ahead': {
    en: 'Your {work} {when} goes ahead, ref {ref}.',
    es: 'Su {work} de {when} sigue adelante, ref {ref}.',
  },
  'block.escalated': {
    en: '{company}: the hold by {owner} on your {when} {work} ran out.',
    es: '{company}: ha vencido la espera de {owner} sobre su {work} de {when}.',
  },
  'block.escalated.short': {
    en: '{company}: the hold on your {when} {work} ran out.',
    es: '{company}: ha vencido la espera de su {work} de {when}.',
  },
  'block.decides': {
    en: '{agent} decides and calls you by {by}; your slot is kept.',
    es: '{agent} decide y le llama antes de {by}; guardamos su lugar.',
  },
} as const satisfies Messages;
