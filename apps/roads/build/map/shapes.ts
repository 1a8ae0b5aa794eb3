import type { Gatherer } from '#apps/roads/build/gather';
import { GrowingInts } from '#apps/roads/build/growing-ints';
import {
  classOfArea,
  classOfPoint,
  classOfWay,
  CLASSES,
  HOUSE_NUMBER,
  type MapClass,
  MOST_ZOOM,
} from '#apps/roads/build/map/map-class';
import type { NodePlaces } from '#apps/roads/build/node-places';
import { nestRings } from '#apps/roads/build/rings';
import type { Tags } from '#apps/roads/build/osm';

/** One thing on the map, with its places in degrees: one list for each line or outline. */
export type Shape = {
  readonly class: MapClass;
  readonly name: string;
  readonly ref: string;
  readonly lines: readonly (readonly (readonly [lng: number, lat: number])[])[];
};

const LINE_END = 0xffffffff;
/** Points are kept as whole 1e-7 degrees from the south pole and the date line, which are never negative. */
const UNITS = 1e7;

/**
 * Everything that will be drawn, as numbers: an area of a million houses has no object for each. Lines and outlines
 * point to nodes, points carry their place.
 */
export class Shapes {
  private readonly classes = new GrowingInts();
  private readonly names = new GrowingInts();
  private readonly refs = new GrowingInts();
  private readonly starts = new GrowingInts();
  private readonly nodes = new GrowingInts();
  private readonly texts = new Map<string, number>([['', 0]]);
  private textList: string[] = [''];

  constructor(private readonly places: NodePlaces) {}

  get length(): number {
    return this.classes.length;
  }

  readonly gatherer: Gatherer = {
    point: (_, lat, lng, tags) => {
      const found = classOfPoint(tags);
      if (found) this.addPoint(found, tags.get('name')!, lat, lng);
      this.addHouseNumber(tags, lat, lng);
    },
    way: (_, nodes, tags) => {
      const isClosed = nodes.length >= 4 && nodes[0] === nodes.at(-1);
      const found = classOfWay(tags, isClosed);
      if (found) this.addLines(found, tags, [nodes]);
      this.addHouseNumber(tags, this.places.lat(nodes[0]!), this.places.lng(nodes[0]!), nodes);
    },
    area: (_, rings, tags) => {
      const found = classOfArea(tags);
      if (!found) return;
      const at = (node: number) => [this.places.lng(node), this.places.lat(node)] as const;
      for (const one of nestRings(rings, at)) this.addLines(found, tags, one);
    },
  };

  /** Points of a class that lines have, for judging how full a map becomes. */
  pointsByClass(): Map<MapClass, number> {
    const counts = new Map<MapClass, number>();
    for (let i = 0; i < this.length; i++) {
      const of = CLASSES[this.classes.at(i)]!;
      counts.set(of, (counts.get(of) ?? 0) + this.end(i) - this.starts.at(i));
    }
    return counts;
  }

  /** West, south, east, north in degrees. */
  bounds(index: number): readonly [number, number, number, number] {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const line of this.linesOf(index))
      for (const [lng, lat] of line) {
        [west, east] = [Math.min(west, lng), Math.max(east, lng)];
        [south, north] = [Math.min(south, lat), Math.max(north, lat)];
      }
    return [west, south, east, north];
  }

  classOf(index: number): MapClass {
    return CLASSES[this.classes.at(index)]!;
  }

  at(index: number): Shape {
    return {
      class: this.classOf(index),
      name: this.textList[this.names.at(index)]!,
      ref: this.textList[this.refs.at(index)]!,
      lines: this.linesOf(index),
    };
  }

  private addLines(of: MapClass, tags: Tags, lines: readonly (readonly number[])[]): void {
    const isNamed = of.layer === 'roads' || of.layer === 'water' || of.layer === 'landuse';
    this.begin(of, isNamed ? (tags.get('name') ?? '') : '', of.layer === 'roads' ? (tags.get('ref') ?? '') : '');
    for (const [i, line] of lines.entries()) {
      if (i > 0) this.nodes.push(LINE_END);
      for (const node of line) this.nodes.push(node);
    }
  }

  private addPoint(of: MapClass, name: string, lat: number, lng: number): void {
    this.begin(of, name, '');
    this.nodes.push(Math.round((lat + 90) * UNITS));
    this.nodes.push(Math.round((lng + 180) * UNITS));
  }

  private addHouseNumber(tags: Tags, lat: number, lng: number, outline: readonly number[] = []): void {
    const number = tags.get('addr:housenumber');
    if (!number || number.length > 12) return;
    const opposite = outline[outline.length >> 1];
    const middle = (from: number, to: number) => (from + to) / 2;
    if (opposite === undefined) this.addPoint(HOUSE_NUMBER, number, lat, lng);
    else {
      const [y, x] = [middle(lat, this.places.lat(opposite)), middle(lng, this.places.lng(opposite))];
      this.addPoint(HOUSE_NUMBER, number, y, x);
    }
  }

  private begin(of: MapClass, name: string, ref: string): void {
    this.classes.push(CLASSES.indexOf(of));
    this.names.push(this.textNumber(name));
    this.refs.push(this.textNumber(ref));
    this.starts.push(this.nodes.length);
  }

  private textNumber(text: string): number {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    this.texts.set(text, this.textList.length);
    return this.textList.push(text) - 1;
  }

  private end(index: number): number {
    return index + 1 < this.length ? this.starts.at(index + 1) : this.nodes.length;
  }

  private linesOf(index: number): [lng: number, lat: number][][] {
    const nodes = this.nodes.slice(this.starts.at(index), this.end(index));
    if (this.classOf(index).shape === 'point') return [[[nodes[1]! / UNITS - 180, nodes[0]! / UNITS - 90]]];
    const lines: [number, number][][] = [[]];
    for (const node of nodes) {
      if (node === LINE_END) lines.push([]);
      else lines.at(-1)!.push([this.places.lng(node), this.places.lat(node)]);
    }
    return lines;
  }
}

/** The first zoom at which something of this size (in degrees) is four pixels wide. */
export const zoomOfSize = (degrees: number): number =>
  Math.min(MOST_ZOOM, Math.ceil(Math.log2((4 * 360) / (256 * Math.max(degrees, 1e-9)))));
