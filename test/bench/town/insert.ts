import type pg from 'pg';

type Row = Readonly<Record<string, unknown>>;

/** Writes rows in one statement. Columns that the first row does not name get their defaults. */
export async function insert(db: pg.ClientBase, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  await db.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
