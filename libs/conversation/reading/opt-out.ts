import type { Plain } from '#conversation/reading/plain';

/** What a reply says about texts as such, before anything else is looked at. */
export type ConsentSaid = 'stop' | 'cancel-word' | 'start' | 'help';

/**
 * An opt-out in any reasonable wording (47 CFR 64.1200(a)(10)), an opt-in, or a call for help. A lone reserved word
 * counts with one letter wrong; CANCEL is told apart because the visit may be meant as well. Negations ("dont stop
 * the texts") and the same words about the visit ("stop by after 3", "stop sending maria") are none.
 */
export function consentSaid({ words, sentences, clauses }: Plain): ConsentSaid | null {
  const whole = consentIn(words);
  if (whole !== null || NEGATED.test(words)) return whole;
  if (clauses.length < 2) return null;
  const pieces = [...sentences, ...clauses].map((piece) => consentIn(piece.words, false));
  return pieces.find((said) => said === 'stop') ?? pieces.find((said) => said === 'start') ?? null;
}

/** `whole` is false for a part of a text: there a lone word counts only when it can mean nothing else. */
function consentIn(words: string, whole = true): ConsentSaid | null {
  const lone = CANCELS_ALL.test(words) ? words : words.replace(POLITE, ' ').replace(/\s+/g, ' ').trim();
  if (!whole) {
    if (STOP_SENTENCE.test(lone)) return 'stop';
    if (NEGATED.test(words) || NOT_STOP.test(words)) return null;
    return STOP.some((pattern) => pattern.test(words))
      ? 'stop'
      : !NOT_START.test(words) && START.some((p) => p.test(words))
        ? 'start'
        : null;
  }
  if (CANCEL_WORDS.has(lone)) return 'cancel-word';
  if (STOP_WORDS.has(lone) || (!NEGATED.test(lone) && STOP_WORDS.has(lone.replace(ASKED, '')))) return 'stop';
  if (START_WORDS.has(lone)) return 'start';
  if (HELP_WORDS.has(lone)) return 'help';
  if (NEGATED.test(words)) return START.some((p) => p.test(words)) ? 'start' : null;
  if (!NOT_STOP.test(words) && STOP.some((pattern) => pattern.test(words))) return 'stop';
  if (!NOT_START.test(words) && START.some((pattern) => pattern.test(words))) return 'start';
  return misspelt(lone);
}

/** "Cancel everything" is no reserved word: it speaks of what there is to cancel. */
const CANCELS_ALL = /\bcancel\w* (?:it all|everything)\b/;

const POLITE =
  /\b(please|por favor|thanks|thank you|gracias|now|right now|already|just|immediately|at once|ya|acme|hey|hi|hello|hola|sir|maam|everything|it all|guys|ok|okay|i said|yall|man|bro|jesus|omg|seriously|for real|ew|ugh|lol|wtf)\b/g;

/** CANCEL with these is a wish in a sentence and no reserved word; the other words stay what they are. */
const ASKED =
  /^(?:(?:could|can|would|will) you|thats (?:all|enough)|that is enough|(?:i want|i need|id like|i would like) (?:you )?to|how (?:do|can) i|enough|make (?:it|this|them)|you need to|you (?:have|got) to|yes|no|so|texts|messages|too many texts|they need to|these texts need to|need to|want to|make these|im going to|you are spamming me|youre spamming me) /;

const STOP_WORDS = new Set(
  (
    'stop|no spam|stopall|stop all|stop it|stop these|stop those|stop them|stop this|stop that|stop stop|stop stop stop|stop all of it|stop stop stop stop|unsubscribe|unsubscribe me|unsubscribe stop|stop unsubscribe|unsubscribe all|unsubscribe this number|end|end all|end it|end this|quit|quit it|revoke|optout|opt out|remove|remove me|' +
    'stop texts|end texts|no more|leave me alone|go away|get lost|take me off|texts off|text off|turn off texts|no texts|no text|stop sending|stop asking|stop reminding me|quit texting|text messages off|cease and desist|dont contact|dont contact|dont disturb|no contact|dont message|dnc|dont text|dont text|dont want these|dont want texts|block me|report spam|turn these off|turn this off|mute|mute this|discontinue|leave me be|not interested stop|no stop|enough stop|enough already|cease|desist|remove from list|remove number|never again text me|block|take me off list|off list|stop stopp|enough texts|no sms|stop bothering|stop spamming|spam stop|stop spam|stop messages|stop texting|' +
    'arret|alto|parar|pare|paren|parale|basta|baja|detener|detenganse|salir|fin|no mas|no more mas|dejame en paz|dejenme en paz|alto alto|basta ya|dar de baja|paren esto|pare esto|stop mensajes|deje de escribir|dejen de escribir|no molestar|no molesten|no moleste|desuscribir|desuscribirme|quitar'
  ).split('|'),
);
const CANCEL_WORDS = new Set(['cancel', 'cancelar', 'cancela', 'cancele', 'cancel cancel']);
const START_WORDS = new Set(
  'start|begin|unstop|un stop|resubscribe|subscribe|opt in|optin|start texts|start again|start texting|resume|resume texts|reanudar|empezar|comenzar|iniciar|start start|subscribe me|re subscribe|restart|restart texts|start messages|activar|reactivar'.split(
    '|',
  ),
);
const HELP_WORDS = new Set(['help', 'info', 'ayuda', 'informacion', 'help me', 'help info', 'auxilio', 'help help']);

/** In a part of a text these can only mean the texts. */
const STOP_SENTENCE =
  /^(?:stop|unsubscribe|unsubscribe me|stop all|opt out|optout|stop texting|stop texts|remove me|no more texts|stop stop|stop stop stop|quit texting|leave me alone|alto|stop it all|stopall)$/;

const TEXTS =
  '(?:texts?|texting|txt|messages?|messaging|sms|alerts?|notifications?|updates?|spam|spamming|contact|contacting|communication|communications|correspondence|reminders?|reminding|surveys?|notifying|bothering|bugging|harassing|pestering|mensajes|textos)';

const NEGATED =
  /\b(dont|never|didnt|please dont|no) (?:ever |want (?:you )?to |want the |mean to )?(?:stop|end|quit|unsubscribe|opt out|remove|cancel) (?:\w+ ){0,3}?(?:texts?|texting|messages?|messaging|updates?|notifications?|alerts?|sms|me)\b|\b(dont|never|didnt) (?:want to |mean to |wanna )?(?:unsubscribe|opt out|stop it|optout|stop the|stop)\b|\bno (?:dejen|paren) de (?:mandar|enviar|escribir)|\b(?:why|when|how come|did) (?:\w+ ){0,2}(?:the )?(?:texts?|messages|updates?) (?:stop|stopped)\b|\bwhy did (?:you|the|my) (?:\w+ )?stop\b|^no (?:pare|paren|parar|detener|detenga)\b/;

/** The same words about something else: other channels' texts, other people, other things that stop. */
const NOT_STOP =
  /\boff (?:hold|speaker)\b|\blist (?:for|of) (?:today|tomorrow)\b|\b(?:can you|please|just|u can) text me (?:instead|when|if)\b(?!.*\bstop)|\bunsubscribed from\b|\b(?:dont) text (?:and|while) driv\w*|\bstop (?:sending|texting) (?:me )?(?:the wrong|a different|mixed)\b|\bif you (?:dont )?stop\b|\b(?:he|she|they|tech|my (?:ex|wife|husband|son|kid)) (?:\w+ )?(?:stopped|quit|unsubscribed|opted)\b|\bno text(?:s)? (?:yet|since|from (?:him|her|tech|the tech|you yet)|when)\b|\b(?:got|received|had|have|been|see|saw|getting|getting any|get any|there was|with) no (?:texts?|messages?|updates?|notifications?)\b|\bno (?:updates?|messages?|texts?) (?:yet|since|so far|in)\b|\bhavent\b.{0,20}\b(?:texts?|updates?)\b|\bdont text (?:him|her|them|tech|my)\b|\bno quiero (?:que )?(?:me )?mensajes? (?:de voz)|\bdont (?:text|call)(?: me)? (?:call|text|just)\b|\bdont text call\b|\btext dont call\b|\bno (?:more )?updates? (?:needed|necessary)\b|\bdont need (?:an|any) update\b/;

const ADJECTIVES =
  '(?: any| all| all of| the| these| those| this| that| your| my| so many| more| further| future| automated| automatic| damn| stupid| fucking| freaking| annoying| text| sms| constant| unwanted| marketing| daily| blasted| los| las| estos)*';

const STOP: readonly RegExp[] = [
  /\b(?:text|texted|reply|replied|sent|typed|wrote) stop\b|\bdejar de recibir (?:\w+ )?(?:mensajes|textos)\b|\bspam stop$|\bstop asking (?:me )?(?:for|about) (?:\w+ )?(?:surveys?|reviews?|feedback|ratings?)\b|^sto p$|^st op$|^s top$/,
  /\b(?:didnt|dont|never|havent|not|no)\b (?:\w+ ){0,2}?(?:consent\w*|agree\w*|sign(?:ed)? up|subscribe\w*|permission|authoriz\w*|autoriz\w*|opt(?:ed)? in|request\w*|asked) (?:\w+ ){0,3}?(?:texts?|messages?|texting|text me|mensajes|textos|spam)\b/,
  /\b(?:told|asked|asking|begging|telling|said|saying|begged) (?:(?:you|yall|them|this) )?(?:\w+ )?to (?:stop|quit|cease)(?: (?:now|already|please|twice|before))?$|\b(?:never|didnt|dont) (?:sign(?:ed)? up|subscribe\w*|agree\w*|consent\w*|opt(?:ed)? in)\b.{0,30}\b(?:stop|remove|unsubscribe|quit|end)(?: (?:it|now|please|me))?$|^(?:\w+ ){0,5}(?:quit|knock) it(?: off| now| already)?$|(?<!\b(?:after|before|at|until|till|to|is|for) )\b(?:please|just|now|this|ok|enough|seriously|dude|bro|guys|people|spam|annoying|number|person|interested|omg|wtf) stop(?: now| already)?$/,
  /\b(?:be|get|getting) removed from (?:this|your|the|that|any)\b(?! (?:schedule|calendar))|\bleave me be\b|\b(?:texts?|texting|messages)\b.{0,40}\bmake (?:it|this|them) stop\b|\bmake (?:this|these|them) stop$|^(?:please )?stop (?:these|those|them)(?: please)?$|\b(?:dont) send (?:me )?any ?more\b|\bstop (?:\w+ ){0,2}texting\b|\b(?:meant|mean|just|only) the (?:texts|messages|text messages)\b|^the (?:texts|messages)$|\bhitting me up\b(?<=stop .*)|\bno (?:me )?textee?s?\b|\b(?:paren|parenle|parale|pare|alto)(?: ya)? (?:con |de |a )?(?:los |tantos |sus )?(?:mensajes|textos)\b/,
  /\b(?:stop|quit|cease|no more|unsubscribe|enough of|done with|sick of|tired of)\b(?: (?!by\b|at\b|and\b|in\b|when\b)\w+){0,4} (?:texts|texting|text messages|messages|messaging|sms|mensajes|textos|notifications|text alerts)\b/,
  /\b(?:dont|no longer|never|ya no|no)\b (?:\w+ )?(?:want|wanna|wish|need|like|care|quiero|deseo)\b(?: (?!miss|lose|to text|stop|you)\w+){0,4} (?:texts|texted|text messages|messages|messaged|sms|mensajes|textos|notifications|text alerts)\b(?! (?:until|when|from (?:tech|him|her)))/,
  /\b(?:quitar|borrar|eliminar|sacar|remover)\w* (?:de )?(?:mi|este|su|la) (?:numero|telefono|lista)\b|\bcancelar (?:los |estos |sus )?(?:mensajes|textos)\b/,
  new RegExp(
    `\\b(?:stop|quit|cease|end|discontinue|halt|cancel|no more|enough|turn off|shut off|disable|block|terminate|suspend)(?: with)?(?: sending)?(?: me)?(?: of)?${ADJECTIVES} ${TEXTS}\\b`,
  ),
  /\b(?:stop|quit|cease) (?:sending|texting|messaging|contacting|writing|bothering|bugging|harassing|pinging)(?: (?:me|us|this number|my phone|my number|these|those|this|that|stuff|things|anything|any more|anymore|here|this phone))?(?: (?:any more|anymore|now|again|stuff|things|crap|shit|please|this stuff|so much|every day|all the time|already|at night|all day))?$/,
  /\b(?:stop|quit|enough) (?:\w+ )?(?:texting|messaging|contacting|bothering|bugging|harassing|spamming|pinging|blowing up) (?:me|us|this number|my phone|my number|this phone|my cell|here|up)\b/,
  /\b(?:stop|quit) sending (?:me |us )?(?:these|those|this|stuff|things|anything|crap|shit|spam|surveys|reminders|text|texts|mensajes)\b|\bstop (?:mandando|enviando|los|con los|mandar|de mandar|escribiendo) ?(?:me )?(?:mensajes|textos)?\b|\bstop reminding\b|\bblowing up my phone\b/,
  /\b(?:dont|never|wish you wouldnt|please no|not|no longer) (?:ever |you |want you to |want to be |wish to be |to |to be )*(?:text|texted|message|messaged|sms|contact|contacted|write to|write|spam|bother|txt)(?: to| me on)? (?:me|us|this number|this phone|my phone|my number|my cell|here|it again|again|anymore|any more|at this number)\b(?! (?:while|until|till|when|before|if|unless|between|after|at \d|during|just call|about (?!this|that|it|the appointment|my)|call me))|\b(?:dont) (?:want|wish|like) to be (?:texted|messaged|contacted)\b|\b(?:dont) (?:text|message) (?:it|this number|this phone)\b/,
  /\b(?:dont|no longer|never|didnt) (?:want|need|wish|care|like|asked?|ask|sign(?:ed)? up|consent|agree)(?: for| to (?=get|receive|see|have|be))?(?: (?:get|receive|see|have|be getting|getting|receiving))?(?: any| more| any more| these| those| your| the| all| this| this many| so many| anymore| text| sms| get| such| estos)* (?:texts?|messages?|sms|notifications?|alerts?|reminders?|texting|mensajes)\b(?! (?:about (?!this)|from (?:tech|him|her)|when|until|saying))|\bno longer (?:wish|want) to (?:receive|get) (?:these|this|them|any)\b|\bdo not send (?:me )?(?:any |more |any more )*(?:texts?|messages?)\b|\b(?:dont|never) send (?:me |us )?(?:any |more |any more |these |text |another )*(?:texts?|messages?|updates?|reminders?|notifications?|alerts?|stuff|anything(?: else)?|to this number)\b|\bdo not send texts\b/,
  /\bno (?:more )?(?:texts?|messages?|sms|notifications?|texting|reminders?|surveys?|alerts?|mensajes|textos)(?: please| from you| anymore| thanks| to this number| sent| mas| at all| messages?)*$|\bno more (?:texts|messages|reminders|surveys|sms|notifications|alerts|texting)\b|\b(?:texts?|messages?|text messages?|notifications?|alerts?) off\b|\bturn (?:the |these |off |my |all )*(?:text |sms )?(?:texts?|messages?|alerts?|notifications?|reminders?|updates?)(?: alerts| messages)? off\b|\bturn off\b.{0,20}\b(?:texts?|messages?|alerts?|notifications?|reminders?|updates?)\b|\b(?:these|the|those|your|all) (?:texts?|messages?|texting|notifications?)(?: (?:need to|needs to|has to|have to|must|should|to))? stop\b|\bmake (?:them|the texts|these texts?|the messages|these messages) stop\b|\btoo many (?:texts?|messages?|notifications?)\b.{0,50}\bstop\b/,
  /\b(?:remove|delete|take|drop|get|erase|scrub|clear) (?:me|us|my (?:number|phone number|phone|name|cell|cell number|info)|this (?:number|phone|cell)) (?:from|off|out|of)(?: of)?(?: (?:your|the|this|that|all|any|these|those|texting|text|sms|mailing|contact|call|message|messaging|customer|phone))* ?(?:lists?|system|database|texts?|messages?|contacts?|records|alerts|updates|thing|here|now|please|file|program|directory|marketing|notifications|$)/,
  /\b(?:remove|delete|erase|scrub|block) (?:my|this) (?:number|phone|cell|phone number|cell number|contact)\b|\bwho gave you my number delete\b|\bget off this (?:text )?list\b|\boff (?:this|your|the) (?:text |texting |sms |contact |mailing |call )?list\b|\bmy number\b.{0,15}\b(?:take|remove|delete) (?:it|me)(?: off)?$|^delete it$|\bdelete my (?:number|info|phone)\b|\btake (?:my number|me|this number) off\b(?! hold| speaker| (?:the|your|todays|tomorrows) (?:list (?:for|of) (?:today|tomorrow)|schedule|calendar|books|appointments?|route|job|waitlist))/,
  /\bunsubscribe\b(?! (?:from (?:netflix|hulu)))/,
  /\bunsuscri\w+|\bdesuscri\w+|\bcancelar (?:la |mi )?(?:suscripcion|mensajes|los mensajes|textos)\b/,
  /\b(?:opt|opting|opted) (?:me |us |this number )?out\b|\boptout\b/,
  /\bleave (?:me|us) (?:alone|the hell alone|tf alone)\b|\b(?:lose|forget) (?:my|this) number\b/,
  /\b(?:revoke|withdraw|rescind) (?:my |all |any )?(?:consent|permission|authorization)\b|\bi dont consent\b|\bcease (?:and desist|all|any)\b/,
  /\b(?:ya )?no (?:me |nos )?(?:manden?|mandes|envien?|envies|escriban?|escribas|textee?n?|texteen|contacten?|molesten?|vuelvan a (?:escribir|mandar|enviar|textear|contactar)|vuelva a (?:escribir|mandar))(?: ?me| ?nada| ?mensajes?)?(?: mas| otro| ningun| estos| esos| los| tantos| mas los| a este numero| a mi)*(?: (?:mensajes?|textos?|sms|avisos?|nada|texto))?(?: mas| por favor| please| ya| a este numero| a este telefono| nunca)*$/,
  /\bno me vuelvan? a (?:escribir|mandar|enviar|textear|contactar|molestar)\b|\b(?:dejen?|deja|deje|paren?|para|pare|dejar) (?:ya )?de (?:estar )?(?:mandar|enviar|escribir|textear|molestar|contactar|mandando|chingar|fregar|enviando)\w*(?! (?:a (?!este|mi|cada)|al ))/,
  /\b(?:ya )?no (?:quiero |deseo |queremos )?(?:recibir )?(?:mas|tantos) (?:mensajes|textos|sms|avisos|notificaciones)\b|\b(?:ya )?no (?:quiero|deseo|queremos|quisiera) (?:que me (?:escriban|manden|envien|contacten|texteen)\w*|(?:recibir )?(?:mas |sus |estos |los |esos |ningun |que me manden |nada de |tener )*(?:mensajes?|textos?|sms|avisos|notificaciones))\b|\bno mas (?:mensajes|textos)\b|\b(?:basta|ya basta|ya estuvo|alto) (?:de|con)(?: \w+)? (?:mensajes|textos)\b|\bpor favor (?:ya )?no me (?:manden|escriban|envien|texteen)\b/,
  /\b(?:quiten?|borren?|borre|eliminen?|elimine|saquen?|saque|quitenme|quiteme|quitame|borrenme|borreme|borrame|saquenme|saqueme|sacame|eliminenme|elimineme)(?: de)? (?:los mensajes|los textos|sus textos|estos mensajes|mi numero|mi telefono|la lista|su lista|este numero|de la lista|de su lista|de esta lista|de sus mensajes|de sus contactos)\b/,
  /\b(?:darme|dame|denme|deme|den) de baja\b|\bya no me (?:escriban?|manden?|envien?|texteen?|contacten)\b(?! (?:al|a ese|a la))|\bde baja\b/,
];

const NOT_START = /\b(?:not|never|didnt|dont|didn|no one|who|why|stop|before)\b/;

const START: readonly RegExp[] = [
  /\b(?:start|resume|restart|turn on|re start|begin|reactivate|re activate|enable|continue|unblock) (?:texting|sending|messaging|the|my|texts|text|messages|notifications|updates|alerts|sms)(?: (?:me|us|my|the|texts?|messages?|updates?|notifications?|reminders?|alerts?|again|back|on))*\b(?=.{0,40}(?:text|messag|notif|update|alert|remind|again|sms|me\b)|.*$)(?<=\b(?:texting|messaging|texts?|messages?|notifications?|updates?|alerts?|reminders?|sms|sending|again|me|us|back|on)\b)/,
  /\b(?:you can|please|its ok to|ok to|can you|may|you may|feel free to|go ahead and|it is ok to|yall can|u can) (?:start )?(?:text|texting|message|messaging|sms) (?:me|us) again\b/,
  /\b(?:can|could|may) (?:i|we|you) (?:please )?(?:get|have|receive|send me|send) (?:the |my |your )?(?:texts?|messages?|updates?|notifications?|reminders?|alerts?) (?:again|back)\b|\b(?:want|like|need|id like) (?:to get |to receive |to have |get |my |the |your |to start getting |receive )+(?:texts?|messages?|updates?|notifications?|reminders?|alerts?) (?:again|back|after all)\b|\b(?:want|like) (?:texts?|messages|updates) again\b/,
  /\b(?:opt|sign) (?:me |us )?(?:back )?(?:in|up)\b(?= (?:for|to|again|please|back)|$)|\bresubscribe\b|\b(?:re )?subscribe me\b|\bsign me (?:back )?up\b.{0,15}\btexts?\b|\b(?:turn|put|switch) (?:the |my |these )?(?:texts?|messages?|notifications?|alerts?|updates?|text messages)(?: alerts)? (?:back )?on\b|\bput me back on (?:the|your) (?:text|list|texts)\b|\bbring back the texts\b/,
  /\b(?:vuelvan?|pueden|puede|vuelve|vuelva) a? ?(?:escribir|mandar|enviar|textear)(?:me|nos)?\b(?=.{0,30}\b(?:otra vez|de nuevo|mensajes|textos|nuevamente)|$)|\bquiero (?:recibir |volver a recibir )?(?:los |sus |de nuevo )?(?:mensajes|textos) (?:otra vez|de nuevo|nuevamente)\b|\bquiero volver a recibir\b|\bactiv(?:en|ar|e) (?:otra vez )?(?:los )?mensajes\b|\b(?:sigan|empiecen a|comiencen a) (?:mandando|mandar|enviar)(?:me)? (?:los )?mensajes\b/,
];

/** Words one letter away from a reserved one that mean something of their own. */
const REAL = new Set(
  'step shop stomp strop top sop stoop stops stopped slop atop stow stock spot stoa store stout and ends send bend lend mend tend ned quite quiet quid quilt suit removed remote revoked revokes hell heap held heel kelp yelp star stars starts smart stark tart dart alta alta salto pares cancels cancelled'.split(
    ' ',
  ),
);

/** One letter wrong, missing, doubled or swapped in a lone reserved word. */
function misspelt(lone: string): ConsentSaid | null {
  if (lone.length < 3 || lone.includes(' ') || REAL.has(lone)) return null;
  if (oneOff(lone, 'cancel')) return 'cancel-word';
  if (['stop', 'stopall', 'unsubscribe', 'remove', 'revoke', 'optout'].some((word) => oneOff(lone, word)))
    return 'stop';
  return null;
}

function oneOff(a: string, b: string): boolean {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  const [restA, restB] = [a.slice(i), b.slice(i)];
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
