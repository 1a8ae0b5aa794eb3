import { HIM, TECH, VISIT, type Wish } from '#conversation/reading/wish';

const FILLER =
  '(?:so|and|ok|um|hi|hello|hey|well|but|also|y|o|or|just|like|please|oh|yo|hola|alright|sorry|again|anyway|oye|oiga|entonces|pues|pero)';
const ADVERB =
  '(?:even |ever |still |actually |really |going to be |going to |almost |close to |be |get |getting |not |just |only |gonna |planning on |planning to |about to |already |all |anywhere |supposed to be |supposed to |currently |at least |ever going to |running )*';
const COMING =
  '(?:coming|come|comes|here|there|arrive|arriving|arrives|arrived|show|showing|shown|showed|close|near|nearby|on (?:the|your|his|her|their|my) way|on route|en route|on my way|make it|late|running|behind|delayed|on time|on schedule|lost|stuck|left|leave|leaving|left yet|next|heading|headed|driving|around|far|minutes|in traffic|out here|happening today)';

/** What a customer asks about the visit, in the order in which it is answered. */
export const QUESTIONS: readonly Wish[] = [
  {
    intent: 'is-cancelled',
    says: [
      /\b(?:was|wasnt|is|isnt|has|did|have|havent|are|were|been|got|get|gets|be|seems|looks|says?|said|saying|why|not|it) .{0,50}\bcancell(?:ed|ing)\b/,
      /^(?:\w+ ){0,2}cancelled(?: (?:or .*|now|then|on me|again|right))?$/,
      /\b(?:did|have|has|why did|why) (?:you|they|someone|somebody|he|she|yall|my \w+|tech|anyone|that|this|it|i) (?:\w+ ){0,2}?cancel\b/,
      /\b(?:am i|are we) still (?:getting|having|going to (?:get|have))\b|^(?:so|and|wait|ok|ok so|but) (?:we are|were|its|it is) still (?:on|good|set|happening)\b|\byou (?:didnt|havent|wont) cancel\b|\bwho cancelled\b|\b(?:someone|somebody|you|they|he|she|tech) cancelled my\b|\b(?:i|we) (?:never|didnt) (?:\w+ )?cancel(?:led)?\b|\bcancelled on me\b/,
      new RegExp(
        `\\b(?:is|are|does|was|if|that|hope|so|its) (?:it|this|that|we|i|things|everything|today|tomorrow|tomorrows|todays|my \\w+|the \\w+|our \\w+|todays \\w+|tomorrows \\w+|my \\w+ \\w+|the \\w+ \\w+) (?:is |are )?still (?:on|good|happening|scheduled|booked|valid|a go|set|stand|stands|standing|confirmed|in place|planned|a thing|up|there|going ahead|going on|going|active|in effect|in the books|a yes)\\b`,
      ),
      /^(?:\w+ )?(?:is |are |its |it is )?still (?:on|good|happening|scheduled|booked|valid|a go|confirmed|set)(?: (?:for|today|tomorrow|schedule|at|right|or|this|though|then).*)?$/,
      /\b(?:you|you guys|yall|we|everything|things) still (?:all )?(?:on|good|set)(?: (?:for|today|tomorrow|or|right)\b.*)?$/,
      /\b(?:are|r) (?:we|you still) (?:all )?(?:still )?(?:on|good|set)(?: (?:for|today|tomorrow|still|then).*)?$|\bwe (?:still )?(?:good|on|set) (?:for )?(?:today|tomorrow|this|\d)/,
      /\b(?:did|have|has|why did|why have) (?:you|they|he|she|yall|someone|somebody|you guys|the office) (?:\w+ )?(?:drop|dropped|scrap|scrapped|skip|skipped|delete|deleted|remove|removed|lose|lost) (?:me\b|my|our|the|this)(?: \w+){0,2}$/,
      /\b(?:is|are|does|so) (?:\w+ ){1,3}(?:(?<!\b(?:going|goes|gone|went|set|turned|shut|cut|taken|tripping|shutting|turning|dropping) )off|no longer happening|not happening|still valid|gone|been dropped|been removed)(?: (?:then|now|today))?$/,
      /\b(?:hope|hoping|assume|assuming|guess|guessing|trust|make sure|making sure|double checking|checking) (?:that )?(?:this|it|that|we|everything|the \w+|my \w+) (?:is |are )?still (?:on|good|happening|set|scheduled|a go)\b/,
      /\b(?:is|was) (?:\w+ ){1,3}a go\b|\b(?:get|got|been|was|is it|it) scrapped\b/,
      /\bcalled off\b(?! the)/,
      /\b(?:say|says|saying|said|heard|told|email|text|thought) (?:\w+ ){0,2}?(?:its|it is|it was|im|my \w+ is|my \w+ was|the \w+ is|the \w+ was) (?:off|cancel\w*|gone)\b(?! (?:the|by|of|at|on))/,
      new RegExp(`\\b(?:do|did|dont) (?:i|we) (?:still |even |not )?have (?:my|an|a|the|our) (?:\\w+ )?${VISIT}\\b`),
      new RegExp(`\\bstill have (?:my|an|a|our|me|us|the) (?:down|booked|scheduled|in|${VISIT})\\b`),
      new RegExp(
        `\\b(?:am|are) (?:i|we) (?:still |even |not |actually |all )?(?:booked|on the (?:schedule|books|list|calendar)|scheduled|confirmed|set|in the system|on for)\\b(?!.{0,9}\\bwhen\\b)`,
      ),
      new RegExp(
        `\\b(?:did|has) (?:the|my|our|that) (?:\\w+ )?${VISIT} (?:go through|get|been|still|change|disappear|fall)\\b`,
      ),
      new RegExp(
        `\\b(?:is|was) (?:the|my|our|that|tomorrows|todays) (?:\\w+ )?${VISIT} (?:\\w+ )?(?:confirmed|dropped|removed|deleted|lost|valid|real|set|booked|happening|on|going ahead|good)\\b`,
      ),
      /\b(?:confirm|confirming|verify|double check|see if|check if|know if|tell me if) (?:that |if )?(?:i|we) (?:still )?(?:have|am|are)\b(?! (?:to|a question)\b)|\b(?:tell|know|see|confirm|check|find out) (?:\w+ )?if (?:it|its|this|that|my \w+|the \w+)(?: is| was| got| has been)? cancelled\b|\b(?:todavia|aun|sigue) (?:esta )?(?:programad|confirmad|agendad|vigente)\w*/,
      new RegExp(
        `\\b(?:is|was|has|did) (?:the|my|our|todays|tomorrows) ${VISIT} (?:been |get |got )?(?:moved|changed|pushed|rescheduled|move|change)\\b`,
      ),
      /\bam i (?:still |all )?(?:good|on|set) (?:for|or)\b|\bwe still (?:on|good|set)(?: \w+){0,2}$|\bcancel(?:led|ling)? on (?:me|us)\b|^(?:so |wait |yo |did )*(?:yall|you guys|they|you) (?:just |really )?cancel(?:led)?\b|\b(?:is|are) (?:\w+ ){0,3}still (?:valid|happening|scheduled|booked|confirmed|active|planned)\b|\b(?:never|didnt|havent) (?:\w+ )?(?:asked?|told|tell|requested|request|say|said) (?:\w+ ){0,3}to cancel\b/,
      /\besta (?:confirmada|programada|agendada|en pie) (?:mi|la)\b|\b(?:did|has) (?:something|anything) happen(?:ed)? (?:to|with) my\b|\bshows? no appointment\b|\bappointment (?:disappeared|vanished|is gone|was removed)\b|\bwas it removed\b/,
      /\b(?:fue|esta|han|quedo|se|ha sido|estaba) cancel(?:ad[oa]|o)\b|\b(?:la|lo|me|nos) (?:han )?cancel(?:aron|ado|ada|aste)\b|\bcancelaron\b|\bsigue (?:en pie|igual|vigente|valida|programada|confirmada)\b|\bsigue (?:la|mi|lo de) \w+|\b(?:cita|visita)(?: de \w+| \w+)? (?:sigue|sigue en pie|todavia|aun esta|esta confirmada|esta en pie|no esta cancelada)\b|^cancelad[oa]$|\b(?:todavia|aun) (?:tengo|hay|esta|sigue) (?:mi |la |el )?(?:cita|visita|cita de hoy|en pie)\b|\bya no (?:hay|tengo|habra) (?:cita|visita)\b|\bse cancelo\b|\b(?:cita|visita)(?: \w+){0,2} (?:esta|quedo|sigue) (?:confirmada|agendada|programada|en pie|hecha)\b|\bsigue en pie\b|\b(?:my|the) (?:appointment|visit|booking) is still\b|\b(?:appointment|visit|cita|visita) sigue\b|\bsigue (?:para )?hoy\b/,
    ],
    unless: [
      /\b(?:want|need|like|please get|get|have) (?:it|this|that|my \w+|the \w+) cancelled\b/,
      /\b(?:my (?:husband|wife|son|friend)|i|we) cancelled\b(?! on)/,
      /\b(?:stop|quit) cancell/,
      /\bwhat if\b|\bfee\b|\bpolicy\b|\bhow (?:do|can) i\b|\bim cancelling\b|\b(?:thinking|might|may) (?:about |be |of )?cancell?ing\b|\bnoise cancelling\b|\bwish it was\b/,
      /\bslots?\b.{0,20}\bcancell|\bany cancell/,
    ],
  },
  {
    intent: 'who',
    says: [
      new RegExp(`\\bsame (?:exact )?(?:${TECH}|one|people|company)\\b`),
      new RegExp(`\\b(?:which|what) (?:${TECH}|tecnico|company truck)\\b`),
      /\bwho(?:s| is| are| will| will be|ll| am i| did| does| do| should| comes| would| gets)? (?:\w+ ){0,3}?(?:coming|come|comes|my|the (?:tech|technician|guy|person|one)|our|showing|assigned|doing|do|does|expecting|expect|expected|sent|send|sending|looking|assigned to|scheduled|going to be here|be here|at the door|fixing|working|tech|othertech|it)\b/,
      /^(?:\w+ )?who$|\bwho (?:exactly|now|then|is it|will it be|would it be|would that be|was it)$|\bwith who(?:m)?\b/,
      new RegExp(
        `\\b(?:name|names) of (?:the|my|your|our|that|this) (?:\\w+ )?${TECH}\\b|\\b(?:his|her|their|tech|the ${TECH}s?|technicians|techs) (?:last |first )?name\\b`,
      ),
      /\bwhats (?:his|her|their|the technicians|the techs|techs) name\b|\bwhat is (?:his|her|their|the techs|the technicians|the \w+) name\b/,
      new RegExp(
        `\\b(?:is|are|will|would|was) (?:it|that|this|he|she|they|\\d|option \\d|the \\w+ one) (?:still |be |going to be |gonna be |really |with |also |again )*(?:with )?(?:tech|othertech|a different ${TECH}|a new ${TECH}|the same|a man|a woman|a guy|a lady|a girl|a male|a female|somebody new|someone new|him|her)\\b`,
      ),
      new RegExp(
        `\\b(?:is|are|will) (?:tech|othertech) (?:the (?:one|guy|lady|same)|my (?:tech|technician|guy)|a (?:man|woman|guy|girl|lady|good)|with|any good|nice|good)\\b|^(?:is|whos|who is) (?:tech|othertech)$|\\b(?:tech|othertech) who\\b`,
      ),
      /\bwho(?:s| is) (?!this|that|texting|calling|messaging|asking|writing|responsible)\w+ing\b|\b(?:dude|guy|man|woman|girl|lady|male|female|boy) or (?:a )?(?:dude|guy|man|woman|girl|lady|male|female|boy)\b|\bis (?:tech|othertech|he|she) (?:\w+ )?(?:cool|legit|safe|vaccinated|trustworthy|background|young|old|new)\b|\bidentity\b|\bwho the (?:tech|technician) is\b/,
      /^(?:the |his |her |whats the )?name(?: please)?$|\bdoes (?:tech|he|she) (?:\w+ )?(?:speak|know what|work for|work with)\b|\bis (?:tech|he|she) (?:\w+ )?(?:with|from|working for|work for) (?:your|the|acme|you|a)\b|\bwho (?:is|are) (?:he|she|they|tech)$|\b(?:tech|othertech) o (?:es )?(?:otr[oa]|alguien|quien)\b/,
      /\b(?:he or she|she or he|man or (?:a )?woman|male or female|guy or (?:a )?girl)\b|\bwho .{0,15}\b(?:meeting|seeing|greeting)\b|\b(?:somebody|someone) new(?: coming)?$|\b(?:tech|othertech) or (?:someone|somebody|a|another|tech|othertech)(?: \w+){0,3}$|\bwhich one is (?:with )?(?:tech|othertech)\b|\b(?:tech|othertech|zname) (?:(?:still )?coming )?or (?:tech|othertech|zname)\b|\b(?:is|will) (?:it be |it )?(?:othertech|zname) (?:be )?(?:coming|come|doing it|the one)\b|\bcoming or? (?:who|quien)\b|\b(?:viene|vendra|sera|va a venir) (?:tech|othertech|el|ella) o (?:alguien|otr[oa]|quien|tech|othertech)\b|\b(?:hombre o mujer|mujer u? ?o? hombre|muchacho o muchacha)\b|\bquien es (?:tech|othertech|ese|esa|el tal)\b|\bo quien$/,
      /\bwhat (?:does|do|will|is) (?:he|she|they|tech|the \w+) (?:drive|driving|look like|looks like|drives|be driving|wearing)\b|\b(?:pic|picture|photo) of (?:the|tech|him|her)\b|\bwhat (?:kind of |company )?(?:truck|car|van|vehicle)\b|\b(?:have|has|carry|wear|wearing) (?:an |a |his |her )?(?:id|badge|uniform)\b|\bis (?:tech|othertech|he|she|the \w+) (?:a |an )?(?:\w+ )?(?:certified|licensed|insured|bonded|qualified|experienced|trained|employee|contractor|good|nice)\b|\b(?:one|1|two|2) (?:person|people|guys?|techs?) or (?:one|1|two|2|more|several)\b|\bis (?:tech|he|she) (?:coming |going to be )?(?:alone|by (?:himself|herself)|with (?:someone|somebody|a helper|anyone|anybody))\b|\b(?:coming|come) (?:alone|by (?:himself|herself|themselves))\b|\bhow many (?:people|guys|techs|technicians|persons) (?:are|is|will|will be)? ?(?:coming|come|showing)\b/,
      /\bquien(?:es)? (?!me (?:escribe|manda|habla))(?:\w+ ){0,3}?(?:viene|vienen|va|vendra|sera|me|es el|es la|mandan|mandaron|toca|llega|hace|arregla|venir)\b|\b(?:el |la |al )?mism[oa] (?:tecnico|de|muchach[oa]|senor|persona|que|chavo|joven)\b|\b(?:que|cual) (?:tecnico|muchacho|persona)\b|\bcomo se llama (?:el|la|quien|mi)\b|\bnombre del? (?:tecnico|muchacho|que)\b|\b(?:viene|vienen|venir|va a venir) (?:tech|othertech)(?: \w+){0,2}$|^(?:y )?quien$|^es (?:tech|othertech|\w+)(?: el| la| quien)(?: que)? (?:viene|va|vendra)|^(?:es|viene|sera) (?:tech|othertech)$/,
    ],
    unless: [
      /\bwho (?:is|are|am|r) (?:this|you|i (?:talking|texting|speaking)|texting)\b|\bwhos (?:this|texting|that)\b|\bnew (?:number|phone) who\b/,
      /\b(?:any|some) ?(?:one|body) (?:\w+ ){0,4}?who\b|^(?:y )?(?:por )?donde\b/,
      /\b(?:stop|quit) sending\b|\b(?:not|isnt|arent|wasnt) (?:the )?same\b|\bsame (?:tech|guy|lady) not\b|\bwho (?:is|are) (?:in charge|responsible)\b|\bwho (?:do|can|should) i (?:call|talk|speak|contact)\b|\bwho (?:gave|cancelled|wants)\b/,
      /\bque no venga\b|\bsame (?:time|day|one again)\b|\bwho is going to pay\b|\bwho pays\b/,
    ],
  },
  {
    intent: 'other-tech',
    says: [
      /\b(?:some|any) ?(?:one|body) (?:else|other than|different|besides|but|closer|nearer|nearby|faster|quicker|better)\b|^(?:i )?(?:really )?(?:want|need|prefer|get me|send me|give me|send) (?:zname|othertech)(?: (?:please|instead|back|again))*$|\brather have (?:zname|othertech)\b|\b(?:send|want|need|get) (?:me |us )?(?:your|the) (?:best|top|most experienced)\b|\b(?:send|want|have|prefer|get) (?!it|that|this|them|someone|something|morning|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today)[a-z]{3,} instead$|\b(?:one|body) besides (?:tech|othertech|him|her)\b/,
      new RegExp(
        `\\b(?:another|different|other|new|available|better|backup|replacement|second|female|male|woman|nicer|competent|qualified|more experienced|senior|spanish speaking|2nd|more than one|whole other) ${TECH}s?\\b`,
      ),
      /\b(?:stop|quit) sending (?:me |us )?(?:that (?:guy|man|woman|lady|girl|tech|person)|the same|tech|him|her)\b/,
      /\b(?:stop|quit) sending (?:tech|othertech|him|her|that (?:guy|man|woman|lady|girl|tech|person)|the same|[a-z]+)(?: (?:to|over|here|out|again|anymore)\b.*)?$/,
      /\b(?:dont|never|wont) (?:ever |want |send |need )+(?:me |us )?(?:him|her|that (?:guy|man|woman|lady|tech|person)|the same|tech|othertech)\b|\b(?:dont|never) send (?:tech|othertech|him|her|the same)\b|\b(?:dont) send (?!any|no|me|us|it|text|message|update|some|a|the|more|him|her|these|those|this|that|notifications|alerts|reminders|your|out|help)[a-z]+(?: again| anymore| back| here)?$/,
      new RegExp(
        `\\brather not (?:have|get|see|deal with|use) (?:tech|him|her)\\b|\\b(?:not|isnt|arent|wasnt) (?:the )?same ${TECH}\\b|^(?:anyone|anybody|someone|somebody|please)? ?(?:not|but|no|except|other than|besides) (?:tech|him|her)(?: (?:please|again|this time))?$|\\b(?:anyone|anybody|someone|somebody) (?:but|except|other than|besides) (?:tech|him|her|that guy)\\b`,
      ),
      /\b(?:can|could|would|will|is there any way|have|get|want|wants|prefer|id like|i would like|rather have|send|what about|how about|is|request|does|with|instead of tech) (?:(?:to|have|get|i|we|you|me|us|just|send|please|like) ){0,4}othertech\b(?! (?:the (?:one|guy|lady)|still coming|coming|on|with|any good))/,
      /\b(?:can|could) (?!you|u|he|she|they|i|we|it|this|that|someone|somebody|anyone|anybody|the|a|your|my|tech|something|somethin|there|ya|yall)[a-z]{3,} (?:come|do it|make it|take it) ?(?:instead)\b/,
      /\b(?:can|could|may) (?:i|we) (?:get|have|request) (?!a|an|the|my|it|this|that|some|any|in|to|you|someone|somebody|text|texts|updates|help|more|another|one|your|his|her|tech|something|back|there|on|out|by|this|done|earlier|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today)[a-z]{3,10}(?: (?:instead|again|back|please))?$/,
      new RegExp(
        `\\b(?:the|that) (?:\\w+ )?(?:${TECH}|one) (?:from|i had|we had|who came|that came|you sent|who was here) (?:last|in|before|on|the|earlier|previously)\\b(?=.*)`,
      ),
      /\b(?:send|get) (?:me |us |over )?(?:someone|somebody|a person|a guy) (?:new|who|that|competent|better|qualified|different|new|who speaks|else|else this time)\b|\b(?:someone|somebody|anyone|anybody) (?:who speaks|that speaks|who can speak|competent|more experienced|better|different)\b/,
      /\bdoes it have to be (?:tech|othertech|him|her)\b|\b(?:can|could|will|would) zname (?:come|do it|make it)\b|\b(?:got|have|is|any) (?:\w+ )?(?:anyone|anybody|someone|somebody) (?:else )?(?:available|free|open|who can)\b|^(?:any|anyone|anybody)(?: else)? (?:free|available)\b|\ben (?:lugar|vez) de (?:tech|ella|el)\b|\b(?:que no sea|menos|no quiero a) (?:a )?(?:tech|ella|el mismo|la misma|ese|esa)\b|\balguien que (?:hable|sepa|si)\b|\b(?:que venga|mejor|prefiero|quiero|mande\w*|manden|puede venir) (?:a )?(?:othertech|zname)\b|\b(?:swap|switch|trade|replace|exchange) (?:tech|him|her|out tech|the \w+|technicians?|techs?)(?: out)? ?(?:for|with|to)?\b(?! (?:another|a different|a new|the) (?:time|day|slot))|\b(?:another|different|other) (?:crew|team)\b|\bmore than one (?:tech|technician|guy)\b/,
      /\b(?:is|what about|how about) (?!it|he|she|they|this|that|the|there|a|my|anyone|someone|anybody|somebody|everything|today|tomorrow|tech|what|now|then)[a-z]{3,} (?:around|available|free|working today)\b|\bwhat about (?!it|he|she|they|this|that|the|a|my|me|today|tomorrow|tech|now|then|after|before|at|in|on|next|later|noon|around|between|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tonight|your|our|if|another|something|other|morning|afternoon|evening|any|anything|option|othertech|parking|dogs?|thanksgiving|christmas|easter)[a-z]{3,}\b/,
      /\b(?:otro|otra|algun otro|diferente) (?:tecnic[oa]|persona|muchach[oa]|trabajador|empleado|chavo|senor|companero)\b|\b(?:alguien|algun otro|nadie) (?:mas|diferente|distinto|que no sea)\b|\b(?:puede|podria|pueden|viene|venir|mandar(?:me)?|manden|manden a|mande|quiero) (?:a )?(?:otro|otra)\b(?! (?:dia|hora|fecha|semana|cita|vez|horario|momento))|\bno (?:quiero|me) (?:que )?(?:venga|manden?|a) (?:a )?(?:tech|el mismo|ese|esa|la misma|al mismo)\b|\bque no (?:venga|manden) (?:el mismo|tech|ese|a tech)\b|\bno manden? (?:a )?(?:tech|el mismo|al mismo|ese)\b|\ba (?:tech|ese|esa) no (?:lo|la) quiero\b|\bno (?:lo|la) quiero a (?:el|ella|tech)\b/,
    ],
    unless: [
      /^(?:so )?(?:who|whos)\b|\b(?:some|any) ?(?:one|body) else (?:will|is going to|is gonna|gonna|going to|should|ll|is|can let|may|might|could let|has|to let|in the house|at home)\b/,
      /\b(?:talk|speak|spoke|chat) (?:to|with) (?:some|any)(?:one|body) else\b|\bfound (?:some|any)(?:one|body) else\b|\b(?:consegui\w*|encontr\w+|contrat\w+) (?:a )?(?:otr[oa]|alguien)\b|\b(?:hired|got|using|use|went with|going with) (?:some|any)(?:one|body) else\b/,
      /\bstop sending (?:(?:me|us)(?! (?:that|the same|him|her|tech))|these|this|those|text\w*|messages?|stuff|anything|surveys?|reminders?|updates?|alerts?|it|them|notifications?|mensajes|mandando|crap|shit|spam)\b/,
      /\b(?:will|can) (?:anyone|anybody|someone) be (?:free|available) to call\b/,
      /\b(?:viene|vendra|sera|va a venir) (?:tech|othertech) o (?:alguien|otr[oa])\b/,
      /\b(?:what time|when|how soon|how late) (?:would|will|can|could|is) othertech\b/,
      /\bother ones?\b|\bwhat about (?:the|my|our) \w+|^stop sending$|\bno one else\b/,
      /\bes de otr[oa]\b/,
      /\bis othertech (?:\w+ )?(?:a (?:girl|guy|dude|lady)|cool|legit|safe)\b/,
      /\bis othertech as (?:good|nice|fast)\b|\bis othertech (?:any )?(?:good|nice|certified|licensed|experienced|a man|a woman)\b|\bis (?:it|that) (?:a |the )?(?:different|new|same)\b|\bhave (?:some|any)(?:one|body) else call\b|\bthe (?:tech|technician|guy|man|one) (?:that|who) (?:came|was) (?:here )?(?:last|before)(?=.{0,60}\b(?:left|forgot|broke|said|told|rude|scratched)\b)/,
      /^(?:is|are) (?:tech|it|he|she|this|that|they) the (?:one|same|guy|lady|girl)\b|\bis tech\b.{0,20}\bor (?:someone|somebody)|\btech or (?:someone|somebody|another)|\b(?:some|any)(?:one|body) else (?:available|come|coming)?.{0,4}\bor is (?:it|she|he) still\b/,
    ],
  },
  {
    intent: 'eta',
    says: [
      /\bhow (?:much )?(?:late|long|soon|far|far out|far away|delayed|behind|near|close|bad is the|big is the|many (?:more )?(?:minutes|hours|stops|houses|jobs|people|customers|min))\b/,
      /\bhow much (?:longer|later|more time|time|more|of a delay)\b|\blate by how\b|\bby how much\b|\bhow early\b|\bhow sure are you\b|\bwhat do you mean(?: by)? late\b|\bwhen you say late\b|\blate mean\b/,
      new RegExp(
        `^(?:${FILLER} )*(?:when|where|what time|what day|which day|eta|time|status|update|any updates?|updates?|location|the time|time now|what time now|at what time|around when|arrival|arrival time|progress|tracking|tracking link|ballpark|estimate|estimated time)(?: (?:now|then|please|exactly|today|is it|though|tho|about|roughly|again|tomorrow|on tech|for tech|on the tech|for today|check|update|ish|right|on my \\w+|of arrival|for my \\w+|for arrival))*$`,
      ),
      new RegExp(
        `\\bwhens (?:my|the|your|our|tech|he|she|they)\\b|\\b(?:when|what time|wheres|whens|at what time|which day|what day|what hour)(?: exactly| about| approximately| around| roughly| the heck| the hell| on earth| in the world| the f\\w*)* (?:is|are|will|would|can|could|should|do|does|did|am|was|were|s|might|r|ya|you (?:guys )?(?:coming|going|getting|think|gonna|planning)|he coming|she coming|tech coming|they coming|again|tomorrow|now|ill|to expect)\\b`,
      ),
      new RegExp(
        `\\bwhen (?:${HIM}|tech) (?:\\w+ )?(?:might|will|would|is|are|should|may|could|can|going|arriv\\w*|coming)\\b|\\bghost(?:ed|ing)\\b|\\bcheck(?:ing)? (?:in )?(?:on|the status)\\b`,
      ),
      /\bwhere(?:s| is| are| r)?(?: the heck| the hell| on earth| in the world| exactly| tf)? (?:is|are|you|he|she|they|it|everybody|everyone|tech|my|the (?:tech|technician|guy|crew|man|lady|driver|truck|van)|your|at|s|yall|this|that (?:guy|man)|dude|him|her|somebody|someone|anyone)\b|\bwhere you at\b|\bwheres \w+/,
      /\b(?:the|an|new|your|his|her|current|updated|my|any|give me|got|have|whats|need|better|with an|an updated|rough|latest) (?:eta|arrival time|time frame|timeframe|time estimate|arrival|estimated time|estimate on (?:time|arrival)|updated time|status|timeline|new time)\b|\beta (?:please|on|for|is|now|today|update|of)\b|\beta\b$|\bgive me (?:a|an) (?:\w+ )?(?:time|estimate|answer on time|eta)\b|^(?:whats the |the |any )?status (?:of|on) (?:my |the )?(?:\w+ )?(?:order|appointment|visit|job|tech|ticket|call|service)$|\bwhen (?:can |should |could )?i (?:can |should |could |might )?expect\b|\bestimated (?:time|arrival)\b|\barrival (?:time|window)\b/,
      /\bwhats (?:the|my|our|todays|tomorrows) (?:new |exact |current |actual |real |latest )?(?:eta|time|times|window|hold ?up|delay|status|story|deal|plan|wait|wait time|arrival|appointment time|appointment window|schedule|timeline|word|update|latest|timeframe|time frame|hold|situation|progress)\b|\bwhats (?:going on|happening|up with|taking|keeping|the hold)\b|\bwhats my appointment time\b/,
      /\bwhat (?:is|are) (?:the|my|our|taking|going on|happening|keeping)\b.{0,60}\b(?:hold ?up|delay|status|eta|so long|them|him|her|you|going on|happening|time|wait|window)\b|\bwhat is (?:going on|happening)\b|\bwhat time\b/,
      new RegExp(
        `\\b(?:is|are|r|will|does|do|did|has|have|was|think|sure|know|does it look like|know if|see if|check if|wondering if|wonder if|tell me if) (?:${HIM}|(?!be |not |no |to |i |my |closed |open |blocked |anything |something )[a-z]+) ${ADVERB}${COMING}\\b`,
      ),
      new RegExp(
        `\\b(?:${HIM}) (?:is |are )?(?:still )?(?:coming|on (?:the|his|her|their) way|going to make it|heading)(?: (?:out|today|tomorrow|or|right|at|this|soon|still|by|or not)\\b.*)?$`,
      ),
      /\bstill (?:coming|planning|on track|on time|on schedule|heading|showing up)\b|\b(?:coming|here|there) (?:soon|yet|or not|or what|at all|anymore|today|still)\b|\bon (?:the|your|his|her|their) way(?: yet| now| or| here| soon| to| and)?\b(?=.{0,12}$)|^(?:on (?:the|your|her|his) )way\b|\bcoming today\b|\bcoming out (?:today|tomorrow|still)\b/,
      /\b(?:any|an|got|have|a|for) (?:\w+ )?(?:update|updates|news|idea (?:when|how|what|on|if|about)|word|info on|clue when|sign of|progress|eta|ideas)\b|\bupdate (?:me|us|on|please)\b|\bkeep (?:me|us) (?:posted|updated|in the loop)\b|\b(?:let|tell|text|message|notify) (?:me|us) (?:know )?(?:when|before|once|as soon as) (?:he|she|they|tech|you|the tech|the technician|someone|your)(?: are| is|s| gets| get)? (?:\d|on|close|leav|head|near|coming|about|start|finish|done)|\bheads up (?:before|when)\b/,
      new RegExp(
        `\\b(?:nobody|noone|no one|no body|no ${TECH}|no tech|(?:tech|the ${TECH}|your ${TECH}|my ${TECH}|he|she|they|you|hes|shes|theyre)(?= (?:\\w+ ){0,3}(?:never|not|isnt|hasnt|didnt|havent|aint|arent|still|even|yet|no)\\b)) (?:is |has |was |have |still |never |not |isnt |hasnt |didnt |havent |aint |arent |yet |even |ever |been |at |my |isnt )*(?:here|came|come|coming|shown|showed|show|arrived|called|no show|house|door|around)\\b(?: yet| so far| up| today| still| at all| and\\b.*| to\\b.*|$)`,
      ),
      /\bno ?show\b|^(?:so )?soon$|\bis \d{1,2}(?::\d\d)?(?:am|pm)? (?:still )?(?:realistic|accurate|correct|right|happening)\b|\bis (?:he|she|tech|they) (?:still )?(?:at|on|with|finishing|working on) (?:his|her|the|a|another|their) (?:\w+ )?(?:job|house|call|customer|appointment|stop)\b|^(?:like |about )?\d+ more minutes\b|\bis (?:it|this|my \w+|the \w+) (?:for |on )?(?:today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday) or\b|\b(?:nada|nadie) (?:todavia|aun)$|\b(?:todavia|aun) (?:nada|nadie)\b|\bworried\b.{0,30}\b(?:come|coming|show|make it)\b|\bno ones (?:here|come|came|shown|showed)\b|\bknow (?:when|what time|how (?:long|late|soon))\b|^(?:so )?(?:you|you guys|yall|he|she|they|tech) (?:still |almost |even )*(?:lost|stuck|close|near|nearby|far|late)\b(?: \w+){0,2}$|^(?:please |just )*hurry(?: up)?(?: please| lol| man| bro)*$|\bis it (?:going to be |like |closer to |more like |about )*\d{1,2}(?::?\d\d)?(?:am|pm)? or\b|^(?:the )?(?:start|starting) time$|\bwhy (?:this|it|that|he|she|they|tech) (?:is )?(?:taking|takes|took) (?:so|this|that) long\b|\b(?:dont|cant) see (?:anyone|anybody|any one|a soul|him|her|them|tech|a truck|a van|your \w+)\b|\bno (?:text|texts|call|word|message|messages|news) (?:from (?:him|her|tech|them|anyone|you|anybody|the \w+)|yet|so far)\b|\d.{0,12}\b(?:is|was) (?:that|this|it) (?:still )?(?:correct|right|accurate|true)$|^so (?:like |about |around )?\d{1,2}(?::\d\d)?(?:am|pm)?(?:ish)? (?:then|right|now)$|\bstill (?:nobody|no one|noone|nothing|no tech|no sign|no technician|not here|isnt here|hasnt)\b|^(?:\S+ ){0,5}(?:nobody|no one|noone|no tech|no technician)(?: \w+){0,2}$|\bnobody(?: is| s)? here\b|\bhavent (?:seen|heard)\b|\bno sign of\b/,
      /\b(?:been|still|keep|kept|im|i am|are|we are|just|am|sitting|here) waiting\b|\bwaiting (?:for|since|on|all|here|around|over|almost|an|\d)\b|\bbeen (?:an|over|almost|like|about|more than|\d) ?(?:an |\d )?(?:hour|hours|minutes)\b|\bkeep waiting\b|\bbeen (?:sitting|home|here) (?:here )?since\b/,
      new RegExp(
        `\\b(?:hes|shes|theyre|youre|you are|you guys are|he is|she is|${TECH} is|they are|yall are|you all are|tech is|tech) (?:\\w+ ){0,3}?(?:late|overdue|behind|delayed)\\b|\\b[a-z]+ is (?:so |very |really |now |already |an hour |\\d+ minutes )?(?:late|overdue|behind|delayed)$|^(?:so|really|very|super|running|way)? ?late$`,
      ),
      /\b(?:supposed|suppose|sposed) to (?:be|come|arrive|get)\b|\b(?:shouldve|should have) been here\b|\bwhy (?:so|are you|is he|is she|is it|are they|is tech|the)? ?(?:\w+ )?(?:so )?(?:late|long|delayed|delay)\b|\bwhat happened\b|\b(?:window|appointment|slot) was\b.{0,30}(?:\d|eight|nine|ten|noon)|\byou (?:said|told me|promised)\b.{0,20}(?:\d|noon|morning|eight|nine|ten)|\bits (?:already |almost |past |now )*\d{1,2}(?::?\d\d)?\b.{0,40}\b(?:no|nobody|not|where|still|and)\b/,
      /\brunning (?:late|behind|on time|on schedule)(?: (?:today|again|still|or|too))*$|\bon (?:time|schedule|track)\b|\bhow (?:is|are|s) (?:it|we|things|everything|traffic) (?:looking|coming|going for|going with)\b|\bhows (?:it looking|traffic|it coming|my)\b|\bhow delayed\b|\bdelayed by\b|\bhow bad\b|\bnew (?:time|eta|arrival)\b(?! (?:please|slot|works|that))|\bam i (?:next|still next|the next|last|up next|on the list today)\b|\b(?:im|i am|am i|are we|we are) the? ?next(?: stop)?\b|\bnext stop\b|\bon the road\b/,
      /\b(?:minutes or hours|early or late|sooner or later|closer to|(?:nar+ower|smaller|tighter|exact|more exact|specific|better|more accurate|rough|approximate|approx|more precise|precise) (?:window|time|idea|estimate|arrival|range)|ball ?park|roughly when|about when|around when|approx\w* (?:when|how|what))\b|\bmorning or afternoon\b|\bam or pm\b/,
      /\bstill (?:accurate|correct|right|true|the plan|realistic|the case)\b|\bwill (?:i|we) have (?:\w+ ){0,3}(?:back|working|on)\b|\b(?:do|will|should|must) (?:i|we) (?:still )?(?:need to |have to )?(?:stay|be|wait|remain|stick) (?:at )?(?:home|around|in|here|put)\b|\b(?:gps|live map|live location)\b|\b(?:do|will) (?:i|we) (?:still )?(?:have time|have to wait|need to wait|be waiting)\b|\b(?:should|can|could|may) (?:i|we) (?:\w+ )?(?:keep waiting|wait|step out|run (?:out|to)|leave|stick around|go to the store|go out|head out|run)\b|\b(?:when|what time) should i be home\b|\bforg[eo]t(?:ten)? (?:about )?(?:me|us)\b|\byou guys forget\b/,
      /\b(?:track|follow|see where|tracking|locate)\b.{0,20}\b(?:him|her|them|tech|technician|is|are|it|link|map|online|truck)\b|\btracking link\b|\bcan i track\b|\bthe (?:map|link|tracker|app) (?:isnt|doesnt|not|says|shows|still)\b/,
      /\b(?:is it|hows it|it is|its) (?:looking|shaping up)\b|\b(?:will|is) (?:tech|he|she|they) (?:definitely|really|actually|for sure|still) (?:be |going to be |gonna be )?(?:here|there|coming|on time)\b|\b(?:going to be|gonna be|will it be|is it|is this|be) (?:even )?today (?:at least|or (?:what|not)|still)\b|\b(?:which|what) day (?:is|was|are|were|will|did|do)\b|\bis it (?:today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this|the morning|in the) .{0,20}\bor\b|\bwhen (?:is|was) (?:it|my|the|that|our)\b|\bremind me (?:what|when)\b|\bwhen am i\b|\bconfirming what time\b|\bwhat window\b|\b(?:will|would) it be (?:before|after|by|around|closer|in|this|more)\b|\b(?:will|would) (?:he|she|they|tech|you|someone|anyone) (?:\w+ ){0,3}(?:be here|get here|arrive|make it|come) (?:before|by|around|within|in)\b|\bis (?:he|she|tech|they) (?:\w+ )?(?:\d|about|like) .{0,12}(?:out|away)\b|\b(?:happening|coming|today) this (?:morning|afternoon) or later\b|\bis it \d{1,2} hours?\b|\bhow many hours\b|\bas we speak\b/,
      /^(?:is |so |and |its |was )*(?:that |it |the )?(?:\d{1,2}:?\d\d|\d{1,2}(?:am|pm)) ?(?:am|pm|today|still|is)? ?(?:right|for sure|for real|correct|still|firm|accurate|good|or later|or what|is that right|realistic)+(?: this time)?$|\bis (?:that )?\d{1,2}:?\d\d (?:am|pm|for|still|right|correct|accurate|a)\b|\bor later$|^\d{1,2}:\d[1-9] (?:today|am|pm)?$|\bjust late\b|^(?:so |um |well |hey )?(?:its|it is) (?:already |almost |past |now |after )*\d{1,2}(?::?\d\d)?(?:am|pm)?(?: (?:already|now|oclock|you know))*$/,
      /\bwill (?:he|she|they|tech|it|you|yall|this) be (?:done|finished|gone|out of here|through)\b|\b(?:did|has|have) (?:he|she|they|tech|the \w+) (?:leave|left|finish|finished|started|start|get stuck|get lost|gotten|go|even leave)\b|\bleft (?:yet|already|the other)\b|\bget stuck\b/,
      /\b(?:cuando|cuanto|cuanta|a que hora|que hora|que horas|donde|hasta que hora|como cuanto|como cuantos|cuantos minutos|como a que)\b.{0,60}\b(?:llega\w*|viene\w*|falta\w*|tarda\w*|esta|estan|anda\w*|vendr\w*|va|van|tiempo|mas|tarde|demora\w*|espero|esperar|venir|llegar|menos|minutos|cita|visita|aparece\w*|pasa\w*|piensan?|me toca|es|seria|son)\b|\bcuantos minutos\b|\ba que horas?\b(?! (?:abren|cierran))/,
      /^(?:el|la|mi) (?:tecnico|tecnica|muchacho|muchacha|senor|tech)$|\bque (?:onda|paso|pasa|hay|hubo) con\b|\b(?:decir|dicen|dice|digan|diga|saber) (?:\w+ ){0,4}?(?:la hora|que hora|a que hora|cuando)\b|\bcuanto (?:se )?tard\w+\b|^(?:y |pero |oiga |hola |entonces )*(?:cuando|a que hora|cuanto falta|cuanto|donde|donde vienen|a que horas|hora|hora estimada|alguna hora|que paso|que pasa|alguna novedad|novedades|y entonces)$|\bya (?:mero |casi |va a |van a |estan? )?(?:viene|vienen|llego|llegaron|llegan?|casi|mero|va|van|salio|salieron|por llegar|en camino|cerca)\b|\bque tan (?:tarde|lejos|retrasad\w+|cerca)\b|\b(?:va|van) a (?:venir|llegar|tardar)\b|\b(?:todavia|aun|si) (?:viene|vienen|va|van|no llega|no viene)\b|\bsigo esperando\b|\bno ha(?:n)? (?:llegado|venido)\b|\bnadie (?:ha )?(?:llegado|venido|llega|viene|llego|vino)\b|\bno (?:llega|llegan|viene|llego|aparece)\b(?! (?:agua|luz|a (?:la |mi )?casa))|\bque paso\b|\b(?:viene|vienen|esta|estan|anda) (?:\w+ )?(?:en camino|cerca|lejos|hoy|ya|atrasad\w+|retrasad\w+)\b|\bpor ?que (?:se )?(?:tarda|tardan|tanto|no llega|no han|no ha)\b|\bxq tarda\b|\b(?:alguna|hay) (?:noticia|noticias|novedad|informacion)\b|\bhora estimada\b|\bcuanto se\b|\b(?:llevo|tengo) (?:\w+ )?(?:rato|horas?|toda la manana|todo el dia|\d+ \w+|una hora|mucho) (?:\w+ )?esperando\b|\besperando (?:desde|hace|y)\b|\bse (?:tardan|tarda|demora)\b|\bviene (?:o|ya|si)\b|\b(?:viene|vienen|sigue|siguen|va|van|esta|estan) en camino\b|\b(?:avis\w+|digan?me|me dice\w*) (?:\w+ )?cuando (?:venga|vengan|salga|este por llegar|esten? (?:cerca|en camino)|vaya)|\bmi cita era\b|\bdijeron (?:que )?(?:a las?|entre|de \d|venian|llegaban|hoy)\b/,
    ],
    unless: [
      /^(?:please |just |can you |could you |and |or |pls |have \w+ |also )*(?:call|ring|knock|honk|phone|text)(?: me| us)? (?:when|once|before|if|as soon|upon|from)\b(?!.{0,30}\b(?:\d+ min|on (?:the|your) way|close)\b.{0,3}$)/,
      /\b(?:call|phone|ring) me when\b|\b(?:text|call|ring|buzz|honk|knock|message)(?: me| us)? when (?:you|he|she|they|tech|ur)(?: are| is|re|s)? (?:get |gets |here|there|outside|arriv\w+|out|at|pull|\d+)/,
      /\b(?:nobody|noone|no one|no) (?:here )?(?:named|called|by that name)\b|\bno one (?:here )?by\b/,
      /\bhow late (?:are|is|do|does) (?:you|the (?:office|store|desk)|your office) (?:open|work)/,
      /\bwhere (?:do|should|can|to|would|did) (?:i|he|they|the tech|we|she)? ?(?:park|pay|sign|leave|find|go|mail|send|get)\b|\bwhere is (?:your|the) (?:office|store|shop|company|invoice|bill|receipt)\b/,
      /\bhow long (?:will|does|is|would|do|it|should|are|did|for|to) (?:it|the (?:repair|job|work|visit|install|appointment|whole|service|survey|hold)|this|that|these|those|take|they|is the (?:repair|job|visit|warranty)|held|my|a|once)\b(?!.{0,20}\b(?:get here|arrive|come|be here|til|till|until|wait|late|delay)\b)/,
      /\bhow long (?:\w+ )*held\b|\bhow many stars\b|\bhow far in advance\b/,
      /\bwhen (?:i|we) (?:get|got|was|were|am|m|come|came|pay|turn|use|open|run)\b(?!.{0,9}scheduled)|\bwhenever\b|\bwhen (?:its|it) (?:rains|cold|hot|turns|comes on|starts|snows)\b/,
      /\b(?:soonest|next available|next opening|earliest|available|openings?|availability)\b|\bwhats the next\b|\bwhat (?:days|times|time slots|other|else|time works|time can you do)\b|\bwhen (?:can|could) (?:i|we) (?:reschedule|book|rebook|move)\b|\bnew appointment\b/,
      /\bmi cita (?:fue|es de)\b|\b(?:im|i am|ill|i will|were|we are|well|ive|i have) (?:\w+ ){0,3}?(?:running|late|stuck|behind|on my way|not home|be home|be there|minutes away)\b(?!.{0,10}\bwaiting)/,
      /\b(?:bill|payment|invoice|balance|rent) (?:is )?due\b|\bno way\b|\btoo (?:late|early)\b|^if (?:he|she|they|you|tech|someone) (?:comes?|gets?|arrives?|shows?)\b|\bis (?:anybody|anyone|someone|somebody) there\b|\b(?:nobody|no one) (?:is |will be |s )?(?:home|there|around)\b|\b(?:is|are) you (?:a bot|a robot|real|there|hiring|open|guys open)\b|\bu there\b|^are you there$|\bdo you (?:also )?(?:do|work|take|sell|offer)\b|\bare you (?:going to|gonna) (?:charge|bill|take)\b/,
      /^si no\b|\b(?:costar|cuesta|cobr\w+|precio|pagar)\b|^almost\b/,
      /\b(?:second|third|2nd|3rd|fourth|4th|every|always)\b.{0,20}\blate\b|^ya (?:esta|estan) aqui\b/,
      /\bon (?:my|our) way\b|\bmy (?:bus|train|uber|lyft|ride|flight|taxi|cab) (?:is|was|got)\b|\bsee you (?:when|soon)\b|\bnever (?:on time|shows? up)\b|\bwill someone (?:clean|pay)\b|\blate (?:is|was) (?:fine|ok)\b|\b(?:come|be|can be|is) late(?: is| its)? (?:its |is )?(?:fine|ok|no)\b|\b(?:its |thats )?(?:fine|ok) (?:tech|he|she|they) can\b|\blate no big\b|\b(?:hours?|minutes|\d) late$(?<=^\d.*)/,
      /\bstop (?:texting|sending|messaging)\b.{0,15}\bupdates?$/,
      /\bkept? (?:me |us )?(?:posted|waiting) (?:thanks|thank)\b|\bthank(?:s| you)(?: \w+){0,3} for (?:the |keeping|letting|your |this |that )\w*(?: \w+)?$|^(?:\w+ )?does (?:tech|he|she) (?:have|need|know)\b|\b(?:was|were) (?:tech|he|she|you) (?:rude|great)\b|\bhas (?:tech|he|she) (?:got )?(?:the|a) (?:code|key)\b/,
    ],
  },
];
