import { sayIn } from '#conversation/catalogue/say-in';
import type { ChoiceSaid, Hearer, Listener, Menu } from '#conversation/facts';
import { type Clause, rather } from '#conversation/fit';
import { firstOf, opening, shortNameOf, spokenClock, when } from '#conversation/said';

/**
 * The lines of a menu in the order of their digits, ended by the person. `keeping` says what the keep digit does,
 * `Keep Maria`.
 */
export function menuLines(menu: Menu, keeping: string, now: Date, hearer: Hearer): readonly Clause[] {
  const say = sayIn(hearer.language);
  const isMixed = heldness(menu) === 'some';
  const lines = menu.choices.map((choice) => ({
    digit: choice.digit,
    clause: choiceLine(choice, isMixed && choice.isUnheld === true, now, hearer),
  }));
  if (menu.keep !== null) lines.push({ digit: menu.keep, clause: `\n${menu.keep} ${keeping}` });
  lines.sort((a, b) => a.digit - b.digit);
  const person = rather(4, `\n0 ${say('menu.person')}`, `\n0 ${say('said.agent')}`);
  return [...lines.map((line) => line.clause), person];
}

/** `Sam R.` for somebody new, `Maria` for the one they know. */
export const chosenName = ({ technician, sameTechnician }: ChoiceSaid, to: Listener) =>
  sameTechnician ? firstOf(technician, to) : shortNameOf(technician, to);

/** `1-4`, `1, 3 or 4`: the digits that do something, the person's 0 apart. */
export function digitsOf({ choices, keep }: Menu, { language }: Listener): string {
  const digits = [...choices.map((choice) => choice.digit), ...(keep === null ? [] : [keep])].sort((a, b) => a - b);
  const [first, last] = [digits[0], digits.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (last - first === digits.length - 1 && last > first) return `${first}-${last}`;
  if (digits.length === 1) return `${first}`;
  return sayIn(language)('menu.digits', { digits: digits.slice(0, -1).join(', '), last });
}

/** `Replies 1-4 or 0 still work until 8:22am.` */
export function stillOpen(menu: Menu, now: Date, hearer: Hearer): string {
  const say = sayIn(hearer.language);
  const until = spokenClock(menu.heldUntil, now, hearer);
  const digits = digitsOf(menu, hearer);
  return digits ? say('menu.still-open', { digits, until }) : say('menu.still-open.person', { until });
}

/** How much of a menu is kept for him: said of all of it at once, or at each line that is not. */
export function heldness({ choices }: Pick<Menu, 'choices'>): 'all' | 'some' | 'none' {
  const unheld = choices.filter(({ isUnheld }) => isUnheld).length;
  return unheld === 0 ? 'all' : unheld === choices.length ? 'none' : 'some';
}

/** The last line of a menu: until when it is held, or that nothing of it is. */
export function heldLine(menu: Menu, now: Date, hearer: Hearer): Clause {
  const say = sayIn(hearer.language);
  if (heldness(menu) === 'none') return rather(2, `\n${say('menu.none-held')}`, `\n${say('menu.none-held.short')}`);
  const until = { until: spokenClock(menu.heldUntil, now, hearer) };
  return rather(2, `\n${say('menu.held', until)}`, `\n${say('menu.held.short', until)}`);
}

function choiceLine(choice: ChoiceSaid, saysNotHeld: boolean, now: Date, hearer: Hearer): Clause {
  const say = sayIn(hearer.language);
  const line = `\n${choice.digit} ${opening(when(choice.window, now, hearer))}, `;
  const name = chosenName(choice, hearer);
  const lines = [name, name.slice(0, 6).trim(), name.slice(0, 4).trim()].map((said) => line + said);
  if (!saysNotHeld) return rather(5, ...lines);
  const [notHeld, shorter] = [`, ${say('menu.not-held')}`, `, ${say('menu.not-held.short')}`];
  return rather(5, ...lines.map((said) => said + notHeld), lines.at(-1) + shorter);
}
