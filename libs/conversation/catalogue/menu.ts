import type { Messages } from '#conversation/catalogue/message';

/** The lines of a menu, and how long its digits mean something. */
export const MENU = {
  'menu.reply': { en: 'Reply:', es: 'Responda:' },
  'menu.pick': { en: 'Pick one:', es: 'Elija uno:' },
  'menu.keep-technician': { en: 'Keep {technician}', es: 'Seguir con {technician}' },
  'menu.keep-arrival': { en: 'Keep {technician}, about {arrival}', es: 'Seguir con {technician}, aprox. {arrival}' },
  'menu.keep-window': { en: 'Keep {when}', es: 'Dejar {when}' },
  'menu.person': { en: 'A person calls you', es: 'Le llama una persona' },
  'menu.not-held': { en: 'not held', es: 'sin reservar' },
  'menu.not-held.short': { en: 'not held', es: 'libre' },
  'menu.held': { en: 'Held for you until {until}.', es: 'Se los reservamos hasta {until}.' },
  'menu.held.short': { en: 'Held until {until}.', es: 'Reservado hasta {until}.' },
  'menu.none-held': {
    en: 'Not held for you: first come, first served.',
    es: 'No están reservados: son para quien responda primero.',
  },
  'menu.none-held.short': { en: 'Not held: first come.', es: 'Sin reservar: gana el primero.' },
  'menu.still-open': {
    en: 'Replies {digits} or 0 still work until {until}.',
    es: 'Las respuestas {digits} o 0 valen hasta {until}.',
  },
  'menu.still-open.person': { en: 'Reply 0 still works until {until}.', es: 'La respuesta 0 vale hasta {until}.' },
  'menu.digits': { en: '{digits} or {last}', es: '{digits} o {last}' },
} as const satisfies Messages;
