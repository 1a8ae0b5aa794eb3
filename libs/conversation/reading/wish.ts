import type { Intent } from '#conversation/reading/asked';

/**
 * An intent, the wordings that carry it, and the ones that look like it and are not it. Patterns are read on the plain
 * words of one clause or sentence: lower case, no accents, no marks, shorthand spelt out, the technician of the visit
 * as `tech` and anybody else who is on offer as `othertech`. They bound every gap, so that no text is slow to read.
 */
export type Wish = {
  readonly intent: Intent;
  readonly says: readonly RegExp[];
  readonly unless?: readonly RegExp[];
  /** Wordings that forbid the reading wherever in the text they stand. */
  readonly never?: readonly RegExp[];
};

/** Whoever does the work, as customers call him. */
export const TECH =
  '(?:tech|techs|technician|technicians|guy|guys|man|person|worker|repairman|repair man|installer|crew|driver|dude|lady|woman|girl|gal|fella|plumber|electrician|serviceman|service man|cable guy|contractor|specialist|engineer|mechanic|team|truck|van)';

/** What is to happen, as customers call it. */
export const VISIT =
  '(?:visit|appointment|appointments|booking|job|repair|service|install|installation|service call|slot|order|thing|time|spot|window|reservation|inspection|cleaning|maintenance|tune up|cita|visita)';

/** Those whom a question is about. */
export const HIM = `(?:he|she|they|you|you guys|you people|yall|it|we|someone|somebody|anyone|anybody|people|tech|othertech|the othertech|him|her|them|maintenance|(?:the|my|your|our|that|this|a|any|ur) (?:\\w+ )?${TECH}|your people)`;

/** The intents of the wishes that words carry; `text` is the whole text's words. */
export const spoken = (wishes: readonly Wish[], words: string, text: string): Intent[] =>
  wishes
    .filter(
      ({ says, unless, never }) =>
        says.some((p) => p.test(words)) && !unless?.some((p) => p.test(words)) && !never?.some((p) => p.test(text)),
    )
    .map(({ intent }) => intent);
