import type { ChoiceSaid, Hearer, Menu, TechnicianSaid } from '#conversation/facts';
import { type Clause, rather } from '#conversation/fit';
import { clock, firstOf, opening, shortNameOf, when } from '#conversation/said';

/** The lines of a menu in the order of their digits, ended by the person. `keeping` is what the keep digit stands for. */
export function menuLines(menu: Menu, keeping: string, now: Date, hearer: Hearer): readonly Clause[] {
  const isMixed = heldness(menu) === 'some';
  const lines = menu.choices.map((choice) => ({
    digit: choice.digit,
    clause: choiceLine(choice, isMixed && choice.isUnheld ? ', not held' : '', now, hearer),
  }));
  if (menu.keep !== null) lines.push({ digit: menu.keep, clause: `\n${menu.keep} Keep ${keeping}` });
  lines.sort((a, b) => a.digit - b.digit);
  return [...lines.map((line) => line.clause), rather(4, '\n0 A person calls you', '\n0 A person')];
}

/** `Sam R.` for somebody new, `Maria` for the one they know. */
export const chosenName = ({ technician, sameTechnician }: ChoiceSaid) => nameFor(technician, sameTechnician);

/** `1-4`, `1, 3 or 4`: the digits that do something, the person's 0 apart. */
export function digitsOf({ choices, keep }: Menu): string {
  const digits = [...choices.map((choice) => choice.digit), ...(keep === null ? [] : [keep])].sort((a, b) => a - b);
  const [first, last] = [digits[0], digits.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (last - first === digits.length - 1 && last > first) return `${first}-${last}`;
  return digits.length === 1 ? `${first}` : `${digits.slice(0, -1).join(', ')} or ${last}`;
}

/** `Replies 1-4 or 0 still work until 8:22am.` */
export function stillOpen(menu: Menu, now: Date, hearer: Hearer): string {
  const digits = digitsOf(menu);
  return `${digits ? `Replies ${digits} or 0 still work` : 'Reply 0 still works'} until ${clock(menu.heldUntil, now, hearer)}.`;
}

/** How much of a menu is kept for him: said of all of it at once, or at each line that is not. */
export function heldness({ choices }: Pick<Menu, 'choices'>): 'all' | 'some' | 'none' {
  const unheld = choices.filter(({ isUnheld }) => isUnheld).length;
  return unheld === 0 ? 'all' : unheld === choices.length ? 'none' : 'some';
}

function choiceLine(choice: ChoiceSaid, after: string, now: Date, hearer: Hearer): Clause {
  const line = `\n${choice.digit} ${opening(when(choice.window, now, hearer))}, `;
  const name = chosenName(choice);
  return rather(5, ...[name, name.slice(0, 6).trim(), name.slice(0, 4).trim()].map((said) => line + said + after));
}

const nameFor = (technician: TechnicianSaid, same: boolean) => (same ? firstOf(technician) : shortNameOf(technician));
