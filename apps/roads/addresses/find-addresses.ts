import { greatCircle } from '#routes/meters';
import type { Place } from '#routes/route';
import { REACH_KM } from '#apps/roads/addresses/collect-addresses';
import { words } from '#apps/roads/addresses/fold';
import { looksLikeNumber, placeInRow } from '#apps/roads/addresses/house-number';
import type { AddressIndex, IndexedStreet } from '#apps/roads/addresses/index-addresses';
import { likeness } from '#apps/roads/addresses/likeness';

/** `rooftop`: the house itself; `interpolated`: between its neighbours; `street`: somewhere on the street. */
export type Quality = 'rooftop' | 'interpolated' | 'street';

export type FoundAddress = {
  readonly label: string;
  readonly street: string;
  readonly housenumber: string | null;
  readonly city: string | null;
  readonly place: Place;
  readonly quality: Quality;
  /** How well the words fit, from 0 to 1; 1 is the same but for abbreviations. */
  readonly match: number;
  /** Whether the city that was asked for, if one was, is the one found. */
  readonly isCityRight: boolean;
};

const MOST_ANSWERS = 5;
const LEAST_MATCH = 0.55;
/** Below it the common words are looked for too: Circle Road has no other. */
const GOOD_MATCH = 0.85;
const MOST_LOOKED_AT = 30;
/** What a query is cut to: longer ones are no address. */
const MOST_WORDS = 14;
const FAR_KM = 30;

type Reading = {
  /** The house number as it would be written, and which words of the query it takes up. */
  readonly number: string | null;
  readonly taken: readonly number[];
};

type Scored = { readonly found: FoundAddress; readonly score: number };

/** The likeliest addresses for what somebody wrote, at most five, the best first. `near` prefers those around it. */
export function findAddresses(index: AddressIndex, text: string, near?: Place): FoundAddress[] {
  const { query, isLocality } = read(text);
  if (query.length === 0) return [];
  const asked: Asked = { query, isLocality, near };
  const quick = scoreAll(index, asked, index.candidates(query, 'telling'));
  const scored =
    (quick[0]?.found.match ?? 0) >= GOOD_MATCH ? quick : scoreAll(index, asked, index.candidates(query, 'all'));
  return apart(scored.map(({ found }) => found));
}

type Asked = {
  readonly query: readonly string[];
  /** Of each word: whether it stands where a city does. */
  readonly isLocality: readonly boolean[];
  readonly near: Place | undefined;
};

/** Every way to read the query as one of these streets, the best first. */
function scoreAll(index: AddressIndex, asked: Asked, streets: readonly IndexedStreet[]): Scored[] {
  const readings = readingsOf(asked.query);
  const fitting = streets.flatMap((street) =>
    readings.flatMap((reading) => fitted(index, street, asked, reading) ?? []),
  );
  fitting.sort((a, b) => promise(b) - promise(a));
  return fitting
    .slice(0, MOST_LOOKED_AT)
    .flatMap((one) => score(index, asked, one))
    .sort((a, b) => b.score - a.score);
}

/** The words of a query, and which of them stand behind a comma after the first part: a city, most likely. */
function read(text: string): { query: string[]; isLocality: boolean[] } {
  const parts = text
    .slice(0, 300)
    .replace(/\b(apt|apartment|unit|suite|ste|floor|fl|room|#)\.?\s*#?\s*\d+\w?\b/gi, ' ')
    .split(/[,\n]/)
    .map(words)
    .filter((part) => part.length > 0);
  // `12, Oak St` has its street in the second part.
  const streetParts = parts[0]?.every(looksLikeNumber) ? 2 : 1;
  const query = parts.flat().slice(0, MOST_WORDS);
  const isLocality = parts.flatMap((part, i) => part.map(() => i >= streetParts)).slice(0, MOST_WORDS);
  return { query, isLocality };
}

/** Every word that may be the house number, and none. A letter behind it may belong to it. */
function readingsOf(query: readonly string[]): Reading[] {
  const readings: Reading[] = [{ number: null, taken: [] }];
  query.forEach((word, i) => {
    if (!looksLikeNumber(word) || readings.length > 6) return;
    readings.push({ number: word, taken: [i] });
    if (/^\d+$/.test(word) && /^[a-z]$/.test(query[i + 1] ?? ''))
      readings.push({ number: word + query[i + 1], taken: [i, i + 1] });
  });
  return readings;
}

/** A first look, without houses: there may be a hundred Main Streets, and one is in the city that was named. */
const promise = ({ nameMatch, street, unused }: Fitted) =>
  nameMatch + (unused.some(({ word }) => street.cityWords.includes(word)) ? 0.2 : 0);

type Word = { readonly word: string; readonly i: number; readonly isLocality: boolean };
/** A street that the words left over by a reading name, more or less. */
type Fitted = {
  readonly street: IndexedStreet;
  readonly number: string | null;
  readonly nameMatch: number;
  /** Words that are neither the number nor the street. */
  readonly unused: readonly Word[];
};

function fitted(index: AddressIndex, street: IndexedStreet, asked: Asked, reading: Reading): Fitted | null {
  const { query, isLocality } = asked;
  const rest = query
    .map((word, i): Word => ({ word, i, isLocality: isLocality[i]! }))
    .filter(({ i }) => !reading.taken.includes(i));
  const inStreet = rest.filter((one) => !one.isLocality);
  const { nameMatch, used } = fit(index, street, inStreet);
  if (nameMatch < LEAST_MATCH) return null;
  return { street, number: reading.number, nameMatch, unused: rest.filter(({ i }) => !used.has(i)) };
}

function score(index: AddressIndex, { near }: Asked, { street, number, nameMatch, unused }: Fitted): Scored[] {
  const houses = number === null ? [] : housesAt(index, street, number);
  const spots: readonly Spotted[] = houses.length > 0 ? houses : [onStreet(index, street)];
  return spots.map((spot) => {
    const cityFit = localityFit(index, street, spot, unused);
    const strays = cityFit.strays;
    const wanted = 1 - strays / (strays + street.words.length);
    const match = 2 / (1 / nameMatch + 1 / Math.max(0.1, wanted));
    const km = near ? greatCircle(near, spot.place) / 1000 : 0;
    const sum =
      match +
      { rooftop: 0.2, interpolated: 0.1, street: number === null ? 0.1 : 0 }[spot.quality] +
      (cityFit.isRight ? 0.1 : 0) -
      0.1 * Math.min(1, km / FAR_KM);
    const found: FoundAddress = {
      label: label(index, street, spot),
      street: street.name,
      housenumber: spot.housenumber,
      city: street.city || null,
      place: spot.place,
      quality: spot.quality,
      match,
      isCityRight: cityFit.isRight || !cityFit.isAsked,
    };
    return { found, score: sum };
  });
}

/** How well words of a query make up the name of a street, each word weighing what it tells. */
function fit(index: AddressIndex, { words: name, longWords: long }: IndexedStreet, query: readonly Word[]) {
  const used = new Set<number>();
  let [got, all] = [0, 0];
  for (const [k, word] of name.entries()) {
    const weight = index.weightOf(word) ?? 1;
    all += weight;
    let [best, from] = [0, [] as number[]];
    for (const [j, one] of query.entries()) {
      if (used.has(one.i)) continue;
      const next = query[j + 1];
      const glued = next && !used.has(next.i) ? likeness(word, one.word + next.word) * 0.95 : 0;
      const asWritten = long[k] === word ? 0 : likeness(long[k]!, one.word);
      const alone = Math.max(likeness(word, one.word), asWritten);
      const spread = name[k + 1] ? likeness(word + name[k + 1]!, one.word) * 0.95 : 0;
      const like = Math.max(alone, glued, spread);
      if (like > best) [best, from] = [like, glued > alone ? [one.i, next!.i] : spread > alone ? [] : [one.i]];
    }
    for (const i of from) used.add(i);
    got += weight * best;
  }
  // A word that stands for two of the name is used up by them, once both have been looked for.
  for (const one of query)
    if (name.some((word, k) => name[k + 1] && likeness(word + name[k + 1]!, one.word) > 0)) used.add(one.i);
  return { nameMatch: all === 0 ? 0 : got / all, used };
}

type Spotted = {
  readonly place: Place;
  readonly quality: Quality;
  readonly housenumber: string | null;
  readonly postcode: string;
};

/** The house of that number, every one of them where it stands on several; else its place between its neighbours. */
function housesAt(index: AddressIndex, street: IndexedStreet, number: string): Spotted[] {
  const houses = index.housesOf(street);
  const exact = houses.get(number) ?? (/\d-\d/.test(number) ? houses.get(number.split('-')[0]!) : undefined);
  if (exact)
    return exact.map((house) => {
      const { place, number: written, postcode } = index.houseAt(house);
      return { place, quality: 'rooftop', housenumber: written, postcode };
    });
  const between = interpolate(index, houses, number);
  return between ? [{ ...between, quality: 'interpolated', housenumber: number.toUpperCase() }] : [];
}

/** So far may a number be from its only neighbour, and neighbours from each other in km. */
const NEAR_NUMBER = 10;
const NEAR_KM = 0.6;

/** The place of a number that no house has: on the line between its neighbours, on its own side where that is known. */
function interpolate(index: AddressIndex, houses: ReadonlyMap<string, readonly number[]>, number: string) {
  const wanted = placeInRow(number);
  if (wanted === null) return null;
  const row = [...houses]
    .map(([key, [house]]) => ({ at: placeInRow(key), house: house! }))
    .filter((one): one is { at: number; house: number } => one.at !== null);
  const side = row.filter(({ at }) => at % 2 === wanted % 2);
  for (const among of [side, row]) {
    const below = among.filter(({ at }) => at <= wanted).sort((a, b) => b.at - a.at)[0];
    const above = among.filter(({ at }) => at >= wanted).sort((a, b) => a.at - b.at)[0];
    if (below && above) {
      const [a, b] = [index.houseAt(below.house), index.houseAt(above.house)];
      if (greatCircle(a.place, b.place) > NEAR_KM * 1000) continue;
      const share = above.at === below.at ? 0 : (wanted - below.at) / (above.at - below.at);
      const mix = (from: number, to: number) => from + (to - from) * share;
      const place = { lat: mix(a.place.lat, b.place.lat), lng: mix(a.place.lng, b.place.lng) };
      return { place, postcode: share < 0.5 ? a.postcode : b.postcode };
    }
    const last = below ?? above;
    if (last && Math.abs(last.at - wanted) <= NEAR_NUMBER) return index.houseAt(last.house);
  }
  return null;
}

/** The middle house of a street, or a point on its road. */
function onStreet(index: AddressIndex, street: IndexedStreet): Spotted {
  const place = street.count > 0 ? index.houseAt(street.first + (street.count >> 1)).place : street.place;
  return { place, quality: 'street', housenumber: null, postcode: '' };
}

/** Which of the words left over name the city or the postcode of an address, and how much the others weigh. */
function localityFit(
  index: AddressIndex,
  street: IndexedStreet,
  { place, postcode }: Spotted,
  unused: readonly Word[],
) {
  if (unused.length === 0) return { isRight: false, isAsked: false, strays: 0 };
  const names = [street.cityWords, ...settlementsAround(index, place)];
  const isIn = (word: string) => names.some((name) => name.some((part) => likeness(part, word) >= 0.7));
  const zip = words(postcode);
  let [isRight, isAsked, strays] = [false, false, 0];
  for (const { word, isLocality } of unused) {
    if (zip.includes(word)) isRight = true;
    else if (isIn(word)) isRight = true;
    // A country or a state, or its sign, is no stray word.
    else strays += isLocality ? 0.1 : word.length <= 2 ? 0.3 : 1;
    if (word.length > 2 && !/^\d+$/.test(word)) isAsked = true;
  }
  return { isRight, isAsked, strays };
}

function settlementsAround({ settlements }: AddressIndex, place: Place): (readonly string[])[] {
  return settlements
    .filter((one) => {
      const km = REACH_KM[one.kind] ?? 0;
      // A degree of latitude is 111 km: most settlements of a large area are ruled out by that alone.
      return Math.abs(one.place.lat - place.lat) < km / 110 && greatCircle(one.place, place) <= km * 1000;
    })
    .map((one) => one.words);
}

/** `12 Oak St, Doorward` or `Eichenstr. 12, Dorf`, as people there write it. */
export function label(
  index: Pick<AddressIndex, 'isNumberFirst'>,
  street: Pick<IndexedStreet, 'name' | 'city'>,
  { housenumber }: Pick<Spotted, 'housenumber'>,
): string {
  const parts = housenumber === null ? [street.name] : [housenumber, street.name];
  const line = (index.isNumberFirst ? parts : parts.reverse()).join(' ');
  return street.city ? `${line}, ${street.city}` : line;
}

/** Two houses of one number nearer than this are one to somebody who looks for it. */
const SAME_METERS = 100;

/** Without those that say less of a street, or the same of a house, than a better one did. */
function apart(found: readonly FoundAddress[]): FoundAddress[] {
  const kept: FoundAddress[] = [];
  for (const one of found) {
    const isKnown = kept.some(
      (other) =>
        other.street === one.street &&
        other.city === one.city &&
        (one.quality === 'street' || greatCircle(other.place, one.place) < SAME_METERS),
    );
    if (!isKnown) kept.push(one);
    if (kept.length === MOST_ANSWERS) break;
  }
  return kept;
}
