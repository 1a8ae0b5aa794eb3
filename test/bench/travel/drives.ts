import { seeded } from '#carriers/loopback/seeded';
import type { Place } from '#routes/route';
import { eachOf } from '#travel/blocks';
import { greatCircle } from '#routes/meters';
import { isDriven, type Travel, TravelError } from '#travel/travel';
import type { Network } from '#apps/roads/network';
import type { Drive } from '#test/bench/travel/fit';

const [LEAST_METERS, MOST_METERS] = [1000, 15_000];
const WIDTH = 2;

/** Near enough to draw every stretch of road as often as every other of its length, in town and out of it. */
const NEAR_METERS = 30;

/** So many places on the network's roads, the same for the same seed. */
export async function roadPlaces(travel: Travel, { bbox }: Network, count: number, seed: number): Promise<Place[]> {
  const [west, south, east, north] = bbox;
  const random = seeded(seed);
  const places: Place[] = [];
  for (let tries = 0; places.length < count && tries < count * 500; tries++) {
    const spot = { lat: south + random() * (north - south), lng: west + random() * (east - west) };
    const snapped = await travel.snap!(spot);
    if (snapped && snapped.meters <= NEAR_METERS) places.push(snapped.place);
  }
  if (places.length < count) throw new Error(`too few roads between ${bbox.join(', ')}`);
  return places;
}

/** Those that can be driven to from each other: the edge of an extract cuts some roads off. */
export async function connected(travel: Travel, places: readonly Place[]): Promise<Place[]> {
  for (const hub of places) {
    const [[there], back] = await Promise.all([
      travel.matrix({ from: [hub], to: places, zone: 'UTC' }),
      travel.matrix({ from: places, to: [hub], zone: 'UTC' }),
    ]);
    const found = places.filter((_, i) => isDriven(there![i]!) && isDriven(back[i]![0]!));
    if (found.length > places.length / 2) return found;
  }
  throw new Error('no place is connected with half of the others');
}

/** Pairs 1 to 15 km apart, drawn from the places; each with its drive where there is one. */
export async function drivesBetween(travel: Travel, places: readonly Place[], count: number, seed: number) {
  const random = seeded(seed);
  const draw = () => places[Math.floor(random() * places.length)]!;
  const pairs: (readonly [Place, Place])[] = [];
  for (let tries = 0; pairs.length < count && tries < count * 100; tries++) {
    const [from, to] = [draw(), draw()];
    const apart = greatCircle(from, to);
    if (apart >= LEAST_METERS && apart <= MOST_METERS) pairs.push([from, to]);
  }
  const drives = await eachOf(pairs, WIDTH, async (pair): Promise<Drive | null> => {
    try {
      const [leg] = await travel.route!({ stops: pair, zone: 'UTC' });
      return { crowMeters: greatCircle(...pair), meters: leg!.meters, seconds: leg!.seconds };
    } catch (failure) {
      if (failure instanceof TravelError && failure.why === 'no-path') return null;
      throw failure;
    }
  });
  const found = drives.filter((drive) => drive !== null);
  return { drives: found, withoutPath: drives.length - found.length };
}
