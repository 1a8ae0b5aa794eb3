import { plain } from '#conversation/reading/plain';

/**
 * Whether words say how to get in: a code, a combination, where a key lies. Such words are kept apart and erased when
 * the visit is over. What is in doubt is taken for access: to forget a note too much harms nobody.
 */
export function opensDoors(text: string): boolean {
  const { words } = plain(text);
  return (CODE.test(words) && /\d{2,}/.test(words)) || KEY.test(words) || /^#?\d{3,8}[#*]?$/.test(text.trim());
}

const CODE =
  /\b(?:gate|code|codes|pin|passcode|password|combo|combination|keypad|key pad|lock ?box|alarm|callbox|call box|entry|access|door|garage|buzz|buzzer|dial|clave|codigo|porton|puerta|entrada|timbre|reja|contrasena|alarma|cochera)\b/;
const KEY =
  /\b(?:keys?|llaves?)\b.{0,40}\b(?:under|in|behind|inside|on|at|with|debajo|bajo|atras|detras|en|con)\b|\b(?:lock ?box|door|gate|garage)\b.{0,20}\b(?:unlocked|open|sin llave|abiert[ao])\b|\b(?:password|passcode|contrasena|clave) (?:is|es)\b/;
