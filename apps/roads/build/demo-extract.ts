import { DEMO_CITY, DEMO_STREETS, type DemoStreet, houseAt, LAST_HOUSE } from '#flows/demo-streets';
import { NO_TAGS, type Tags, UNITS_PER_DEGREE } from '#apps/roads/build/osm';
import { type ExtractWriter, writeExtract } from '#apps/roads/build/write-extract';

/** The place of a house that need not be there, in units of 1e-7 degrees. */
type Spot = { readonly lat: number; readonly lng: number };

/** Class and speed of the streets that are more than residential ones. */
const BUSIER: Partial<Record<DemoStreet, Record<string, string>>> = {
  'Mill Rd': { highway: 'tertiary', maxspeed: '30 mph' },
  'Church St': { highway: 'tertiary', maxspeed: '30 mph' },
  'Station Rd': { highway: 'secondary', maxspeed: '35 mph' },
};
const QUIET = { highway: 'residential', maxspeed: '25 mph' };

/** Streets that run north, by the house number at which they cross the others. */
const CROSSING: readonly (readonly [number, Record<string, string>])[] = [
  [0, { name: 'West St', ...QUIET }],
  [25, { name: 'Market St', ...QUIET }],
  [50, { name: 'Main St', highway: 'secondary', maxspeed: '30 mph' }],
  [75, { name: 'School Ln', ...QUIET }],
  [LAST_HOUSE, { name: 'East St', ...QUIET }],
  [LAST_HOUSE + 8, { name: 'Harbor Parkway', highway: 'primary', maxspeed: '50 mph' }],
];

/**
 * Writes the demo town as an extract: the streets its people live in, what connects them, a house at every number, a
 * park and the harbor. All of it is made up. The same bytes every time.
 */
export function writeDemoExtract(path: string): void {
  const town = drawing();
  const corners = DEMO_STREETS.map((street) => CROSSING.map(([number]) => town.node(spotAt(street, number), NO_TAGS)));

  DEMO_STREETS.forEach((street, row) =>
    town.way(corners[row]!, { name: street, ...(BUSIER[street] ?? QUIET), surface: 'asphalt' }),
  );
  CROSSING.forEach(([, tags], column) =>
    town.way(
      corners.map((row) => row[column]!),
      { ...tags, surface: 'asphalt' },
    ),
  );
  for (const street of DEMO_STREETS) houses(town, street);
  area(town, [spotAt('Cedar Ln', 54), spotAt('Church St', 71)], 0.2, { leisure: 'park', name: 'Fountain Park' });
  area(town, [spotAt('Oak St', 110), spotAt('Bay St', 150)], 0, { natural: 'water', name: 'The Harbor' });
  town.node(spotAt('Church St', 50), tagsOf({ place: 'town', name: DEMO_CITY }));
  town.writeTo(writeExtract(path));
}

type Drawing = ReturnType<typeof drawing>;

/** Collects nodes and ways, so that they can be written nodes first. */
function drawing() {
  const nodes: (Spot & { tags: Tags })[] = [];
  const ways: { refs: readonly number[]; tags: Tags }[] = [];
  return {
    node: (spot: Spot, tags: Tags): number => nodes.push({ ...spot, tags }),
    way: (refs: readonly number[], tags: Record<string, string>) => void ways.push({ refs, tags: tagsOf(tags) }),
    writeTo(writer: ExtractWriter) {
      nodes.forEach(({ lat, lng, tags }, i) => writer.node(i + 1, lat, lng, tags));
      ways.forEach(({ refs, tags }, i) => writer.way(i + 1, refs, tags));
      writer.end();
    },
  };
}

/** Even numbers stand north of their street, odd ones south; the address itself is the door, on the street. */
function houses(town: Drawing, street: DemoStreet): void {
  for (let number = 1; number <= LAST_HOUSE; number++) {
    const door = spotAt(street, number);
    town.node(door, tagsOf({ 'addr:housenumber': String(number), 'addr:street': street, 'addr:city': DEMO_CITY }));
    const north = number % 2 === 0 ? 1 : -1;
    const near = { lat: door.lat + north * 1500, lng: door.lng - 500 };
    area(town, [near, { lat: near.lat + north * 1200, lng: near.lng + 1000 }], 0, { building: 'house' });
  }
}

/** A rectangle between two corners, drawn in from them by a share of its height. */
function area(town: Drawing, [a, b]: readonly [Spot, Spot], inset: number, tags: Record<string, string>): void {
  const [south, north] = [a.lat + (b.lat - a.lat) * inset, b.lat - (b.lat - a.lat) * inset].map(Math.round) as [
    number,
    number,
  ];
  const corners = [
    { lat: south, lng: a.lng },
    { lat: south, lng: b.lng },
    { lat: north, lng: b.lng },
    { lat: north, lng: a.lng },
  ].map((spot) => town.node(spot, NO_TAGS));
  town.way([...corners, corners[0]!], tags);
}

function spotAt(street: DemoStreet, number: number): Spot {
  const { lat, lng } = houseAt(street, number);
  return { lat: Math.round(lat * UNITS_PER_DEGREE), lng: Math.round(lng * UNITS_PER_DEGREE) };
}

const tagsOf = (tags: Record<string, string>): Tags => new Map(Object.entries(tags));
