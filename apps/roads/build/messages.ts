import type { PbfReader } from 'pbf';

/*
 * Protocol buffers from strangers: every length is held against the end of what it lies in, before anything is read by
 * it. The `pbf` package itself trusts them.
 */

/** The end of the message, text or list that begins here. Throws when it lies beyond `limit`. */
export function messageEnd(pbf: PbfReader, limit: number): number {
  if (pbf.type !== 2) throw new Error('a field has the wrong type');
  const end = pbf.readVarint() + pbf.pos;
  if (!(end <= limit)) throw new Error('a length reaches beyond its piece');
  return end;
}

/** Reads the fields of a message that ends at `end`. A field that `read` leaves alone is skipped. */
export function eachField(pbf: PbfReader, end: number, read: (field: number) => void): void {
  for (let field = pbf.nextField(end); field; field = pbf.nextField(end)) read(field);
  if (pbf.pos !== end) throw new Error('a message does not end where it says');
}

/** Appends the numbers of a packed list (or the one number of an unpacked one) to `into`. */
export function readNumbers(pbf: PbfReader, limit: number, into: number[], isSigned: boolean): void {
  const read = () => into.push(isSigned ? pbf.readSVarint() : pbf.readVarint());
  if (pbf.type === 0) return void read();
  const end = messageEnd(pbf, limit);
  while (pbf.pos < end) read();
  if (pbf.pos !== end) throw new Error('a list does not end where it says');
}

/** A whole number that JavaScript can tell from its neighbours. */
export function wholeId(id: number): number {
  if (!Number.isSafeInteger(id)) throw new Error('an id is out of range');
  return id;
}
