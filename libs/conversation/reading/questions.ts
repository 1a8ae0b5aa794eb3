import { TECH, VISIT, type Wish } from '#conversation/reading/wish';

const HIM = `(?:he|she|they|you|you guys|yall|it|someone|somebody|anyone|anybody|(?:the|my|your|our|that|this) ${TECH})`;

/** What a customer asks about the visit, in the order in which it is answered. */
export const QUESTIONS: readonly Wish[] = [
  {
    intent: 'is-cancelled',
    says: [
      /\b(?:was|is|has|did|have|are|were|been|got|get)\b.{0,60}\bcancell(?:ed|ing)\b/,
      /^cancelled$/,
      /\bdid (?:you|they|someone|somebody|he|she) (?:just )?cancel\b/,
      /\b(?:is|are) (?:it|this|that|we|my \w+|the \w+|our \w+) still (?:on|good|happening|scheduled|booked|valid|a go|set)\b/,
      /\b(?:are )?we still on\b|\bstill on (?:for|today|schedule)\b|\bstill on$/,
      /\bdo i still have (?:my|an|a|the)\b/,
      new RegExp(`\\bstill have (?:my|an|a|our) ${VISIT}\\b`),
      /\b(?:fue|esta|han|quedo|se) cancelad[oa]\b|\b(?:la|lo|me) cancelaron\b|\bcancelaron\b|\bsigue en pie\b|\bsigue (?:la|mi) (?:cita|visita)\b|\bcancelad[oa]$/,
    ],
    unless: [/\b(?:want|need|like|please get|get) (?:it|this|that|my \w+|the \w+) cancelled\b/, /\bi cancelled\b/],
  },
  {
    intent: 'who',
    says: [
      new RegExp(`\\bsame ${TECH}\\b`),
      /\bsame one\b$/,
      new RegExp(`\\b(?:which|what) (?:${TECH}|tecnico)\\b`),
      /\bwho(?:s| is| are| will| will be|ll| am i)? (?:\w+ ){0,2}?(?:coming|come|my|the|our|showing|assigned|doing|be here|getting|expecting|sent|it)\b/,
      /^who$|\bwho (?:exactly|now|then)$/,
      new RegExp(`\\bname of (?:the|my|your) ${TECH}\\b|\\b(?:his|her|their|the ${TECH}s?|technicians) name\\b`),
      /\bwhats (?:his|her|their|the technicians|the techs) name\b/,
      /\bquien (?:viene|va|es el|sera|vendra|me)\b|\b(?:el )?mismo tecnico\b|\b(?:que|cual) tecnico\b|\bcomo se llama el tecnico\b/,
    ],
  },
  {
    intent: 'other-tech',
    says: [
      /\b(?:some|any)(?:one|body) else\b/,
      new RegExp(`\\b(?:another|different|other|new|diff|available|better|backup) ${TECH}s?\\b`),
      /\b(?:stop|quit) sending (?:him|her|that guy|the same|[a-z]+)$/,
      /\b(?:dont|do not) (?:want|send)(?: me)? (?:him|her|that guy|the same|that tech)\b|\b(?:dont|do not) send (?!any|no|me|us|it|text|message|update|some)[a-z]+(?: again| anymore| back| here)?$/,
      new RegExp(`\\bnot (?:the )?same ${TECH}\\b`),
      /\b(?:otro|otra) (?:tecnico|tecnica|persona)\b|\b(?:alguien|algun otro) mas\b|\balguien diferente\b/,
    ],
    unless: [
      /\b(?:someone|somebody|anyone|another person) else (?:will|is going to|is gonna|gonna|should|ll) (?:be|let|open|meet|answer|sign)\b/,
      /\b(?:talk|speak) (?:to|with) (?:some|any)(?:one|body) else\b/,
      /\bstop sending (?:me|us|these|this|those|text\w*|messages?|stuff|anything)\b/,
    ],
  },
  {
    intent: 'eta',
    says: [
      /\b(?:how|hw) (?:late|long|lng|soon|far|far out|far away|many (?:more )?(?:min|mins|minutes|hours|stops))\b/,
      /\bhow much (?:longer|later|more time|time|late|more)\b/,
      /^(?:so |and |ok |ok so |um |hi |hello |hey )*(?:when|where|what time|eta|time|late|status|update|any update|any updates|updates|how late)(?: now| then| please| exactly| today| is it)?$/,
      new RegExp(
        `\\b(?:when|where|what time|at what time|wheres|whens)(?: exactly| about| approximately| the heck| the hell| on earth)* (?:is|are|will|would|can|should|do|does|did|s)? ?(?:i expect |i see |i be expecting )?${HIM}\\b`,
      ),
      /\b(?:when|what time|around what time|about what time) (?:can|should|do|will|is|are|would|could)\b/,
      /\b(?:when|where) (?:are|is) [a-z]+(?: (?:coming|arriving|getting|showing|going))?\b/,
      /\bwhere (?:the (?:heck|hell) )?(?:is|are|you at|s)\b|\bwheres\b|\bwhere you at\b|\bwhens\b/,
      /\b(?:the|an|new|your|his|her|current|updated|my|any) eta\b|\beta (?:please|on|for|is|now|today|update)\b|\bwhats (?:the|your|his|her) eta\b|\beta\b$/,
      /\b(?:what|whats|give me|need|have|got) (?:the |a |an |new |updated |my )*(?:arrival|expected|estimated) (?:time|arrival)\b|\barrival time\b/,
      /\bwhats (?:the|my|your|going on|happening|up with|taking|the hold ?up|keeping)\b/,
      /\bwhat (?:is|are) (?:the|taking|going on|happening|keeping)\b.{0,60}\b(?:hold ?up|delay|status|eta|so long|them|him|her|you|going on|happening|time|wait)\b|\bwhats taking\b|\bwhat is going on\b/,
      new RegExp(
        `\\b(?:is|are|r|will|if|does|do) (?:${HIM}|[a-z]+) (?:even |ever |still |actually |really |going to be |gonna be |gonna |going to |almost |close to |be |get |getting |not )*(?:coming|come|here|there|arrive|arriving|show|showing|showing up|close|near|nearby|on (?:the|your|his|her|their) way|on route|en route|omw|be here|make it|late|running late|running behind|delayed|on time)\\b`,
      ),
      /\bstill coming\b|\b(?:coming|here|there) (?:soon|yet|or not|or what|at all|anymore)\b|\bon (?:the|your|his|her|their) way(?: yet| now)?$|\bomw\b|\bcoming today\b/,
      /\b(?:any|an|got|have) (?:update|updates|news|idea (?:when|how|what)|word|info on|clue when|sign of)\b|\bupdate me\b|\bkeep me posted\b|\blet me know when\b/,
      new RegExp(
        `\\b(?:nobody|noone|no one|no body|no ${TECH}|${TECH}) (?:is |has |was |have |came |come |still |never |not |isnt |hasnt |didnt )*(?:here|came|come|coming|shown|showed|show|arrived|called|no show)\\b`,
      ),
      /\b(?:been|still|keep|kept|im|i am|are) waiting\b|\bwaiting (?:for|since|on|all)\b/,
      new RegExp(
        `\\b(?:hes|shes|theyre|youre|you are|he is|she is|${TECH} is|they are) (?:\\w+ ){0,2}?(?:late|overdue|behind|delayed)\\b|\\b[a-z]+ is (?:so |very |really |now )?(?:late|overdue|behind|delayed)$`,
      ),
      /\b(?:supposed|suppose) to (?:be|come|arrive|get)\b|\b(?:shouldve|should have) been here\b|\bwhy (?:so|are you|is he|is she|is it|are they)? ?(?:so )?(?:late|long|delayed)\b|\bwhat happened\b/,
      /\brunning (?:late|behind|on time|on schedule)$|\bon (?:time|schedule)\b|\bhow (?:is|are) (?:it|we|you|things) (?:looking|doing on time)\b|\bhow delayed\b|\bdelayed by how\b|\bhow big (?:is|a) (?:the )?delay\b|\bnew time\b/,
      /\b(?:cuando|cuanto|a que hora|que hora|que horas|donde)\b.{0,60}\b(?:llega\w*|viene\w*|falta\w*|tarda\w*|esta|estan|anda|vendr\w*|va|van|tiempo|mas|tarde|demora\w*|espero|esperar)\b/,
      /^(?:y )?(?:cuando|a que hora|cuanto falta|cuanto|donde|donde vienen|a que horas)$|\bya (?:viene|vienen|llego|llegaron|casi|mero|va|van)\b|\bque tan tarde\b|\bva a venir\b|\bvan a venir\b|\b(?:todavia|aun|si) (?:viene|vienen)\b|\bsigo esperando\b|\bno ha (?:llegado|venido)\b|\bnadie ha (?:llegado|venido)\b|\bque paso\b/,
    ],
    unless: [
      /^(?:please |just |can you |could you )?(?:call|text|ring|knock|honk|message|phone)(?: me| us)? (?:when|once|before|if|as soon)\b/,
      /\b(?:call|phone|ring) me when\b/,
      /\b(?:nobody|noone|no one|no) (?:here )?(?:named|called|by that name)\b/,
      /\bhow late (?:are|is|do|does) (?:you|the (?:office|store|desk)|your office) (?:open|work)/,
      /\bwhere (?:do|should|can|to) (?:i|he|they|the tech|we)? ?(?:park|pay|sign|leave|find|go)\b/,
      /\bhow long (?:will|does|is|would|do) (?:it|the (?:repair|job|work|visit|install)|this|that) (?:take|last|be once)\b/,
    ],
  },
];
