import type { BoardVisit } from '#store/views';
import { KINDS, kindsOf, type VisitKind } from './visit-kinds';

/** How many visits of the day are of each kind. */
export type Tally = Readonly<Record<VisitKind, number>>;

/** Kept up as visits come and go, so that nobody counts a thousand of them at each change. */
export type Tallying = {
  readonly put: (visit: BoardVisit) => void;
  readonly drop: (appointmentId: string) => void;
  /** The visits of a row that overlap each other. */
  readonly overlap: (row: string, appointmentIds: readonly string[]) => void;
  /** The visits of a kind. */
  readonly of: (kind: VisitKind) => readonly string[];
  readonly tally: () => Tally;
};

export function tallying(): Tallying {
  const members = new Map<VisitKind, Set<string>>(KINDS.map((kind) => [kind, new Set()]));
  const overlaps = new Map<string, readonly string[]>();
  let told: Tally | null = null;
  return {
    put(visit) {
      const kinds = kindsOf(visit);
      for (const [kind, ids] of members) {
        if (kind === 'overlap') continue;
        if (kinds.includes(kind)) ids.add(visit.appointmentId);
        else ids.delete(visit.appointmentId);
      }
    },
    drop(appointmentId) {
      for (const ids of members.values()) ids.delete(appointmentId);
    },
    overlap(row, appointmentIds) {
      overlaps.set(row, appointmentIds);
      members.set('overlap', new Set([...overlaps.values()].flat()));
    },
    of: (kind) => [...members.get(kind)!],
    tally() {
      const now = Object.fromEntries([...members].map(([kind, ids]) => [kind, ids.size])) as Tally;
      if (!told || KINDS.some((kind) => told![kind] !== now[kind])) told = now;
      return told;
    },
  };
}
