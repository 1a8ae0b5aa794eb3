import { plain } from '#conversation/reading/plain';

/** Whether somebody says that what was done did not last: "still wrong", "it is broken again", "sigue sin funcionar". */
export function saysStillWrong(text: string): boolean {
  const { words } = plain(text);
  return STILL.some((pattern) => pattern.test(words)) && !FINE.test(words);
}

const WRONG =
  '(?:wrong|broken|broke|down|out|dead|leaking|leaks|dripping|off|slow|not working|doesnt work|isnt working|wont work|not fixed|isnt fixed|happening|acting up|quit|died|failed|went out|clogged|tripping|no (?:internet|power|water|heat|signal|wifi|hot water))';
const STILL: readonly RegExp[] = [
  new RegExp(`\\bstill (?:\\w+ )?${WRONG}\\b|\\b${WRONG} (?:\\w+ )?again\\b|\\bagain (?:\\w+ )?${WRONG}\\b`),
  /\b(?:didnt|never|not|wasnt) (?:really )?(?:fix|fixed|work|repaired|solved)\b|\b(?:stopped working|same (?:problem|issue)|problem is back|issue is back|came back|is back again|got worse|worse (?:now|than before)|no better)\b|^still wrong$/,
  /\b(?:sigue|siguen) (?:sin|mal|roto|rota|igual|fallando|goteando|tirando)\b|\b(?:otra vez|de nuevo|nuevamente)\b.{0,30}\b(?:no (?:funciona|sirve|hay|tengo)|fall\w+|rot[oa]|gote\w+|se (?:cayo|fue|descompuso))\b|\b(?:no (?:funciona|sirve|hay|quedo|arregl\w+|repar\w+)|fall\w+|rot[oa]|gote\w+|se (?:cayo|fue|descompuso)|mal)\b.{0,30}\b(?:otra vez|de nuevo|todavia|aun|bien)\b|\b(?:todavia|aun) (?:no (?:funciona|sirve|hay)|mal)\b|\bmismo problema\b/,
];
const FINE = /\b(?:not|isnt|nothing) (?:\w+ )?wrong\b|\bstill (?:working|works|fine|good)\b|\ball (?:good|fixed)\b/;
