/** A text that waited from `since` and was handed over at `at`; the lower its `urgency`, the sooner it should go. */
export type Waited = { readonly group: string; readonly urgency: number; readonly since: number; readonly at: number };

export type Order = {
  /** Pairs of which both waited when the first of them was handed over, and whose urgency differs. */
  readonly pairs: number;
  /** Those of them in which the less urgent one went first. */
  readonly inversions: number;
  /** The longest that a text of the same group was overtaken by a less urgent one, whether it waited yet or not, ms. */
  readonly worstWithinGroup: number;
};

/** How far texts left in the order of their urgency: Kendall's count over all that waited at the same time. */
export function orderOf(texts: readonly Waited[]): Order {
  let [pairs, inversions, worstWithinGroup] = [0, 0, 0];
  for (const urgent of texts)
    for (const other of texts) {
      if (urgent.urgency >= other.urgency) continue;
      const overtakenFor = urgent.at - other.at;
      if (urgent.group === other.group) worstWithinGroup = Math.max(worstWithinGroup, overtakenFor);
      if (Math.max(urgent.since, other.since) > Math.min(urgent.at, other.at)) continue;
      pairs++;
      if (overtakenFor > 0) inversions++;
    }
  return { pairs, inversions, worstWithinGroup };
}
