import type { Intent } from '#conversation/reading/asked';

/**
 * An intent, the wordings that carry it, and the ones that look like it and are not it. Patterns are read on plain
 * words: lower case, no accents, no marks, shorthand spelt out. They bound every gap, so that no text is slow to read.
 */
export type Wish = { readonly intent: Intent; readonly says: readonly RegExp[]; readonly unless?: readonly RegExp[] };

/** Whoever does the work, as customers call him. */
export const TECH =
  '(?:tech|techs|technician|guy|man|person|worker|repairman|installer|crew|driver|dude|lady|woman|fella)';

/** What is to happen, as customers call it. */
export const VISIT =
  '(?:visit|appointment|booking|job|repair|service|install|installation|service call|slot|order|thing|cita|visita)';
