/*
 * Texts as they are compared: without case, accents, punctuation and the many ways to shorten a word. Both sides of a
 * comparison go through here, so a shortening that means two things (St for Street and Saint) does no harm.
 */

/** Letters that are no base letter with a mark, and what people type for them. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ł: 'l',
  ı: 'i',
  ŋ: 'n',
};

/** `Rue de l’Église` → `rue de leglise`; digits joined by `-` or `/` stay together. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}|['’`´ʼ]/gu, '')
    .replace(/[ßæœøđðþħłıŋ]/g, (letter) => LETTERS[letter]!)
    .replace(/(\d[a-z]?)\s*[-–/]\s*(?=\d)/g, '$1-')
    .replace(/[^\p{L}\p{N}-]+|(?<!\p{N}[a-z]?)-|-(?!\p{N})/gu, ' ')
    .trim();
}

/** The words of a text as they are compared: `14 North Main Street` → `14 n main st`. */
export const words = (text: string): string[] => longWords(text).map(shorten);

/** The same words, none of them shortened: a slip in a long word is seen by it. */
export const longWords = (text: string): string[] => fold(text).split(/\s+/).filter(Boolean).flatMap(unglue);

/** `hauptstr12` are two words; `a12` and `b27a` are names of roads. */
function unglue(word: string): string[] {
  const [, letters, number] = /^(\p{L}{3,})(\d+[a-z]?)$/u.exec(word) ?? [];
  return letters && number ? [letters, number] : [word];
}

/** One word in its shortest usual form. */
function shorten(word: string): string {
  const short = SHORT.get(word);
  if (short) return short;
  const [, stem, ending] = /^(\p{L}{3,}?)(strasse|straat|platz)$/u.exec(word) ?? [];
  return stem && ending ? stem + (ending === 'platz' ? 'pl' : 'str') : word;
}

/** The short form, and what it stands for. */
const LONGER = `
  aly alley; ave avenue av avenida avda aven; anx annex; blvd boulevard bd boul bvd; br branch; brg bridge; byp bypass;
  cir circle circ; cl close; cres crescent; crk creek; ct court crt; ctr center centre; cv cove; dr drive drv doctor;
  e east; expy expressway; ext extension; ft fort; fwy freeway; gdn garden; gdns gardens; grn green; grv grove;
  hbr harbor harbour; hl hill; hls hills; hts heights; hwy highway hiway; is island; jr junior; lk lake; ln lane la;
  lndg landing; mdw meadow; mdws meadows; mnr manor; mt mount; mtn mountain; n north; ne northeast; nw northwest;
  pkwy parkway pky; pl place plac; plz plaza pza piazza; pt point; rd road; rdg ridge; rte route rt; s south;
  se southeast; spg spring; spgs springs; sq square; sr senior; st street saint sankt str strasse strada straat;
  sta station; ste sainte; sw southwest; ter terrace terr; tpke turnpike pike; trl trail; vlg village; vly valley;
  vw view; w west; xing crossing; all allee; ch chemin; c calle; cno camino; ctra carretera; cso corso; estr estrada;
  fbg faubourg; gen general; imp impasse; lgo largo; pca praca; po paseo pso; prof professor; r rua; res residence;
  tv travessa; ul ulica; al aleja alameda; os osiedle; vle viale; 1st first; 2nd second; 3rd third; 4th fourth;
  5th fifth; 6th sixth; 7th seventh; 8th eighth; 9th ninth; 10th tenth`;

const SHORT = new Map(
  LONGER.split(';').flatMap((line) => {
    const [short, ...long] = line.trim().split(/\s+/) as [string, ...string[]];
    return long.map((word) => [word, short] as const);
  }),
);
