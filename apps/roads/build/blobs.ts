import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { PbfReader } from 'pbf';
import { ExtractError } from '#apps/roads/build/extract-error';
import { messageEnd } from '#apps/roads/build/messages';

/** One piece of an extract: `OSMHeader` or `OSMData`. `at` is the byte of the file it begins at. */
export type Blob = { readonly type: string; readonly at: number; readonly end: number; readonly bytes: Uint8Array };

/** The format's own limits: https://wiki.openstreetmap.org/wiki/PBF_Format#File_format */
const MOST_HEADER_BYTES = 64 * 1024;
const MOST_BLOB_BYTES = 32 * 1024 * 1024;

/**
 * The pieces of the extract at `path` one by one, from byte `from` on, unpacked. Throws an ExtractError that says what
 * is wrong with the file and where.
 */
export function* blobsOf(path: string, from = 0): Generator<Blob> {
  const file = openExtract(path);
  try {
    const { size } = fstatSync(file);
    if (size === 0) throw new ExtractError(`${path} is empty.`);
    for (let at = from; at < size;) {
      const blob = blobAt(file, path, at, size);
      yield blob;
      at = blob.end;
    }
  } finally {
    closeSync(file);
  }
}

function openExtract(path: string): number {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ExtractError(`There is no file ${path}.`);
    throw new ExtractError(`${path} cannot be read (${code}).`);
  }
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw new ExtractError(`${path} is not a file.`);
}

function blobAt(file: number, path: string, at: number, size: number): Blob {
  const broken = (what: string) =>
    new ExtractError(
      at === 0
        ? `${path} is not an OpenStreetMap extract in PBF format (.osm.pbf).`
        : `${path} is damaged at byte ${at}: ${what}. Get it again and compare its size or checksum with the source's.`,
    );
  const take = (from: number, length: number) => {
    if (from + length > size)
      throw new ExtractError(`${path} ends in the middle of a piece (byte ${size}): it was not copied whole.`);
    const bytes = Buffer.allocUnsafe(length);
    for (let got = 0; got < length;) {
      const more = readSync(file, bytes, got, length - got, from + got);
      if (more === 0) throw new ExtractError(`${path} became shorter while it was being read.`);
      got += more;
    }
    return bytes;
  };

  const headerLength = size - at < 4 ? 0 : take(at, 4).readUInt32BE();
  if (at === 0 && (headerLength === 0 || headerLength > MOST_HEADER_BYTES)) throw broken('');
  if (size - at < 4) take(at, 4);
  if (headerLength === 0 || headerLength > MOST_HEADER_BYTES) throw broken('a piece begins with a wrong length');
  const { type, length } = reading(() => readBlobHeader(take(at + 4, headerLength)), broken);
  if (at === 0 && type !== 'OSMHeader') throw broken('');
  if (length > MOST_BLOB_BYTES) throw broken('a piece is longer than the format allows');
  const from = at + 4 + headerLength;
  const packed = take(from, length);
  return { type, at, end: from + length, bytes: reading(() => unpack(packed), broken) };
}

/** What `read` gives; whatever it stumbles over is told as damage to the file. */
function reading<T>(read: () => T, broken: (what: string) => ExtractError): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExtractError) throw error;
    throw broken(error instanceof Error ? error.message : String(error));
  }
}

function readBlobHeader(bytes: Uint8Array): { type: string; length: number } {
  const pbf = new PbfReader(bytes);
  let [type, length] = ['', -1];
  for (let field = pbf.nextField(); field; field = pbf.nextField()) {
    if (field === 1) type = textAt(pbf);
    else if (field === 3) length = pbf.readVarint();
  }
  if (length < 0 || type === '') throw new Error('the head of a piece cannot be read');
  return { type, length };
}

function textAt(pbf: PbfReader): string {
  const end = messageEnd(pbf, pbf.length);
  const text = Buffer.from(pbf.buf.subarray(pbf.pos, end)).toString('utf8');
  pbf.pos = end;
  return text;
}

/** Fields of a Blob that hold data packed in a way that Node.js 20 has no reader for. */
const UNREAD: Readonly<Record<number, string>> = { 4: 'lzma', 5: 'bzip2', 6: 'lz4', 7: 'zstd' };

function unpack(bytes: Uint8Array): Uint8Array {
  const pbf = new PbfReader(bytes);
  let rawSize = -1;
  let raw: Uint8Array | undefined;
  let zlib: Uint8Array | undefined;
  for (let field = pbf.nextField(); field; field = pbf.nextField()) {
    if (field === 2) rawSize = pbf.readVarint();
    else if (field === 1 || field === 3) {
      const end = messageEnd(pbf, pbf.length);
      const held = pbf.buf.subarray(pbf.pos, end);
      if (field === 1) raw = held;
      else zlib = held;
      pbf.pos = end;
    } else if (UNREAD[field])
      throw new ExtractError(
        `This extract is packed with ${UNREAD[field]}, which is not read here: repack it with "osmium cat IN -o OUT.osm.pbf".`,
      );
  }
  if (pbf.pos !== pbf.length) throw new Error('a piece ends before its content does');
  if (raw) return raw;
  if (!zlib || rawSize < 0) throw new Error('a piece has no content');
  if (rawSize > MOST_BLOB_BYTES) throw new Error('a piece is larger than the format allows');
  const unpacked = inflateSync(zlib, { maxOutputLength: Math.max(1, rawSize) });
  if (unpacked.length !== rawSize) throw new Error('a piece has not the size it says');
  return unpacked;
}
