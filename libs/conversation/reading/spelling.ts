/**
 * What thumbs write, spelt out. Only words that mean nothing else; a word that could be another one stays as it is.
 */
const SHORTHAND: ReadonlyMap<string, string> = new Map(
  Object.entries({
    you: 'u yu yuo',
    your: 'ur yor yur',
    youre: 'yourre',
    are: 'r',
    please: 'pls plz plse pleas plase plese pleaes pleez',
    thanks: 'thx tx thnx thanx tks thks tnx thankx thnks thansk',
    'thank you': 'ty tysm tyvm thankyou thanku thankyu',
    when: 'wen whn wehn whne',
    what: 'wat wht waht wut',
    whats: 'wats wuts',
    where: 'wher whr',
    'where you at': 'wya',
    wheres: 'wheress whers',
    how: 'hw hwo howw',
    long: 'lng lond',
    late: 'ltae layte l8',
    later: 'l8r laterr',
    coming: 'comin comming cuming cming',
    going: 'goin',
    'going to': 'gonna gona gunna',
    'want to': 'wanna',
    'got to': 'gotta',
    'let me': 'lemme',
    'give me': 'gimme',
    'dont know': 'dunno',
    'i dont know': 'idk',
    'on my way': 'omw',
    'to be honest': 'tbh',
    'right now': 'rn',
    'as soon as possible': 'asap',
    'in my opinion': 'imo',
    'by the way': 'btw',
    tomorrow:
      'tmrw tmr tmw tmrow tomorow tomorrrow tommorow tommorrow tomorro tommrow tomoro tomoz 2morrow 2moro 2mrw 2mro',
    today: '2day tday tody toady',
    tonight: '2nite tonite 2night tonit',
    morning: 'mornin mornign moring',
    afternoon: 'aftn afternon aftenoon arvo',
    before: 'b4',
    to: 't0',
    for: 'fr 4r',
    the: 'teh hte da',
    that: 'taht thta',
    this: 'thsi tihs',
    they: 'thye tehy',
    and: 'adn nad',
    with: 'w wiht wth wit',
    without: 'wo',
    because: 'cuz cus bc bcuz coz becuz becasue',
    about: 'abt abot',
    arrival: 'arival arrivel',
    appointment: 'appt appmt aptmt apptmnt appointmnt',
    appointments: 'appts',
    message: 'msg mesage',
    messages: 'msgs',
    stop: 'stopp stoppp stpo sotp stahp stawp stap',
    alright: 'aight aite ight',
    'what do you mean': 'wdym',
    me: 'mee meh',
    text: 'txt txet tex',
    texts: 'txts',
    texting: 'txting texing textin txtin',
    nevermind: 'nvm nm nvrmind',
    bugging: 'buggin',
    bothering: 'botherin',
    sending: 'sendin',
    calling: 'callin',
    waiting: 'waitin',
    getting: 'gettin',
    running: 'runnin',
    number: 'nbr numba numbr',
    phone: 'fone phne',
    minutes: 'min mins minuts minuets',
    hours: 'hrs',
    hour: 'hr',
    people: 'ppl',
    someone: 'som1 some1 sm1 sumone somone',
    anyone: 'any1 anyon',
    everyone: 'every1',
    good: 'gud gd',
    great: 'gr8',
    yes: 'yess yea yeh ye yas yesh',
    'yes sir': 'yessir yesir yessirr',
    ok: 'k kk okay oki okey okie okayy okk kay',
    cancelled: 'canceled canclled cancled cancelld canselled canseled canceld',
    cancelling: 'canceling cancling',
    cancel: 'cancle cancell canel cancl cansel canscel cxl',
    tech: 'tec tek teck',
    technician: 'technicion techician tecnician technican technitian techniction',
    reschedule: 'reschedual reshedule resched rescedule reschedul reschudule reskedule rescheduel rescheule',
    schedule: 'schedual shedule sched scedule',
    unsubscribe: 'unsub unsubscibe unsubcribe unsuscribe unsubscrib',
    available: 'avail availble avalable availible availabe',
    different: 'diff diffrent differnt',
    probably: 'prolly probly',
    problem: 'problm',
    monday: 'mon mondy mondays',
    tuesday: 'tue tues tuesdy tusday teusday tuesdays',
    wednesday: 'wed weds wedn wednsday wensday wendsday wednesay wednesdy wednesdays',
    thursday: 'thu thur thurs thursdy thrusday thirsday thursdays',
    friday: 'fri fryday firday fridays',
    saturday: 'satruday saterday saturdy saturdays',
    sunday: 'sundy sundays',
    weekend: 'wknd wkend weekends',
    week: 'wk',
    que: 'q ke',
    porque: 'xq pq xk porq',
    'por favor': 'porfa porfavor xfa xfavor porfis porfaa',
    mero: 'merito',
    christmas: 'xmas',
    tambien: 'tmb tbn tb',
    estan: 'stan',
    gracias: 'grax grasias grcias gracia grcs',
    donde: 'dnd dond adonde',
    cuando: 'cuand cuanod cuado kuando',
    llega: 'yega llga',
    llegan: 'yegan',
    hora: 'ora',
    manana: 'mñn mna mnana',
    mensajes: 'msjs msjes mensages',
    mensaje: 'msj',
    tecnico: 'tecniko teknico',
    quiero: 'kiero qiero',
    quien: 'kien qien',
    opcion: 'opsion opc',
    option: 'optn opton',
    driveway: 'drivway',
    laundry: 'landry',
  }).flatMap(([word, forms]) => forms.split(' ').map((form): [string, string] => [form, word])),
);

/** Signs that are said as words. */
export const asWords = (text: string): string =>
  text
    .replace(/\bwrong\s*#/giu, 'wrong number')
    .replace(/(?<!\p{L})n[º°]\s*(?=\d)/giu, 'number ')
    .replace(/(?<=^|\s)@\s*(?=\p{L}|\d)/gu, ' at ')
    .replace(/⭐|🌟/gu, ' goldstar ')
    .replace(/👍|👌|✅|🆗|💯|🤝|☑/gu, ' ok ')
    .replace(/🙏|❤|🫶|💙/gu, ' thanks ')
    .replace(/😡|🤬|😠|👎|😤|🤦|🖕|💩/gu, ' angryface ')
    .replace(/🙄|🙃/gu, ' eyeroll ')
    .replace(/🛑|⛔/gu, ' stop ')
    .replace(/⏰|⏳|⌛|🕐|🕑|🕒|🕓/gu, ' eta ')
    .replace(/🐶|🐕|🐩/gu, ' dog ');

/** Long words of this trade that are mended when a letter or two went wrong, and that have no near neighbours but those in `REAL`. */
const MENDED = (
  'appointment technician reschedule tomorrow cancelled cancel cancelling unsubscribe wednesday thursday saturday tuesday monday friday sunday ' +
  'afternoon morning evening available different another someone somebody anybody anyone nobody coming arrive arriving arrival waiting ' +
  'minutes scheduled schedule ridiculous unacceptable terrible horrible disappointed frustrated unprofessional supervisor manager representative ' +
  'emergency flooding leaking basement driveway garage building apartment doorbell internet thermostat furnace ' +
  'message messages texting number person wrong problem worries confirm confirmed perfect sounds thanks traffic running ' +
  'update location earlier sooner instead window believe expect second option service company information ' +
  'cuando cuanto tecnico gracias mensajes equivocado cancelar visita numero persona esperando despues tarde jueves viernes sabado domingo martes miercoles'
).split(' ');

/** Words near those that are words themselves. */
const REAL = new Set(
  (
    'cancels cancer cancellation canceler counsel tomorrows appointments technicians reschedules rescheduled rescheduling message massage massages messaged ' +
    'persons personal personally prison numbers numbered lumber wrongs strong throng prong problems sound pounds thank tanks traffics tariff runnings running ginning ' +
    'updates updated dated locations locational allocation early easier earliest soon spooner windows widow expects except accept expected inspect seconds options optional adoption services serviced ' +
    'companies accompany confirms conform conforms conformed confirming perfects prefect perfectly worry worried worriers morning mornings mourning warning evenings leaving ' +
    'evening events mondays sundays fridays fiday unavailable difference differently differ other mother anothers bother coming comings combing common combine cooking ' +
    'arrives arrived derive arriver arrivals rival drive driving thriving wait waitin wading wanting writing waiting baiting minute minuted scheduler schedules ' +
    'visitar visito visitas visit visits cuantos cuanta cuantas numeros personas persons tarda tardes tardan tarda tare martes marte mares ' +
    'managers managed manage manger emerge garages garbage building buildings guiding holding folding bleeding feeding flooring flooded flood looking breaking leaving speaking leaning leading reading ' +
    'heating seating beating eating listing lasting casting resting testing taxing waxing fixing nexting manana mananas seguro seguras segunda segundo equivocada mensaje tecnicos tecnica cancelo cancele cancela cancelen cancelan cancelada cancelado esperado esperanto esperand ' +
    'instance install installed installs instep location vacation friend friendly frida truck fryer sundae mending wedding suppose services sevice option action potion notion motion lotion ' +
    'expert experts informative representation technical terribly unsubscribed unsubscribes wasting wasted ruining ruined coding wearing waving tasting hasting toning problema problemas minuto minutos confirmo confirma confirmar confirmado confirmada perfecto perfecta emergencia emergencias apartamento apartamentos garaje diferente diferentes representante companias trafico servicio supervisora terribles segundo instalacion internets ' +
    'equivoco equivocaron cancelela cancelelo cancelenla cancelenlo cancelarla cancelarlo cancelame cancelenme cancelarme cancelemos someones somebodys anybodys nobodys noboby anymore one anyones'
  ).split(' '),
);

const BY_LETTER = new Map<string, string[]>();
for (const word of MENDED) BY_LETTER.set(word[0]!, [...(BY_LETTER.get(word[0]!) ?? []), word]);
const KNOWN = new Set([...MENDED, ...REAL]);

/** `tmrw` → `tomorrow`, `technicain` → `technician`, `yessss` → `yes`; what is no known slip stays as it was written. */
export function spelt(word: string): string {
  const short = SHORTHAND.get(word);
  if (short !== undefined) return short;
  if (word.length < 3) return word;
  const calm = word.replace(/(\p{L})\1{2,}/gu, '$1$1');
  if (calm !== word || /(\p{L})\1$/u.test(word)) {
    const single = word.replace(/(\p{L})\1{2,}/gu, '$1').replace(/([^\Wlsefo])\1$/u, '$1');
    if (single !== word) {
      const again = SHORTHAND.get(single) ?? SHORTHAND.get(calm);
      if (again !== undefined) return again;
      if (calm !== word) return KNOWN.has(calm) || DOUBLED.has(calm) ? calm : mended(single);
    }
  }
  return mended(word);
}

const DOUBLED = new Set(
  'good soon need see too tree three free feel keep week been all call will still tell small cool room look book took door off ill well bell hello'.split(
    ' ',
  ),
);

function mended(word: string): string {
  if (word.length < 5 || word.length > 20 || KNOWN.has(word)) return word;
  for (const known of BY_LETTER.get(word[0]!) ?? []) {
    if (Math.abs(known.length - word.length) > 2 || known.length < 6 || apart(word, known) > 4) continue;
    if (slips(word, known) <= (known.length >= 9 ? 2 : 1)) return known;
  }
  return word;
}

/** How many kinds of letters only one of two words has: cheap to count, and never more than twice the slips. */
function apart(a: string, b: string): number {
  let difference = lettersOf(a) ^ lettersOf(b);
  let count = 0;
  for (; difference !== 0; difference &= difference - 1) count++;
  return count;
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

/** Letters wrong, missing, too many or swapped with their neighbour (optimal string alignment). */
export function slips(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
