import { alive, type Route } from '#routes/route';
import { type KnownRoutes, type RoutesAsked, routesSince } from '#store/known-routes';
import type { Store } from '#store/store';
import { oneLook } from '#flows/steps/one-look';

/** So many territories and skills are kept in mind, those asked for last. */
const MOST = 32;

const known = new Map<string, KnownRoutes>();
const looks = oneLook<KnownRoutes>();

/**
 * The days of everybody who has these skills in a territory, as they are now: what this process has read before and
 * nobody has changed since is not read again, and one look serves all who ask at the same moment.
 */
export async function routesNow({ read }: Pick<Store, 'read'>, asked: RoutesAsked, now: Date): Promise<Route[]> {
  const { span } = asked;
  const key = `${asked.territoryId} ${[...asked.skills].sort().join()} ${span.to.toISOString()}`;
  const { routes, firstOver } = await looks(key, async () => {
    const found = await routesSince({ sql: read }, asked, known.get(key) ?? null);
    known.delete(key);
    known.set(key, found);
    if (known.size > MOST) known.delete(known.keys().next().value!);
    return found;
  });
  return (firstOver && firstOver <= now ? alive(routes, now) : routes).filter(
    ({ shift }) => shift.from < span.to && shift.to > span.from,
  );
}
