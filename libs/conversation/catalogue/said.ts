import type { Messages } from '#conversation/catalogue/message';

/** What stands in the place of a name we do not have, and how names, days and hours stand within a sentence. */
export const SAID = {
  'said.company': { en: 'Service desk', es: 'Servicio' },
  'said.technician': { en: 'your technician', es: 'su técnico' },
  'said.agent': { en: 'A person', es: 'Una persona' },
  'said.work': { en: 'service', es: 'servicio' },
  'said.dispatch': { en: 'dispatch', es: 'despacho' },
  'said.supervisor': { en: 'supervisor', es: 'supervisión' },
  'said.whose': { en: "{name}'s", es: 'de {name}' },
  'said.whose.after-s': { en: "{name}'", es: 'de {name}' },
  'said.your-job': { en: 'your job', es: 'su visita' },
  'said.your-work': { en: 'your {work}', es: 'su {work}' },
  'said.after': { en: 'Confirmed after the {work}.', es: 'Se confirma después de su {work}.' },
  'said.on-day': { en: '{time}', es: 'el {time}' },
  'said.hour': { en: '{time}', es: 'las {time}' },
  'said.hour.one': { en: '{time}', es: 'la {time}' },
  'said.at-hour': { en: '{time}', es: 'a las {time}' },
  'said.at-hour.one': { en: '{time}', es: 'a la {time}' },
  'said.after-window': { en: '{late} after your window', es: '{late} después de su horario' },
  'said.end-of-window': {
    en: 'at the end of your window or just after',
    es: 'al final de su horario o justo después',
  },
  'said.in-window': { en: 'in your window', es: 'dentro de su horario' },
  'said.before-window': { en: 'before your window', es: 'antes de su horario' },
  'said.ref': { en: 'Ref {ref}.', es: 'Ref {ref}.' },
  'said.sorry': { en: 'Sorry.', es: 'Lo sentimos.' },
  'said.sorry.customer': { en: 'Sorry, {customer}', es: 'Lo sentimos, {customer}' },
} as const satisfies Messages;
