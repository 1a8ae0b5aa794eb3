import { closeSync, openSync, writeSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import { type Member, MEMBER_TYPES, type Tags } from '#apps/roads/build/osm';

/** So many things of one kind go into a block; the format advises it. */
const MOST_IN_BLOCK = 8000;
/** References and tags in a block; far below the 32 MiB that a block may have. */
const MOST_PARTS = 500_000;

type Kind = 'node' | 'way' | 'relation';
type Entry = {
  readonly id: number;
  readonly tags: Tags;
  readonly lat: number;
  readonly lng: number;
  readonly refs: readonly number[];
  readonly members: readonly Member[];
};
const NONE = { lat: 0, lng: 0, refs: [], members: [] } as const;

export type ExtractWriter = {
  node(id: number, lat: number, lng: number, tags: Tags): void;
  way(id: number, refs: readonly number[], tags: Tags): void;
  relation(id: number, members: readonly Member[], tags: Tags): void;
  /** Writes what is left and closes the file. */
  end(): void;
};

/**
 * Writes an extract to `path` in the order in which things come, which for a sorted one is nodes, ways, relations, each
 * by id. The same things give the same bytes. Throws the system's error when the file cannot be written.
 */
export function writeExtract(path: string): ExtractWriter {
  const file = openSync(path, 'w');
  let kind: Kind = 'node';
  let waiting: Entry[] = [];
  let parts = 0;
  writeBlob(file, 'OSMHeader', headerBlock());

  const flush = () => {
    if (waiting.length > 0) writeBlob(file, 'OSMData', block(kind, waiting));
    waiting = [];
    parts = 0;
  };
  const add = (next: Kind, entry: Entry) => {
    if (next !== kind || waiting.length === MOST_IN_BLOCK || parts > MOST_PARTS) flush();
    kind = next;
    parts += entry.refs.length + entry.members.length + entry.tags.size;
    waiting.push(entry);
  };
  return {
    node: (id, lat, lng, tags) => add('node', { ...NONE, id, lat, lng, tags }),
    way: (id, refs, tags) => add('way', { ...NONE, id, refs, tags }),
    relation: (id, members, tags) => add('relation', { ...NONE, id, members, tags }),
    end() {
      try {
        flush();
      } finally {
        closeSync(file);
      }
    },
  };
}

function writeBlob(file: number, type: string, content: Uint8Array): void {
  const blob = new PbfWriter();
  blob.writeVarintField(2, content.length);
  blob.writeBytesField(3, deflateSync(content));
  const body = blob.finish();
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, body.length);
  const head = header.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  const bytes = Buffer.concat([length, head, body]);
  for (let from = 0; from < bytes.length;) from += writeSync(file, bytes, from);
}

function headerBlock(): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeStringField(4, 'OsmSchema-V0.6');
  pbf.writeStringField(4, 'DenseNodes');
  pbf.writeStringField(16, 'doorward');
  return pbf.finish();
}

function block(kind: Kind, entries: readonly Entry[]): Uint8Array {
  const texts = stringTable();
  const group = new PbfWriter();
  if (kind === 'node') group.writeMessage(2, (_, pbf) => writeDense(pbf, entries, texts.indexOf), null);
  else if (kind === 'way')
    for (const way of entries) group.writeMessage(3, (_, pbf) => writeWay(pbf, way, texts.indexOf), null);
  else for (const one of entries) group.writeMessage(4, (_, pbf) => writeRelation(pbf, one, texts.indexOf), null);
  const body = group.finish();

  const pbf = new PbfWriter();
  pbf.writeMessage(1, (_, table) => texts.all().forEach((text) => table.writeBytesField(1, utf8(text))), null);
  pbf.writeBytesField(2, body);
  return pbf.finish();
}

/** The texts of a block, each once. Number 0 stands for "no more tags" among dense nodes, so it is no text. */
function stringTable() {
  const numbers = new Map<string, number>();
  return {
    indexOf(text: string): number {
      const known = numbers.get(text) ?? numbers.size + 1;
      numbers.set(text, known);
      return known;
    },
    all: () => ['', ...numbers.keys()],
  };
}

type IndexOf = (text: string) => number;

function writeDense(pbf: PbfWriter, nodes: readonly Entry[], indexOf: IndexOf): void {
  const hasTags = nodes.some(({ tags }) => tags.size > 0);
  pbf.writePackedSVarint(1, differences(nodes.map(({ id }) => id)));
  pbf.writePackedSVarint(8, differences(nodes.map(({ lat }) => lat)));
  pbf.writePackedSVarint(9, differences(nodes.map(({ lng }) => lng)));
  if (!hasTags) return;
  const keysValues = nodes.flatMap(({ tags }) => [...[...tags].flatMap(([k, v]) => [indexOf(k), indexOf(v)]), 0]);
  pbf.writePackedVarint(10, keysValues);
}

function writeWay(pbf: PbfWriter, { id, tags, refs }: Entry, indexOf: IndexOf): void {
  pbf.writeVarintField(1, id);
  writeTags(pbf, tags, indexOf);
  pbf.writePackedSVarint(8, differences(refs));
}

function writeRelation(pbf: PbfWriter, { id, tags, members }: Entry, indexOf: IndexOf): void {
  pbf.writeVarintField(1, id);
  writeTags(pbf, tags, indexOf);
  pbf.writePackedVarint(
    8,
    members.map(({ role }) => indexOf(role)),
  );
  pbf.writePackedSVarint(9, differences(members.map(({ ref }) => ref)));
  pbf.writePackedVarint(
    10,
    members.map(({ type }) => MEMBER_TYPES.indexOf(type)),
  );
}

function writeTags(pbf: PbfWriter, tags: Tags, indexOf: IndexOf): void {
  if (tags.size === 0) return;
  pbf.writePackedVarint(2, [...tags.keys()].map(indexOf));
  pbf.writePackedVarint(3, [...tags.values()].map(indexOf));
}

/** The package's own writer of texts takes one sign for another beyond U+1FFFF, where rare names are written. */
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

const differences = (numbers: readonly number[]) => numbers.map((n, i) => n - (i === 0 ? 0 : numbers[i - 1]!));
