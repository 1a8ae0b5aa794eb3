import { PbfReader } from 'pbf';
import { ExtractError } from '#apps/roads/build/extract-error';
import { eachField, messageEnd, readNumbers, wholeId } from '#apps/roads/build/messages';
import { type Member, MEMBER_TYPES, NO_TAGS, type Tags } from '#apps/roads/build/osm';

/** Hears what is in a block, in the order of the file. What nobody listens for is not even unpacked. */
export type Listener = {
  node?(id: number, lat: number, lng: number, tags: Tags): void;
  way?(id: number, refs: readonly number[], tags: Tags): void;
  relation?(id: number, members: readonly Member[], tags: Tags): void;
};

const FEATURES = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/** Checks a HeaderBlock. Throws an ExtractError when the file asks for more than is understood here. */
export function checkHeader(bytes: Uint8Array): void {
  const pbf = new PbfReader(bytes);
  const needed: string[] = [];
  eachField(pbf, pbf.length, (field) => {
    if (field !== 4) return;
    const end = messageEnd(pbf, pbf.length);
    needed.push(Buffer.from(bytes.subarray(pbf.pos, end)).toString('utf8'));
    pbf.pos = end;
  });
  const [unknown] = needed.filter((feature) => !FEATURES.has(feature));
  if (unknown === 'HistoricalInformation')
    throw new ExtractError('This is a history of the map, not an extract of it: give a plain .osm.pbf.');
  if (unknown !== undefined)
    throw new ExtractError(`This extract needs a reader of "${unknown}", which this one is not.`);
}

/** Reads a PrimitiveBlock. Throws an Error with the reason when it is damaged. */
export function readBlock(bytes: Uint8Array, listener: Listener): void {
  const pbf = new PbfReader(bytes);
  const frame: Frame = { strings: [], granularity: 100, latOffset: 0, lngOffset: 0, listener };
  const groups: [from: number, end: number][] = [];
  // The frame may come after what it frames.
  eachField(pbf, pbf.length, (field) => {
    if (field === 1) frame.strings = readStrings(pbf);
    else if (field === 2) {
      const end = messageEnd(pbf, pbf.length);
      groups.push([pbf.pos, end]);
      pbf.pos = end;
    } else if (field === 17) frame.granularity = pbf.readVarint();
    else if (field === 19) frame.latOffset = pbf.readVarint(true);
    else if (field === 20) frame.lngOffset = pbf.readVarint(true);
  });
  for (const [from, end] of groups) {
    pbf.pos = from;
    readGroup(pbf, end, frame);
  }
}

/** What the numbers of a block refer to. Offsets are in nanodegrees, granularity in nanodegrees a step. */
type Frame = {
  strings: readonly string[];
  granularity: number;
  latOffset: number;
  lngOffset: number;
  readonly listener: Listener;
};

const UTF8 = new TextDecoder();

function readStrings(pbf: PbfReader): string[] {
  const end = messageEnd(pbf, pbf.length);
  const strings: string[] = [];
  eachField(pbf, end, (field) => {
    if (field !== 1) return;
    const stop = messageEnd(pbf, end);
    strings.push(UTF8.decode(pbf.buf.subarray(pbf.pos, stop)));
    pbf.pos = stop;
  });
  return strings;
}

function readGroup(pbf: PbfReader, end: number, frame: Frame): void {
  const { listener } = frame;
  eachField(pbf, end, (field) => {
    if (field === 1 && listener.node) readNode(pbf, messageEnd(pbf, end), frame);
    else if (field === 2 && listener.node) readDense(pbf, messageEnd(pbf, end), frame);
    else if (field === 3 && listener.way) readWay(pbf, messageEnd(pbf, end), frame);
    else if (field === 4 && listener.relation) readRelation(pbf, messageEnd(pbf, end), frame);
  });
}

function readNode(pbf: PbfReader, end: number, frame: Frame): void {
  const [keys, values]: [number[], number[]] = [[], []];
  let [id, lat, lng] = [NaN, NaN, NaN];
  eachField(pbf, end, (field) => {
    if (field === 1) id = pbf.readSVarint();
    else if (field === 2) readNumbers(pbf, end, keys, false);
    else if (field === 3) readNumbers(pbf, end, values, false);
    else if (field === 8) lat = pbf.readSVarint();
    else if (field === 9) lng = pbf.readSVarint();
  });
  tellNode(frame, id, lat, lng, tagsOf(frame, keys, values));
}

function readDense(pbf: PbfReader, end: number, frame: Frame): void {
  const [ids, lats, lngs, keysValues]: [number[], number[], number[], number[]] = [[], [], [], []];
  eachField(pbf, end, (field) => {
    if (field === 1) readNumbers(pbf, end, ids, true);
    else if (field === 8) readNumbers(pbf, end, lats, true);
    else if (field === 9) readNumbers(pbf, end, lngs, true);
    else if (field === 10) readNumbers(pbf, end, keysValues, false);
  });
  if (lats.length !== ids.length || lngs.length !== ids.length) throw new Error('nodes without a place');
  let [id, lat, lng, next] = [0, 0, 0, 0];
  for (let i = 0; i < ids.length; i++) {
    id += ids[i]!;
    lat += lats[i]!;
    lng += lngs[i]!;
    let tags: Map<string, string> | undefined;
    for (; keysValues[next]; next += 2) {
      tags ??= new Map();
      tags.set(stringAt(frame, keysValues[next]!), stringAt(frame, keysValues[next + 1]!));
    }
    next++;
    tellNode(frame, id, lat, lng, tags ?? NO_TAGS);
  }
}

function tellNode(frame: Frame, id: number, lat: number, lng: number, tags: Tags): void {
  // 100 nanodegrees are one unit of 1e-7 degrees.
  const [y, x] = [
    Math.round((frame.latOffset + frame.granularity * lat) / 100),
    Math.round((frame.lngOffset + frame.granularity * lng) / 100),
  ];
  if (!(Math.abs(y) <= 900_000_000 && Math.abs(x) <= 1_800_000_000))
    throw new Error('a place that is not on the globe');
  frame.listener.node!(wholeId(id), y, x, tags);
}

function readWay(pbf: PbfReader, end: number, frame: Frame): void {
  const [keys, values, refs]: [number[], number[], number[]] = [[], [], []];
  let id = NaN;
  eachField(pbf, end, (field) => {
    if (field === 1) id = pbf.readVarint(true);
    else if (field === 2) readNumbers(pbf, end, keys, false);
    else if (field === 3) readNumbers(pbf, end, values, false);
    else if (field === 8) readNumbers(pbf, end, refs, true);
  });
  addUp(refs);
  frame.listener.way!(wholeId(id), refs, tagsOf(frame, keys, values));
}

function readRelation(pbf: PbfReader, end: number, frame: Frame): void {
  const lists: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  const [keys, values, roles, refs, types] = lists;
  let id = NaN;
  eachField(pbf, end, (field) => {
    if (field === 1) id = pbf.readVarint(true);
    else if (field === 2) readNumbers(pbf, end, keys, false);
    else if (field === 3) readNumbers(pbf, end, values, false);
    else if (field === 8) readNumbers(pbf, end, roles, false);
    else if (field === 9) readNumbers(pbf, end, refs, true);
    else if (field === 10) readNumbers(pbf, end, types, false);
  });
  addUp(refs);
  if (roles.length !== refs.length || types.length !== refs.length) throw new Error('a relation with half a member');
  const members = refs.map((ref, i): Member => {
    const type = MEMBER_TYPES[types[i]!];
    if (!type) throw new Error('a member of no known type');
    return { type, ref, role: stringAt(frame, roles[i]!) };
  });
  frame.listener.relation!(wholeId(id), members, tagsOf(frame, keys, values));
}

/** Each number of the list is told as its difference to the one before. */
function addUp(list: number[]): void {
  for (let i = 1; i < list.length; i++) list[i] = list[i]! + list[i - 1]!;
  for (const ref of list) wholeId(ref);
}

function tagsOf(frame: Frame, keys: readonly number[], values: readonly number[]): Tags {
  if (keys.length !== values.length) throw new Error('a tag without a value');
  if (keys.length === 0) return NO_TAGS;
  const tags = new Map<string, string>();
  for (let i = 0; i < keys.length; i++) tags.set(stringAt(frame, keys[i]!), stringAt(frame, values[i]!));
  return tags;
}

function stringAt({ strings }: Frame, index: number): string {
  const found = strings[index];
  if (found === undefined) throw new Error('a text that is not in its list');
  return found;
}
