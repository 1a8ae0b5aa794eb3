import type { Tags } from '#apps/roads/build/osm';

const DRIVABLE = new Set(
  ['motorway', 'trunk', 'primary', 'secondary', 'tertiary'].flatMap((road) => [road, `${road}_link`]),
);
for (const road of ['unclassified', 'residential', 'living_street', 'service', 'road']) DRIVABLE.add(road);

/** Whether a way is a road that a car may be driven on, as far as its class tells. */
export const isDrivable = (tags: Tags): boolean => DRIVABLE.has(tags.get('highway') ?? '');
