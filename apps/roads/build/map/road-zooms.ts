import { LEAST_ZOOM, type MapClass, ROADS } from '#apps/roads/build/map/map-class';

/** So many points of roads may a tile have before it is simplified. */
const POINTS_IN_TILE = 20_000;
/** Streets are not drawn from farther away than this, however few there are. */
const EARLIEST: Readonly<Record<string, number>> = { tertiary: 8, minor: 9, service: 12, path: 13 };

/**
 * From which zoom level each class of roads is drawn: its usual one, or earlier where the area has so few roads that the
 * map would be empty. `points` by class; `tilesAt` counts the tiles that the area covers at a zoom level.
 */
export function roadZooms(
  points: ReadonlyMap<MapClass, number>,
  tilesAt: (zoom: number) => number,
): Map<MapClass, number> {
  const zooms = new Map<MapClass, number>();
  let sum = 0;
  for (const road of ROADS) {
    sum += points.get(road) ?? 0;
    let zoom = EARLIEST[road.name] ?? LEAST_ZOOM;
    while (zoom < road.zoom && sum > POINTS_IN_TILE * tilesAt(zoom)) zoom++;
    zooms.set(road, zoom);
  }
  return zooms;
}
