import { isDrivable } from '#apps/roads/build/driving';
import { readExtract } from '#apps/roads/build/read-extract';

/** What an extract holds, known after reading it once. */
export type Survey = {
  readonly isSorted: boolean;
  readonly nodes: number;
  readonly ways: number;
  readonly relations: number;
  /** Ways a car may use. */
  readonly roads: number;
};

type Counting = { -readonly [K in keyof Survey]: Survey[K] };

/** Reads the whole extract, which shows whether it is sound. Yields the byte it has come to. */
export function* survey(path: string): Generator<number, Survey> {
  const found: Counting = { isSorted: true, nodes: 0, ways: 0, relations: 0, roads: 0 };
  let last = { rank: 0, id: -Infinity };
  const inOrder = (rank: number, id: number) => {
    if (rank < last.rank || (rank === last.rank && id <= last.id)) found.isSorted = false;
    last = { rank, id };
  };
  yield* readExtract(path, {
    node(id) {
      inOrder(1, id);
      found.nodes++;
    },
    way(id, _, tags) {
      inOrder(2, id);
      found.ways++;
      if (isDrivable(tags)) found.roads++;
    },
    relation(id) {
      inOrder(3, id);
      found.relations++;
    },
  });
  return found;
}
