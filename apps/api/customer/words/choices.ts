import type { Messages } from '#conversation/catalogue/message';

/** Choosing: what is held, other times, a last look, an earlier time. */
export const CHOICES = {
  'do.title': { en: 'What you can do', es: 'Qué puede hacer' },
  'do.keep-or-take': {
    en: 'You can keep this visit or take another time',
    es: 'Puede quedarse con esta visita o tomar otra hora',
  },
  'do.these-held': { en: 'These times are held for you', es: 'Estas horas están guardadas para usted' },
  'do.these-fit': { en: 'These times fit', es: 'Estas horas encajan' },
  'do.held-until': { en: 'Held for you until {time}.', es: 'Guardadas para usted hasta {time}.' },
  'do.some-held-until': {
    en: 'Held for you until {time}, but for those marked: whoever takes one of them first has it.',
    es: 'Guardadas para usted hasta {time}, salvo las marcadas: son de quien las tome primero.',
  },
  'do.none-held': {
    en: 'These are not held for you: whoever takes one first has it.',
    es: 'No están guardadas para usted: son de quien las tome primero.',
  },
  'do.not-held': { en: 'not held', es: 'no guardada' },
  'do.keep-this': { en: 'Keep this time', es: 'Quedarme con esta hora' },
  'do.keep-who': { en: 'Keep {who}', es: 'Quedarme con {who}' },
  'do.keep-about': { en: 'about {time}', es: 'a eso de {time}' },
  'do.nothing-keeps': { en: 'If you do nothing you keep your visit.', es: 'Si no hace nada, conserva su visita.' },
  'do.other-time': { en: 'Pick another time', es: 'Elegir otra hora' },
  'do.choose': { en: 'Choose a time', es: 'Elegir una hora' },
  'do.first-choose': {
    en: 'Choose a time for the {work} first.',
    es: 'Elija antes una hora para la visita de {work}.',
  },
  'do.again': { en: 'I need it after all: choose a time', es: 'La necesito de todos modos: elegir hora' },

  'earlier.title': { en: 'An earlier time opened', es: 'Se abrió una hora más temprana' },
  'earlier.held': {
    en: 'Held for you until {time}. If you do nothing you keep {when}.',
    es: 'Guardada para usted hasta {time}. Si no hace nada, conserva la del {when}.',
  },
  'earlier.first': {
    en: 'The first who takes it has it, until {time}. If you do nothing you keep {when}.',
    es: 'Es de quien la tome primero, hasta {time}. Si no hace nada, conserva la del {when}.',
  },
  'earlier.keep': { en: 'Keep {when}', es: 'Conservar la del {when}' },
  'wait.ask': { en: 'Would you rather have it sooner?', es: '¿La prefiere antes?' },
  'wait.waits': { en: 'You wait for an earlier time', es: 'Espera una hora más temprana' },
  'wait.how': {
    en: 'We text you when an earlier time opens. You keep this one until you take another.',
    es: 'Le escribimos cuando se abra una hora más temprana. Conserva esta hasta que tome otra.',
  },
  'wait.yes': { en: 'Tell me when an earlier time opens', es: 'Avísenme si se abre una hora antes' },
  'wait.no': { en: 'Wait no longer', es: 'No esperar más' },

  'times.title': { en: 'Choose a time', es: 'Elegir una hora' },
  'times.line': { en: '{work} visit for {customer}, {street}', es: 'Visita de {work} para {customer}, {street}' },
  'times.when': { en: 'When shall we come?', es: '¿Cuándo vamos?' },
  'times.other-for': { en: 'Another time for the {work}', es: 'Otra hora para la visita de {work}' },
  'times.good': { en: 'Good times', es: 'Buenas horas' },
  'times.all': { en: 'All times, by day', es: 'Todas las horas, por día' },
  'times.count': {
    en: '{count, plural, one {# time} other {# times}}',
    es: '{count, plural, one {# hora} other {# horas}}',
  },
  'times.moves': {
    en: 'No time is free that spares your later visit.',
    es: 'No hay hora libre que respete su visita posterior.',
  },
  'times.moves-how': {
    en: 'With any of these it has to move as well; we text you times for it.',
    es: 'Con cualquiera de estas también hay que mover esa; le enviamos horas para ella.',
  },
  'times.stays': {
    en: 'Your visit {promised} stays until you confirm a new one.',
    es: 'Su visita, {promised}, se mantiene hasta que confirme otra.',
  },
  'times.not-confirmed': {
    en: 'It is not confirmed now: {promised} stays until you confirm a new one.',
    es: 'Ahora no está confirmada: {promised} se mantiene hasta que confirme otra.',
  },
  'times.none': { en: 'No time is free in the next days.', es: 'No hay horas libres en los próximos días.' },
  'times.no-part': {
    en: 'Nobody knows yet when the part comes ({part}). We call you as soon as we do.',
    es: 'Aún no se sabe cuándo llega la pieza ({part}). Le llamamos en cuanto se sepa.',
  },
  'times.needs-time': {
    en: 'The visit that has to come first has no time yet.',
    es: 'La visita que va antes aún no tiene hora.',
  },
  'times.person': {
    en: 'Call {desk} and a person finds one with you.',
    es: 'Llame al {desk} y una persona la busca con usted.',
  },
  'times.none-sooner': {
    en: 'We also tell you if an earlier time opens: the button is on the page of your visit.',
    es: 'También le avisamos si se abre una hora antes: el botón está en la página de su visita.',
  },
  'times.after': {
    en: 'It comes after the {work}: these are the times that fit.',
    es: 'Va después de la visita de {work}: estas son las horas que encajan.',
  },
  'times.after-time': {
    en: 'It comes after the {work}, {when}: these are the times that fit.',
    es: 'Va después de la visita de {work}, {when}: estas son las horas que encajan.',
  },
  'times.same-technician': { en: 'The same technician does both.', es: 'El mismo técnico hace las dos.' },
  'times.first-held': {
    en: 'The {work} is held for you until {time}.',
    es: 'La visita de {work} está guardada para usted hasta {time}.',
  },
  'times.two-visits': {
    en: 'This order takes two visits: first the {work}, then the {next}. You choose both times now; both are held while you do.',
    es: 'Este pedido lleva dos visitas: primero {work}, luego {next}. Elige ahora las dos horas; las dos se guardan mientras tanto.',
  },
  'times.two-visits-gap': {
    en: 'This order takes two visits: first the {work}, then the {next} at least {gap} later. You choose both times now; both are held while you do.',
    es: 'Este pedido lleva dos visitas: primero {work}, luego {next}, al menos {gap} después. Elige ahora las dos horas; las dos se guardan mientras tanto.',
  },
  'times.next-needs': {
    en: 'Your {next}, {stands}, needs it first.',
    es: 'Su visita de {next}, {stands}, la necesita antes.',
  },
  'times.next-needs-gap': {
    en: 'Your {next}, {stands}, needs it first, at least {gap} before.',
    es: 'Su visita de {next}, {stands}, la necesita al menos {gap} antes.',
  },
  'gap.days': { en: '{days, plural, one {a day} other {# days}}', es: '{days, plural, one {un día} other {# días}}' },

  'confirm.title': { en: 'Confirm', es: 'Confirmar' },
  'confirm.hour': { en: '{who} arrives in this hour.', es: '{who} llega en esta hora.' },
  'confirm.time': { en: '{who} arrives in this time.', es: '{who} llega en este horario.' },
  'confirm.after': { en: 'Confirmed after the {work}.', es: 'Confirmada después de la visita de {work}.' },
  'confirm.instead': { en: 'It takes the place of {promised}.', es: 'Sustituye a la del {promised}.' },
  'confirm.held': { en: 'Held for you until {time}.', es: 'Guardada para usted hasta {time}.' },
  'confirm.held-both': {
    en: 'Held for you until {time}, both together.',
    es: 'Guardadas para usted hasta {time}, las dos.',
  },
  'confirm.not-held': {
    en: 'This time is not held for you: it is yours once you confirm, if nobody was faster.',
    es: 'Esta hora no está guardada: es suya al confirmar, si nadie fue más rápido.',
  },
  'confirm.yes': { en: 'Confirm this time', es: 'Confirmar esta hora' },
  'confirm.yes-both': { en: 'Confirm both times', es: 'Confirmar las dos horas' },
  'confirm.other': { en: 'Choose another time', es: 'Elegir otra hora' },
  'confirm.back': { en: 'Back to your visit', es: 'Volver a su visita' },
} as const satisfies Messages;
