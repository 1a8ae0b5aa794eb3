/** A reply made plain for the readers. `words` has letters, digits, `:` in times and single blanks, nothing else. */
export type Plain = {
  /** As it was written, trimmed. */
  readonly text: string;
  /** `how late are you`, lower case, without accents, marks and the shorthand of thumbs. */
  readonly words: string;
  /** The same, sentence by sentence. */
  readonly sentences: readonly { readonly text: string; readonly words: string; readonly asks: boolean }[];
  /** True when a question mark stands anywhere. */
  readonly asks: boolean;
};

/** Of a rant that is longer than this its beginning and its end are read: the wish stands in one of them. */
const LONGEST = 1000;
const ENDING = 300;

export function plain(raw: string): Plain {
  const read = raw.length > LONGEST ? `${raw.slice(0, LONGEST - ENDING)}\n${raw.slice(-ENDING)}` : raw;
  const text = read.replace(SIGNATURE, '').trim();
  const sentences = (text.match(/[^.?!\n;]+[.?!\n;]*/g) ?? []).map((part) => ({
    text: part.trim(),
    words: wordsOf(part),
    asks: part.includes('?'),
  }));
  return { text, words: wordsOf(text), sentences: sentences.filter((s) => s.words !== ''), asks: text.includes('?') };
}

/** `Don't!` → `dont`, `¿Cuándo?` → `cuando`, `u` → `you`, `2️⃣` → `2`. */
export function wordsOf(text: string): string {
  return text
    .replace(/[👍👌✅🆗]\u{FE0F}?[\u{1F3FB}-\u{1F3FF}]?/gu, ' ok ')
    .normalize('NFKD')
    .replace(/[\p{M}\u{20E3}'’‘`´]/gu, '')
    .toLowerCase()
    .replace(/(\d)\s*([ap])\.?m\b\.?/g, '$1$2m')
    .replace(/(?:[^\p{L}\p{N}:]|(?<!\d):|:(?!\d))+/gu, ' ')
    .trim()
    .replace(/\p{L}+/gu, (word) => SHORTHAND[word] ?? word);
}

const SIGNATURE = /\s*(sent from my|get outlook for|enviado desde mi)\b.{0,40}$/i;

const SHORTHAND: Readonly<Record<string, string>> = {
  u: 'you',
  ur: 'your',
  r: 'are',
  pls: 'please',
  plz: 'please',
  plse: 'please',
  thx: 'thanks',
  tx: 'thanks',
  ty: 'thanks',
  wen: 'when',
  whn: 'when',
  wat: 'what',
  wht: 'what',
  wats: 'whats',
  wher: 'where',
  whr: 'where',
  hw: 'how',
  lng: 'long',
  tmrw: 'tomorrow',
  tmr: 'tomorrow',
  tomorow: 'tomorrow',
  tomorrrow: 'tomorrow',
  appt: 'appointment',
  msg: 'message',
  msgs: 'messages',
  txt: 'text',
  txts: 'texts',
  txting: 'texting',
  nvm: 'nevermind',
  abt: 'about',
  comin: 'coming',
  comming: 'coming',
  arival: 'arrival',
  canceled: 'cancelled',
  canceling: 'cancelling',
  canclled: 'cancelled',
  cancled: 'cancelled',
  cancle: 'cancel',
  cancell: 'cancel',
  tec: 'tech',
  tek: 'tech',
  technicion: 'technician',
  techician: 'technician',
  tecnician: 'technician',
  reschedual: 'reschedule',
  reshedule: 'reschedule',
  resched: 'reschedule',
  som1: 'someone',
  some1: 'someone',
  any1: 'anyone',
  q: 'que',
  k: 'ok',
  kk: 'ok',
  okay: 'ok',
  oki: 'ok',
};
