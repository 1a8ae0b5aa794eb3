import type { Place } from '#routes/route';
import { blocksOf } from '#travel/blocks';
import type { Haste } from '#travel/travel';
import type { Verdict } from '#apps/roads/generation';
import { located, readLocated } from '#apps/roads/locate';
import type { Work } from '#apps/roads/work';

const PLACES_AT_ONCE = 50;

/** Whether each place has a road near: remembered, or asked for all the others at once. */
export async function verdictsOf(places: readonly Place[], haste: Haste, work: Work): Promise<Verdict[]> {
  const { generation, queue, signal } = work;
  const { engine, network, verdicts } = generation;
  const found = new Map(places.map((place) => [nameOf(place), verdicts.get(nameOf(place))]));
  const unknown = [...new Map(places.map((place) => [nameOf(place), place]))].filter(([name]) => !found.get(name));
  await Promise.all(
    blocksOf(1, unknown.length, { rows: 1, columns: PLACES_AT_ONCE }).map(async ({ column, columnEnd }) => {
      const some = unknown.slice(column, columnEnd);
      const request = located(some.map(([, place]) => place));
      const snaps = readLocated(await queue.turn(haste, signal, () => engine.call('locate', request)));
      some.forEach(([name, place], i) => {
        const without = isCovered(place, network.bbox) ? 'no-road-near' : 'outside-coverage';
        const verdict = snaps[i] ? 'on-road' : without;
        found.set(name, verdict);
        verdicts.set(name, verdict);
      });
    }),
  );
  return places.map((place) => found.get(nameOf(place))!);
}

const nameOf = ({ lat, lng }: Place) => `${lat},${lng}`;

const isCovered = ({ lat, lng }: Place, [west, south, east, north]: readonly [number, number, number, number]) =>
  lat >= south && lat <= north && lng >= west && lng <= east;
