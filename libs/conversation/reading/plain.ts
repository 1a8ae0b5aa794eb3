import { asWords, spelt } from '#conversation/reading/spelling';

/** A piece of a reply: as it was written, and its plain words. `asks` when it is put as a question. */
export type Piece = { readonly text: string; readonly words: string; readonly asks: boolean };

/** A reply made plain for the readers. `words` has letters, digits, `:` in times and single blanks, nothing else. */
export type Plain = {
  /** As it was written, trimmed. */
  readonly text: string;
  /** `how late are you`, lower case, without accents, marks and the shorthand of thumbs. */
  readonly words: string;
  /** The same, sentence by sentence. */
  readonly sentences: readonly Piece[];
  /** The sentences cut again at commas and at words that begin another thought. */
  readonly clauses: readonly Piece[];
  /** True when a question mark stands anywhere. */
  readonly asks: boolean;
};

/** Of a rant that is longer than this its beginning and its end are read: the wish stands in one of them. */
const LONGEST = 1000;
const ENDING = 300;

export function plain(raw: string): Plain {
  const read = raw.length > LONGEST ? `${raw.slice(0, LONGEST - ENDING)}\n${raw.slice(-ENDING)}` : raw;
  const text = joined(read.replace(SIGNATURE, '').trim());
  const sentences = (text.match(SENTENCE) ?? []).map(piece).filter(({ words }) => words !== '');
  return {
    text: read.replace(SIGNATURE, '').trim(),
    words: wordsOf(text),
    sentences,
    clauses: sentences.flatMap(clausesOf),
    asks: text.includes('?'),
  };
}

/** `Don't!` → `dont`, `¿Cuándo?` → `cuando`, `u` → `you`, `2️⃣` → `2`. */
export function wordsOf(text: string): string {
  return asWords(text)
    .replace(/\bwe['’]re\b/giu, 'we are')
    .normalize('NFKD')
    .replace(/[\p{M}\u{20E3}'’‘`´]/gu, '')
    .toLowerCase()
    .replace(/(\d)\s*([ap])\.?\s?m\b\.?/g, '$1$2m')
    .replace(/(\d)(?=(?:min|mins|minutes|hours?|hrs?)\b)/g, '$1 ')
    .replace(/(?:[^\p{L}\p{N}:]|(?<!\d):|:(?!\d))+/gu, ' ')
    .trim()
    .replace(/\p{L}[\p{L}\d]*|\d\p{L}{3,}/gu, spelt)
    .replace(LONG_NOT, (_, verb: string) => CONTRACTED[verb]!);
}

/** "do not" and "don't" say the same: patterns know the short form. */
const CONTRACTED: Readonly<Record<string, string>> = {
  do: 'dont',
  does: 'doesnt',
  did: 'didnt',
  will: 'wont',
  can: 'cant',
  is: 'isnt',
  are: 'arent',
  was: 'wasnt',
  has: 'hasnt',
  have: 'havent',
  would: 'wouldnt',
  could: 'couldnt',
  should: 'shouldnt',
};
const LONG_NOT = new RegExp(`\\b(${Object.keys(CONTRACTED).join('|')}) ?not\\b`, 'g');

/** `S T O P` and `s.t.o.p` are one word. */
const joined = (text: string) =>
  text.replace(/(?<![\p{L}\p{N}])(?:\p{L}[ .*-]){2,}\p{L}(?![\p{L}\p{N}])/gu, (spaced) =>
    spaced.replace(/[ .*-]/g, ''),
  );

const piece = (part: string): Piece => ({ text: part.trim(), words: wordsOf(part), asks: part.includes('?') });

/** A full stop ends a sentence, but not inside a time or a number. */
const SENTENCE = /(?:[^.?!\n;…]|\.(?=\d))+[.?!\n;…]*/g;

function clausesOf(sentence: Piece): Piece[] {
  const parts = sentence.text.split(CUT).filter((part) => part !== undefined && wordsOf(part) !== '');
  if (parts.length < 2) return [sentence];
  return parts.map((part) => ({ text: part.trim(), words: wordsOf(part), asks: sentence.asks }));
}

const CUT = new RegExp(
  [
    ',(?!\\d{3}| *(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.? \\d|\\d{1,2}/\\d))| [-–—] |\\((?!\\d{3}\\))|(?<!\\(\\d{3})\\)|—',
    '(?<!\\b(?:any|every)(?:thing|one|body|time| day| time)|\\bday|\\btime|\\bnobody|\\bno one)\\s+(?:but|pero|though|however|otherwise|btw|cuz|bc|bcuz|because|since(?= i\\b| we\\b| im\\b)|porque|xq)\\s+',
    '(?<!\\b(?:what|when|where|how|who|why|which|day|time|that|if|else|cuando))\\s+(?=(?:is there (?:any|a) (?:way|chance|possibility)|can we|could we|can you|could you|can i|could i|do you have|what about|how about|any chance|please (?:call|have|tell|send|use|cancel|stop))\\b)',
    '(?<!\\bor)\\s+(?:and|y|so|then|n|&)\\s+(?=(?:when|what|whats|who|whos|where|wheres|how|hw|is|are|can|could|will|please|pls|plz|just|tell|dont|do|have|cancel|stop|remove|call|use|park|i|im|ill|we|well|u|you|he|she|they|when|the|my|gate|dog|thanks|thank|thx|ty|also|if|cuando|quien|quién|a que|gracias|que|mi|el|la|hay|toque|no)\\b)',
  ].join('|'),
  'iu',
);

const SIGNATURE = /\s*(sent from my|get outlook for|enviado desde mi)\b.{0,40}$/i;
