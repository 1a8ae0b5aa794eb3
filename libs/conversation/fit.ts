import { segments } from '#conversation/segments';

/**
 * A piece of a text. A plain string is always said. Of `say`, from long to short, the first is said that leaves room;
 * an empty last one means the clause may be left out. What has the least `worth` gives way first.
 */
export type Clause = string | { readonly say: readonly string[]; readonly worth: number };

/** A clause that is said if there is room. */
export const may = (worth: number, said: string): Clause => ({ say: [said, ''], worth });

/** A clause that is always said, as fully as there is room for. */
export const rather = (worth: number, ...say: readonly string[]): Clause => ({ say, worth });

/**
 * The clauses as one text of at most `parts` SMS parts, the least important words given up first. Every datum in it is
 * clipped by its writer, so that what must be said always has room. A clause that starts with a line break opens a line.
 */
export function fit(clauses: readonly Clause[], parts = 1): string {
  const chosen = clauses.map(() => 0);
  for (;;) {
    const text = joined(clauses.map((clause, i) => (typeof clause === 'string' ? clause : clause.say[chosen[i]!]!)));
    const next = segments(text).segments > parts ? cheapest(clauses, chosen) : -1;
    if (next < 0) return text;
    chosen[next]!++;
  }
}

/** The clause of least worth that still has a shorter form, or -1. */
function cheapest(clauses: readonly Clause[], chosen: readonly number[]): number {
  let [found, least] = [-1, Infinity];
  clauses.forEach((clause, i) => {
    if (typeof clause === 'string' || chosen[i]! + 1 >= clause.say.length || clause.worth >= least) return;
    [found, least] = [i, clause.worth];
  });
  return found;
}

const joined = (said: readonly string[]) =>
  said
    .filter((clause) => clause !== '')
    .join(' ')
    .replace(/ \n/g, '\n');
