import { around } from 'geokdbush';
import KDBush from 'kdbush';
import MiniSearch from 'minisearch';
import type { Place } from '#routes/route';
import { type AddressFile } from '#apps/roads/addresses/address-file';
import { numbersOf } from '#apps/roads/addresses/house-number';
import { longWords, words } from '#apps/roads/addresses/fold';

/** A street as it is searched. Its houses are those from `first` on, `count` of them. */
export type IndexedStreet = {
  readonly name: string;
  readonly city: string;
  readonly place: Place;
  readonly first: number;
  readonly count: number;
  readonly words: readonly string[];
  /** The same words as they are written in full. */
  readonly longWords: readonly string[];
  readonly cityWords: readonly string[];
};

export type AddressIndex = {
  readonly attribution: string;
  /** Streets whose name has something of these words, the likeliest names first. `telling`: common ones aside. */
  candidates(wanted: readonly string[], which: 'telling' | 'all'): IndexedStreet[];
  /** How much a word tells: 1 for a rare one, little for `st`. Null for one that no street has. */
  weightOf(word: string): number | null;
  houseAt(index: number): { readonly number: string; readonly place: Place; readonly postcode: string };
  /** The houses of a street by number, folded; a number may stand on several houses. */
  housesOf(street: IndexedStreet): ReadonlyMap<string, readonly number[]>;
  streetOf(house: number): IndexedStreet;
  /** Houses near a place, the nearest first. */
  near(place: Place, most: number, km: number): number[];
  streetsNear(place: Place, most: number, km: number): IndexedStreet[];
  readonly settlements: readonly Settlement[];
  /** Whether people here write `12 Oak St` rather than `Eichenstr. 12`. */
  readonly isNumberFirst: boolean;
};

export type Settlement = { readonly words: readonly string[]; readonly kind: string; readonly place: Place };

const MOST_NAMES = 25;
/** Of a larger share of the streets a word is no clue to look for. */
const COMMON = 0.05;
/** Words that end a street's name where the number goes first. */
const ENGLISH = new Set('rd st ave dr ln ct blvd way pl ter cir pkwy hwy sq close cl cres trl'.split(' '));
const FRENCH = new Set('rue ave blvd imp all ch quai rte'.split(' '));

/** Makes the addresses of a file searchable. */
export function indexAddresses(file: AddressFile): AddressIndex {
  let first = 0;
  const cityWords = file.cities.map(words);
  const streets = file.streets.map(([name, city, lat, lng, count]): IndexedStreet => {
    const street = {
      name,
      city: file.cities[city] ?? '',
      place: degrees(lat, lng),
      first,
      count,
      words: words(name),
      longWords: longWords(name),
      cityWords: cityWords[city] ?? [],
    };
    first += count;
    return street;
  });
  const counts = countWords(streets);
  const weightOf = (word: string) => {
    const count = counts.get(word);
    if (count === undefined) return null;
    return streets.length < 2 ? 1 : Math.max(0.15, Math.log(streets.length / count) / Math.log(streets.length));
  };
  const search = searchOver(streets);
  const { number, lat, lng, postcode } = file.houses;
  const houseTree = tree(number.length, (i) => degrees(lat[i]!, lng[i]!));
  const streetTree = tree(streets.length, (i) => streets[i]!.place);

  return {
    attribution: file.attribution,
    weightOf,
    candidates(wanted, which) {
      const most = which === 'all' ? Infinity : Math.max(3, streets.length * COMMON);
      const query = wanted.filter((word) => (counts.get(word) ?? 0) <= most);
      return search(query.join(' ')).map((index) => streets[index]!);
    },
    houseAt: (i) => ({
      number: number[i]!,
      place: degrees(lat[i]!, lng[i]!),
      postcode: file.postcodes[postcode[i]!] ?? '',
    }),
    housesOf(street) {
      const houses = new Map<string, number[]>();
      for (let i = street.first; i < street.first + street.count; i++)
        for (const one of numbersOf(number[i]!)) houses.set(one, [...(houses.get(one) ?? []), i]);
      return houses;
    },
    streetOf: (house) => streets[lastWhere(streets, house)]!,
    near: (place, most, km) => (houseTree ? around(houseTree, place.lng, place.lat, most, km) : []),
    streetsNear: (place, most, km) =>
      streetTree ? around(streetTree, place.lng, place.lat, most, km).map((i) => streets[i]!) : [],
    settlements: file.places.map(([name, kind, y, x]) => ({ words: words(name), kind, place: degrees(y, x) })),
    isNumberFirst: isNumberFirst(streets),
  };
}

const degrees = (lat: number, lng: number): Place => ({ lat: lat / 1e6, lng: lng / 1e6 });

function countWords(streets: readonly IndexedStreet[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const street of streets) for (const word of new Set(street.words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Finds streets by words that may have a slip in them. A name is looked for once, however many streets have it. */
function searchOver(streets: readonly IndexedStreet[]): (query: string) => number[] {
  const bearers = new Map<string, number[]>();
  for (const [i, street] of streets.entries()) {
    const name = searchedWords(street).join(' ');
    bearers.set(name, [...(bearers.get(name) ?? []), i]);
  }
  const search = new MiniSearch<{ id: string; name: string }>({
    fields: ['name'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: {
      fuzzy: (term) => (/\d/.test(term) || term.length < 3 ? false : term.length < 4 ? 1 : 2),
      prefix: (term) => term.length >= 3,
    },
  });
  search.addAll([...bearers.keys()].map((name) => ({ id: name, name })));
  return (query) =>
    search
      .search(query)
      .slice(0, MOST_NAMES)
      .flatMap(({ id }) => bearers.get(id as string)!);
}

/** Each word in both forms, and the first two as one for those who write Oakwood for Oak Wood. */
const searchedWords = ({ words: name, longWords: long }: IndexedStreet) => [
  ...new Set([...name, ...long, ...(name.length > 1 ? [name.slice(0, 2).join('')] : [])]),
];

function tree(count: number, placeAt: (index: number) => Place): KDBush | null {
  if (count === 0) return null;
  const made = new KDBush(count);
  for (let i = 0; i < count; i++) {
    const { lat, lng } = placeAt(i);
    made.add(lng, lat);
  }
  return made.finish();
}

/** The last street that begins at or before house `index`; streets without houses begin where the next one does. */
function lastWhere(streets: readonly IndexedStreet[], index: number): number {
  let [low, high] = [0, streets.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (streets[middle]!.first <= index) low = middle;
    else high = middle - 1;
  }
  while (streets[low]!.count === 0 || streets[low]!.first + streets[low]!.count <= index) low--;
  return low;
}

function isNumberFirst(streets: readonly IndexedStreet[]): boolean {
  const speaking = streets.filter(({ words: name }) => ENGLISH.has(name.at(-1) ?? '') || FRENCH.has(name[0] ?? ''));
  return speaking.length > streets.length * 0.3;
}
