import { featuresOf, LEARNABLE } from '#conversation/reading/likely';
import { plainFor } from '#conversation/read-reply';
import { askedOf, momentOf } from '#apps/cli/replies';
import type { Saying } from '#test/bench/replies/sayings';

const EPOCHS = 30;
const RATE = 0.25;
const DECAY = 0.0015;
/** Features that were met once tell of one text and not of people. */
const LEAST_MET = 2;
const LEAST_WEIGHT = 0.3;

type Example = { readonly features: readonly string[]; readonly intents: ReadonlySet<string> };

/** Weights of words for every intent that may be learned: logistic regression by stochastic descent, the same each time. */
export function learn(sayings: readonly Saying[]): Record<string, Record<string, number>> {
  const examples = sayings.map(exampleOf);
  const met = new Map<string, number>();
  for (const { features } of examples) for (const feature of features) met.set(feature, (met.get(feature) ?? 0) + 1);
  const kept = examples.map(({ features, intents }) => ({
    intents,
    features: features.filter((feature) => met.get(feature)! >= LEAST_MET),
  }));
  return Object.fromEntries(LEARNABLE.map((intent) => [intent, weightsFor(intent, kept)]));
}

function exampleOf({ line, intents }: Saying): Example {
  const { words, asks } = plainFor(line.text, askedOf(line), momentOf(line));
  return { features: featuresOf(words, asks), intents: new Set(intents) };
}

function weightsFor(intent: string, examples: readonly Example[]): Record<string, number> {
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
      const all = ['bias', ...features];
      const sum = all.reduce((total, feature) => total + (weights.get(feature) ?? 0), 0);
      const error = (intents.has(intent) ? 1 : 0) - 1 / (1 + Math.exp(-sum));
      for (const feature of all) {
        const weight = weights.get(feature) ?? 0;
        weights.set(feature, weight + rate * (error - DECAY * weight * 10));
      }
    }
  }
  const kept = [...weights].filter(([, weight]) => Math.abs(weight) >= LEAST_WEIGHT);
  return Object.fromEntries(
    kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([feature, weight]) => [feature, Math.round(weight * 100) / 100]),
  );
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

/** The file that ships the weights. */
export function asModule(weights: Record<string, Record<string, number>>): string {
  const lines = Object.entries(weights).map(([intent, words]) => {
    const pairs = Object.entries(words).map(([word, weight]) => `${JSON.stringify(word)}: ${weight}`);
    return `  '${intent}': {\n${pairs.map((pair) => `    ${pair},`).join('\n')}\n  },`;
  });
  return [
    '// Made by `npm run -s bench -- replies --learn` from the development part of the labelled replies; not written by hand.',
    'export const LEARNED: Readonly<Record<string, Readonly<Record<string, number>>>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}
