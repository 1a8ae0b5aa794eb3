import { isRefused, type Refused, refuse } from '#visits/refused';
import type {
  ImportChoice,
  ImportHead,
  ImportKind,
  ImportOutcome,
  ImportPlan,
  ImportRow,
  ImportView,
} from '#store/setup-views';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { fieldsOf, guessColumns } from '#flows/imports/columns';
import { goThrough, type GoingThrough } from '#flows/imports/go-through';
import { type CsvTable, readCsv, writeCsv } from '#flows/imports/read-csv';

const SAMPLE_ROWS = 8;
const MOST_SHOWN = 200;
/** Whoever works on a list and says nothing for so long has died. */
const SILENT_SECONDS = 60;

/** Takes in a list: it is kept as it came, and nothing of it is brought in yet. */
export const uploadList =
  (house: Doorward) =>
  async (command: {
    readonly kind: ImportKind;
    readonly name: string;
    readonly bytes: Buffer;
    readonly dispatcher: string;
  }): Promise<{ id: string } | Refused> => {
    const table = readCsv(command.bytes);
    if (isRefused(table)) return table;
    const head: ImportHead = {
      header: table.header,
      sample: table.rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells),
      rows: table.rows.length,
      encoding: table.encoding,
      delimiter: table.delimiter,
      guess: guessColumns(command.kind, table.header),
    };
    const [row] = await house.store.read<{ id: string }>(
      `INSERT INTO csv_import (kind, name, bytes, head, made_by, made_at, state)
       VALUES ($1, $2, $3, $4, $5, doorward_now(), 'uploaded') RETURNING id`,
      [command.kind, command.name, command.bytes, JSON.stringify(head), command.dispatcher],
    );
    return { id: row!.id };
  };

export type Bring = {
  readonly choices: Readonly<Record<string, ImportChoice>>;
  readonly otherwise: ImportChoice;
  readonly invite: boolean;
};

/**
 * Begins to go through a list: without `bring` only looking, with it bringing in. Answers at once, and goes on by
 * itself; how far it has come stands in the list. Should the process die, it is begun again: what is in stays in once.
 */
export const beginList =
  (house: Doorward) =>
  async (command: {
    readonly id: string;
    readonly plan: ImportPlan;
    readonly bring: Bring | null;
    readonly dispatcher: string;
  }): Promise<{ begun: true; ended: Promise<void> } | Refused> => {
    const { id, plan, bring, dispatcher } = command;
    const [there] = await house.store.read('SELECT 1 FROM csv_import WHERE id = $1', [id]);
    if (!there) return refuse('absent', 'There is no such list any more: please bring it again.');
    const [[list]] = (await house.store.read(
      `UPDATE csv_import SET state = $2, plan = $3, done = 0, rows = NULL, beat_at = clock_timestamp()
       WHERE id = $1 AND (state NOT IN ('checking', 'running') OR beat_at < clock_timestamp() - make_interval(secs => $4))
       RETURNING kind, name, bytes`,
      [id, bring ? 'running' : 'checking', JSON.stringify(plan), SILENT_SECONDS],
    )) as unknown as [[{ kind: ImportKind; name: string; bytes: Buffer }?]];
    if (!list) return refuse('taken', 'This list is being gone through already.');
    const table = readCsv(list.bytes);
    if (isRefused(table)) return table;
    const going = { kind: list.kind, table, plan, bring: bring && { ...bring, dispatcher } };
    return { begun: true, ended: goOn(house, id, list.name, going, dispatcher) };
  };

async function goOn(
  house: Doorward,
  id: string,
  name: string,
  going: Omit<GoingThrough, 'onDone'>,
  dispatcher: string,
): Promise<void> {
  const onDone = (done: number) =>
    house.store
      .read('UPDATE csv_import SET done = $2, beat_at = clock_timestamp() WHERE id = $1', [id, done])
      .then(() => undefined);
  try {
    const rows = await goThrough(house, { ...going, onDone });
    await house.store.commit(async (tx) => {
      await tx.sql('UPDATE csv_import SET state = $2, rows = $3 WHERE id = $1', [
        id,
        going.bring ? 'done' : 'checked',
        JSON.stringify(rows),
      ]);
      if (going.bring)
        tx.record({
          type: 'import.done',
          actor: byDispatcher(dispatcher),
          reason: `${going.kind} of ${name}`,
          data: { importId: id, ...countsOf(rows) },
        });
    });
  } catch (error) {
    house.onFailure?.('a list could not be gone through', error);
    await house.store.read(`UPDATE csv_import SET state = 'failed' WHERE id = $1`, [id]).catch(() => undefined);
  }
}

function countsOf(rows: readonly ImportRow[]): Partial<Record<ImportOutcome, number>> {
  const counts: Partial<Record<ImportOutcome, number>> = {};
  for (const { outcome } of rows) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/** How far a list has come, broken off where nobody works on it any more; null for one that is not there. */
export async function listView({ store }: Doorward, id: string): Promise<ImportView | null> {
  const [list] = await store.read<{
    kind: ImportKind;
    name: string;
    state: string;
    head: ImportHead;
    plan: ImportPlan | null;
    done: number;
    rows: ImportRow[] | null;
  }>(
    `SELECT kind, name, head, plan, done, rows,
       CASE WHEN state IN ('checking', 'running') AND beat_at < clock_timestamp() - make_interval(secs => $2) THEN 'failed'
         ELSE state END AS state
     FROM csv_import WHERE id = $1`,
    [id, SILENT_SECONDS],
  );
  if (!list) return null;
  const rows = list.rows ?? [];
  return {
    id,
    kind: list.kind,
    name: list.name,
    state: list.state,
    head: list.head,
    fields: fieldsOf(list.kind),
    plan: list.plan,
    done: list.done,
    counts: countsOf(rows),
    rows: rows.filter(({ outcome }) => outcome === 'error' || outcome === 'duplicate').slice(0, MOST_SHOWN),
  };
}

/** The list as it came, with what became of each row; null for one that is not there. */
export async function listResult({ store }: Doorward, id: string): Promise<string | null> {
  const [list] = await store.read<{ bytes: Buffer; rows: ImportRow[] | null }>(
    'SELECT bytes, rows FROM csv_import WHERE id = $1',
    [id],
  );
  const table = list && readCsv(list.bytes);
  if (!table || isRefused(table)) return null;
  return resultOf(table, list.rows ?? []);
}

function resultOf(table: CsvTable, rows: readonly ImportRow[]): string {
  const by = new Map(rows.map((row) => [row.row, row]));
  return writeCsv([
    [...table.header, 'Doorward result', 'Doorward says'],
    ...table.rows.map(({ row, cells }) => [...cells, by.get(row)?.outcome ?? '', by.get(row)?.says ?? '']),
  ]);
}
