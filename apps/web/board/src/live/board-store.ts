import type { BoardAlert, BoardChange, BoardSnapshot, BoardTechnician, BoardVisit, Span } from '#store/views';
import { type Cell, cell } from './cell';
import { type DayFrame, frameOf, frameWith } from './day-frame';
import { EMPTY_ROW, isSamePlan, planRow, type RowPlan } from './row-plan';
import { rowOf } from './row-of';
import { isWithin } from './is-within';
import { byUrgency } from './by-urgency';
import { type Tally, tallying } from './tally';
import type { VisitKind } from './visit-kinds';

/** What the board is about: the company, the day and the zone its times are said in. */
export type BoardTitle = Pick<BoardSnapshot, 'company' | 'zone' | 'day' | 'span'>;

/** What changed last, for those who hold more about a work order than the board does. */
export type Touch = { readonly workOrderIds: ReadonlySet<string> | 'all' };

/**
 * The board of one day. Every visit, and every row, is a cell of its own: a change of one visit draws one bar again and
 * leaves the other thousand alone.
 */
export type BoardStore = {
  readonly title: Cell<BoardTitle | null>;
  readonly frame: Cell<DayFrame>;
  readonly technicians: Cell<readonly BoardTechnician[]>;
  readonly alerts: Cell<readonly BoardAlert[]>;
  readonly count: Cell<number>;
  /** How many visits are of each kind, and which. */
  readonly tally: Cell<Tally>;
  readonly visitsOf: (kind: VisitKind) => readonly BoardVisit[];
  readonly everyVisit: () => readonly BoardVisit[];
  readonly touched: Cell<Touch>;
  /** Goes up when a row is planned anew. */
  readonly planned: Cell<number>;
  readonly cursor: () => string | null;
  readonly visit: (appointmentId: string) => Cell<BoardVisit> | undefined;
  readonly row: (key: string) => Cell<RowPlan>;
  readonly takeSnapshot: (snapshot: BoardSnapshot) => void;
  readonly takeChange: (change: BoardChange) => void;
  readonly takeVisits: (visits: readonly BoardVisit[]) => void;
};

export function boardStore(): BoardStore {
  const title = cell<BoardTitle | null>(null);
  const frame = cell<DayFrame>({ from: 0, to: 1440 });
  const technicians = cell<readonly BoardTechnician[]>([]);
  const alerts = cell<readonly BoardAlert[]>([]);
  const count = cell(0);
  const planned = cell(0);
  const kinds = tallying();
  const tally = cell<Tally>(kinds.tally());
  const touched = cell<Touch>({ workOrderIds: 'all' });
  const visits = new Map<string, Cell<BoardVisit>>();
  const rows = new Map<string, Cell<RowPlan>>();
  const members = new Map<string, Set<string>>();
  let cursor: string | null = null;

  const row = (key: string) => rows.get(key) ?? keep(rows, key, cell(EMPTY_ROW));

  function replan(keys: Iterable<string>) {
    let isOther = false;
    for (const key of keys) {
      const ids = [...(members.get(key) ?? [])];
      const plan = planRow(ids.flatMap((id) => visits.get(id)?.get() ?? []));
      if (isSamePlan(plan, row(key).get())) continue;
      kinds.overlap(
        key,
        plan.places.flatMap(({ appointmentId, overlap }) => (overlap ? [appointmentId] : [])),
      );
      row(key).set(plan);
      isOther = true;
    }
    if (isOther) planned.set(planned.get() + 1);
    count.set(visits.size);
    tally.set(kinds.tally());
  }

  /** Puts a visit in the place of its old self and says which rows have to be planned again. */
  function put(visit: BoardVisit, span: Span): string[] {
    const known = visits.get(visit.appointmentId);
    const left = known ? rowOf(known.get()) : null;
    if (left !== null) members.get(left)?.delete(visit.appointmentId);
    if (!isWithin(visit, span)) {
      visits.delete(visit.appointmentId);
      kinds.drop(visit.appointmentId);
      return left === null ? [] : [left];
    }
    const entered = rowOf(visit);
    kinds.put(visit);
    (members.get(entered) ?? keep(members, entered, new Set())).add(visit.appointmentId);
    if (known) known.set(visit);
    else visits.set(visit.appointmentId, cell(visit));
    return left === null || left === entered ? [entered] : [left, entered];
  }

  function takeVisits(changed: readonly BoardVisit[]) {
    const span = title.get()?.span;
    if (!span) return;
    replan(new Set(changed.flatMap((visit) => put(visit, span))));
    frame.set(
      changed.filter((visit) => isWithin(visit, span)).reduce((so, visit) => frameWith(so, visit, span), frame.get()),
    );
  }

  return {
    title,
    frame,
    technicians,
    alerts,
    count,
    tally,
    visitsOf: (kind) => kinds.of(kind).flatMap((id) => visits.get(id)?.get() ?? []),
    everyVisit: () => [...visits.values()].map((visit) => visit.get()),
    touched,
    planned,
    cursor: () => cursor,
    visit: (appointmentId) => visits.get(appointmentId),
    row,
    takeVisits(changed) {
      takeVisits(changed);
      touched.set({ workOrderIds: new Set(changed.map(({ workOrderId }) => workOrderId)) });
    },
    takeSnapshot(snapshot) {
      cursor = snapshot.cursor;
      const { company, zone, day, span } = snapshot;
      title.set({ company, zone, day, span });
      technicians.set(snapshot.technicians);
      alerts.set(byUrgency(snapshot.alerts));
      frame.set(frameOf(snapshot));
      const here = new Set(snapshot.visits.map(({ appointmentId }) => appointmentId));
      const stale = new Set([...visits.keys()].filter((id) => !here.has(id)));
      for (const ids of members.values()) for (const id of stale) ids.delete(id);
      for (const id of stale) {
        visits.delete(id);
        kinds.drop(id);
      }
      for (const visit of snapshot.visits) put(visit, span);
      replan(new Set([...rows.keys(), ...members.keys()]));
      touched.set({ workOrderIds: 'all' });
    },
    takeChange(change) {
      cursor = change.cursor;
      takeVisits(change.visits);
      alerts.set(byUrgency(change.alerts));
      touched.set({
        workOrderIds: new Set([
          ...change.visits.map(({ workOrderId }) => workOrderId),
          ...change.events.flatMap(({ workOrderId }) => workOrderId ?? []),
        ]),
      });
    },
  };
}

function keep<K, V>(map: Map<K, V>, key: K, value: V): V {
  map.set(key, value);
  return value;
}
