import type { Plain } from '#conversation/reading/plain';

/** What a reply says about texts as such, before anything else is looked at. */
export type ConsentSaid = 'stop' | 'cancel-word' | 'start' | 'help';

/**
 * An opt-out in any reasonable wording (47 CFR 64.1200(a)(10)), an opt-in, or a call for help. A lone reserved word
 * counts with one letter wrong; CANCEL is told apart because the visit may be meant as well. Negations ("dont stop
 * the texts") and the same words about the visit ("stop by after 3", "stop sending maria") are none.
 */
export function consentSaid({ words }: Plain): ConsentSaid | null {
  const lone = words.replace(POLITE, ' ').replace(/\s+/g, ' ').trim();
  if (CANCEL_WORDS.has(lone)) return 'cancel-word';
  if (STOP_WORDS.has(lone) || STOP_WORDS.has(lone.replace(ASKED, ''))) return 'stop';
  if (START_WORDS.has(lone)) return 'start';
  if (HELP_WORDS.has(lone)) return 'help';
  if (NEGATED.test(words)) return START.some((p) => p.test(words)) ? 'start' : null;
  if (STOP.some((pattern) => pattern.test(words))) return 'stop';
  if (START.some((pattern) => pattern.test(words))) return 'start';
  return misspelt(lone);
}

const POLITE =
  /\b(please|por favor|thanks|thank you|gracias|now|right now|already|just|immediately|at once|ya|acme|hey|hi|hello|hola|sir|maam|everything|it all)\b/g;

/** CANCEL with these is a wish in a sentence and no reserved word; the other words stay what they are. */
const ASKED = /^(?:(?:could|can|would|will) you|thats (?:all|enough)|(?:i want|i need|id like) (?:you )?to|ok|enough) /;

const STOP_WORDS = new Set(
  (
    'stop|stopall|stop all|stop it|stop this|stop that|stop stop|stop stop stop|unsubscribe|unsubscribe me|end|end all|quit|revoke|optout|opt out|remove|remove me|' +
    'stop texts|end texts|no more|leave me alone|go away|get lost|take me off|' +
    'arret|alto|parar|pare|paren|parale|basta|baja|detener|detenganse|salir|fin|no mas|dejame en paz|dejenme en paz'
  ).split('|'),
);
const CANCEL_WORDS = new Set(['cancel', 'cancelar', 'cancela', 'cancele', 'cancel cancel']);
const START_WORDS = new Set(
  'start|unstop|resubscribe|subscribe|opt in|optin|start texts|start again|resume|reanudar|empezar|comenzar|iniciar'.split(
    '|',
  ),
);
const HELP_WORDS = new Set(['help', 'info', 'ayuda', 'informacion', 'help me', 'help info']);

const TEXTS =
  '(?:texts?|texting|messages?|messaging|sms|alerts?|notifications?|updates?|spam|spamming|contact|contacting|notifying|bothering|bugging|harassing|pestering)';

const NEGATED =
  /\b(dont|do not|never|didnt|did not|please dont|no) (?:ever |want (?:you )?to |want the |mean to )?(?:stop|end|quit|unsubscribe|opt out|remove|cancel) (?:\w+ ){0,3}?(?:texts?|texting|messages?|messaging|updates?|notifications?|alerts?|sms|me)\b|\b(dont|do not|never|didnt|did not) (?:want to |mean to )?(?:unsubscribe|opt out|stop it|optout)\b|\bno (?:dejen|paren) de (?:mandar|enviar|escribir)/;

const STOP: readonly RegExp[] = [
  new RegExp(
    `\\b(?:stop|quit|cease|end|discontinue|halt|cancel|no more|enough|turn off|disable|block)(?: with)?(?: sending)?(?: me)?(?: of)?(?: any| all| all of| the| these| those| this| your| so many| more| further| future| automated| damn| stupid)* ${TEXTS}\\b`,
  ),
  /\bstop (?:sending|texting|messaging|contacting|writing|bothering|bugging|harassing|pinging)(?: (?:me|us|this number|my phone|my number|these|those|this|that|stuff|things|anything|any more|anymore))?(?: (?:any more|anymore|now|again|stuff|things|crap|shit))?$/,
  /\bstop (?:texting|messaging|contacting|bothering|bugging|harassing|spamming|pinging) (?:me|us|this number|my phone|my number)\b/,
  /\bstop sending (?:me |us )?(?:these|those|this|stuff|things|anything|crap|shit)\b/,
  /\b(?:dont|do not|never|wish you wouldnt|please no) (?:ever |you )?(?:text|message|sms|contact|write to|write|spam|bother|txt)(?: to)? (?:me|us|this number|my phone|my number|here)\b(?! (?:while|until|till|when|before|if|unless|between|after|at|during))/,
  /\b(?:dont|do not) (?:want|need|wish)(?: to (?:get|receive|see|have))?(?: any| more| any more| these| those| your| the| all)* (?:texts?|messages?|sms|notifications?|alerts?)\b/,
  /\bno (?:more )?(?:texts?|messages?|sms|notifications?|texting)(?: please| from you| anymore| thanks)?$/,
  /\b(?:remove|delete|take|drop|get|erase|scrub) (?:me|us|my (?:number|phone|name|cell)|this (?:number|phone)) (?:from|off|out)(?: of)?(?: (?:your|the|this|that|all|any|these|those|texting|text|sms|mailing|contact|call|message))* ?(?:lists?|system|database|texts?|messages?|contacts|records|alerts|updates|thing|here|now|please|$)/,
  /\b(?:remove|delete) (?:my|this) (?:number|phone|cell)\b/,
  /\bunsubscribe\b/,
  /\bunsuscri\w+|\bdesuscri\w+|\bcancelar (?:la )?(?:suscripcion|mensajes|los mensajes|textos)\b/,
  /\b(?:opt|opting) (?:me |us )?out\b|\boptout\b/,
  /\bleave (?:me|us) alone\b|\blose (?:my|this) number\b/,
  /\b(?:revoke|withdraw) (?:my )?(?:consent|permission)\b/,
  /\bno (?:me |nos )?(?:manden?|mandes|envien?|envies|escriban?|escribas|textee?n?|texteen|contacten?|molesten?)(?: mas| otro| ningun| estos| esos| los| tantos)*(?: (?:mensajes?|textos?|sms|avisos?|nada))?(?: mas| por favor| ya)*$/,
  /\b(?:dejen?|deja|deje|paren?|para|pare) de (?:mandar|enviar|escribir|textear|molestar|contactar)\w*(?! (?:a|al) )/,
  /\bno (?:quiero )?(?:recibir )?mas (?:mensajes|textos|sms|avisos|notificaciones)\b|\bno quiero (?:recibir )?(?:mas |sus |estos |los )?(?:mensajes|textos|sms)\b/,
  /\b(?:quiten?|borren?|eliminen?|saquen?|quitenme|borrenme|saquenme)(?: de)? (?:mi numero|mi telefono|la lista|su lista|de la lista|de su lista)\b/,
  /\b(?:darme|dame|denme|deme) de baja\b|\bya no me (?:escriban?|manden?|envien?|texteen?)\b/,
];

const START: readonly RegExp[] = [
  /\b(?:start|resume|restart|turn on|re start) (?:texting|sending|messaging|the texts|texts|messages|the messages|my texts|notifications)\b/,
  /\b(?:you can|please|ok to|can you|may) (?:text|message|sms) me again\b/,
  /\b(?:want|like|need) (?:to get |to receive |to have |get |my |the |your )+(?:texts?|messages?|updates?|notifications?) (?:again|back)\b/,
  /\b(?:opt|sign) (?:me )?(?:back )?in\b|\bresubscribe\b|\bsubscribe me\b/,
  /\b(?:vuelvan?|pueden) a? ?(?:escribir|mandar|enviar)me\b|\bquiero (?:recibir|los) (?:mensajes|textos) otra vez\b/,
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
