import { sayTime } from '#time/say';
import { overlaps } from '#time/window';
import { type Refused, refuse } from '#visits/refused';
import type { Mended } from '#routes/mend/day';
import { mend } from '#routes/mend/mend';
import { withStays } from '#routes/route';
import { routesOf } from '#store/route';
import type { MendingProgress, MendingRowRow, MendingState, Trouble } from '#store/tables/dispatch';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { type Doorward } from '#flows/doorward';
import { firstName } from '#flows/said';
import { type ReadDay, readBrokenDay, restOfToday, type Troubled, withoutHim } from '#flows/steps/broken-day';
import { timesFor } from '#flows/steps/times-to-offer';
import { thinkAloud } from '#flows/steps/think-aloud';

export type MendDay = {
  readonly technicianId: string;
  readonly trouble: Trouble;
  /** Now, when it is not given. */
  readonly from?: Date | undefined;
  readonly dispatcher: string;
};

/** The plan in the making: `thought` is done when it is ready, has failed or is not wanted any more. */
export type Begun = { readonly mendingId: string; readonly thought: Promise<void> };

/** Longer nobody waits for a better plan; what has been found by then is the plan. */
const BUDGET_MS = 5000;

/**
 * A dispatcher says that a technician is sick, has broken down or is late: the rest of his day is planned anew, beside
 * everything else the process does. Nothing changes but the plan, until somebody applies it. An older plan for the same
 * technician is laid aside.
 */
export const mendDay =
  (house: Doorward) =>
  async ({ technicianId, trouble, from, dispatcher }: MendDay): Promise<Begun | Refused> => {
    const begun = await house.store.commit(async (tx) => {
      const troubled = await troubledOf(tx, { technicianId, trouble, from });
      if ('refused' in troubled) return troubled;
      await tx.sql(
        `UPDATE mending SET state = 'refused', ended_by = $2, ended_at = $3
         WHERE technician_id = $1 AND state IN ('thinking', 'ready')`,
        [technicianId, dispatcher, tx.now],
      );
      const [row] = await tx.sql<{ id: string }>(
        `INSERT INTO mending (technician_id, trouble, from_at, state, progress, alive_at, asked_by, asked_at)
         VALUES ($1, $2, $3, 'thinking', '{}', clock_timestamp(), $4, $5) RETURNING id`,
        [technicianId, trouble, troubled.fromAt, dispatcher, tx.now],
      );
      return { mendingId: row!.id, troubled };
    });
    if ('refused' in begun) return begun;
    const { mendingId, troubled } = begun;
    const thought = think(house, mendingId, troubled).catch(async (error: unknown) => {
      house.onFailure?.('a day could not be mended', error);
      await end(house, mendingId, 'failed').catch(() => undefined); // said already
    });
    return { mendingId, thought };
  };

async function troubledOf(tx: Tx, { technicianId, trouble, from }: Omit<MendDay, 'dispatcher'>) {
  const [technician] = await tx.sql<{ name: string; territoryId: string; zone: string }>(
    `SELECT t.name, r.id AS "territoryId", r.zone FROM technician t JOIN territory r ON r.id = t.territory_id
     WHERE t.id = $1 AND t.active`,
    [technicianId],
  );
  if (!technician) return refuse('absent', 'There is no such technician.');
  const { name, territoryId, zone } = technician;
  const today = restOfToday(tx.now, zone);
  const fromAt = from && from > tx.now ? from : tx.now;
  if (fromAt >= today.to)
    return refuse('infeasible', `Only today can be mended, until midnight: ${sayTime(fromAt, zone)} is another day.`);
  const routes = await routesOf(tx, [technicianId], today);
  if (trouble !== 'late' && !routes.some(({ shift }) => overlaps(shift, { from: fromAt, to: today.to })))
    return refuse('closed', `${firstName(name)} has no shift after ${sayTime(fromAt, zone)} today.`);
  return { technicianId, territoryId, zone, trouble, fromAt } satisfies Troubled;
}

/** Thinks in slices, says now and then how far it has come, and writes the plan down unless nobody wants it any more. */
async function think(house: Doorward, mendingId: string, troubled: Troubled): Promise<void> {
  const { store } = house;
  const now = await store.now();
  const read = await readBrokenDay({ sql: store.read }, troubled, now);
  let plan: Mended | null = null;
  if (read.day.orphans.length) {
    const sliced = await thinkAloud(house, mend(read.day), {
      budgetMs: BUDGET_MS,
      say: (mended) => sayProgress(house, mendingId, progressOf(read, mended)),
      what: 'mending a day',
    });
    if (sliced.ended === 'cancelled') return;
    plan = sliced.ended === 'finished' ? sliced.done : sliced.last;
  }
  // With no plan in time everybody is offered other times, or called.
  plan ??= { moves: [], unkept: read.day.orphans.map(({ id }) => id), minutes: 0 };
  const progress = progressOf(read, plan);
  const rows = await rowsOf(house, read, troubled, plan);
  await store.commit(async (tx) => {
    const [wanted] = await tx.sql(`SELECT 1 FROM mending WHERE id = $1 AND state = 'thinking' FOR UPDATE`, [mendingId]);
    if (!wanted) return;
    await tx.sql(WRITE_ROWS, [mendingId, JSON.stringify(rows)]);
    await tx.sql(`UPDATE mending SET state = 'ready', progress = $2 WHERE id = $1`, [mendingId, progress]);
  });
}

const progressOf = ({ day: { orphans } }: ReadDay, mended: Mended | null): MendingProgress => ({
  visits: orphans.length,
  kept: mended ? orphans.length - mended.unkept.length : 0,
  moves: mended?.moves.length ?? 0,
});

/** False when the plan is not wanted any more. */
async function sayProgress({ store }: Doorward, mendingId: string, progress: MendingProgress): Promise<boolean> {
  const rows = await store.commit((tx) =>
    tx.sql(
      `UPDATE mending SET progress = $2, alive_at = clock_timestamp() WHERE id = $1 AND state = 'thinking' RETURNING 1`,
      [mendingId, progress],
    ),
  );
  return rows.length > 0;
}

type NewRow = Omit<MendingRowRow, 'id' | 'mendingId' | 'nth' | 'outcome' | 'says'>;

/** Moves in the order of the promises, chains together; then what is offered, or stays. */
async function rowsOf(house: Doorward, { day, visits }: ReadDay, troubled: Troubled, plan: Mended): Promise<NewRow[]> {
  const visit = (id: string): Visit => visits.get(id)!;
  const none = { toTechnicianId: null, stayFrom: null, stayTo: null, detourMinutes: null, choices: [] };
  const moves = plan.moves.map((move): NewRow => {
    const { visitId, orphanId, from, to, stay, detourMinutes } = move;
    return {
      ...none,
      kind: 'move',
      appointmentId: visitId,
      version: visit(visitId).version,
      fromTechnicianId: from,
      toTechnicianId: to,
      stayFrom: stay.from,
      stayTo: stay.to,
      detourMinutes,
      orphanId,
    };
  });
  const promised = (row: NewRow) => visit(row.orphanId).window!.to.getTime();
  moves.sort((a, b) => promised(a) - promised(b) || (a.orphanId < b.orphanId ? -1 : a.orphanId > b.orphanId ? 1 : 0));
  const left = plan.unkept.map(visit);
  const isLate = troubled.trouble === 'late';
  const now = await house.store.now();
  const asPlanned = (routes: Parameters<typeof withoutHim>[0]) =>
    plan.moves.reduce(
      (days, { visitId, to, stay, window }) =>
        withStays(days, { id: visitId, place: visit(visitId).place }, [{ technicianId: to, stay, window }]),
      withoutHim(routes, troubled),
    );
  const times = isLate
    ? new Map<string, never[]>()
    : await timesFor(
        { sql: house.store.read, now },
        house,
        left.map((it) => ({ ...it, ticket: null, atRiskAt: null })),
        'all',
        { asPlanned, ...notWithHim(troubled) },
      );
  const nameOf = new Map(day.routes.map(({ technician }) => [technician.id, technician.name]));
  const names = await namesOf(
    house,
    [...times.values()].flat().map(({ technicianId }) => technicianId),
  );
  return [
    ...moves,
    ...left.map((it): NewRow => ({
      ...none,
      kind: isLate ? 'stay' : 'offer',
      appointmentId: it.appointmentId,
      version: it.version,
      fromTechnicianId: troubled.technicianId,
      orphanId: it.appointmentId,
      choices: (times.get(it.appointmentId) ?? []).map(({ window, technicianId }) => ({
        from: window.from.toISOString(),
        to: window.to.toISOString(),
        technician: nameOf.get(technicianId) ?? names.get(technicianId) ?? '',
      })),
    })),
  ];
}

/** Who is sick today may be sick tomorrow; a van is another matter. */
const notWithHim = ({ trouble, technicianId }: Pick<Troubled, 'trouble' | 'technicianId'>) =>
  trouble === 'sick' ? { notWith: technicianId } : {};

const namesOf = async ({ store }: Doorward, ids: readonly string[]) =>
  new Map(
    (await store.read<{ id: string; name: string }>('SELECT id, name FROM technician WHERE id = ANY($1)', [ids])).map(
      ({ id, name }) => [id, name],
    ),
  );

const WRITE_ROWS = /* sql */ `
  INSERT INTO mending_row (mending_id, nth, kind, appointment_id, version, from_technician_id, to_technician_id, stay_from, stay_to,
    detour_minutes, orphan_id, choices)
  SELECT $1, nth, r.kind, r."appointmentId", r.version, r."fromTechnicianId", r."toTechnicianId", r."stayFrom", r."stayTo",
    r."detourMinutes", r."orphanId", r.choices
  FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS e(it, nth),
    jsonb_to_record(it) AS r(kind text, "appointmentId" uuid, version integer, "fromTechnicianId" uuid, "toTechnicianId" uuid,
      "stayFrom" timestamptz, "stayTo" timestamptz, "detourMinutes" double precision, "orphanId" uuid, choices jsonb)
`;

const end = ({ store }: Doorward, mendingId: string, as: MendingState) =>
  store.commit((tx) =>
    tx.sql(`UPDATE mending SET state = $2, ended_at = $3 WHERE id = $1 AND state = 'thinking'`, [
      mendingId,
      as,
      tx.now,
    ]),
  );

/** The dispatcher does not want the plan, or not any more: nothing has changed. */
export const refuseMending =
  (house: Doorward) =>
  ({ mendingId, dispatcher }: { mendingId: string; dispatcher: string }): Promise<{ readonly ended: true } | Refused> =>
    house.store.commit(async (tx) => {
      const [row] = await tx.sql<{ state: MendingState }>('SELECT state FROM mending WHERE id = $1 FOR UPDATE', [
        mendingId,
      ]);
      if (!row) return refuse('absent', 'There is no such plan.');
      if (row.state === 'applied') return refuse('closed', 'This plan has been applied already.');
      if (row.state === 'thinking' || row.state === 'ready')
        await tx.sql(`UPDATE mending SET state = 'refused', ended_by = $2, ended_at = $3 WHERE id = $1`, [
          mendingId,
          dispatcher,
          tx.now,
        ]);
      return { ended: true as const };
    });
