import { at, id, int, json, maybe, starting, table, text } from '#store/tables/table';

export type ImportState = 'uploaded' | 'checking' | 'checked' | 'running' | 'done' | 'failed';

/** A list that was brought, and what became of each of its rows. */
export type CsvImportRow = {
  id: string;
  kind: 'customers' | 'technicians' | 'visits';
  name: string;
  bytes: Buffer;
  head: Record<string, unknown>;
  madeBy: string;
  madeAt: Date;
  state: ImportState;
  plan: Record<string, unknown> | null;
  done: number;
  beatAt: Date | null;
  rows: unknown;
};
export const CsvImport = table<CsvImportRow>(
  'csv_import',
  {
    id,
    kind: text,
    name: text,
    bytes: { type: 'bytea' },
    head: json,
    madeBy: text,
    madeAt: at,
    state: text,
    plan: maybe(json),
    done: starting(int, 0),
    beatAt: maybe(at),
    rows: maybe(json),
  },
  {},
  {
    checks: [
      { name: 'csv_import_kind_check', expression: "kind IN ('customers', 'technicians', 'visits')" },
      {
        name: 'csv_import_state_check',
        expression: "state IN ('uploaded', 'checking', 'checked', 'running', 'done', 'failed')",
      },
    ],
  },
);
