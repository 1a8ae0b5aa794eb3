import type { DayDrive, DayDrivesView } from '#store/views';
import { ask } from '../wire/ask';
import type { BoardStore } from './board-store';
import { type Cell, cell } from './cell';

/** The drives between the visits of each technician's day. */
export type DayDrives = { readonly of: (technicianId: string) => Cell<readonly DayDrive[]>; readonly stop: () => void };

const NONE: readonly DayDrive[] = [];
/** Plans change in bursts; the ways between visits are read once for each. */
const TOGETHER_MS = 1_000;
const LEAST_MS = 5_000;

/** Read with the day, and again some time after visits have changed hands or order. */
export function dayDrives(store: BoardStore): DayDrives {
  const rows = new Map<string, Cell<readonly DayDrive[]>>();
  const rowOf = (technicianId: string) => {
    const known = rows.get(technicianId) ?? cell(NONE);
    rows.set(technicianId, known);
    return known;
  };
  let readAt = 0;
  let soon: ReturnType<typeof setTimeout> | undefined;

  async function read() {
    soon = undefined;
    readAt = performance.now();
    const day = store.title.get()?.day;
    if (!day) return;
    const answer = await ask<DayDrivesView>('GET', `/api/board/drives?day=${day}`);
    if (!answer.ok || day !== store.title.get()?.day) return;
    const { technicians } = answer.value;
    for (const [technicianId, row] of rows) row.set(technicians[technicianId] ?? NONE);
    for (const [technicianId, drives] of Object.entries(technicians)) rowOf(technicianId).set(drives);
  }
  const leave = store.planned.subscribe(() => {
    const wait = Math.max(TOGETHER_MS, LEAST_MS - (performance.now() - readAt));
    soon ??= setTimeout(() => void read(), readAt ? wait : 0);
  });

  return {
    of: rowOf,
    stop() {
      leave();
      clearTimeout(soon);
    },
  };
}
