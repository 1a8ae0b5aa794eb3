import type { Gatherer } from '#apps/roads/build/gather';
import type { NodePlaces } from '#apps/roads/build/node-places';
import type { Tags } from '#apps/roads/build/osm';
import type { AddressFile } from '#apps/roads/addresses/address-file';
import { fold } from '#apps/roads/addresses/fold';

type Spot = { readonly lat: number; readonly lng: number };
type House = Spot & { street: string; number: string; city: string; postcode: string };
type Road = Spot & { readonly name: string };
type Settlement = Spot & { readonly name: string; readonly kind: string };
type Street = Spot & { readonly name: string; city: string; readonly houses: House[] };

/** How far from its node a settlement reaches, in km: where it gives a house its city, or is an answer to it. */
export const REACH_KM: Readonly<Record<string, number>> = { city: 25, town: 10, village: 5, suburb: 5, hamlet: 3 };

/** Gathers house numbers, the names of streets, and settlements. */
export function collectAddresses(places: NodePlaces) {
  const houses: House[] = [];
  const roads: Road[] = [];
  const settlements: Settlement[] = [];
  /** Houses that do not name their street: a relation may. */
  const nameless = new Map<string, House>();

  function house(key: string, spot: () => Spot, tags: Tags): void {
    const number = tags.get('addr:housenumber');
    if (!number) return;
    const street = tags.get('addr:street') ?? tags.get('addr:place') ?? '';
    const city = tags.get('addr:city') ?? tags.get('addr:suburb') ?? '';
    const found = { ...spot(), street, number, city, postcode: tags.get('addr:postcode') ?? '' };
    houses.push(found);
    if (street === '') nameless.set(key, found);
  }

  const middle = (nodes: readonly number[]): Spot => {
    const ring = nodes[0] === nodes.at(-1) ? nodes.slice(1) : nodes;
    const mean = (of: (node: number) => number) => ring.reduce((sum, node) => sum + of(node), 0) / ring.length;
    return { lat: mean((node) => places.lat(node)), lng: mean((node) => places.lng(node)) };
  };

  const gatherer: Gatherer = {
    point(id, lat, lng, tags) {
      house(`node ${id}`, () => ({ lat, lng }), tags);
      const [kind, name] = [tags.get('place'), tags.get('name')];
      if (kind && name && REACH_KM[kind]) settlements.push({ name, kind, lat, lng });
    },
    way(id, nodes, tags) {
      house(`way ${id}`, () => middle(nodes), tags);
      const name = tags.get('name');
      const node = nodes[nodes.length >> 1]!;
      if (name && tags.has('highway')) roads.push({ name, lat: places.lat(node), lng: places.lng(node) });
    },
    area(id, rings, tags) {
      house(`relation ${id}`, () => middle(rings[0]!), tags);
    },
    relation(members, tags) {
      const name = tags.get('name') ?? tags.get('addr:street');
      if (tags.get('type') !== 'associatedStreet' || !name) return;
      for (const { type, ref } of members) {
        const found = nameless.get(`${type} ${ref}`);
        if (found) found.street = name;
      }
    },
  };
  return { gatherer, finish: (attribution: string) => toFile(houses, roads, settlements, attribution) };
}

function toFile(houses: House[], roads: readonly Road[], places: readonly Settlement[], attribution: string) {
  const streets = new Map<string, Street[]>();
  const isNamed = ({ street, number }: House) => street !== '' && number.length <= 20;
  // Houses that know their city first: others on the same street take it from them.
  const known = houses.filter(isNamed);
  for (const house of [...known.filter(({ city }) => city), ...known.filter(({ city }) => !city)])
    housesOf(streets, house, places).push(house);
  for (const road of roads) addRoad(streets, road, places);
  return written([...streets.values()].flat(), places, attribution);
}

/** The street a house belongs to: of that name, in the same city; without a city, one that is near. */
function housesOf(streets: Map<string, Street[]>, house: House, places: readonly Settlement[]): House[] {
  const sameName = entry(streets, fold(house.street));
  const city = fold(house.city);
  const found = sameName.find((street) =>
    house.city ? fold(street.city) === city && isNear(street, house, 20) : isNear(street, house, 1.5),
  );
  if (found) return found.houses;
  const { lat, lng, street: name } = house;
  const street: Street = { lat, lng, name, city: house.city || cityAt(house, places), houses: [] };
  sameName.push(street);
  return street.houses;
}

/** A road is a street of its own where no house is on it. */
function addRoad(streets: Map<string, Street[]>, { name, lat, lng }: Road, places: readonly Settlement[]): void {
  const sameName = entry(streets, fold(name));
  if (sameName.some((street) => isNear(street, { lat, lng }, 1.5))) return;
  sameName.push({ name, lat, lng, city: cityAt({ lat, lng }, places), houses: [] });
}

function entry(streets: Map<string, Street[]>, key: string): Street[] {
  const known = streets.get(key) ?? [];
  streets.set(key, known);
  return known;
}

const NEIGHBOURS = 12;

/** Whether a street passes a spot within `km`, by the last houses that were found on it and the first. */
function isNear({ lat, lng, houses }: Street, spot: Spot, km: number): boolean {
  return roughKm({ lat, lng }, spot) < km || houses.slice(-NEIGHBOURS).some((house) => roughKm(house, spot) < km);
}

/** Good to a few percent over a town, and cheap. */
function roughKm(a: Spot, b: Spot): number {
  const east = (a.lng - b.lng) * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(a.lat - b.lat, east) * 111.2;
}

/** The settlement that a spot lies in, as far as distance tells; suburbs are no cities. */
function cityAt(spot: Spot, places: readonly Settlement[]): string {
  let [name, least] = ['', Infinity];
  for (const place of places) {
    if (place.kind === 'suburb') continue;
    const reach = REACH_KM[place.kind]!;
    if (Math.abs(place.lat - spot.lat) > reach / 110) continue;
    const share = roughKm(place, spot) / reach;
    if (share < 1 && share < least) [name, least] = [place.name, share];
  }
  return name;
}

function written(streets: readonly Street[], places: readonly Settlement[], attribution: string): AddressFile {
  const [cities, postcodes] = [numbering(), numbering()];
  const units = (degrees: number) => Math.round(degrees * 1e6);
  const houses = streets.flatMap((street) => street.houses);
  return {
    version: 1,
    attribution,
    places: places.map(({ name, kind, lat, lng }) => [name, kind, units(lat), units(lng)]),
    streets: streets.map((s) => [s.name, cities.of(s.city), units(s.lat), units(s.lng), s.houses.length]),
    houses: {
      number: houses.map(({ number }) => number),
      lat: houses.map(({ lat }) => units(lat)),
      lng: houses.map(({ lng }) => units(lng)),
      postcode: houses.map(({ postcode }) => postcodes.of(postcode)),
    },
    cities: cities.all(),
    postcodes: postcodes.all(),
  };
}

/** Each text once; the empty one is -1. */
function numbering() {
  const numbers = new Map<string, number>();
  return {
    of(text: string): number {
      if (text === '') return -1;
      const known = numbers.get(text) ?? numbers.size;
      numbers.set(text, known);
      return known;
    },
    all: () => [...numbers.keys()],
  };
}
