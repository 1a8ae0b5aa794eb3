import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OsmNode, OsmRelation, OsmWay } from '#apps/roads/build/osm';
import type { Listener } from '#apps/roads/build/read-block';
import { readExtract } from '#apps/roads/build/read-extract';
import { type ExtractWriter, writeExtract } from '#apps/roads/build/write-extract';

/** So many things are sorted in memory at once; more of them are merged from files. */
export const RUN_SIZES = { node: 500_000, way: 100_000, relation: 20_000 } as const;

type Kind = keyof typeof RUN_SIZES;
type Things = { node: OsmNode; way: OsmWay; relation: OsmRelation };
type Thing = Things[Kind];

/**
 * Writes the extract at `from` to `to` with nodes, ways and relations in this order, each by id; of a thing that comes
 * twice the later one is kept. `scratch` is a folder for what does not fit into memory. Yields the byte it has read to.
 */
export function* sortExtract(
  from: string,
  to: string,
  scratch: string,
  runSizes: Readonly<Record<Kind, number>> = RUN_SIZES,
): Generator<number> {
  mkdirSync(scratch, { recursive: true });
  const piles = { node: pile('node'), way: pile('way'), relation: pile('relation') };

  function pile<K extends Kind>(kind: K) {
    const files: string[] = [];
    let run: Things[K][] = [];
    return {
      add(thing: Things[K]) {
        run.push(thing);
        if (run.length < runSizes[kind]) return;
        const file = join(scratch, `${kind}-${files.length}.osm.pbf`);
        const writer = writeExtract(file);
        for (const each of sorted(run)) writeTo(writer, kind, each);
        writer.end();
        files.push(file);
        run = [];
      },
      inOrder: () => merged<Things[K]>([...files.map((file) => thingsIn<K>(file, kind)), sorted(run)]),
    };
  }

  yield* readExtract(from, {
    node: (id, lat, lng, tags) => piles.node.add({ id, lat, lng, tags }),
    way: (id, refs, tags) => piles.way.add({ id, refs, tags }),
    relation: (id, members, tags) => piles.relation.add({ id, members, tags }),
  });
  const writer = writeExtract(to);
  try {
    for (const kind of ['node', 'way', 'relation'] as const)
      for (const thing of piles[kind].inOrder()) writeTo(writer, kind, thing);
  } finally {
    writer.end();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** By id; a stable sort, and of equals the last. */
const sorted = <T extends Thing>(run: T[]): T[] =>
  run.sort((a, b) => a.id - b.id).filter((thing, i) => thing.id !== run[i + 1]?.id);

function writeTo(writer: ExtractWriter, kind: Kind, thing: Thing): void {
  const all = thing as OsmNode & OsmWay & OsmRelation;
  if (kind === 'node') writer.node(all.id, all.lat, all.lng, all.tags);
  else if (kind === 'way') writer.way(all.id, all.refs, all.tags);
  else writer.relation(all.id, all.members, all.tags);
}

function* thingsIn<K extends Kind>(file: string, kind: K): Generator<Things[K]> {
  let block: Thing[] = [];
  const listener: Required<Listener> = {
    node: (id, lat, lng, tags) => block.push({ id, lat, lng, tags }),
    way: (id, refs, tags) => block.push({ id, refs, tags }),
    relation: (id, members, tags) => block.push({ id, members, tags }),
  };
  for (const _ of readExtract(file, { [kind]: listener[kind] })) {
    yield* block as Things[K][];
    block = [];
  }
}

/** Several sorted sources as one; of equals the one from the last source. */
function* merged<T extends Thing>(sources: readonly Iterable<T>[]): Generator<T> {
  const heads = sources.map((source) => {
    const rest = source[Symbol.iterator]();
    return { rest, next: rest.next() };
  });
  for (;;) {
    let least = Infinity;
    for (const { next } of heads) if (!next.done && next.value.id < least) least = next.value.id;
    if (least === Infinity) return;
    let chosen: T | undefined;
    for (const head of heads) {
      if (head.next.done || head.next.value.id !== least) continue;
      chosen = head.next.value;
      head.next = head.rest.next();
    }
    yield chosen!;
  }
}
