import { gzipSync } from 'node:zlib';
import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { GrowingInts } from '#apps/roads/build/growing-ints';
import { LEAST_ZOOM, type MapClass, MOST_ZOOM, ROADS } from '#apps/roads/build/map/map-class';
import { roadZooms } from '#apps/roads/build/map/road-zooms';
import { type Shapes, zoomOfSize } from '#apps/roads/build/map/shapes';
import { type Box, tileCount, tilesOver } from '#apps/roads/build/map/tile-grid';

export type Tile = { readonly z: number; readonly x: number; readonly y: number; readonly bytes: Uint8Array };

/** Up to here the area is cut as a whole, from what is seen from afar; below, one tile of this zoom at a time. */
const SPLIT_ZOOM = 10;
const EXTENT = 4096;
const BUFFER = 64;

type Drawn = {
  readonly layer: MapClass['layer'];
  readonly zoom: number;
  readonly properties: Record<string, string>;
};
type Feature = {
  readonly type: 'Feature';
  readonly properties: Drawn;
  readonly geometry: GeoJSON.Geometry;
};

/** Cuts the shapes into vector tiles, gzipped, within `box`. What is in memory at once is one part of the area. */
export function* cutTiles(shapes: Shapes, box: Box): Generator<Tile> {
  const zooms = roadZooms(shapes.pointsByClass(), (zoom) => tileCount(tilesOver(zoom, box)));
  const far: number[] = [];
  const near = new Map<string, GrowingInts>();
  const inBox = tilesOver(SPLIT_ZOOM + 1, box);
  for (let i = 0; i < shapes.length; i++) {
    const bounds = shapes.bounds(i);
    if (zoomOf(shapes.classOf(i), bounds, zooms) <= SPLIT_ZOOM) far.push(i);
    const { x0, y0, x1, y1 } = tilesOver(SPLIT_ZOOM + 1, bounds, BUFFER / EXTENT);
    for (let x = Math.max(x0, inBox.x0); x <= Math.min(x1, inBox.x1); x++)
      for (let y = Math.max(y0, inBox.y0); y <= Math.min(y1, inBox.y1); y++) {
        const key = `${x}/${y}`;
        const part = near.get(key) ?? new GrowingInts();
        near.set(key, part);
        part.push(i);
      }
  }
  const featureAt = (i: number) => feature(shapes, i, zoomOf(shapes.classOf(i), shapes.bounds(i), zooms));

  const whole = cutter(far.map(featureAt), SPLIT_ZOOM);
  for (let z = LEAST_ZOOM; z <= SPLIT_ZOOM; z++) {
    const { x0, y0, x1, y1 } = tilesOver(z, box);
    for (let x = x0; x <= x1; x++) for (let y = y0; y <= y1; y++) yield* whole(z, x, y);
  }
  for (const [key, part] of near) {
    const [column, row] = key.split('/').map(Number) as [number, number];
    const cut = cutter(Array.from(part.slice(0, part.length), featureAt), MOST_ZOOM);
    for (let z = SPLIT_ZOOM + 1; z <= MOST_ZOOM; z++) {
      const side = 2 ** (z - SPLIT_ZOOM - 1);
      for (let x = column * side; x < (column + 1) * side; x++)
        for (let y = row * side; y < (row + 1) * side; y++) yield* cut(z, x, y);
    }
  }
}

/** Roads by their class, the rest when it is large enough to be seen. */
function zoomOf(of: MapClass, [west, south, east, north]: Box, zooms: ReadonlyMap<MapClass, number>): number {
  if (of.shape === 'area') return Math.max(of.zoom, zoomOfSize(Math.max(east - west, north - south)));
  return (ROADS as readonly MapClass[]).includes(of) ? zooms.get(of)! : of.zoom;
}

function feature(shapes: Shapes, index: number, zoom: number): Feature {
  const { class: of, name, ref, lines } = shapes.at(index);
  const properties: Record<string, string> = { class: of.name };
  if (name) properties['name'] = name;
  if (ref) properties['ref'] = ref;
  const list = lines.map((line) => line.map(([lng, lat]) => [lng, lat]));
  const geometry: GeoJSON.Geometry =
    of.shape === 'point'
      ? { type: 'Point', coordinates: list[0]![0]! }
      : of.shape === 'line'
        ? { type: 'MultiLineString', coordinates: list }
        : { type: 'Polygon', coordinates: list };
  return { type: 'Feature', properties: { layer: of.layer, zoom, properties } satisfies Drawn, geometry };
}

/** Gives the tiles of some features; nothing where a tile is empty. */
function cutter(features: readonly Feature[], maxZoom: number) {
  if (features.length === 0) return function* (): Generator<Tile> {};
  const collection = { type: 'FeatureCollection', features: [...features] } as unknown as GeoJSON.FeatureCollection;
  const index = new GeoJSONVT(collection, { maxZoom, indexMaxZoom: 0, extent: EXTENT, buffer: BUFFER, tolerance: 4 });
  return function* (z: number, x: number, y: number): Generator<Tile> {
    const tile = index.getTile(z, x, y);
    const layers = tile ? layersOf(tile, z) : {};
    if (Object.keys(layers).length === 0) return;
    const bytes = fromGeojsonVt(layers, { version: 2, extent: EXTENT });
    yield { z, x, y, bytes: gzipSync(bytes) };
  };
}

function layersOf(tile: GeoJSONVTTile, zoom: number): Record<string, GeoJSONVTTile> {
  const layers: Record<string, GeoJSONVTTile> = {};
  for (const one of tile.features) {
    const drawn = one.tags as unknown as Drawn;
    if (drawn.zoom > zoom) continue;
    const layer = (layers[drawn.layer] ??= { ...tile, features: [] });
    layer.features.push({ ...one, tags: drawn.properties });
  }
  return layers;
}
