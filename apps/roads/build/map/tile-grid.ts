/** The tile (column and row, whole and part) of a place at a zoom level, in web mercator. */
export function tileAt(zoom: number, lng: number, lat: number): { x: number; y: number } {
  const count = 2 ** zoom;
  const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return { x: Math.min(count - 1e-9, Math.max(0, ((lng + 180) / 360) * count)), y: y * count };
}

export type Box = readonly [west: number, south: number, east: number, north: number];
export type TileRange = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };

/** The tiles that a box touches at a zoom level, `margin` tiles around it included. */
export function tilesOver(zoom: number, [west, south, east, north]: Box, margin = 0): TileRange {
  const last = 2 ** zoom - 1;
  const [from, to] = [tileAt(zoom, west, north), tileAt(zoom, east, south)];
  const within = (n: number) => Math.max(0, Math.min(last, Math.floor(n)));
  return {
    x0: within(from.x - margin),
    y0: within(from.y - margin),
    x1: within(to.x + margin),
    y1: within(to.y + margin),
  };
}

export const tileCount = ({ x0, y0, x1, y1 }: TileRange): number => (x1 - x0 + 1) * (y1 - y0 + 1);
