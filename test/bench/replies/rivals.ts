import type { Peers } from '#test/bench/replies/peers';
import type { Reader } from '#test/bench/replies/judge';
import type { Saying } from '#test/bench/replies/sayings';

/** The keywords that texts of this trade ask for, and the digits of the open menu; everything else is not understood. */
export const keywords: Reader = {
  name: 'keywords',
  read({ line }) {
    const word = line.text
      .trim()
      .toUpperCase()
      .replace(/[.!]+$/, '');
    const offered = (line.choices ?? []).find(({ n }) => String(n) === word);
    if (line.context === 'survey' && /^[1-5]$/.test(word)) return ['survey-score'];
    if (offered) return [offered.cancel ? 'cancel-visit' : offered.person ? 'person' : 'choose'];
    return [KEYWORDS[word] ?? 'other'];
  },
};

const KEYWORDS: Readonly<Record<string, string>> = {
  STOP: 'stop-texts',
  STOPALL: 'stop-texts',
  UNSUBSCRIBE: 'stop-texts',
  CANCEL: 'stop-texts',
  END: 'stop-texts',
  QUIT: 'stop-texts',
  START: 'start-texts',
  UNSTOP: 'start-texts',
  HELP: 'help',
  INFO: 'help',
  CHANGE: 'rebook',
  RESCHEDULE: 'rebook',
  YES: 'confirm',
  Y: 'confirm',
  C: 'confirm',
  NO: 'decline',
  N: 'decline',
};

/** Below this score nlp.js says itself that it does not know. */
const SURE = 0.5;

/** nlp.js, taught with the development part: a set of intents is one class of it. */
export async function nlpJs(peers: Peers, development: readonly Saying[]): Promise<Reader> {
  const { dockStart } = peers('@nlpjs/basic');
  const settings = { nlp: { autoSave: false, log: false, forceNER: false, languages: ['en'] } };
  const dock = await dockStart({ use: ['Basic'], settings });
  const nlp = dock.get('nlp');
  nlp.addLanguage('en');
  for (const { line, intents } of development) nlp.addDocument('en', line.text, intents.join('+'));
  await nlp.train();
  return {
    name: 'nlp.js',
    async read({ line }) {
      const { intent, score } = await nlp.process('en', line.text);
      return !intent || intent === 'None' || score < SURE ? ['other'] : intent.split('+');
    },
  };
}
