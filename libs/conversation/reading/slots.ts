import { dayAt } from '#time/zone';
import type { Intent } from '#conversation/reading/asked';
import { callbackSaid } from '#conversation/reading/callback';
import type { Moment } from '#conversation/reading/days';
import type { Heard } from '#conversation/reading/heard';
import type { Plain } from '#conversation/reading/plain';
import { isNothing, type When } from '#conversation/reading/when';

/** Whoever cancels "my wed thing" means that day and no other. */
export function cancelledDay(heard: readonly Heard[], intents: readonly Intent[], moment: Moment): { when?: When } {
  if (!intents.includes('cancel-visit')) return {};
  const day = heard.find((clause) => clause.intents.includes('cancel-visit'))?.time.day;
  const isTheVisits = moment.visit && day === dayAt(moment.visit.from, moment.zone);
  return day === undefined || isTheVisits ? {} : { when: { day } };
}

export function callbackIn(heard: readonly Heard[], said: Plain, moment: Moment | null): string | undefined {
  const number = callbackSaid(said.text, null);
  if (number !== undefined) return number;
  const asking = heard.filter(({ intents }) => intents.includes('person'));
  for (const { clause } of asking) {
    const callback = callbackSaid(clause.text, moment);
    if (callback !== undefined) return callback;
  }
  return undefined;
}

/**
 * The sentences that tell something; the whole text when it does nothing else. A question that ends such a sentence is
 * for us: `gate code 4471, when are you here?` tells `gate code 4471`.
 */
export function noteIn(said: Plain, heard: readonly Heard[]): string {
  const isTold = ({ intents }: Heard) => intents.includes('note');
  const told = said.sentences.filter(({ text }) => heard.some((one) => isTold(one) && text.includes(one.clause.text)));
  const asked = heard.filter((one) => !isTold(one) && one.clause.text.endsWith('?') && one.intents.some(isQuestion));
  const cut = told.map(({ text }) => {
    const last = asked.find(({ clause }) => clause.text !== text && text.endsWith(clause.text));
    return last ? text.slice(0, -last.clause.text.length).replace(BEFORE_A_QUESTION, '') : text;
  });
  const isWhole = cut.length === said.sentences.length && cut.every((text, i) => text === told[i]!.text);
  return isWhole ? said.text : cut.join(' ');
}

const isQuestion = (intent: Intent) =>
  intent === 'eta' || intent === 'who' || intent === 'is-cancelled' || intent === 'other-tech';

/** What joined the question to what was told. */
const BEFORE_A_QUESTION = /[\s,;(¿–—-]*(?:\b(?:and|but|so|y|pero|also)[\s,]*)?[\s,;(¿–—-]*$/iu;

/** The time that all clauses wish for together; a bare time of who is late himself is when he will be home. */
export function wished(heard: readonly Heard[], found: ReadonlySet<Intent>): When {
  const isLate = found.has('running-late-customer') && !found.has('rebook');
  const timed = heard.filter(({ when, intents }) => !isNothing(when) && !(isLate && intents.length === 0));
  if (found.has('stop-texts')) return {};
  const days = [...new Set(timed.flatMap(({ when }) => when.day?.split(',') ?? []))].sort();
  const merged = Object.assign({}, ...timed.map(({ when }) => when).reverse()) as When;
  const { day: _, ...rest } = merged;
  const single = days.filter((day) => !day.includes('/'));
  const named = single.length ? single : days;
  return named.length ? { day: named.join(','), ...rest } : rest;
}
