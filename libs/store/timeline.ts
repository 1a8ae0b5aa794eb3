import type { BoardEvent } from '#store/views';
import type { Tx } from '#store/tx';

type Reader = Pick<Tx, 'sql'>;

/** A place in the timeline, `xid.id`: everything committed up to there has been read. */
export type Cursor = string;

export type LiveEvent = BoardEvent & { readonly appointmentId: string | null };

/**
 * The events after `cursor`, oldest first, at most `most` of them, with the cursor behind the last; `more` when some
 * were left, or when a commit is under way whose events will come before later ones. Events are numbered before their
 * commit, so reading by number alone would lose those that commit late: only what is older than every open transaction
 * is read, in the order of transactions.
 */
export async function eventsAfter(
  tx: Reader,
  cursor: Cursor,
  most: number,
): Promise<{ events: LiveEvent[]; cursor: Cursor; more: boolean }> {
  const [xid, id] = cursor.split('.');
  const rows = await tx.sql<LiveEvent & { xid: string; isReadable: boolean }>(
    `SELECT id, xid, to_json(at) #>> '{}' AS at, type, actor, reason, work_order_id AS "workOrderId",
            appointment_id AS "appointmentId", technician_id AS "technicianId",
            xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS "isReadable"
     FROM timeline WHERE (xid, id) > ($1::bigint, $2::bigint) ORDER BY xid, id LIMIT $3 + 1`,
    [xid, id, most],
  );
  const readable = rows.filter(({ isReadable }) => isReadable).slice(0, most);
  const last = readable.at(-1);
  return {
    events: readable.map(({ xid: _, isReadable: __, ...event }) => ({ ...event, at: iso(event.at) })),
    cursor: last ? `${last.xid}.${last.id}` : cursor,
    more: rows.length > readable.length,
  };
}

/** The cursor of everything that can be read now. */
export async function newestCursor(tx: Reader): Promise<Cursor> {
  const [row] = await tx.sql<{ xid: string; id: string }>(
    `SELECT xid, id FROM timeline WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint ORDER BY xid DESC, id DESC LIMIT 1`,
  );
  return row ? `${row.xid}.${row.id}` : '0.0';
}

/** Eighteen digits always fit PostgreSQL's bigint. */
export const isCursor = (text: unknown): text is Cursor =>
  typeof text === 'string' && /^\d{1,18}\.\d{1,18}$/.test(text);

const iso = (text: string) => new Date(text).toISOString();
