import type { Intent } from '#conversation/reading/asked';
import { LEARNED } from '#conversation/reading/learned';

/** What a learned reading may say. What acts is not among them: that takes wording that leaves no doubt. */
export const LEARNABLE = [
  'eta',
  'who',
  'is-cancelled',
  'other-tech',
  'rebook',
  'help',
  'person',
  'note',
  'confirm',
  'decline',
  'thanks',
  'eta-ack',
  'running-late-customer',
  'complaint',
] as const satisfies readonly Intent[];

/** Below this likelihood nothing is said: a person reads the text. */
const SURE = 0.7;

/** The words of a text, alone and in pairs, whether it asks, and how long it is; numbers are all alike. */
export function featuresOf(words: string, asks: boolean): string[] {
  const said = words.replace(/\d[\d:]*(?:am|pm)?/g, '0').split(' ').filter((word) => word !== '');
  const framed = ['^', ...said, '$'];
  const pairs = framed.slice(1).map((word, i) => `${framed[i]} ${word}`);
  return [...new Set([...said, ...pairs, ...(asks ? ['?'] : []), said.length <= 2 ? 'short' : said.length > 12 ? 'long' : 'middling'])];
}

/**
 * The intent that a text which no rule reads most likely has, by weights that were learned (logistic regression, one
 * intent against the rest; see `learned.ts`), or null when none is likely.
 */
export function likelyIntent(words: string, asks: boolean): Intent | null {
  const features = featuresOf(words, asks);
  let best: { intent: Intent; likelihood: number } | null = null;
  for (const intent of LEARNABLE) {
    const weights = LEARNED[intent];
    if (!weights) continue;
    const sum = features.reduce((total, feature) => total + (weights[feature] ?? 0), weights['bias'] ?? 0);
    const likelihood = 1 / (1 + Math.exp(-sum));
    if (likelihood >= SURE && likelihood > (best?.likelihood ?? 0)) best = { intent, likelihood };
  }
  return best?.intent ?? null;
}
