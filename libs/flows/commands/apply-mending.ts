import { later } from '#time/minutes';
import { isRefused, type Refused, refuse } from '#visits/refused';
import { type Route, without, withStays } from '#routes/route';
import type { Slot } from '#routes/slot-search';
import { MENDING_STATE } from '#store/mending';
import { routesOf } from '#store/route';
import type { MendingRow, MendingRowRow } from '#store/tables/dispatch';
import type { Tx } from '#store/tx';
import { lockVisits, type Visit, visitsOf } from '#store/visit';
import { mayBeGiven } from '#flows/commands/reassign';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { cannotKeep, restOfToday, type Troubled } from '#flows/steps/broken-day';
import { handOn, type Move, reckonAll } from '#flows/steps/by-hand';
import { whyNot } from '#flows/steps/candidates';
import { openTravel } from '#flows/steps/drives';
import { nobodyLeft } from '#flows/steps/hand-over';
import { clearDeadHolds } from '#flows/steps/holds';
import { endPromptsOf } from '#flows/steps/prompts';
import { fitAgain } from '#flows/steps/slots';
import { termsOf } from '#flows/steps/terms';
import { endTicket } from '#flows/steps/ticket';

export type ApplyMending = {
  readonly mendingId: string;
  /** The rows the dispatcher wants; all of them when it is not given. */
  readonly rowIds?: readonly string[] | undefined;
  readonly dispatcher: string;
};

type Row = MendingRowRow;
type Outcome = { readonly row: Row; readonly outcome: NonNullable<Row['outcome']>; readonly says: string };

/**
 * Applies a plan, or the rows of it that are wanted, in one commit. What somebody has changed meanwhile is left out and
 * said in words; a chain is applied as a whole or not at all. Who cannot work has no shift any more, and each of his
 * customers is with somebody else, is asked to choose, or is promised a call.
 */
export const applyMending =
  (house: Doorward) =>
  ({ mendingId, rowIds, dispatcher }: ApplyMending): Promise<{ readonly applied: number } | Refused> =>
    house.store.commit(async (tx) => {
      const mending = await lockMending(tx, mendingId);
      if (!mending) return refuse('absent', 'There is no such plan.');
      if (mending.state !== 'ready') return refuse('closed', NOT_READY[mending.state]);
      const rows = await rowsOf(tx, mendingId);
      if (rowIds?.some((id) => !rows.some((row) => row.id === id)))
        return refuse('absent', 'The plan has no such row. Look at it again.');
      const chosen = rows.filter(({ id, kind }) => kind !== 'stay' && (!rowIds || rowIds.includes(id)));
      const takers = rows.flatMap(({ toTechnicianId }) => toTechnicianId ?? []);
      const visits = await lockAll(tx, mending, rows, takers);
      const because: Because = {
        actor: byDispatcher(dispatcher),
        why: `${mending.technician} ${mending.trouble === 'late' ? 'is late' : WHY[mending.trouble]}`,
        dispatcher,
      };
      await endQuestions(tx, visits, chosen);
      await clearDeadHolds(tx, takers);
      if (mending.trouble !== 'late') await endShift(tx, mending, because);
      const outcomes = await moveAll(tx, { mending, rows, chosen, visits, because });
      for (const row of rows.filter(({ kind }) => kind === 'stay'))
        outcomes.push({ row, outcome: 'left', says: 'stays as it is' });
      if (mending.trouble !== 'late')
        outcomes.push(...(await leaveNobody(tx, { mending, rows, chosen, visits, because, outcomes })));
      await write(tx, mending, outcomes, dispatcher);
      return { applied: outcomes.filter(({ outcome }) => outcome === 'applied').length };
    });

const NOT_READY = {
  thinking: 'The plan is still being made.',
  applied: 'This plan has been applied already.',
  refused: 'This plan was refused, or a newer one has taken its place.',
  failed: 'This plan could not be made. Ask for a new one.',
};

export const WHY = { sick: 'is sick', 'broken-down': 'has broken down' } as const;

type Because = { readonly actor: string; readonly why: string; readonly dispatcher: string };
type Applying = {
  readonly mending: Mending;
  readonly rows: readonly Row[];
  readonly chosen: readonly Row[];
  readonly visits: readonly Visit[];
  readonly because: Because;
};
type Mending = Pick<MendingRow, 'id' | 'state'> & Troubled & { readonly technician: string };

const lockMending = async (tx: Tx, id: string): Promise<Mending | null> =>
  (
    await tx.sql<Mending>(
      `SELECT m.id, ${MENDING_STATE} AS state, m.technician_id AS "technicianId", m.trouble, m.from_at AS "fromAt", t.name AS technician,
              r.id AS "territoryId", r.zone
       FROM mending m JOIN technician t ON t.id = m.technician_id JOIN territory r ON r.id = t.territory_id
       WHERE m.id = $1 FOR UPDATE OF m`,
      [id],
    )
  )[0] ?? null;

const rowsOf = (tx: Tx, mendingId: string) =>
  tx.sql<Row>(
    `SELECT id, nth, kind, appointment_id AS "appointmentId", version, from_technician_id AS "fromTechnicianId",
            to_technician_id AS "toTechnicianId", stay_from AS "stayFrom", stay_to AS "stayTo",
            detour_minutes AS "detourMinutes", orphan_id AS "orphanId"
     FROM mending_row WHERE mending_id = $1 ORDER BY nth`,
    [mendingId],
  );

/** The visits of the plan, and what has come to the technician since it was made. */
async function lockAll(tx: Tx, mending: Mending, rows: readonly Row[], takers: readonly string[]): Promise<Visit[]> {
  const { technicianId, zone } = mending;
  const his = await tx.sql<{ id: string }>(
    `SELECT appointment_id AS id FROM assignment WHERE technician_id = $1 AND planned_from < $2
       AND state IN ('created', 'delivered', 'acknowledged', 'en_route')`,
    [technicianId, restOfToday(tx.now, zone).to],
  );
  const ids = new Set([...rows.map(({ appointmentId }) => appointmentId), ...his.map(({ id }) => id)]);
  return lockVisits(tx, await visitsOf(tx, [...ids]), [technicianId, ...takers]);
}

/** Who has just been asked about other times has his own again: what is held for him is let go. */
async function endQuestions(tx: Tx, visits: readonly Visit[], chosen: readonly Row[]): Promise<void> {
  const ids = chosen.filter(({ kind }) => kind === 'move').map(({ appointmentId }) => appointmentId);
  const asked = await tx.sql<{ id: string }>(
    `SELECT appointment_id AS id FROM prompt WHERE appointment_id = ANY($1) AND kind = 'choice' AND state = 'open'`,
    [ids],
  );
  const ended = visits.filter(({ appointmentId }) => asked.some(({ id }) => id === appointmentId));
  if (ended.length) await endPromptsOf(tx, ended, 'superseded');
}

async function endShift(tx: Tx, { technicianId, technician, fromAt, zone, trouble }: Mending, { actor }: Because) {
  const { to } = restOfToday(tx.now, zone);
  await tx.sql('DELETE FROM shift WHERE technician_id = $1 AND lower(during) >= $2 AND lower(during) < $3', [
    technicianId,
    fromAt,
    to,
  ]);
  await tx.sql(
    'UPDATE shift SET during = tstzrange(lower(during), $2) WHERE technician_id = $1 AND lower(during) < $2 AND upper(during) > $2',
    [technicianId, fromAt],
  );
  tx.record({
    type: 'technician.absent',
    actor,
    reason: `${technician} ${WHY[trouble as keyof typeof WHY]}`,
    technicianId,
    data: { trouble, from: fromAt },
  });
}

/** Chain by chain: all of its moves still fit, or none of them is made. */
async function moveAll(tx: Tx, applying: Applying): Promise<Outcome[]> {
  const { mending, rows, chosen, because } = applying;
  const moves = rows.filter(({ kind }) => kind === 'move');
  const technicians = [
    ...new Set([mending.technicianId, ...moves.flatMap((row) => [row.fromTechnicianId, row.toTechnicianId!])]),
  ];
  let days = await routesOf(tx, technicians, restOfToday(tx.now, mending.zone));
  const outcomes: Outcome[] = [];
  const made: Move[] = [];
  for (const orphanId of new Set(moves.map((row) => row.orphanId))) {
    const chain = moves.filter((row) => row.orphanId === orphanId);
    const wanted = chain.filter((row) => chosen.includes(row));
    if (!wanted.length) {
      outcomes.push(...chain.map((row) => ({ row, outcome: 'left' as const, says: 'not wanted' })));
      continue;
    }
    const tried =
      wanted.length < chain.length
        ? 'only together with the others of its chain'
        : await tryChain(tx, applying, chain, { days, moves: made });
    if (typeof tried === 'string') {
      outcomes.push(...chain.map((row) => ({ row, outcome: 'rejected' as const, says: tried })));
      continue;
    }
    days = tried.days;
    made.push(...tried.moves);
    outcomes.push(
      ...chain.map((row) => ({
        row,
        outcome: 'applied' as const,
        says: 'the customer hears of it once the ticket is accepted',
      })),
    );
  }
  if (made.length) await handOn(tx, made, because.actor);
  return outcomes;
}

type Tried = { readonly days: Route[]; readonly moves: readonly Move[] };

/** The moves of a chain on the days as they are now; or why not, in words. */
async function tryChain(
  tx: Tx,
  { visits, because }: Applying,
  chain: readonly Row[],
  before: Tried,
): Promise<Tried | string> {
  const moves: Move[] = [];
  let days = chain.reduce((left, { appointmentId }) => without(left, appointmentId), before.days);
  const going = [
    ...chain.map(({ appointmentId }) => appointmentId),
    ...before.moves.map(({ visit }) => visit.appointmentId),
  ];
  const around = await openTravel(tx);
  for (const row of chain) {
    const visit = visits.find(({ appointmentId }) => appointmentId === row.appointmentId);
    if (!visit) return 'There is no such visit any more.';
    const refused = await mayBeGiven(tx, visit, row.version);
    if (refused) return refused.refused;
    if (visit.ticket?.technicianId !== row.fromTechnicianId) return 'Somebody else has it by now.';
    const slot = fitThere(days, row, visit, await termsOf(tx, visit), await around(days, visit.place), tx.now);
    if (!slot) return await whyNot(tx, visit, row.toTechnicianId!, going);
    days = withStays(days, { id: visit.appointmentId, place: visit.place }, [slot]);
    moves.push({
      visit,
      slot,
      reason: row.orphanId === row.appointmentId ? because.why : `makes room: ${because.why}`,
    });
  }
  return { days, moves };
}

/** At the planned minute, or at another of the promised window. */
function fitThere(
  days: readonly Route[],
  { toTechnicianId, stayFrom, stayTo }: Row,
  visit: Visit,
  terms: Awaited<ReturnType<typeof termsOf>>,
  travel: Parameters<typeof fitAgain>[3],
  now: Date,
): Slot | null {
  if (isRefused(terms)) return null;
  const wanted = { technicianId: toTechnicianId!, window: visit.window! };
  const planned = {
    ...terms,
    from: terms.from ? later(terms.from, stayFrom!) : stayFrom!,
    until: terms.until ?? stayTo!,
  };
  return (
    fitAgain(days, { visit, now, terms: planned }, wanted, travel) ??
    fitAgain(days, { visit, now, terms }, wanted, travel)
  );
}

/** What is still his: other times are offered, somebody else is found, or a person calls. Nobody is left without a word. */
async function leaveNobody(tx: Tx, applying: Applying & { readonly outcomes: readonly Outcome[] }): Promise<Outcome[]> {
  const { mending, rows, chosen, visits, because, outcomes } = applying;
  const applied = new Set(outcomes.filter(({ outcome }) => outcome === 'applied').map(({ row }) => row.appointmentId));
  const found: Outcome[] = [];
  for (const visit of visits) {
    if (applied.has(visit.appointmentId) || !cannotKeep(mending, tx.now, visit)) continue;
    const row = rows.find(({ appointmentId }) => appointmentId === visit.appointmentId);
    const isWanted = row && chosen.includes(row);
    const isOffer = isWanted && row.kind === 'offer';
    // What was wanted and does not fit any more, and what came later, goes to whoever can keep the time.
    const goesOn = !isOffer && (isWanted || !row);
    const { actor, why: reason } = because;
    await endTicket(tx, visit, visit.ticket!, { as: goesOn ? 'expired' : 'withdrawn', actor, reason });
    await tx.sql('UPDATE appointment SET version = version + 1, at_risk_at = NULL WHERE id = $1', [
      visit.appointmentId,
    ]);
    if (isOffer) {
      const { appointmentId, workOrderId } = visit;
      const { technicianId, technician, trouble } = mending;
      tx.record({
        type: 'visit.lost-technician',
        actor,
        reason,
        workOrderId,
        appointmentId,
        technicianId,
        data: { trouble, technician, notWith: trouble === 'sick' ? technicianId : null },
      });
      found.push({ row, outcome: 'applied', says: 'other times are offered by text' });
    } else if (!goesOn) await nobodyLeft(tx, visit);
  }
  for (const row of rows.filter(({ kind }) => kind === 'offer'))
    if (!found.some((other) => other.row === row))
      found.push(
        chosen.includes(row)
          ? { row, outcome: 'rejected', says: 'It is not his any more, or has been begun.' }
          : { row, outcome: 'left', says: 'a person calls' },
      );
  await reckonAll(tx, [mending.technicianId]);
  return found;
}

async function write(tx: Tx, { id }: Mending, outcomes: readonly Outcome[], dispatcher: string): Promise<void> {
  await tx.sql(
    `UPDATE mending_row r SET outcome = o.outcome, says = o.says
     FROM jsonb_to_recordset($1) AS o(id uuid, outcome text, says text) WHERE r.id = o.id`,
    [JSON.stringify(outcomes.map(({ row, outcome, says }) => ({ id: row.id, outcome, says })))],
  );
  await tx.sql(`UPDATE mending SET state = 'applied', ended_by = $2, ended_at = $3 WHERE id = $1`, [
    id,
    dispatcher,
    tx.now,
  ]);
}
