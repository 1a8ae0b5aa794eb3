import { type Cell, cell } from './cell';

/** Where somebody was last, and when (milliseconds since 1970). */
export type Position = { readonly lat: number; readonly lng: number; readonly at: number };
/** `[technician, lat, lng, at]`, as it goes over the wire. */
export type PositionTold = readonly [technicianId: string, lat: number, lng: number, at: number];

/** The last known place of each technician; one cell each, so that a van that moves draws one van. */
export type Positions = {
  readonly of: (technicianId: string) => Cell<Position | null>;
  readonly take: (told: readonly PositionTold[]) => void;
  /** Changes whenever any of them does. */
  readonly any: Cell<number>;
};

export function positions(): Positions {
  const cells = new Map<string, Cell<Position | null>>();
  const any = cell(0);
  const of = (technicianId: string) => {
    const known = cells.get(technicianId) ?? cell<Position | null>(null);
    cells.set(technicianId, known);
    return known;
  };
  return {
    of,
    any,
    take(told) {
      for (const [technicianId, lat, lng, at] of told) {
        const known = of(technicianId);
        if ((known.get()?.at ?? 0) <= at) known.set({ lat, lng, at });
      }
      if (told.length) any.set(any.get() + 1);
    },
  };
}
