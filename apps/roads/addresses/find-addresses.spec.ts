import fc from 'fast-check';
import type { Tags } from '#apps/roads/build/osm';
import { NodePlaces } from '#apps/roads/build/node-places';
import { collectAddresses } from '#apps/roads/addresses/collect-addresses';
import { findAddresses } from '#apps/roads/addresses/find-addresses';
import { type AddressIndex, indexAddresses } from '#apps/roads/addresses/index-addresses';
import { nearestAddress } from '#apps/roads/addresses/nearest-address';

type House = readonly [number: string, street: string, city: string, lat: number, lng: number, postcode?: string];

/** The index of some houses, settlements and roads, as an extract would give it. */
function indexOf(
  houses: readonly House[],
  settlements: readonly [string, string, number, number][] = [],
  roads: readonly [string, number, number][] = [],
): AddressIndex {
  const places = new NodePlaces(roads.length * 2);
  const { gatherer, finish } = collectAddresses(places);
  const tags = (all: Record<string, string>): Tags => new Map(Object.entries(all).filter(([, value]) => value !== ''));
  houses.forEach(([number, street, city, lat, lng, postcode = ''], i) =>
    gatherer.point!(
      i,
      lat,
      lng,
      tags({ 'addr:housenumber': number, 'addr:street': street, 'addr:city': city, 'addr:postcode': postcode }),
    ),
  );
  for (const [name, place, lat, lng] of settlements) gatherer.point!(0, lat, lng, tags({ name, place }));
  roads.forEach(([name, lat, lng], i) => {
    places.add(2 * i, lat * 1e7, lng * 1e7);
    places.add(2 * i + 1, lat * 1e7, lng * 1e7 + 1000);
    gatherer.way!(i, [2 * i, 2 * i + 1], tags({ name, highway: 'residential' }));
  });
  return indexAddresses(finish('nobody'));
}

const best = (index: AddressIndex, query: string) => {
  const [first] = findAddresses(index, query);
  return first ? `${first.label} (${first.quality})` : null;
};

describe('an American town', () => {
  const index = indexOf(
    [
      ...[2, 4, 6, 10].map((n): House => [`${n}`, 'North Oak Street', 'Dover', 39.1, -75.5 + n * 0.0002, '19901']),
      ...[1, 3, 9].map((n): House => [`${n}`, 'North Oak Street', 'Dover', 39.1001, -75.5 + n * 0.0002, '19901']),
      ['12A', 'Meadow Heights Road', 'Dover', 39.11, -75.51],
      ['12', 'Meadow Road', 'Dover', 39.12, -75.52],
      ['4', '5th Avenue', 'Dover', 39.13, -75.53],
      ['4', '6th Avenue', 'Dover', 39.14, -75.54],
      ['7', 'Main Street', 'Dover', 39.15, -75.55],
      ['7', 'Main Street', 'Milford', 38.9, -75.4],
      ['9', 'Main Street', 'Milford', 38.9, -75.401],
    ],
    [['Dover', 'town', 39.15, -75.52]],
    [['Lonely Lane', 39.16, -75.56]],
  );

  it.each([
    ['4 North Oak Street, Dover', '4 North Oak Street, Dover (rooftop)'],
    ['4 N Oak St', '4 North Oak Street, Dover (rooftop)'],
    ['4 n. oak st., dover, DE 19901', '4 North Oak Street, Dover (rooftop)'],
    ['n oak st 4', '4 North Oak Street, Dover (rooftop)'],
    ['4 N Oka St', '4 North Oak Street, Dover (rooftop)'],
    ['4, North Oak Street', '4 North Oak Street, Dover (rooftop)'],
    ['4 North Oak Street Apt 2B, Dover', '4 North Oak Street, Dover (rooftop)'],
    ['8 N Oak St', '8 North Oak Street, Dover (interpolated)'],
    ['5 N Oak St', '5 North Oak Street, Dover (interpolated)'],
    ['900 N Oak St', 'North Oak Street, Dover (street)'],
    ['12a meadow heihgts rd', '12A Meadow Heights Road, Dover (rooftop)'],
    ['12 A Meadow Heights Rd', '12A Meadow Heights Road, Dover (rooftop)'],
    ['12 Meadow Rd', '12 Meadow Road, Dover (rooftop)'],
    ['4 5th Ave', '4 5th Avenue, Dover (rooftop)'],
    ['4 Sixth Ave', '4 6th Avenue, Dover (rooftop)'],
    ['7 Main St, Milford', '7 Main Street, Milford (rooftop)'],
    ['7 Main St Dover', '7 Main Street, Dover (rooftop)'],
    ['9 Main St', '9 Main Street, Milford (rooftop)'],
    ['Lonely Ln', 'Lonely Lane, Dover (street)'],
    ['3 Lonely Ln', 'Lonely Lane, Dover (street)'],
    ['4 Zebra Crossing Blvd', null],
    ['', null],
    [',,,', null],
    ['19901', null],
  ])('"%s" is %s', (query, answer) => {
    expect(best(index, query)).toBe(answer);
  });

  it('a number between two houses of its side of the street lies between them', () => {
    const [found] = findAddresses(index, '8 N Oak St');
    expect(found!.place).toEqual({ lat: expect.closeTo(39.1, 6), lng: expect.closeTo(-75.4984, 6) });
  });

  it('whoever is near is preferred, where the words leave it open', () => {
    const near = (lat: number, lng: number) => findAddresses(index, '7 Main St', { lat, lng })[0]!.city;
    expect([near(39.15, -75.55), near(38.9, -75.4)]).toEqual(['Dover', 'Milford']);
  });

  it('a city that is another one is told apart', () => {
    const rightness = (query: string) => findAddresses(index, query)[0]!.isCityRight;
    expect(['4 N Oak St, Dover', '4 N Oak St', '4 N Oak St, Chicago'].map(rightness)).toEqual([true, true, false]);
  });

  it('a place has the address of the house there, farther off of the street, and far away none', () => {
    expect(nearestAddress(index, { lat: 39.15, lng: -75.5501 })).toMatchObject({
      label: '7 Main Street, Dover',
      quality: 'rooftop',
      meters: 9,
    });
    expect(nearestAddress(index, { lat: 39.153, lng: -75.55 })).toMatchObject({
      label: 'Main Street, Dover',
      quality: 'street',
    });
    expect(nearestAddress(index, { lat: 0, lng: 0 })).toBeNull();
  });

  it('whatever is asked is answered, at most five times', () => {
    const bits = fc.constantFrom('4', '12a', 'oak', 'main st', ',', '#', 'Ω', 'apt 3', '19901', ' - ', '7/9', 'zzz');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.array(bits).map(String)), (query) => {
        expect(findAddresses(index, query).length).toBeLessThanOrEqual(5);
      }),
      { seed: 31, numRuns: 500 },
    );
  });
});

describe('elsewhere the number stands behind', () => {
  const index = indexOf([
    ['12', 'Hauptstraße', 'Mühldorf', 48.2, 12.5],
    ['12a', 'Hauptstraße', 'Mühldorf', 48.2001, 12.5],
    ['3', 'Am Marienplatz', 'Mühldorf', 48.21, 12.51],
    ['123/4', 'Dlouhá', 'Mühldorf', 48.22, 12.52],
    ['5', 'Triq il-Ħafur', '', 35.9, 14.4],
  ]);

  it.each([
    ['Hauptstr. 12', 'Hauptstraße 12, Mühldorf (rooftop)'],
    ['hauptstr 12a muhldorf', 'Hauptstraße 12a, Mühldorf (rooftop)'],
    ['Hauptstr.12 A', 'Hauptstraße 12a, Mühldorf (rooftop)'],
    ['Haupt Strasse 12', 'Hauptstraße 12, Mühldorf (rooftop)'],
    ['am marienpl 3', 'Am Marienplatz 3, Mühldorf (rooftop)'],
    ['Dlouha 123/4', 'Dlouhá 123/4, Mühldorf (rooftop)'],
    ['5 Triq il Hafur', 'Triq il-Ħafur 5 (rooftop)'],
  ])('"%s" is %s', (query, answer) => {
    expect(best(index, query)).toBe(answer);
  });
});

it('an empty index has no answers', () => {
  const index = indexOf([]);
  expect([findAddresses(index, '12 Oak St'), nearestAddress(index, { lat: 0, lng: 0 })]).toEqual([[], null]);
});
