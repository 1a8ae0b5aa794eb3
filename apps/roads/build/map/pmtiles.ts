import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import type { Tile } from '#apps/roads/build/map/cut-tiles';
import type { Box } from '#apps/roads/build/map/tile-grid';

/*
 * A PMTiles archive, version 3: all tiles of a map in one file that is read by byte ranges.
 * https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
 */

const HEADER_BYTES = 127;
/** Header and root directory together must lie in the first 16 KiB. */
const MOST_ROOT_BYTES = 16_384 - HEADER_BYTES;
const GZIP = 2;
const MVT = 1;

type Entry = { readonly id: number; readonly offset: number; readonly length: number; readonly run: number };

export type MapAbout = {
  readonly box: Box;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly name: string;
  readonly attribution: string;
  /** Each layer with its fields, as a map's style needs to know them. */
  readonly layers: readonly { readonly id: string; readonly fields: Readonly<Record<string, string>> }[];
};

/** Writes `tiles`, in any order, to the archive at `path`. Yields after each tile; gives the number of tiles. */
export function* writePmtiles(path: string, tiles: Iterable<Tile>, about: MapAbout): Generator<void, number> {
  const loose = `${path}.tiles`;
  const file = openSync(loose, 'w+');
  try {
    const found: Entry[] = [];
    let offset = 0;
    for (const { z, x, y, bytes } of tiles) {
      writeAll(file, bytes);
      found.push({ id: tileId(z, x, y), offset, length: bytes.length, run: 1 });
      offset += bytes.length;
      yield;
    }
    found.sort((a, b) => a.id - b.id);
    assemble(path, file, found, about);
    return found.length;
  } finally {
    closeSync(file);
    rmSync(loose, { force: true });
  }
}

function assemble(path: string, loose: number, found: readonly Entry[], about: MapAbout): void {
  let offset = 0;
  const entries = found.map(({ id, length }) => {
    offset += length;
    return { id, offset: offset - length, length, run: 1 };
  });
  const { root, leaves } = directories(entries);
  const metadata = gzipSync(JSON.stringify(metadataOf(about)));
  const parts = { root: root.length, metadata: metadata.length, leaves: leaves.length, tiles: offset };

  const file = openSync(path, 'w');
  try {
    for (const bytes of [header(parts, entries.length, about), root, metadata, leaves]) writeAll(file, bytes);
    for (const { offset: from, length } of found) {
      const bytes = Buffer.allocUnsafe(length);
      readSync(loose, bytes, 0, length, from);
      writeAll(file, bytes);
    }
  } finally {
    closeSync(file);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length;) from += writeSync(file, bytes, from);
}

const metadataOf = ({ name, attribution, layers, minZoom, maxZoom }: MapAbout) => ({
  name,
  attribution,
  type: 'baselayer',
  vector_layers: layers.map(({ id, fields }) => ({ id, fields, minzoom: minZoom, maxzoom: maxZoom })),
});

function header(
  parts: { root: number; metadata: number; leaves: number; tiles: number },
  count: number,
  { box, minZoom, maxZoom }: MapAbout,
): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write('PMTiles', 'latin1');
  bytes[7] = 3;
  const metadata = HEADER_BYTES + parts.root;
  const leaves = metadata + parts.metadata;
  const tiles = leaves + parts.leaves;
  [
    HEADER_BYTES,
    parts.root,
    metadata,
    parts.metadata,
    leaves,
    parts.leaves,
    tiles,
    parts.tiles,
    count,
    count,
    count,
  ].forEach((value, i) => bytes.writeBigUInt64LE(BigInt(value), 8 + 8 * i));
  const isClustered = 1;
  [isClustered, GZIP, GZIP, MVT, minZoom, maxZoom].forEach((value, i) => bytes.writeUInt8(value, 96 + i));
  box.forEach((degrees, i) => bytes.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * i));
  bytes.writeUInt8(Math.min(maxZoom, 12), 118);
  const [west, south, east, north] = box;
  bytes.writeInt32LE(Math.round(((west + east) / 2) * 1e7), 119);
  bytes.writeInt32LE(Math.round(((south + north) / 2) * 1e7), 123);
  return bytes;
}

/** The root directory, and those it points to when one would be too large. */
function directories(entries: readonly Entry[]): { root: Buffer; leaves: Buffer } {
  const all = directory(entries);
  if (all.length <= MOST_ROOT_BYTES) return { root: all, leaves: Buffer.alloc(0) };
  for (let size = 4096; ; size *= 2) {
    const leaves: Buffer[] = [];
    const pointers: Entry[] = [];
    let offset = 0;
    for (let from = 0; from < entries.length; from += size) {
      const leaf = directory(entries.slice(from, from + size));
      pointers.push({ id: entries[from]!.id, offset, length: leaf.length, run: 0 });
      leaves.push(leaf);
      offset += leaf.length;
    }
    const root = directory(pointers);
    if (root.length <= MOST_ROOT_BYTES) return { root, leaves: Buffer.concat(leaves) };
  }
}

/** The lists one after another, each as varints; an offset that follows from the entry before is 0. */
function directory(entries: readonly Entry[]): Buffer {
  const pbf = new PbfWriter();
  pbf.writeVarint(entries.length);
  entries.forEach(({ id }, i) => pbf.writeVarint(id - (entries[i - 1]?.id ?? 0)));
  entries.forEach(({ run }) => pbf.writeVarint(run));
  entries.forEach(({ length }) => pbf.writeVarint(length));
  entries.forEach(({ offset }, i) => {
    const before = entries[i - 1];
    pbf.writeVarint(before && before.offset + before.length === offset ? 0 : offset + 1);
  });
  return gzipSync(pbf.finish());
}

/** The number of a tile along the Hilbert curve of its zoom level, those of the levels above counted before. */
export function tileId(z: number, x: number, y: number): number {
  let id = (4 ** z - 1) / 3;
  for (let side = 2 ** (z - 1); side >= 1; side /= 2) {
    const [right, down] = [(x & side) > 0 ? 1 : 0, (y & side) > 0 ? 1 : 0];
    id += side * side * ((3 * right) ^ down);
    if (down === 0) {
      if (right === 1) [x, y] = [side - 1 - (x & (side - 1)), side - 1 - (y & (side - 1))];
      else [x, y] = [x & (side - 1), y & (side - 1)];
      [x, y] = [y, x];
    } else [x, y] = [x & (side - 1), y & (side - 1)];
  }
  return id;
}
