import { understand } from '#apps/cli/replies';
import type { Play } from '#test/bench/bench';
import { brief } from '#test/bench/figures';
import { load, machine } from '#test/bench/machine';
import { judge, type Judged, type Reader } from '#test/bench/replies/judge';
import { learn } from '#test/bench/replies/learned';
import { peers } from '#test/bench/replies/peers';
import { keywords, nlpJs } from '#test/bench/replies/rivals';
import { readSayings, type Saying } from '#test/bench/replies/sayings';
import { chrono, ours as ourTimes, recognizers, resolved } from '#test/bench/replies/times';

const AIMS: readonly (readonly [string, (judged: Judged) => boolean])[] = [
  ['exact set at least 90 %', ({ exact }) => exact >= 0.9],
  ['set-F1 at least 0.95', ({ setF1 }) => setF1 >= 0.95],
  ['opt-out recall at least 0.99', ({ optOutRecall }) => optOutRecall >= 0.99],
  ['false opt-outs at most 0.5 %', ({ optOutFalse }) => optOutFalse <= 0.005],
  ['no unsafe action', ({ unsafe }) => unsafe === 0],
  ['at most 1 ms of CPU per text', ({ ms }) => ms <= 1],
];

/** Understanding of replies, on the part of the labelled ones that no rule was written from. */
export const replies: Play = {
  name: 'replies',
  about: 'replies understood; rivals: keywords, nlp.js, and for times chrono-node and Microsoft Recognizers',
  async play(args) {
    if (args.length) {
      console.error('npm run -s bench -- replies takes nothing more');
      return 2;
    }
    const before = load();
    const { development, heldOut } = readSayings();
    const installed = await peers();
    const readers = [rules, withLearned(development), keywords];
    if (installed) readers.push(await nlpJs(installed, development));
    const judged: Record<string, Judged> = {};
    for (const reader of readers) judged[reader.name] = await judge(reader, heldOut);
    const resolvers = [ourTimes, ...(installed ? [chrono(installed), recognizers(installed)] : [])];
    const times = Object.fromEntries(resolvers.map((resolver) => [resolver.name, resolved(resolver, heldOut)]));
    const said = { bench: 'replies', machine: machine(null), load: { before, after: load() } };
    const texts = { development: development.length, heldOut: heldOut.length };
    console.log(
      JSON.stringify({ ...said, texts, judged, times }, (_, value) =>
        typeof value === 'number' ? brief(value) : value,
      ),
    );
    for (const line of table(judged, times, texts)) console.error(line);
    const wrong = judged[rules.name]!.unsafe;
    if (wrong) console.error(`WRONG: ${wrong} replies made us act that did not ask for it`);
    return wrong ? 1 : 0;
  },
};

const rules: Reader = { name: 'rules', read: ({ line }) => understand(line).intents };

/** The rules, and what was learned where they are silent. */
function withLearned(development: readonly Saying[]): Reader {
  const likely = learn(development);
  return {
    name: 'rules+learned',
    read({ line }) {
      const { intents } = understand(line);
      const more = intents[0] === 'other' ? likely(line.text) : null;
      return more === null ? intents : [more];
    },
  };
}

function table(
  judged: Record<string, Judged>,
  times: Record<string, { days: number; times: number; dayTexts: number; timeTexts: number }>,
  texts: { readonly development: number; readonly heldOut: number },
): string[] {
  const names = Object.keys(judged);
  const row = (what: string, cells: readonly string[]) =>
    what.padEnd(22) + cells.map((cell) => cell.padStart(14)).join('');
  const figures: readonly (readonly [string, (judged: Judged) => string])[] = [
    ['exact set', ({ exact }) => percent(exact)],
    ['set-F1', ({ setF1 }) => setF1.toFixed(3)],
    ['macro-F1', ({ macroF1 }) => macroF1.toFixed(3)],
    ['opt-out recall', ({ optOutRecall }) => percent(optOutRecall)],
    ['false opt-outs', ({ optOutFalse }) => percent(optOutFalse)],
    ['unsafe actions', ({ unsafe }) => String(unsafe)],
    ['CPU ms per text', ({ ms }) => ms.toFixed(2)],
  ];
  const [first] = Object.values(times);
  return [
    `${texts.heldOut} replies that were never used for development (${texts.development} were)`,
    row('', names),
    ...figures.map(([what, say]) =>
      row(
        what,
        names.map((name) => say(judged[name]!)),
      ),
    ),
    '',
    row('F1 of an intent', names),
    ...Object.entries(judged['rules']!.perIntent).map(([intent, { texts: count }]) =>
      row(
        `${intent} (${count})`,
        names.map((name) => judged[name]!.perIntent[intent]!.f1.toFixed(2)),
      ),
    ),
    '',
    row('resolved', Object.keys(times)),
    row(
      `days (${first!.dayTexts})`,
      Object.values(times).map(({ days }) => percent(days)),
    ),
    row(
      `times (${first!.timeTexts})`,
      Object.values(times).map((found) => percent(found.times)),
    ),
    '',
    ...AIMS.map(([what, isMet]) => `${isMet(judged['rules']!) ? 'reached' : 'MISSED '}  ${what}`),
  ];
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
