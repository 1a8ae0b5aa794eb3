import type { StyleSpecification } from 'maplibre-gl';

type Colours = {
  readonly ground: string;
  readonly water: string;
  readonly green: string;
  readonly built: string;
  readonly road: string;
  readonly edge: string;
};

const LIGHT: Colours = {
  ground: '#f4f2ee',
  water: '#bcd8ea',
  green: '#dcebd3',
  built: '#e4dfd7',
  road: '#ffffff',
  edge: '#cfc9bf',
};
const DARK: Colours = {
  ground: '#1b1d20',
  water: '#16303f',
  green: '#1d2b20',
  built: '#26292d',
  road: '#3a3f45',
  edge: '#2b2f34',
};

const WIDTHS: readonly (readonly [classes: readonly string[], at10: number, at16: number])[] = [
  [['path', 'service'], 0.3, 3],
  [['minor'], 0.6, 7],
  [['tertiary', 'secondary'], 1, 9],
  [['primary', 'trunk', 'motorway'], 1.6, 12],
];

/** The base map: our own tiles and nothing from anywhere else. Without tiles there is a plain ground. */
export function mapStyle(isDark: boolean, hasTiles: boolean): StyleSpecification {
  const colours = isDark ? DARK : LIGHT;
  const ground = { id: 'ground', type: 'background', paint: { 'background-color': colours.ground } } as const;
  if (!hasTiles) return { version: 8, sources: {}, layers: [ground] };
  const of = { source: 'base' } as const;
  return {
    version: 8,
    sources: { base: { type: 'vector', url: `pmtiles://${location.origin}/map/basemap.pmtiles` } },
    layers: [
      ground,
      {
        id: 'green',
        ...of,
        type: 'fill',
        'source-layer': 'landuse',
        filter: ['in', ['get', 'class'], ['literal', ['park', 'wood', 'grass', 'cemetery', 'farmland']]],
        paint: { 'fill-color': colours.green },
      },
      {
        id: 'water',
        ...of,
        type: 'fill',
        'source-layer': 'water',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': colours.water },
      },
      {
        id: 'rivers',
        ...of,
        type: 'line',
        'source-layer': 'water',
        filter: ['==', ['geometry-type'], 'LineString'],
        paint: { 'line-color': colours.water, 'line-width': 2 },
      },
      {
        id: 'buildings',
        ...of,
        type: 'fill',
        'source-layer': 'buildings',
        minzoom: 13,
        paint: { 'fill-color': colours.built },
      },
      ...WIDTHS.flatMap(([classes, at10, at16]) =>
        (['edge', 'road'] as const).map((part) => ({
          id: `${classes[0]} ${part}`,
          ...of,
          type: 'line' as const,
          'source-layer': 'roads',
          filter: ['in', ['get', 'class'], ['literal', [...classes]]] as never,
          layout: { 'line-cap': 'round' as const, 'line-join': 'round' as const },
          paint: {
            'line-color': colours[part],
            'line-width': [
              'interpolate',
              ['exponential', 1.5],
              ['zoom'],
              10,
              at10 + (part === 'edge' ? 1 : 0),
              16,
              at16 + (part === 'edge' ? 2 : 0),
            ] as never,
          },
        })),
      ),
    ],
  };
}
