import { dayAt, daySpan, type LocalDay } from '#time/zone';
import { boardAlerts, boardTechnicians, boardVisitsIn, boardVisitsOf, clockFace } from '#store/board';
import { type Cursor, eventsAfter, type LiveEvent, newestCursor } from '#store/timeline';
import type { Tx } from '#store/tx';
import type { BoardChange, BoardSnapshot } from '#store/views';

type Reader = Pick<Tx, 'sql'>;
type Company = { readonly company: string; readonly zone: string };

/** The whole board of one local day; without `day` the one it is now. */
export async function boardSnapshot(tx: Reader, company: Company, day?: LocalDay): Promise<BoardSnapshot> {
  // The cursor is taken first: what changes while the rest is read comes again as a change.
  const cursor = await newestCursor(tx);
  const clock = await clockFace(tx);
  const shown = day ?? dayAt(new Date(clock.shows), company.zone);
  const span = daySpan(shown, company.zone);
  return {
    cursor,
    clock,
    ...company,
    day: shown,
    span: { from: span.from.toISOString(), to: span.to.toISOString() },
    technicians: await boardTechnicians(tx, span),
    visits: await boardVisitsIn(tx, span),
    alerts: await boardAlerts(tx),
  };
}

/** What the board has to know after these events. */
export async function boardChange(tx: Reader, events: readonly LiveEvent[], cursor: Cursor): Promise<BoardChange> {
  const appointmentIds = new Set(events.flatMap(({ appointmentId }) => appointmentId ?? []));
  const technicianIds = new Set(events.flatMap(({ technicianId }) => technicianId ?? []));
  for (const id of await affected(
    tx,
    [...technicianIds],
    events.flatMap(({ workOrderId }) => workOrderId ?? []),
  ))
    appointmentIds.add(id);
  return {
    cursor,
    clock: await clockFace(tx),
    visits: await boardVisitsOf(tx, [...appointmentIds]),
    alerts: await boardAlerts(tx),
    events: events.map(({ appointmentId: _, ...event }) => event),
  };
}

/** An event about a technician concerns every visit he still has; one about a work order its newest visit. */
async function affected(
  tx: Reader,
  technicianIds: readonly string[],
  workOrderIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT appointment_id AS id FROM assignment WHERE technician_id = ANY($1)
       AND state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused')
     UNION SELECT id FROM appointment WHERE work_order_id = ANY($2)`,
    [technicianIds, workOrderIds],
  );
  return rows.map(({ id }) => id);
}

/** More missed events than this, and a fresh snapshot is the shorter way. */
const MOST_MISSED = 2_000;

/** What a board that saw everything up to `cursor` has missed since; null when too much for that. */
export async function missedSince(tx: Reader, cursor: Cursor): Promise<BoardChange | null> {
  const missed = await eventsAfter(tx, cursor, MOST_MISSED + 1);
  return missed.events.length > MOST_MISSED ? null : boardChange(tx, missed.events, missed.cursor);
}
