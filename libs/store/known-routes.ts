import { minutesBetween } from '#time/minutes';
import type { Window } from '#time/window';
import type { Route } from '#routes/route';
import { routesOf, techniciansIn } from '#store/route';
import type { Tx } from '#store/tx';

type Reader = Pick<Tx, 'sql'>;
export type RoutesAsked = { readonly territoryId: string; readonly skills: readonly string[]; readonly span: Window };

/** The days of some technicians as they were when `snapshot` was taken, or later. */
export type KnownRoutes = {
  readonly span: Window;
  readonly snapshot: string;
  readonly lookedAt: Date;
  readonly byTechnician: ReadonlyMap<string, readonly Route[]>;
  /** All of them. */
  readonly routes: readonly Route[];
  /** When the first of the holds on them is over. */
  readonly firstOver: Date | null;
};

/** Changes are kept for a day; what was last looked at longer ago than half of that is read anew. */
const LONGEST_MINUTES = 720;

/**
 * The days that `asked` is about, where `known` tells most of them already: one look says whose days have changed since,
 * and only theirs are read. As true as reading all of them: a change that the look sees is read, and one that it does not
 * see had not been committed. Outside of commits only: what a commit writes is nobody else's to know yet.
 */
export async function routesSince(tx: Reader, asked: RoutesAsked, known: KnownRoutes | null): Promise<KnownRoutes> {
  const base = known && known.span.from <= asked.span.from && known.span.to >= asked.span.to ? known : null;
  const span = base?.span ?? asked.span;
  const [look] = (await tx.sql<Look>(LOOK, [base?.snapshot ?? null])) as [Look];
  const ids = await techniciansIn(tx, { ...asked, span });
  const changed = new Set(look.changed ?? []);
  const isValid = base !== null && minutesBetween(base.lookedAt, look.at) < LONGEST_MINUTES && !changed.has(null);
  const knownOf = (id: string) => (isValid && !changed.has(id) ? base.byTechnician.get(id) : undefined);
  const unknown = ids.filter((id) => !knownOf(id));
  const read = new Map<string, Route[]>(unknown.map((id) => [id, []]));
  for (const route of await routesOf(tx, unknown, span)) read.get(route.technician.id)!.push(route);
  const next = { span, snapshot: look.snapshot, lookedAt: look.at };
  if (isValid && !unknown.length && ids.length === base.byTechnician.size) return { ...base, ...next };
  const byTechnician = new Map(ids.map((id) => [id, knownOf(id) ?? read.get(id)!]));
  const routes = [...byTechnician.values()].flat();
  return { ...next, byTechnician, routes, firstOver: firstOverOf(routes) };
}

const firstOverOf = (routes: readonly Route[]): Date | null =>
  routes
    .flatMap(({ stops }) => stops.flatMap(({ heldUntil }) => heldUntil ?? []))
    .reduce<Date | null>((first, end) => (first && first <= end ? first : end), null);

type Look = { snapshot: string; at: Date; changed: (string | null)[] | null };

/** The second half of the condition alone would do; the first one finds it in an index. */
const LOOK = /* sql */ `
  SELECT pg_current_snapshot()::text AS snapshot, clock_timestamp() AS at,
         (SELECT array_agg(DISTINCT c.technician_id) FROM route_change c
          WHERE c.xid >= pg_snapshot_xmin($1::pg_snapshot)::text::bigint
            AND NOT pg_visible_in_snapshot(c.xid::text::xid8, $1::pg_snapshot)) AS changed
`;
