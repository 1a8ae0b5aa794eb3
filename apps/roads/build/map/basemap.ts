import { cutTiles } from '#apps/roads/build/map/cut-tiles';
import { LEAST_ZOOM, MOST_ZOOM } from '#apps/roads/build/map/map-class';
import { type MapAbout, writePmtiles } from '#apps/roads/build/map/pmtiles';
import type { Shapes } from '#apps/roads/build/map/shapes';

const NAMED = { class: 'String', name: 'String' };
const LAYERS = [
  { id: 'landuse', fields: NAMED },
  { id: 'water', fields: NAMED },
  { id: 'buildings', fields: { class: 'String' } },
  { id: 'roads', fields: { ...NAMED, ref: 'String' } },
  { id: 'places', fields: NAMED },
  { id: 'addresses', fields: NAMED },
];

/** Writes the map of an area: one file of vector tiles. Labels are in it as texts, so no glyph server is needed. */
export const writeBasemap = (path: string, shapes: Shapes, about: Pick<MapAbout, 'box' | 'name' | 'attribution'>) =>
  writePmtiles(path, cutTiles(shapes, about.box), {
    ...about,
    minZoom: LEAST_ZOOM,
    maxZoom: MOST_ZOOM,
    layers: LAYERS,
  });
