import { TECH, VISIT, type Wish } from '#conversation/reading/wish';

/** What a customer wants done, or tells us that changes what we do. */
export const REQUESTS: readonly Wish[] = [
  {
    // It ends the texts to this phone, so only plain words count.
    intent: 'wrong-number',
    says: [
      /\bwrong (?:number|person|guy|phone)\b|\bnot the (?:right|correct) (?:person|number)\b/,
      /\b(?:dont know (?:any|anyone|anybody|a)|(?:no one|nobody|noone|no) (?:here )?(?:named|called|by)) (?:named |called |that )?[a-z]+(?: here)?$/,
      /\b(?:numero|persona) equivocad[oa]\b|\bequivocad[oa] de numero\b/,
    ],
  },
  {
    intent: 'running-late-customer',
    says: [
      /\b(?:im|i am|were|we are|ill be|i will be|gonna be|going to be|i might be|may be|ill get there|running) (?:\w+ ){0,3}?late\b/,
      /\b(?:im|i am|we are|were) (?:stuck|still at work|not home yet|not there yet|on my way home|running behind|caught)\b/,
      /\b(?:ill|i will|i can|can|well|we will) be (?:home|there|back) (?:in|by|around|at|after)\b/,
      /\bnot home (?:yet|until|till)\b/,
      /\b(?:voy|vengo|llego|llegare|estoy) (?:un poco |algo |muy )?(?:tarde|atrasad[oa]|en \d)|\bno estoy en casa\b/,
    ],
    unless: [
      /\b(?:hes|shes|theyre|youre|you are|he is|she is|they are|tech is|are you|is he|is she|are they|if you|if he|how|so late|you|hope you)\b/,
      /\bwont be (?:home|there)\b/,
    ],
  },
  {
    intent: 'cancel-visit',
    says: [
      new RegExp(`\\bcancel\\b(?: \\w+){0,3}? ${VISIT}\\b`),
      /\bcancel (?:my|the|that|our|todays|tomorrows) (?!texts?\b|messages?\b|updates?\b|notifications?\b|alerts?\b)/,
      /^(?:\w+ ){0,6}?cancel(?: it| this| that| please| today| tomorrow| everything| all of it| mine| for (?:today|now|good)| him| her| them| instead| my (?:wed|mon|tue|thu|fri|sat|sun)\w*(?: \w+)?)?(?: please| thanks| today| now| and| then| because| since| i|$)/,
      /\b(?:want|need|like|going|gonna|have|can i|how do i|can you|could you|go ahead and|lets|please|ill) (?:to )?cancel\b/,
      /\b(?:want|need|like|get) (?:it|this|that|my \w+|the \w+) cancelled\b|\bcancelled (?:please|it please)\b/,
      /\b(?:dont|do not|no need to|not|stop|need not) (?:bother )?com(?:e|ing)\b(?! (?:before|until|till|after|between|to the (?:front|back)|in (?:the )?(?:front|back|through)|by|at|around|early|too|on|tomorrow|today))/,
      new RegExp(
        `\\b(?:dont|do not|no longer|wont|not) need (?:you|him|her|them|it|this|that|the|a|an|any|your|my)?(?: ${TECH}| ${VISIT})?(?: to come)?(?: out)?(?: anymore| any more| any longer| now| after all| at all|$)`,
      ),
      new RegExp(`\\b(?:no longer|dont|do not) (?:need|want) (?:\\w+ )?(?:${VISIT}|${TECH}|repair)\\b`),
      new RegExp(
        `\\b(?:stop|call off|forget(?: about)?|scrap|drop|delete|nevermind|never mind) (?:the|my|this|our) ${VISIT}\\b`,
      ),
      /\bcall it off\b|\bfixed itself\b|\b(?:its|it is|internet is|everything is|all) (?:working|fixed|back)(?: now| again| up)?\b.{0,60}\b(?:no need|dont|nevermind|never mind|cancel)\b|\b(?:nevermind|never mind|no need)\b.{0,60}\b(?:working|fixed|back up)\b/,
      /\b(?:cancel[ea]n?|cancelar|cancelenla|cancelela) (?:la|mi|el|esa|esta|todo)? ?(?:cita|visita|servicio|todo)?\b|\b(?:quiero|necesito|puedo) cancelar\b|\b(?:ya )?no vengan?\b|\bya no (?:necesito|quiero|lo necesito)\b|\bno hace falta que vengan\b/,
    ],
    unless: [
      /\b(?:dont|do not|never|didnt|did not|not|wont|please no|didnt want to|no) (?:ever |you |want (?:you )?to |mean to |wanna |me )*cancel\b/,
      /\b(?:did|will|why|are|have|has|would|was|is) (?:you|they|he|she|someone|it|this) (?:just |going to |gonna )?cancel/,
      /\bno cancel(?:en|e|ar|es)\b|\bno quiero cancelar\b/,
      /\bcancel (?:the |my |these |all )?(?:texts|messages|notifications|updates)\b/,
    ],
  },
  {
    intent: 'rebook',
    says: [
      /\b(?:any|some|what|are there|find|the) (?:other|others|alternatives?|more)(?: (?:ones?|options?|choices?))?$|\b(?:any|some|what) (?:other|more|alternative) (?:options?|choices?|ones?)\b/,
      /\b(?:something|anything|what) else\b|\balternatives\b|\bnone of (?:these|those|them)\b/,
      /\bre ?schedul\w*\b|\brebook\w*\b|\bre book\b|\bpostpone\w*\b|\brain ?check\b/,
      /\b(?:another|different|other|better|new|later|earlier|sooner|alternate|alternative|next available|any other|more) (?:day|days|time|times|date|dates|window|windows|slot|slots|appointment|appointments|options?|hour|week)\b/,
      /^change$|\bchange (?:the|my|our|it|this|appointment|to|times?|days?|dates?)\b|\bswitch (?:it |my \w+ |the \w+ )?to\b/,
      /\b(?:move|push|bump|shift) (?:it|my|the|this|me|us|our)\b/,
      /\b(?:come|do|make it|do it|have|be here|stop by|swing by|drop by|get here|come by|come over|show up) (?:\w+ ){0,2}?(?:tomorrow|later|earlier|sooner|after|before|between|around|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next week|tonight|this (?:afternoon|evening|morning))\b/,
      /\b(?:tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next week|later) (?:instead|works|is better|would be better|would work|possible|ok|morning|afternoon|please)\b/,
      /\b(?:not|cant|cannot|wont|dont|doesnt|does not) (?:do |work |make |be able to |make it |do it )*(?:today|tomorrow|this morning|this afternoon|that time|then)\b/,
      /\b(?:that|it|this|none of (?:these|those|them)|those|these|neither|time) (?:doesnt|does not|dont|do not|wont|will not|cant) work\b|\bnone (?:of (?:these|those|them) )?works?\b/,
      /\b(?:wont|will not|not going to|not gonna|cant|cannot) be (?:home|there|here|available|around)\b|\bcant make it\b|\bhave to (?:leave|go to work|go)\b/,
      /\b(?:any|anything|something|nothing|is there) (?:\w+ )?(?:earlier|sooner|later|tomorrow|today|this afternoon|this week|next week|open)\b/,
      /\bafter \d{1,2}(?::\d\d)?(?:am|pm)? (?:is|works|would|please|if|only)\b/,
      /\b(?:cambiar|reprogramar|reagendar|mover|posponer|cambien|muevan)\b|\b(?:otro|otra) (?:dia|hora|horario|fecha|cita)\b|\b(?:mas tarde|mas temprano)\b|\b(?:puede|pueden|podria|podrian|mejor|venir|vengan|ven) (?:\w+ ){0,2}?(?:manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|la proxima semana|despues)\b|\bmanana (?:por la|en la|mejor)\b/,
    ],
    unless: [
      /\bhow much later\b/,
      /\b(?:dont|do not|no need to) (?:\w+ )?(?:reschedule|rebook|change)\b/,
      /\bmove (?:my|the) (?:car|dog|truck)\b/,
    ],
  },
  {
    intent: 'person',
    says: [
      /\b(?:call|phone|ring) (?:me|us|back|my|this)\b|\bcallback\b|\bcall back\b|\bgive (?:me|us) a (?:call|ring|buzz)\b|\b(?:can|could|will|would|need|want) (?:someone|somebody|you|anyone|a person) (?:please )?(?:to )?(?:call|phone)\b/,
      /\b(?:talk|speak|chat|spoke) (?:to|with|directly)\b|\b(?:talk|speak) to\b/,
      /\b(?:real|live|actual) (?:person|human|agent|people|rep)\b|^(?:a |an )?(?:person|human|agent|operator|representative|rep|supervisor|manager|dispatcher|dispatch|someone|somebody)(?: please)?$/,
      /\b(?:need|want|get me|give me|connect me|transfer me|find me|your|a|the) (?:to |with |a |an |the |your |some )*(?:human|agent|operator|representative|supervisor|manager|dispatcher|customer service)\b|\bcustomer (?:service|support)\b/,
      /\b(?:gas leak|smell gas|smells like gas|fire|smoke|sparks|sparking|flood|flooding|flooded|water everywhere|burst|emergency|911|electrocuted|burning)\b/,
      /\b(?:llamame|llamenme|llameme|llamen|me llamen|me llame|me pueden llamar|marquenme)\b|\bhablar con\b|\b(?:una persona|un agente|un humano|operadora?|supervisor|gerente)\b|\b(?:emergencia|fuga de gas|huele a gas|inundad\w+|incendio)\b/,
    ],
    unless: [
      /\b(?:call|text|phone|ring)(?: me| us)? (?:when|once|before|if|as soon as|from|at the gate|upon)\b(?=.{0,60}\b(?:here|arriv\w*|outside|there|get|close|gate|coming|come|way|pull)\b)/,
      /\b(?:some|any|another) (?:other )?person\b(?=.{0,60}\bcome\b)/,
    ],
  },
  {
    intent: 'complaint',
    says: [
      /\b(?:ridiculous|unacceptable|terrible|worst|awful|horrible|pathetic|joke|furious|pissed|wtf|disgusted|disgusting|garbage|useless|incompetent|unprofessional|unreal|unbelievable|lawyer|refund|scam|bbb|fed up|sick of|disappointed|disappointing|bullshit|bs|crap)\b/,
      /\b(?:second|third|2nd|3rd|fourth|4th) time\b|\bwast(?:e|ed|ing) (?:of )?(?:my|our|the|time|a)\b|\bnot happy\b|\bnever again\b|\btook (?:the |a )?(?:day|morning|time) off\b/,
      /\b(?:inaceptable|pesimo|ridiculo|horrible|verguenza|molest[oa]|enojad[oa]|harto|harta)\b/,
    ],
  },
  {
    intent: 'help',
    says: [
      /\b(?:who|whos) (?:is |are )?(?:this|you|texting|these)\b|\bwhat is this\b|\bwhats this\b|\bhow does this work\b|\bhow (?:do|does) (?:i|it|this) (?:use|work)\b|\bwhat (?:can|do) i (?:reply|text|say|do here)\b|\bis this (?:a )?(?:bot|robot|spam|scam|real)\b/,
      /\b(?:quien es|quienes son|que es esto|como funciona)\b(?! el tecnico)/,
      /\bi need (?:some )?help\b|\bcan you help(?: me)?$/,
    ],
    unless: [/\bwhos? (?:is )?this (?:tech|guy|coming)/, /\bwho are you sending\b/],
  },
];
