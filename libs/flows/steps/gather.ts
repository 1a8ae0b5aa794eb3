/** How things are gathered that are done best together. */
export type Gathering<Item, Answer> = {
  /** As much is done at once: more waits for the next round. Counted in whatever `weigh` counts. */
  readonly most: number;
  /** While as much waits, nothing more is taken. */
  readonly full: number;
  /** So long the first one waits for others, ms. */
  readonly waitMs: number;
  readonly weigh: (item: Item) => number;
  /** Does them all, and answers each, in their order. */
  readonly run: (items: readonly Item[]) => Promise<readonly Answer[]>;
  /** After this failure each is tried by itself, so that one bad thing is nobody else's trouble. */
  readonly isOnes: (error: unknown) => boolean;
};

type Entry<Item, Answer> = {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Gathers what comes in within a few milliseconds and does it together, one round after the other; what comes in during
 * a round is done in the next, after as short a wait for more. Null when too much waits already.
 */
export function gather<Item, Answer>(how: Gathering<Item, Answer>): (item: Item) => Promise<Answer> | null {
  let waiting: Entry<Item, Answer>[] = [];
  let weight = 0;
  let isRunning = false;
  let timer: NodeJS.Timeout | null = null;

  async function round(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    isRunning = true;
    do await settle(how, next());
    while (weight >= how.most);
    isRunning = false;
    if (waiting.length) timer = setTimeout(() => void round(), how.waitMs);
  }

  function next(): Entry<Item, Answer>[] {
    let [count, taken] = [0, 0];
    while (count < waiting.length && taken < how.most) taken += how.weigh(waiting[count++]!.item);
    const now = waiting.slice(0, count);
    waiting = waiting.slice(count);
    weight -= taken;
    return now;
  }

  return (item) => {
    const more = how.weigh(item);
    if (weight > 0 && weight + more > how.full) return null;
    weight += more;
    const answer = new Promise<Answer>((resolve, reject) => waiting.push({ item, resolve, reject }));
    if (isRunning) return answer;
    if (weight >= how.most) void round();
    else timer ??= setTimeout(() => void round(), how.waitMs);
    return answer;
  };
}

/** Never fails: each entry hears for itself what became of it. */
async function settle<Item, Answer>(
  how: Gathering<Item, Answer>,
  entries: readonly Entry<Item, Answer>[],
): Promise<void> {
  try {
    const answers = await how.run(entries.map(({ item }) => item));
    entries.forEach(({ resolve }, n) => resolve(answers[n]!));
  } catch (error) {
    if (entries.length > 1 && how.isOnes(error)) for (const entry of entries) await settle(how, [entry]);
    else for (const { reject } of entries) reject(error);
  }
}
