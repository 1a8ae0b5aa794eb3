import type { Asked, Intent } from '#conversation/reading/asked';
import { inOrder } from '#conversation/reading/intents';
import type { Piece, Plain } from '#conversation/reading/plain';
import { saysStillWrong } from '#conversation/reading/still-wrong';

const TELLS = /\b(?:tell|let) (?:him|her|them|tech|the \w+) (?:know )?(?:that|to)\b/;

/** What two readings of the same clause make of each other. */
export function settleClause(intents: Intent[], { asks }: Piece, words: string): void {
  const has = (intent: Intent) => intents.includes(intent);
  const drop = (...dropped: Intent[]) => {
    for (const intent of dropped) {
      const at = intents.indexOf(intent);
      if (at >= 0) intents.splice(at, 1);
    }
  };
  if (has('wrong-number'))
    drop('who', 'help', 'eta', 'is-cancelled', 'other-tech', 'note', 'person', 'rebook', 'complaint');
  if (has('is-cancelled'))
    drop(
      'cancel-visit',
      'rebook',
      'note',
      ...(/\b(?:when|how late|what time|where|coming|here|way|or (?:is|are) \w+ (?:just |only )?late)\b/.test(words)
        ? []
        : (['eta'] as Intent[])),
    );
  if (has('running-late-customer'))
    drop(
      'eta',
      'rebook',
      'confirm',
      ...(has('note') && !/\b(?:gate|code|dog|key|door)\b/.test(words) ? (['note'] as Intent[]) : []),
    );
  if (has('cancel-visit')) drop('rebook', 'note', 'other-tech', 'eta');
  if (asks && /^(?:so )?(?:call it off|scrap it|cancel (?:it|that|this))$/.test(words)) drop('cancel-visit');
  if (has('person'))
    drop(
      'help',
      ...(/\b(?:gate|code|dog|key)\b/.test(words) ? [] : (['note'] as Intent[])),
      ...(/\b(?:where is|when (?:is|will)|what time|eta)\b/.test(words) ? [] : (['eta'] as Intent[])),
      ...(/\b(?:another|different|someone) (?:tech|technician|else)\b/.test(words)
        ? []
        : (['who', 'other-tech'] as Intent[])),
    );
  if (has('other-tech'))
    drop(
      'who',
      'note',
      'help',
      ...(/\b(?:resched\w*|rebook|(?:another|other|different|otherwise|next|better) (?:day|time|week)|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|otro dia)\b/.test(
        words,
      )
        ? []
        : (['rebook'] as Intent[])),
      ...(/\b(?:how (?:late|long)|when is|what time)\b/.test(words) ? [] : (['eta'] as Intent[])),
    );
  if (has('who') && !/\b(?:when|what time|how late|eta|how long|a que hora|cuando|donde)\b/.test(words))
    drop('eta', 'note');
  if (has('who')) drop('help');
  if (has('eta')) drop('help', ...(TELLS.test(words) ? [] : (['note'] as Intent[])));
  if (has('eta') && has('rebook'))
    drop(
      /\b(?:reschedul\w*|another day|other day|rebook|different (?:day|time)|instead)\b/.test(words)
        ? 'note'
        : asks || /^(?:when|what time|how|is|are|will|do|cuando|a que hora)\b/.test(words)
          ? 'rebook'
          : 'eta',
    );
  if (has('rebook') && has('note') && !/\b(?:gate|code|dog|key|side door|back door|park)\b/.test(words)) drop('note');
  if (has('complaint') && has('note'))
    drop(
      /\b(?:rude|mess|broke my|scratched|damaged|never|worst|terrible service|still broken)\b/.test(words)
        ? 'note'
        : 'complaint',
    );
  if (has('complaint')) drop('thanks', 'help');
  if (has('help') && has('note')) drop('help');
  if (asks && has('running-late-customer') && /^running (?:late|behind)$/.test(words)) {
    drop('running-late-customer');
    intents.push('eta');
  }
}

/** The readings of the clauses put together: what a whole text means of what its parts said. */
export function settled(found: Set<Intent>, said: Plain, asked: Asked | null, hasTime: boolean): Intent[] {
  const weighty = [...found].filter((intent) => !LIGHT.has(intent));
  const answersOnly = weighty.every((intent) => BESIDE_ANSWERS.has(intent));
  if (!answersOnly || found.has('choose') || found.has('eta-ack')) {
    if (
      found.has('confirm') &&
      (BARE.test(said.clauses.find(({ words }) => BARE.test(words))?.words ?? '-') ||
        found.has('choose') ||
        found.has('eta-ack'))
    )
      found.delete('confirm');
    if (!found.has('eta-ack') || found.has('choose') || !answersOnly) found.delete('decline');
    else found.delete('decline');
  }
  if (found.has('cancel-visit') || found.has('wrong-number'))
    for (const intent of ['rebook', 'decline', 'confirm', 'eta-ack', 'note', 'is-cancelled'] as const)
      found.delete(intent);
  if (found.has('wrong-number'))
    for (const intent of ['cancel-visit', 'help', 'who', 'eta'] as const) found.delete(intent);
  if (found.has('choose') && found.has('cancel-visit')) found.delete('choose');
  if (found.has('choose'))
    for (const intent of ['rebook', 'cancel-visit', 'eta-ack', 'decline', 'other-tech'] as const) found.delete(intent);
  if (asked?.kind === 'cancel' && KEEPING.test(said.words) && (found.has('confirm') || found.size === 0)) {
    found.delete('confirm');
    found.add('decline');
  }
  if (asked?.kind === 'survey') settleSurvey(found, said);
  if (found.has('confirm') && found.has('thanks') && THANKS_FOR_NEWS.test(said.words)) {
    found.delete('confirm');
    found.add('eta-ack');
  }
  if (found.has('confirm') && found.has('decline'))
    found.delete(
      /^no\b/.test(said.words) || asked?.kind === 'cancel' || asked?.kind === 'choice' ? 'confirm' : 'decline',
    );
  // "When does he come, and who is it?" asks for him and not for us.
  if (found.has('eta') && found.has('help') && /\b(?:quien es|who is (?:it|that|he|she))$/.test(said.words)) {
    found.delete('help');
    found.add('who');
  }
  if (found.has('decline') && POLITE_NO.test(said.words)) found.delete('thanks');
  if (found.has('rebook') || found.has('complaint') || found.has('running-late-customer')) found.delete('confirm');
  if (found.has('cancel-visit') && !/\b(?:else|another|different|other)\b/.test(said.words)) found.delete('other-tech');
  if (found.has('complaint')) found.delete('decline');
  if (found.has('rebook')) found.delete('eta-ack');
  // "Not home until 3, can you come after that?" asks for another time.
  if (found.has('rebook')) found.delete('running-late-customer');
  if (found.has('eta') && found.has('rebook') && !hasTime && !ANOTHER.test(said.words)) found.delete('rebook');
  if (
    found.has('running-late-customer') &&
    !said.asks &&
    !/\b(?:when|what time|how|where)\b/.test(said.words) &&
    !said.clauses.some(({ words }) => /^(?:is|are|has|did|when|where|how) (?!my|i|we)/.test(words))
  )
    found.delete('eta');
  return inOrder([...found]);
}

/** When the work is done nobody asks when it comes: what is still wrong is a complaint, and "perfect" is praise. */
function settleSurvey(found: Set<Intent>, { text, words }: Plain): void {
  if (saysStillWrong(text) || (found.has('note') && SYMPTOM.test(words)) || /\b(?:hours?|minutes) late\b/.test(words)) {
    found.delete('note');
    found.add('complaint');
  }
  if (found.has('complaint')) found.delete('eta');
  if (found.has('confirm') && PRAISE.test(words)) {
    found.delete('confirm');
    found.add('thanks');
  }
}

/** "When is he coming? I have to leave at 10" asks; it wishes for another time only where it says so. */
const ANOTHER =
  /\b(?:resched\w*|rebook\w*|another|different|other|change|move|instead|postpone|later|earlier|sooner|otro|otra|cambiar)\b/;
/** Whoever declines with thanks only declines. */
const POLITE_NO = /^(?:no|nope|nah) (?:thanks|thank you|gracias|muchas gracias)\b/;
/** To "shall it be cancelled?" these are a no. */
const KEEPING =
  /^(?:(?:wait|oh|um|lol|actually|sorry) )*no\b|^(?:not (?:yet|now|today|really)|nope|nah|dont|negative)$|^(?:(?:oh|ok|actually|sorry|wait) )*never ?mind\b|\b(?:dont|didnt|not) (?:\w+ )?cancel\b|\b(?:keep|leave) (?:it|the|my)\b|\b(?:dej\w+|mant\w+) (?:asi|la cita|mi cita|como esta|igual)\b/;
const PRAISE =
  /^(?:(?:all |very |todo |muy )?(?:good|great|excellent|perfect|awesome|amazing|wonderful|fantastic|nice|bien|excelente|perfecto|genial)\b)/;
/** After the visit what is still wrong, or is again, was not mended. */
const SYMPTOM =
  /\b(?:still|again|(?:is|came|its) back)\b|\b(?:leak\w*|drip\w*|not (?:working|fixed)|(?:doesnt|wont|stopped) (?:work\w*|turn on)|broke)\b|\b(?:sigue|todavia|otra vez|de nuevo|no (?:sirve|funciona))\b/;
/** "That's fine, thanks for the update" accepts what the news was. */
const THANKS_FOR_NEWS =
  /\b(?:thanks|thank you|gracias) (?:so much |very much )?(?:for (?:the (?:update|heads ?up|info|notice|warning)|letting|telling|updating|the new time)|por (?:avisar\w*|el aviso|informar\w*))\b/;
const LIGHT = new Set<Intent>(['confirm', 'decline', 'eta-ack', 'thanks']);
const BESIDE_ANSWERS = new Set<Intent>(['note', 'running-late-customer']);
const BARE =
  /^(?:(?:ok|okay|alright|great|perfect) (?:thanks|thank you|gracias)|yes|yeah|yep|ok|fine|sure|alright|good|great|perfect|cool|si|bueno|esta bien|claro|no|awesome|got it|right|awesome|oh ok|all right)$/;
