import { newsFor, readWatched } from '#apps/api/live/watched';
import type { Whereabouts } from '#store/whereabouts';

const ANA = '00000000-0000-4000-8000-000000000001';
const BEN = '00000000-0000-4000-8000-000000000002';
const at = (id: string, ms: number): Whereabouts => [id, 39.3, -76.6, ms];
const places = (...all: Whereabouts[]) => new Map(all.map((place) => [place[0], place]));

it('a board is told each place once, and only of those it looks at', () => {
  const watching = readWatched([ANA])!;
  expect(newsFor(watching, places(at(ANA, 1), at(BEN, 1)))).toEqual([at(ANA, 1)]);
  expect(newsFor(watching, places(at(ANA, 1), at(BEN, 2)))).toEqual([]);
  expect(newsFor(watching, places(at(ANA, 2)))).toEqual([at(ANA, 2)]);
});

it.each([[null], ['all'], [{}], [[1]], [['x']], [[ANA, null]], [Array.from({ length: 1_001 }, () => ANA)]])(
  'what is no list of technicians is nobody: %#',
  (told) => {
    expect(readWatched(told)).toBeNull();
  },
);
