import type { Tags } from '#apps/roads/build/osm';

/*
 * What is drawn of an extract, by layer and class. `zoom` is the first zoom level at which it is of use; roads may come
 * in earlier where an area has few (see road-zooms.ts), areas come in when they are large enough to be seen.
 */
export type MapClass = {
  readonly layer: 'roads' | 'water' | 'landuse' | 'buildings' | 'places' | 'addresses';
  readonly name: string;
  readonly shape: 'line' | 'area' | 'point';
  readonly zoom: number;
};

export const LEAST_ZOOM = 6;
export const MOST_ZOOM = 14;

const line = (layer: 'roads' | 'water', name: string, zoom: number): MapClass => ({ layer, name, shape: 'line', zoom });
const area = (layer: MapClass['layer'], name: string, zoom: number): MapClass => ({ layer, name, shape: 'area', zoom });
const point = (layer: MapClass['layer'], name: string, zoom: number): MapClass => ({
  layer,
  name,
  shape: 'point',
  zoom,
});

/** Roads from the one that is seen farthest to the one that is seen last. */
export const ROADS = [
  line('roads', 'motorway', 6),
  line('roads', 'trunk', 6),
  line('roads', 'primary', 7),
  line('roads', 'secondary', 9),
  line('roads', 'tertiary', 10),
  line('roads', 'minor', 12),
  line('roads', 'service', 13),
  line('roads', 'path', 14),
] as const;

const RAIL = line('roads', 'rail', 11);
const LAKE = area('water', 'area', LEAST_ZOOM);
const RIVER = line('water', 'river', 8);
const STREAM = line('water', 'stream', 12);
const COAST = line('water', 'coastline', LEAST_ZOOM);
const BUILDING = area('buildings', 'building', 13);
export const HOUSE_NUMBER = point('addresses', 'number', MOST_ZOOM);
const LAND = ['park', 'wood', 'grass', 'cemetery', 'school', 'residential', 'business', 'farmland'].map((name) =>
  area('landuse', name, 9),
);
const SETTLEMENTS = new Map(
  [
    point('places', 'city', 6),
    point('places', 'town', 7),
    point('places', 'village', 9),
    point('places', 'suburb', 11),
    point('places', 'hamlet', 12),
  ].map((one) => [one.name, one]),
);

export const CLASSES: readonly MapClass[] = [
  ...ROADS,
  RAIL,
  LAKE,
  RIVER,
  STREAM,
  COAST,
  BUILDING,
  HOUSE_NUMBER,
  ...LAND,
  ...SETTLEMENTS.values(),
];

const road = (name: (typeof ROADS)[number]['name']) => ROADS.find((one) => one.name === name)!;

const HIGHWAYS = new Map<string, MapClass>([
  ...['motorway', 'trunk', 'primary', 'secondary', 'tertiary'].flatMap((name) => [
    [name, road(name)] as const,
    [`${name}_link`, road(name)] as const,
  ]),
  ...['unclassified', 'residential', 'living_street', 'road', 'pedestrian'].map(
    (name) => [name, road('minor')] as const,
  ),
  ...['service', 'track'].map((name) => [name, road('service')] as const),
  ...['footway', 'path', 'cycleway', 'steps', 'bridleway'].map((name) => [name, road('path')] as const),
]);

/** How a way or an area is drawn; null for what is not. `isClosed`: its end is its beginning. */
export function classOfWay(tags: Tags, isClosed: boolean): MapClass | null {
  const highway = tags.get('highway');
  if (highway && !(isClosed && tags.get('area') === 'yes')) return HIGHWAYS.get(highway) ?? null;
  if (tags.get('railway') === 'rail') return RAIL;
  if (tags.get('natural') === 'coastline') return COAST;
  const water = tags.get('waterway');
  if (water === 'river' || water === 'canal') return RIVER;
  if (water === 'stream') return STREAM;
  return isClosed ? classOfArea(tags) : null;
}

/** How the inside of an outline is drawn. */
export function classOfArea(tags: Tags): MapClass | null {
  const building = tags.get('building');
  if (building && building !== 'no') return BUILDING;
  const [natural, landuse, leisure] = [tags.get('natural'), tags.get('landuse'), tags.get('leisure')];
  if (natural === 'water' || tags.get('waterway') === 'riverbank') return LAKE;
  if (landuse === 'reservoir' || landuse === 'basin') return LAKE;
  const name = LAND_CLASSES.get(leisure ?? '') ?? LAND_CLASSES.get(natural ?? '') ?? LAND_CLASSES.get(landuse ?? '');
  const school = ['school', 'university', 'college', 'hospital'].includes(tags.get('amenity') ?? '');
  return LAND.find((one) => one.name === (name ?? (school ? 'school' : ''))) ?? null;
}

export const classOfPoint = (tags: Tags): MapClass | null =>
  tags.has('name') ? (SETTLEMENTS.get(tags.get('place') ?? '') ?? null) : null;

const LAND_CLASSES = new Map(
  Object.entries({
    park: 'park',
    garden: 'park',
    nature_reserve: 'park',
    golf_course: 'grass',
    pitch: 'grass',
    wood: 'wood',
    forest: 'wood',
    scrub: 'wood',
    grass: 'grass',
    grassland: 'grass',
    meadow: 'grass',
    recreation_ground: 'park',
    cemetery: 'cemetery',
    residential: 'residential',
    commercial: 'business',
    industrial: 'business',
    retail: 'business',
    farmland: 'farmland',
    orchard: 'farmland',
    vineyard: 'farmland',
  }),
);
