import type { Whereabouts } from '#store/whereabouts';

/** A board looks at so many technicians at once; more would be no board any more. */
export const MOST_WATCHED = 1_000;

/** What a board has been told of those it looks at. */
export type Watching = { readonly ids: readonly string[]; readonly told: Map<string, number> };

/** The technicians a board says it looks at, in whatever form that came; null when it is none. */
export function readWatched(told: unknown): Watching | null {
  if (!Array.isArray(told) || told.length > MOST_WATCHED) return null;
  const ids = told.filter((id): id is string => typeof id === 'string' && UUID.test(id));
  return ids.length === told.length ? { ids: [...new Set(ids)], told: new Map() } : null;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Of these places those that are news to a board; they are told from then on. */
export function newsFor({ ids, told }: Watching, places: ReadonlyMap<string, Whereabouts>): Whereabouts[] {
  const news: Whereabouts[] = [];
  for (const id of ids) {
    const place = places.get(id);
    if (!place || told.get(id) === place[3]) continue;
    told.set(id, place[3]);
    news.push(place);
  }
  return news;
}
