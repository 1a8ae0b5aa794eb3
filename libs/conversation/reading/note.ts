import type { Plain } from '#conversation/reading/plain';

/** What a technician should know: how to get in, who or what is there, what is broken. The sentences that say so. */
export function noteSaid({ sentences, text }: Plain): string | null {
  const told = sentences.filter(
    ({ words, asks }) => !asks && NOTE.some((p) => p.test(words)) && !NOT_A_NOTE.test(words),
  );
  if (told.length === 0) return null;
  if (told.length === sentences.length) return text;
  return told.map((sentence) => sentence.text).join(' ');
}

const NOTE: readonly RegExp[] = [
  /\b(?:gate|door|garage|entry|access|building|lock ?box|alarm|call ?box|keypad) (?:code|pin|number)\b|\bcode (?:is|for|to|at)\b|\bcode \d+\b|\bpress \d+ (?:at|on|for)\b/,
  /\b(?:dog|dogs|puppy|cat|cats|pet|pets|baby)\b/,
  /\b(?:park|parking|driveway|street parking|garage)\b/,
  /\b(?:side|back|front|rear|basement|main|left|right) (?:door|gate|entrance|yard|stairs)\b|\b(?:doorbell|door bell|buzzer|buzz|intercom|lobby|concierge|doorman|lock ?box|gate|ring the bell|knock)\b/,
  /\b(?:my|the|its|our) (?:unit|apt|apartment|suite|floor|building|house|place|address) (?:is|#|number)\b|\b(?:unit|apt|apartment|suite|floor|bldg|building) (?:#|no|number)? ?\d/,
  /\bkeys? (?:is|are|under|in|at|with)\b|\bunder the (?:mat|pot|rock)\b/,
  /\b(?:call|text|ring|honk|phone|message)(?: me| us)? (?:when|once|before|if|as soon as|at the gate|from|upon)\b/,
  /\b(?:some|any)(?:one|body) else (?:will|is going to|gonna|ll)\b|\bmy (?:wife|husband|son|daughter|mom|dad|neighbor|roommate|brother|sister|tenant|mother|father|partner) (?:will|is|can|has)\b/,
  /\b(?:router|modem|outlet|light|lights|cable|wire|line|wifi|wi fi|internet|signal|breaker|faucet|pipe|heater|furnace|ac|fridge|washer|dryer|screen) (?:is|are|has|keeps|was|wont|isnt|not|doesnt|stopped|blinks|blinking)\b|\bno (?:internet|signal|power|heat|hot water|dial tone|wifi)\b|\b(?:leaking|blinking|flickering|beeping|dripping)\b/,
  /\b(?:bring|please bring|tell (?:him|her|them|the tech|[a-z]+) (?:to|that|the|it)|let (?:him|her|them) know|he should know|fyi|heads up|please (?:use|come to|go to|ring|knock|be careful)|come (?:to|around|through) the|wear)\b/,
  /\b(?:codigo|clave|perro|perros|gato|porton|timbre|llaves?|estacion\w+|parquear|apartamento|departamento|puerta|tocar|toque|toquen|edificio|piso \d|entrada|no (?:hay|tengo) (?:internet|luz|senal|agua))\b/,
];

/** A call that is asked for is for the desk; a wish about the time is for the planner. */
const NOT_A_NOTE =
  /\b(?:tell (?:him|her|them) to call|have (?:him|her|them) call|nobody|no one|in the driveway yet|(?:can|could|do|does|is|are|will|where|how|what|when|who) (?:i|he|she|they|you|the) (?:\w+ )*park)\b/;
