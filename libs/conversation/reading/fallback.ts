import { TECH, type Wish } from '#conversation/reading/wish';

const ASKING =
  '^(?:(?:so|and|ok|um|hi|hello|hey|well|but|also|please|just|oh|yo|hola|sorry|good morning|wondering|y|o) )*(?:is|are|r|am|will|does|do|did|has|have|can|could|should|would|any|when|whens|what|whats|where|wheres|how|hows|whos|who|which|was|were|if|know|still|think|cuando|cuanto|donde|a que|que|me puede|puede|sabe|ya|va|van|viene|esta)\\b';
const ARRIVAL =
  '(?:eta|coming|come|comes|arriv\\w*|way|here|show|shows|showing|dispatched|in line|place|ahead|before me|delay|delays|delayed|behind|longer|long|window|expect|expecting|track|timing|timeframe|time frame|earliest|far|close|soon|late|later than|wait|waiting|schedule|status|started|next|arrival|reach|anyone|somebody|running|(?:what|any|exact|better|rough) (?:\\w+ )?time|minutes|llega\\w*|viene\\w*|venir|falta|tarda\\w*|demora\\w*|camino|hora|aqui|pasan|cerca|lejos)';

/**
 * Looser wordings, for a clause that no other rule reads. None of them acts; the worst that a wrong one does is an
 * answer that was not asked for.
 */
export const FALLBACKS: readonly Wish[] = [
  {
    intent: 'is-cancelled',
    says: [
      /\bcancelled\b.{0,30}\b(?:or|right|correct|true|not|then)\b|\b(?:am i|are we|is it|is that|was i|were we|it got|its) .{0,20}\bcancelled\b|\b(?:fall|fell|fallen) through\b|\bcancelad[oa]\b/,
    ],
    unless: [
      /\b(?:gym|netflix|fee|policy|subscription|noise)\b|\bmy \w+ cancelled (?:his|her|their)\b|\bim cancelled plans\b|\bif\b/,
    ],
  },
  {
    intent: 'other-tech',
    says: [
      new RegExp(
        `\\b(?:another|different|other|new|else|other than|besides|instead of) (?:\\w+ )?(?:${TECH}|tech|her|him|than)\\b`,
      ),
      /\b(?:prefer|rather|like|want|get|have|send|request)\b.{0,25}\b(?:someone|somebody|anyone|person|tech|technician) (?:else|other|different|new)\b|\b(?:que venga|mand\w+|envi\w+|prefiero|quiero) (?:a )?(?:otr[oa]|alguien mas)\b/,
    ],
  },
  {
    intent: 'person',
    says: [
      /\b(?:speak|talk|chat) (?:to|with)\b|\b(?:human|manager|supervisor|representative|dispatcher|operator)\b|\b(?:phone|call) (?:me|us)\b|\bhablar con\b|\bpor telefono\b/,
    ],
    unless: [
      /\b(?:talk|speak|chat) (?:to|with) (?:you|u) (?:later|soon)\b|\bcall (?:me |us )?(?:when|before|if|once)\b|\bdont call\b/,
    ],
  },
  {
    intent: 'who',
    says: [
      /^(?:\w+ ){0,3}?(?:who|whos)\b.{0,40}\b(?:come|coming|tech|technician|job|work|show|send|sent|house|assigned|today|tomorrow|visit|appointment)\b|\bsame (?:\w+ )?(?:one|guy|girl|lady|man|woman|person|tech|technician)\b|\bwhat (?:is )?(?:the )?\w*s? name\b|\bname of\b|\bnombre\b|\bwho\b.{0,20}\bexpect\w*/,
    ],
    unless: [/\b(?:my|your) name\b|\bby that name\b|\bmi nombre\b/],
  },
  {
    intent: 'rebook',
    says: [
      /\b(?:can|could|want|need|have to|like|prefer|rather|would|possible|any|got|what|is there|let us|lets|may)\b.{0,40}\b(?:another|different|other|later|earlier|sooner|new|next|better|alternate|change|move|resched\w*|push|switch|swap)\b.{0,25}\b(?:day|days|time|times|date|dates|slot|slots|appointment|window|windows|week|hour|opening|openings|availability)\b/,
      /\b(?:reschedul\w*|rebook\w*|postpone\w*|reagend\w*|reprogram\w*|otro dia|otra hora|otra fecha)\b/,
    ],
    unless: [
      /\b(?:dont|not) (?:(?:want|need) )?(?:to )?(?:resched|change|move)\w*\b|\bchange the (?:filter|battery|lock)\b/,
    ],
  },
  {
    intent: 'running-late-customer',
    says: [
      /^(?:\w+ ){0,4}?(?:im|i am|ill|i will|we are|were|i|my (?:wife|husband|son|mom|daughter))\b.{0,40}\b(?:late|traffic|minutes away|on my way|almost home|behind|not home yet|be home in|be there in)\b|\bvoy (?:\w+ )?(?:tarde|llegando)\b|\bllegar \d+ minutos tarde\b/,
    ],
    unless: [
      /^(?:am|are|will|would) (?:i|we)\b|\b(?:too|so) late\b|\bwaiting\b|\byou(?:re)?\b|\bis late\b|\b(?:hes|shes|theyre)\b/,
    ],
  },
  {
    intent: 'eta',
    says: [
      new RegExp(`${ASKING}.{0,80}\\b${ARRIVAL}\\b`),
      /\b(?:nobody|noone|no one|havent seen|hasnt|not seen|no ?show|no sign|nadie)\b.{0,30}\b(?:come|came|by|anyone|anybody|here|yet|shown|arrived|door|llega\w*|viene\w*)\b|^(?!another )(?:\w+ )?(?:timeframe|time frame|timing|delay|schedule|tracking|arrival|window)$|^\d+ minutes(?: \d+ minutes)*(?: .{0,15})?$|\b(?:y|donde esta|donde anda) (?:el|la) (?:tecnico|tecnica|muchacho|senor|tech)$|\bstill (?:no|not|nothing|nobody)\b|\bis that firm\b/,
    ],
    unless: [
      /\bhow (?:much|long) (?:will|does|is|would|do|should)\b(?! (?:he|she|they|tech|you|i|we)\b)|\b(?:cost|price|charge|pay|bill|fee|warranty|invoice|covered|credit|card|hiring|open|office|address|weather|rain|cash|email|receipt|discount)\b/,
      /\b(?:do|should|can|could|may|must|will|would) (?:i|we)\b(?!.{0,30}\b(?:wait|expect|have time|leave|go|stay|be here|be home|know when)\b)|\b(?:call|text|ring) (?:me|us)? ?when\b|\b(?:do|are) you (?:do|work|take|sell|offer|accept|also|fix|hiring|guys do)\b|\bwhat (?:else|other|happens|are my|do you do)\b|\bhow (?:do|does|can) (?:i|this|it)\b|\btake away\b|\bhere before\b|\bis (?:this|that) (?:a|the|covered|normal)\b|\bif (?:i|we|it|there)\b|^if\b|\bhow are you\b|\bwhat is (?:the )?(?:difference|name)\b|\bavailable\b|\bweather\b|^(?:are )?(?:you|u) there\b|\bmore times\b|\bheld\b|\bdo it\b|\bevery time\b|\bnext (?:to|door)\b|\bno se\b|^(?:1|one|a) (?:minutes?|sec|second|moment)\b|^any (?:time|day|of)|^still\b|^ya (?:esta aqui|estan aqui|no|se|me|basta|estuvo)|^esta (?:bien|todo|ok)/,
      /\b(?:cuesta|costar|cobrar|cuanto es|precio|pagar|tarjeta|cobran)\b|\bdifference\b|\boption\b|\btoo (?:late|early|soon)\b|\b(?:can|could) (?:you|he|she|tech|someone|they|we|i)\b.{0,15}\b(?:come|do|make|be here|move|push|get)\b/,
    ],
  },
  {
    intent: 'help',
    says: [
      /\b(?:who|what) (?:is|are) (?:this|you|these)\b|\bhow (?:do|does|should|can) (?:i|this|it|we) (?:work|use|reply|answer|respond|pick|choose|do)\b|\bdont (?:get|understand)\b|\bconfus\w+\b|\bno entiendo\b|\bcomo (?:contesto|respondo|funciona)\b/,
    ],
  },
  {
    intent: 'note',
    says: [
      /\b(?:gate|code|dog|dogs|cat|park|parking|driveway|side door|back door|front door|doorbell|unit|apt|apartment|suite|floor|building|lockbox|key|keys|entrance|elevator|leak\w*|broken|broke|blinking|noise|noisy|not working|doesnt work|wont work|stopped working|shut off|tripped|outage|internet is|wifi|breaker|basement|attic|ladder|porton|perro|codigo|llave|timbre|puerta|fuga|ruido|no funciona|no sirve|showers?|bathrooms?|toilets?|sinks?|faucets?|heaters?|furnace|washer|dryer|fridge|outlets?|thermostat|drains?|kitchen|bedrooms?|closet|(?:calentador|boiler|lavadora|secadora|refrigerador|estufa|medidor|tablero|modem|router|equipo|aparato) (?:\w+ )?(?:esta|queda|se|no|hace|tira)|se (?:cae|apaga|traba|cierra|congela|va la)|gotea|tira agua|hace (?:un )?ruido|no (?:prende|enciende|enfria|calienta|jala|carga|hay senal)|yard|alley|oxygen|mask|newborn|shoes|boots|gloves|booties|sleeping|camera|water pressure|valve|pipe|roof|porch|stairs)\b/,
    ],
    unless: [
      /^(?:is|are|do|does|did|will|can|could|should|would|whats?|when|wheres?|whos?|how|why)\b|\b(?:zip|area|promo|discount|dress) code\b|\bkey (?:west|lime)\b|\bheart broken\b|\bbroken promises?\b|\bhot dogs?\b|\bthe park\b|\bcancel\b|^no (?:that|this) (?:doesnt|wont)\b/,
    ],
  },
  {
    intent: 'complaint',
    says: [
      /\b(?:hate|worst|mad|angry|late again|again and again|joke|nightmare|fail|failed|failure|ruined|rip off|ripped off|ignored|ignoring|unhappy|bad experience|no excuse|excuse|inconvenient|inconvenience|inconsiderate|disrespect\w*|careless|lazy|wasted|wasting|wasted|messing|playing games|blew me off|stood me up|stood up|let me down|letting me down|lost (?:my|a) (?:pay|day)|missing work|missed work|miss work)\b|\b(?:should|gonna|going to) (?:be )?(?:ashamed|leave a review)\b|\bque (?:falta|mal|coraje)\b/,
    ],
    unless: [/\b(?:hate to|sorry|my fault|im wasting)\b/],
  },
  {
    intent: 'eta-ack',
    says: [
      /\b(?:ok|fine|alright|sure|no prob\w*|cool|bueno|esta bien)\b.{0,25}\b(?:wait|whenever|no rush|take your time|understand|espero)\b|\bno hay problema\b|\bno pasa nada\b|\b(?:thats|its|it is) (?:ok|okay|fine|cool|alright)\b/,
    ],
    unless: [/\b(?:not|cant|wont|isnt)\b/],
  },
  {
    intent: 'confirm',
    says: [
      /^(?:yes|yep|yeah|yup|yess|ok|sure|absolutely|definitely|correct|perfect|great|sounds|si|claro|perfecto|dale|listo|affirm\w*|approved|superb|please confirm|yea|okok)\b(?: \w+){0,6}$/,
    ],
    unless: [
      /^yeah right$|\b(?:but|when|who|what|where|how|cancel|call|change|stop|wait|not|dont|no|if|resched\w*|another|different|later|earlier|maybe|or|google|pizza)\b/,
    ],
  },
  {
    intent: 'decline',
    says: [
      /^(?:no|nope|nah|none|neither|negative|negatory|definitely not|certainly not|hell no|heck no|hell nah|ninguna|ninguno)\b(?: \w+){0,5}$|\b(?:dont|doesnt|dont|cant|not) (?:\w+ ){0,3}(?:any|none|those|these|interested)\b.{0,20}$/,
    ],
    unless: [
      /^no (?:oigo|veo|escucho|hablo|he|hay|conozco|dejen?|llego)\b|\b(?:when|who|what|where|how|cancel|call|change|stop|wait|yet|one|ones|body|here|internet|power|heat|hot|clue|idea|update|lo se|me|nos|se|sabemos|tengo|problem\w*|worries|rush|texts?|messages?|keep)\b/,
    ],
  },
];
