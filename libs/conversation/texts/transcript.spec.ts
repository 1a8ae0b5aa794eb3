import { type Language, LANGUAGES } from '#time/language';
import type { Company, EtaSaid, Menu, TechnicianSaid, VisitSaid } from '#conversation/facts';
import { segments } from '#conversation/segments';
import { answers, howLate } from '#conversation/texts/answers';
import { accepted, booked } from '#conversation/texts/booking';
import { blocked } from '#conversation/texts/block';
import { changed, freshChoices, newTechnician, visitCancelled } from '#conversation/texts/choices';
import { cancelWord, stopped } from '#conversation/texts/consent';
import { missedWindow } from '#conversation/texts/credit';
import { late, secondSlip } from '#conversation/texts/delay';
import { earlierTime } from '#conversation/texts/earlier';
import { callBack, callBackBroken, notUnderstood } from '#conversation/texts/person';
import { surveyFirst } from '#conversation/texts/several';
import { newJob } from '#conversation/texts/technician';
import { finished, noted, onTheWay, survey, thanks } from '#conversation/texts/visit';

/** The morning of Tuesday 3 March 2026 in New York, as it was written down message by message before there was any code. */
const at = (clock: string, day = '03') => new Date(`2026-03-${day}T${clock.padStart(5, '0')}:00-05:00`);
const span = (from: string, to: string, day?: string) => ({ from: at(from, day), to: at(to, day) });

const company: Company = { name: 'Acme Fiber', short: 'Acme', desk: '555-0142', line: '555-0143' };
const maria: TechnicianSaid = { first: 'Maria', short: 'Maria G.' };
const sam: TechnicianSaid = { first: 'Sam', short: 'Sam R.' };
const link = 'https://go.acme.example/v/K7QF2M9PWX4CabCD';
const eta: EtaSaid = {
  p10: at('11:17'),
  p50: at('11:34'),
  p90: at('11:53'),
  asOf: at('8:03'),
  reason: 'job-ran-over',
  stopsBefore: 0,
  positionAgeMinutes: 1,
};
const menu: Menu = {
  choices: [
    { digit: 2, window: span('9:30', '10:30'), technician: sam, sameTechnician: false },
    { digit: 3, window: span('13:00', '14:00'), technician: maria, sameTechnician: true },
    { digit: 4, window: span('8:00', '9:00', '04'), technician: maria, sameTechnician: true },
  ],
  keep: 1,
  heldUntil: at('8:22'),
};

/** What differs for a customer who is spoken to in the other language. */
const WORDS = {
  en: {
    repair: 'repair',
    install: 'install',
    survey: 'site survey',
    unpaid: 'deposit not received',
    pay: 'pay by link',
    note: 'gate code 4471, dog is friendly',
  },
  es: {
    repair: 'reparación',
    install: 'instalación',
    survey: 'inspección',
    unpaid: 'depósito no recibido',
    pay: 'pagar por enlace',
    note: 'clave del portón 4471, el perro es manso',
  },
} as const satisfies Record<Language, unknown>;

type Line = readonly [name: string, text: string, expected: Readonly<Record<Language, string>>, parts: number];

function transcriptIn(language: Language): readonly Line[] {
  const words = WORDS[language];
  const visit: VisitSaid = {
    language,
    ref: 'K7QF',
    work: words.repair,
    street: '12 Oak St',
    zone: 'America/New_York',
    window: span('8:30', '9:30'),
    technician: maria,
    customer: 'Dave',
    link,
  };
  const bySam: VisitSaid = { ...visit, window: span('9:30', '10:30'), technician: sam };
  return [
    [
      'the ticket',
      newJob({ visit, link: 'https://go.acme.example/t/9PWX4CK7QF2MabCD', replyBy: at('7:47'), now: at('7:42') }),
      {
        en: 'NEW JOB K7QF today 8:30-9:30am, repair, 12 Oak St. Reply Y by 7:47am to accept, N to decline. Open: https://go.acme.example/t/9PWX4CK7QF2MabCD',
        es: 'TRABAJO NUEVO K7QF hoy 8:30-9:30am, 12 Oak St. Responda Y antes de las 7:47am para aceptar, N para rechazar. https://go.acme.example/t/9PWX4CK7QF2MabCD',
      },
      1,
    ],
    [
      'S1',
      booked({ company, visit, now: at('7:42') }),
      {
        en: 'Acme Fiber: booked. Repair visit today Tue Mar 3, arriving 8:30-9:30am, 12 Oak St. Ref K7QF. https://go.acme.example/v/K7QF2M9PWX4CabCD HELP=help STOP=end texts',
        es: 'Acme Fiber: visita reservada. Reparacion hoy mar 3 mar, llegada 8:30-9:30am, 12 Oak St. Ref K7QF. https://go.acme.example/v/K7QF2M9PWX4CabCD HELP=ayuda STOP=fin',
      },
      1,
    ],
    [
      'S2',
      accepted({ company, visit, now: at('7:43') }),
      {
        en: 'Acme: Maria G. has your job and accepted it for 8:30-9:30am. Questions? Text them here, or call 555-0142: whoever answers sees this visit.',
        es: 'Acme: Maria G. ha aceptado su visita: 8:30-9:30am. ¿Preguntas? Escribalas aqui o llame al 555-0142: quien conteste ve esta visita.',
      },
      1,
    ],
    [
      'S3',
      late({ company, visit, eta, menu, noneToday: false, now: at('8:02') }),
      {
        en: 'Acme: Maria is late: now about 11:35am (11:15-11:55), was 8:30-9:30. Not cancelled. Reply:\n1 Keep Maria\n2 Today 9:30-10:30am, Sam R.\n3 Today 1-2pm, Maria\n4 Wed 8-9am, Maria\n0 A person calls you\nHeld for you until 8:22am. Sorry, Dave.',
        es: 'Acme: Maria llega tarde: ahora aprox. 11:35am (11:15-11:55), antes 8:30-9:30. No esta cancelada. Responda:\n1 Seguir con Maria\n2 Hoy 9:30-10:30am, Sam R.\n3 Hoy 1-2pm, Maria\n4 Mie 8-9am, Maria\n0 Le llama una persona\nSe los reservamos hasta las 8:22am. Lo sentimos, Dave.',
      },
      2,
    ],
    [
      'S4',
      howLate({ visit, eta, menu, now: at('8:03'), unchangedSince: null, dark: null }),
      {
        en: "About 11:35am (11:15-11:55am), 2h05 after your window. Maria's earlier job ran over; you are next. As of 8:03am. Replies 1-4 or 0 still work until 8:22am.",
        es: 'Aprox. 11:35am (11:15-11:55am), 2h05 después de su horario. Sigue usted. Dato de las 8:03am. Las respuestas 1-4 o 0 valen hasta las 8:22am.',
      },
      1,
    ],
    [
      'S5',
      answers({
        visit,
        eta,
        arrivedAt: null,
        menu,
        asks: ['is-cancelled', 'who', 'other-tech'],
        sameTechnician: true,
        now: at('8:04'),
      }),
      {
        en: 'Not cancelled. Same technician: Maria G. Someone else today: yes, reply 2 for Sam R., 9:30-10:30am. Reply 1 to keep Maria. Held until 8:22am.',
        es: 'No esta cancelada. Viene la misma persona: Maria G. Otra persona hoy: si, responda 2 para Sam R., 9:30-10:30am. Reservado hasta las 8:22am.',
      },
      1,
    ],
    [
      'S6',
      changed({ visit: bySam, before: { technician: maria, expected: at('11:15') }, now: at('8:06') }),
      {
        en: "Done. Sam R. comes today 9:30-10:30am. Same ref K7QF, with your notes. Maria's 11:15 visit is released. Confirmation: https://go.acme.example/v/K7QF2M9PWX4CabCD",
        es: 'Listo. Sam R. viene hoy 9:30-10:30am. Misma ref K7QF, con sus notas. Queda libre la visita de Maria de las 11:15. https://go.acme.example/v/K7QF2M9PWX4CabCD',
      },
      1,
    ],
    [
      'S7',
      onTheWay({ company, visit: bySam, eta: { p10: at('9:48'), p50: at('9:54'), p90: at('10:02') }, now: at('9:28') }),
      {
        en: 'Acme: Sam is on the way, arriving about 9:54am (9:48-10:02). Map: https://go.acme.example/v/K7QF2M9PWX4CabCD Call or text Sam until the visit is done: 555-0143',
        es: 'Acme: Sam va en camino y llega aprox. 9:54am (9:48-10:02). Mapa: https://go.acme.example/v/K7QF2M9PWX4CabCD Llame o escriba a Sam: 555-0143',
      },
      1,
    ],
    [
      'S8',
      noted({ language, technician: sam, note: words.note }),
      {
        en: 'Passed to Sam for this visit only: "gate code 4471, dog is friendly".',
        es: 'Lo pasamos a Sam solo para esta visita: "clave del porton 4471, el perro es manso".',
      },
      1,
    ],
    [
      'S9',
      finished({
        company,
        visit: bySam,
        at: at('10:41'),
        note: 'outside line replaced, tested OK at 940 Mbps',
        reopenDays: 7,
        now: at('10:41'),
      }),
      {
        en: 'Acme: Sam finished at 10:41am: outside line replaced, tested OK at 940 Mbps. Still wrong? Reply 0 in the next 7 days and a person calls you.',
        es: 'Acme: Sam ha terminado a las 10:41am: outside line replaced, tested OK at 940 Mbps. ¿Algo sigue mal? Responda 0 en los proximos 7 dias y le llama una persona.',
      },
      1,
    ],
    [
      'S10',
      survey({ company, visit: bySam, now: at('11:11') }),
      {
        en: "Acme: one question about Sam's visit today (ref K7QF): how was it, 1 bad to 5 great? Reply a number. We ask only once.",
        es: 'Acme: una pregunta sobre la visita de Sam de hoy (ref K7QF): ¿como fue, de 1 mala a 5 excelente? Responda un numero. Solo preguntamos una vez.',
      },
      1,
    ],
    [
      'S11',
      thanks({ visit: bySam, score: 5, now: at('11:13') }),
      {
        en: 'Thank you, Dave: 5 noted for Sam. Ref K7QF is closed; no more texts about this visit.',
        es: 'Gracias, Dave: anotamos 5 para Sam. La ref K7QF queda cerrada; no mas mensajes sobre esta visita.',
      },
      1,
    ],
    [
      'B1a',
      callBack({
        company,
        phone: '555-0100',
        agent: { first: 'Lee', role: 'dispatch' },
        by: at('8:20'),
        now: at('8:05'),
        zone: visit.zone,
        language,
      }),
      {
        en: "A person will call you at 555-0100 by 8:20am: Lee, dispatch. Lee has your visit and this whole chat. Other number? Text it. Can't wait? Call 555-0142.",
        es: 'Le llamara una persona al 555-0100 antes de las 8:20am: Lee, despacho. Lee ve su visita y toda esta conversacion. ¿No puede esperar? Llame al 555-0142.',
      },
      1,
    ],
    [
      'B1b',
      callBackBroken({
        company,
        agent: { first: 'Ana', role: 'supervisor' },
        by: at('8:30'),
        before: { first: 'Lee', by: at('8:20') },
        now: at('8:20'),
        zone: visit.zone,
        language,
      }),
      {
        en: 'Acme: Lee did not call by 8:20am as promised. Sorry. Ana (supervisor) has it now and calls by 8:30am. Or call 555-0142: your number opens this visit.',
        es: 'Acme: Lee no le ha llamado antes de las 8:20am como prometimos. Lo sentimos. Ana le llama antes de las 8:30am. O llame al 555-0142.',
      },
      1,
    ],
    [
      'B2',
      cancelWord({ company, visit, now: at('8:05') }),
      {
        en: 'Acme Fiber: texts to this number have ended. Your visit today 8:30-9:30am (ref K7QF) still stands. Reply 9 to cancel the visit, START to keep texts.',
        es: 'Acme Fiber: ya no enviamos mensajes a este numero. Su visita de hoy 8:30-9:30am sigue en pie. Responda 9 para anular la visita, START para seguir con mensajes.',
      },
      1,
    ],
    [
      'B2b',
      visitCancelled({ visit, now: at('8:06') }),
      {
        en: 'Visit today 8:30-9:30am is cancelled, ref K7QF. Maria has been told. Changed your mind? Reply 0 and a person calls you.',
        es: 'La visita de hoy 8:30-9:30am queda cancelada, ref K7QF. Ya avisamos a Maria. ¿Cambio de idea? Responda 0 y le llama una persona.',
      },
      1,
    ],
    [
      'B3',
      stopped({ company, visit, language, now: at('8:05') }),
      {
        en: 'Acme Fiber: no more texts to this number. Your visit today 8:30-9:30am still stands; we will phone if it changes. Reply START to get texts again.',
        es: 'Acme Fiber: no mas mensajes a este numero. Su visita de hoy 8:30-9:30am sigue en pie; si cambia le llamamos. Responda START para recibirlos de nuevo.',
      },
      1,
    ],
    [
      'B4',
      notUnderstood(null, { language }),
      {
        en: 'Sorry, I did not get that. Reply 1 arrival time, 2 other times, 3 who is coming, 4 leave a note, 0 a person calls you.',
        es: 'Disculpe, no le entendi. Responda 1 hora de llegada, 2 otros horarios, 3 quién viene, 4 dejar una nota, 0 le llama una persona.',
      },
      1,
    ],
    [
      'B5',
      freshChoices({
        visit,
        menu: {
          choices: [
            { digit: 1, window: span('12:00', '13:00'), technician: maria, sameTechnician: true },
            { digit: 2, window: span('8:00', '9:00', '04'), technician: maria, sameTechnician: true },
            { digit: 3, window: span('8:00', '9:00', '05'), technician: sam, sameTechnician: false },
          ],
          keep: null,
          heldUntil: at('8:41'),
        },
        why: 'expired',
        now: at('8:23'),
      }),
      {
        en: 'Those times are gone. Fresh ones, held until 8:41am:\n1 Today 12-1pm, Maria\n2 Wed 8-9am, Maria\n3 Thu 8-9am, Sam R.\n0 A person calls you',
        es: 'Esos horarios ya no estan. Otros, reservados hasta las 8:41am:\n1 Hoy 12-1pm, Maria\n2 Mie 8-9am, Maria\n3 Jue 8-9am, Sam R.\n0 Le llama una persona',
      },
      1,
    ],
    [
      'B6',
      newTechnician({ company, visit: { ...visit, technician: sam }, before: maria, now: at('7:55') }),
      {
        en: 'Acme: Maria could not take your visit, so Sam R. has it and accepted. Same time: today 8:30-9:30am, ref K7QF. Nothing for you to do.',
        es: 'Acme: Maria no pudo tomar su visita; la tiene Sam R., que ha aceptado. Mismo horario: hoy 8:30-9:30am, ref K7QF. No tiene que hacer nada.',
      },
      1,
    ],
    [
      'B7',
      earlierTime({
        company,
        visit: { ...visit, window: span('8:00', '9:00', '04') },
        offered: { window: span('15:00', '16:00'), technician: sam, by: at('13:15') },
        isHeld: true,
        now: at('12:00'),
      }),
      {
        en: 'Acme: an earlier time opened for your Wed 8-9am visit: today 3-4pm, Sam R. Reply 1 to take it by 1:15pm. No reply = you keep Wed 8-9am.',
        es: 'Acme: hay un horario antes de su visita del mie 8-9am: hoy 3-4pm, Sam R. Responda 1 antes de la 1:15pm para tomarlo. Si no responde, se queda con el mie 8-9am.',
      },
      1,
    ],
    [
      'B8',
      missedWindow({
        company,
        visit,
        missed: visit.window,
        credit: { cents: 2500, currency: 'USD' },
        next: { is: 'due', eta, technician: maria, isStill: true },
        now: at('9:30'),
      }),
      {
        en: 'Acme: we missed your 8:30-9:30am window. A $25 credit is on your account, no claim needed (K7QF-C). Maria is still due 11:15-11:55am.',
        es: 'Acme: no llegamos en su horario de 8:30-9:30am. Tiene $25 de crédito en su cuenta, sin tramites (K7QF-C). Maria llega 11:15-11:55am.',
      },
      1,
    ],
    [
      'B9',
      surveyFirst({
        company,
        visit: { ...visit, work: words.install, window: span('9:00', '11:00', '05') },
        first: { work: words.survey, minutes: 30 },
        menu: {
          choices: [
            { digit: 1, window: span('9:00', '10:00'), technician: maria, sameTechnician: false },
            { digit: 2, window: span('14:00', '15:00'), technician: maria, sameTechnician: false },
            { digit: 3, window: span('8:00', '9:00', '04'), technician: sam, sameTechnician: false },
          ],
          keep: null,
          heldUntil: at('8:22'),
        },
        now: at('8:02'),
      }),
      {
        en: 'Acme: your install needs a 30 min site survey first. Pick one:\n1 Today 9-10am, Maria G.\n2 Today 2-3pm, Maria G.\n3 Wed 8-9am, Sam R.\n0 A person calls you\nInstall Thu 9-11am is kept, confirmed after the site survey.\nHeld for you until 8:22am.',
        es: 'Acme: antes de su instalacion hace falta inspeccion (30 min). Elija uno:\n1 Hoy 9-10am, Maria G.\n2 Hoy 2-3pm, Maria G.\n3 Mie 8-9am, Sam R.\n0 Le llama una persona\nInstalacion jue 9-11am: se guarda y se confirma después de su inspeccion.\nSe los reservamos hasta las 8:22am.',
      },
      2,
    ],
    [
      'B10',
      blocked({
        company,
        visit: { ...visit, work: words.install, window: span('9:00', '11:00', '05') },
        block: { owner: 'Billing', words: words.unpaid, until: at('17:00', '04'), action: words.pay },
        digit: 1,
        now: at('8:02'),
      }),
      {
        en: 'Acme: Billing put your Thu 9-11am install on hold: deposit not received. Slot kept until Wed 5:00pm. Reply 1 to pay by link, 0 a person calls you.',
        es: 'Acme: Billing detuvo su instalacion del jue 9-11am. Guardamos su lugar hasta el mie 5:00pm. Responda 1 (pagar por enlace), 0 y le llama una persona.',
      },
      1,
    ],
    [
      'B11',
      howLate({ visit, eta, menu: null, now: at('8:30'), unchangedSince: at('8:03'), dark: null }),
      {
        en: 'Still the plan: Maria about 11:35am (11:15-11:55). No change since 8:03am. We text you when it moves 10 min or more.',
        es: 'El plan sigue igual: Maria, aprox. 11:35am (11:15-11:55). Sin cambios desde las 8:03am. Le avisamos si cambia 10 min o mas.',
      },
      1,
    ],
    [
      'B12',
      howLate({
        visit,
        eta: { ...eta, p10: at('11:10'), p90: at('12:10') },
        menu: null,
        now: at('9:30'),
        unchangedSince: null,
        dark: { since: at('9:12'), agent: 'Lee', by: at('9:40') },
      }),
      {
        en: "We have no signal from Maria's phone since 9:12am, so this is wider: 11:10am-12:10pm. Lee in dispatch is checking and texts you by 9:40am.",
        es: 'No hay señal del teléfono de Maria desde las 9:12am; por eso el margen es mayor: 11:10am-12:10pm. Lee, de despacho, lo revisa y le escribe antes de las 9:40am.',
      },
      1,
    ],
    [
      'B13',
      secondSlip({
        company,
        visit,
        eta: { ...eta, p10: at('11:52'), p50: at('12:01'), p90: at('12:10'), reason: 'job-ran-over' },
        before: eta,
        menu: null,
        otherTimes: 2,
        now: at('10:00'),
      }),
      {
        en: "Acme: Maria is now about 12:00 (11:50am-12:10pm), was 11:15-11:55. Maria's earlier job ran over. Reply 2 for other times, 0 a person calls you.",
        es: 'Acme: Maria llega ahora aprox. 12:00 (11:50am-12:10pm), antes 11:15-11:55. Responda 2 para otros horarios, 0 y le llama una persona.',
      },
      1,
    ],
  ];
}

const BOTH = LANGUAGES.flatMap((language) =>
  transcriptIn(language).map(
    ([name, text, expected, parts]) => [name, language, text, expected[language], parts] as const,
  ),
);

it.each(BOTH)('%s of the transcript, in %s', (_, _language, text, expected, parts) => {
  expect(text).toBe(expected);
  expect(segments(text)).toMatchObject({ encoding: 'GSM-7', segments: parts });
});
