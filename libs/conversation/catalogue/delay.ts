import type { Messages } from '#conversation/catalogue/message';

/** He will not be there in the window, or is expected at another time than he was. */
export const DELAY = {
  'delay.late': {
    en: '{company}: {technician} is late: now about {arrival}, was {window}. Not cancelled.',
    es: '{company}: {technician} llega tarde: ahora aprox. {arrival}, antes {window}. No está cancelada.',
  },
  'delay.late.short': {
    en: '{company}: {technician} is late: now about {arrival}. Not cancelled.',
    es: '{company}: {technician} llega tarde: ahora aprox. {arrival}. No está cancelada.',
  },
  'delay.late.shortest': {
    en: '{company}: {technician} is late: now about {arrival}. Not cancelled.',
    es: '{company}: {technician} llega tarde: aprox. {arrival}. No cancelada.',
  },
  'delay.none-today': { en: 'No other times today.', es: 'Hoy no hay otros horarios.' },
  'delay.now': {
    en: '{company}: {technician} is now about {arrival}, was {range}.',
    es: '{company}: {technician} llega ahora aprox. {arrival}, antes {range}.',
  },
  'delay.now.short': {
    en: '{company}: {technician} is now about {arrival}.',
    es: '{company}: {technician} llega ahora aprox. {arrival}.',
  },
  'delay.sooner': {
    en: '{company}: good news, {technician} is now about {arrival}, was {range}.',
    es: '{company}: buenas noticias, {technician} llega ahora aprox. {arrival}, antes {range}.',
  },
  'delay.sooner.short': {
    en: '{company}: good news, {technician} is now about {arrival}.',
    es: '{company}: buenas noticias, {technician} llega ahora aprox. {arrival}.',
  },
  'delay.ran-over': { en: '{whose} earlier job ran over', es: 'El trabajo anterior {whose} se ha alargado' },
  'delay.silence': {
    en: 'No word yet from {whose} present job',
    es: 'Aún sin noticias del trabajo actual {whose}',
  },
  'delay.reported': { en: '{technician} reported the delay', es: '{technician} ha avisado del retraso' },
  'delay.place': {
    en: '{stops, plural, =0 {you are next} one {1 stop before you} other {# stops before you}}',
    es: '{stops, plural, =0 {sigue usted} one {1 parada antes de usted} other {# paradas antes de usted}}',
  },
} as const satisfies Messages;
