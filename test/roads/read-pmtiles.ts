import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { PbfReader } from 'pbf';

/* A reader of PMTiles and of what is in a tile, written from their specifications and from nothing of ours. */

export type Archive = {
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly bbox: readonly number[];
  readonly metadata: any;
  readonly leaves: number;
  /** Every tile there is, by id. */
  readonly ids: readonly number[];
  /** Null where there is no tile. */
  tile(id: number): Layers | null;
};
/**
 * The features of each layer: their properties, the kind of geometry (1 points, 2 lines, 3 areas), and where it begins, in
 * 4096ths of the tile from its north-western corner.
 */
export type Layers = Record<
  string,
  readonly { type: number; properties: Record<string, string>; start: readonly [x: number, y: number] }[]
>;

type Entry = { id: number; offset: number; length: number; run: number };

export function readPmtiles(path: string): Archive {
  const file = readFileSync(path);
  if (file.toString('latin1', 0, 7) !== 'PMTiles' || file[7] !== 3) throw new Error('no PMTiles of version 3');
  const number = (at: number) => Number(file.readBigUInt64LE(at));
  const part = (at: number) => file.subarray(number(at), number(at) + number(at + 8));
  const [leaves, tiles] = [part(40), part(56)];
  const root = directory(part(8));
  if (number(8) + number(16) > 16_384) throw new Error('the root directory reaches beyond the first 16 KiB');
  const entries = root.flatMap((entry) =>
    entry.run > 0 ? [entry] : directory(leaves.subarray(entry.offset, entry.offset + entry.length)),
  );
  return {
    minZoom: file[100]!,
    maxZoom: file[101]!,
    bbox: [102, 106, 110, 114].map((at) => file.readInt32LE(at) / 1e7),
    metadata: JSON.parse(gunzipSync(part(24)).toString()),
    leaves: root.filter(({ run }) => run === 0).length,
    ids: entries.map(({ id }) => id),
    tile(id) {
      const found = entries.find((entry) => entry.id <= id && id < entry.id + entry.run);
      return found ? layers(gunzipSync(tiles.subarray(found.offset, found.offset + found.length))) : null;
    },
  };
}

function directory(bytes: Uint8Array): Entry[] {
  const pbf = new PbfReader(gunzipSync(bytes));
  const entries = Array.from({ length: pbf.readVarint() }, () => ({ id: 0, offset: 0, length: 0, run: 0 }));
  let id = 0;
  for (const entry of entries) entry.id = id += pbf.readVarint();
  for (const entry of entries) entry.run = pbf.readVarint();
  for (const entry of entries) entry.length = pbf.readVarint();
  entries.forEach((entry, i) => {
    const said = pbf.readVarint();
    entry.offset = said > 0 ? said - 1 : entries[i - 1]!.offset + entries[i - 1]!.length;
  });
  return entries;
}

function layers(bytes: Uint8Array): Layers {
  const all: Layers = {};
  new PbfReader(bytes).readFields((field, _, pbf) => {
    if (field !== 3) return;
    const layer = { name: '', keys: [] as string[], values: [] as string[], features: [] as number[][] };
    const types: number[] = [];
    const starts: (readonly [number, number])[] = [];
    pbf.readMessage((inner, __, p) => {
      if (inner === 1) layer.name = p.readString();
      else if (inner === 3) layer.keys.push(p.readString());
      else if (inner === 4)
        p.readMessage((kind, ___, value) => kind === 1 && layer.values.push(value.readString()), null);
      else if (inner === 2) {
        const tags: number[] = [];
        let type = 0;
        const geometry: number[] = [];
        p.readMessage((kind, ___, feature) => {
          if (kind === 2) feature.readPackedVarint(tags);
          else if (kind === 3) type = feature.readVarint();
          else if (kind === 4) feature.readPackedVarint(geometry);
        }, null);
        layer.features.push(tags);
        types.push(type);
        // After the command to move there (9), two numbers in zigzag.
        starts.push([zigzag(geometry[1]!), zigzag(geometry[2]!)]);
      }
    }, null);
    all[layer.name] = layer.features.map((tags, i) => ({
      type: types[i]!,
      start: starts[i]!,
      properties: Object.fromEntries(
        Array.from({ length: tags.length / 2 }, (__, k) => [
          layer.keys[tags[2 * k]!]!,
          layer.values[tags[2 * k + 1]!]!,
        ]),
      ),
    }));
  }, null);
  return all;
}

const zigzag = (n: number) => (n >>> 1) ^ -(n & 1);
