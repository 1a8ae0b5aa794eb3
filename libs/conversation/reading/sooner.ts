import { plain } from '#conversation/reading/plain';

const SOONER = /\b(?:sooner|earlier|mas temprano|mas pronto|antes)\b/;
/** Of what he did before, or of what is at his end. */
const UNLESS =
  /\b(?:said|told|texted|called|asked|was|were) (?:\w+ )?earlier\b|\b(?:no|not|dont|cant|nothing) (?:\w+ ){0,2}(?:sooner|earlier)\b/;

/** Whether somebody who would like another time means a sooner one. */
export function wantsSooner(text: string): boolean {
  const { words } = plain(text);
  return SOONER.test(words) && !UNLESS.test(words);
}
