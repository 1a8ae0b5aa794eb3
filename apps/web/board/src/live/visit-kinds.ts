import type { BoardVisit } from '#store/views';
import { rowOf, UNASSIGNED } from './row-of';
import { isNotAccepted } from './row-plan';

/** What somebody has to look at first, in the order of the chips. */
export const KINDS = ['late', 'risk', 'overlap', 'unassigned', 'unseen', 'unanswered'] as const;
export type VisitKind = (typeof KINDS)[number];

export const KIND_NAMES: Readonly<Record<VisitKind, string>> = {
  late: 'Late',
  risk: 'At risk',
  overlap: 'Overlap',
  unassigned: 'Unassigned',
  unseen: 'Not seen',
  unanswered: 'Unanswered',
};

export const isKind = (text: string | null): text is VisitKind => KINDS.some((kind) => kind === text);

/** Of which kinds a visit is by itself; of most there is none. Whether it overlaps another its row says. */
export function kindsOf(visit: BoardVisit): readonly VisitKind[] {
  return KINDS.filter((kind) => kind !== 'overlap' && IS[kind](visit));
}

const IS: Readonly<Record<Exclude<VisitKind, 'overlap'>, (visit: BoardVisit) => boolean>> = {
  late: ({ state, missed, eta, window }) =>
    state === 'confirmed' &&
    (missed || (eta !== null && window !== null && Date.parse(eta.p50) > Date.parse(window.to))),
  risk: ({ atRisk }) => atRisk,
  unassigned: (visit) => rowOf(visit) === UNASSIGNED,
  unseen: isNotAccepted,
  unanswered: ({ unanswered }) => unanswered,
};
