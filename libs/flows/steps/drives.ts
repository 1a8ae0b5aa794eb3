import { type LegBasis, placeKey } from '#routes/leg';
import type { Place, TravelMinutes } from '#routes/route';
import { legsBetween, type Pair } from '#store/legs';
import type { Tx } from '#store/tx';
import { estimate } from '#travel/estimate';

export type KnownDrive = { readonly minutes: number; readonly basis: LegBasis };

/** The drives between places as far as they are known: by road where the roads were asked, else as the crow flies. */
export type Drives = {
  of(from: Place, to: Place): KnownDrive;
  /** Those of the asked pairs that no road has been asked about yet. */
  readonly unknown: readonly Pair[];
};

/** Reads what is known of these pairs. */
export async function drivesBetween(tx: Pick<Tx, 'sql'>, pairs: readonly Pair[]): Promise<Drives> {
  const rows = pairs.length ? await legsBetween(tx, pairs) : [];
  const known = new Map(rows.map((row) => [`${row.from} ${row.to}`, row]));
  const rowOf = (from: Place, to: Place) => known.get(`${placeKey(from)} ${placeKey(to)}`);
  return {
    of(from, to) {
      const row = rowOf(from, to);
      // Where no road leads somebody will still have to get there, somehow.
      if (!row || row.seconds === null) return { minutes: estimate(from, to).minutes, basis: 'estimate' };
      return { minutes: row.seconds / 60, basis: row.basis };
    },
    unknown: pairs.filter(([from, to]) => !rowOf(from, to)),
  };
}

/** In the shape a search wants. */
export const minutesOf =
  (drives: Drives): TravelMinutes =>
  (from, to) =>
    drives.of(from, to).minutes;

/** A place that moves, as a name for it: about a hundred meters, so that the same street is asked about once. */
export const roughly = ({ lat, lng }: Place): Place => ({
  lat: Math.round(lat * 1000) / 1000,
  lng: Math.round(lng * 1000) / 1000,
});
