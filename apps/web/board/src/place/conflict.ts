import type { BoardVisit } from '#store/views';

/** A change of ours that came after one of a colleague's: what he made of the visit, and ours once more. */
export type Conflict = {
  readonly says: string;
  readonly current: BoardVisit;
  /** Does ours upon his; null where that makes no sense any more. */
  readonly tryMine: (() => void) | null;
};
