import { wordsOf } from '#conversation/reading/plain';
import type { Saying } from '#test/bench/replies/sayings';

const EPOCHS = 20;
const RATE = 0.25;
const DECAY = 0.01;
/** Features that were met once tell of one text and not of people. */
const LEAST_MET = 2;
/** Below this likelihood nothing is said: a person reads the text. */
const SURE = 0.6;
/** What acts is never learned: that takes wording that leaves no doubt. */
const ACTING = new Set([
  'choose',
  'cancel-visit',
  'stop-texts',
  'start-texts',
  'survey-score',
  'wrong-number',
  'other',
]);

type Example = { readonly features: readonly string[]; readonly intents: readonly string[] };
type Weights = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The likeliest intent of a text that no rule reads, or null. */
export type Likely = (text: string) => string | null;

/**
 * Logistic regression over words and pairs of words, one intent against the rest, by stochastic descent that draws the
 * same order each time. It is measured beside the rules; whether it earns a place is what the bench tells.
 */
export function learn(sayings: readonly Saying[]): Likely {
  const examples = sayings.map(({ line, intents }): Example => ({ features: featuresOf(line.text), intents }));
  const met = new Map<string, number>();
  for (const { features } of examples) for (const feature of features) met.set(feature, (met.get(feature) ?? 0) + 1);
  const kept = examples.map(({ features, intents }) => ({
    intents,
    features: features.filter((feature) => met.get(feature)! >= LEAST_MET),
  }));
  const names = [...new Set(examples.flatMap(({ intents }) => intents))].filter((intent) => !ACTING.has(intent));
  const weights: Weights = new Map(names.map((intent) => [intent, weightsFor(intent, kept)]));
  return (text) => likeliest(featuresOf(text), weights);
}

function featuresOf(text: string): string[] {
  const words = wordsOf(text)
    .replace(/\d[\d:]*(?:am|pm)?/g, '0')
    .split(' ');
  const framed = ['^', ...words, '$'];
  const pairs = framed.slice(1).map((word, i) => `${framed[i]} ${word}`);
  return [...new Set(['bias', ...words, ...pairs, ...(text.includes('?') ? ['?'] : [])])];
}

function weightsFor(intent: string, examples: readonly Example[]): Map<string, number> {
  const weights = new Map<string, number>();
  const order = examples.map((_, i) => i);
  const draw = draws(7);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = RATE / (1 + epoch / 8);
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(draw() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const at of order) {
      const { features, intents } = examples[at]!;
      const error = (intents.includes(intent) ? 1 : 0) - likelihood(features, weights);
      for (const feature of features) {
        const weight = weights.get(feature) ?? 0;
        weights.set(feature, weight + rate * (error - DECAY * weight));
      }
    }
  }
  return weights;
}

const likelihood = (features: readonly string[], weights: ReadonlyMap<string, number>) =>
  1 / (1 + Math.exp(-features.reduce((sum, feature) => sum + (weights.get(feature) ?? 0), 0)));

function likeliest(features: readonly string[], weights: Weights): string | null {
  let best: [string | null, number] = [null, SURE];
  for (const [intent, own] of weights) {
    const sure = likelihood(features, own);
    if (sure > best[1]) best = [intent, sure];
  }
  return best[0];
}

/** A small generator of our own (mulberry32), so that a seed gives the same weights everywhere. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
