/** Anything with a deadline that a customer was told. */
export type PromiseKind = 'window' | 'eta' | 'call-back' | 'update';
export type PromiseState = 'open' | 'kept' | 'broken' | 'replaced';

/** A call-back is promised for this many minutes ahead. */
export const CALL_BACK_MINUTES = 15;
/**
 * And again after so many of them in a row were broken: the supervisor gets less at first, then longer and longer, a day
 * in the end, for whoever has nothing to tell but another broken promise had better be silent.
 */
export const nextCallBackMinutes = (broken: number): number => NEXT[Math.max(broken, 1) - 1] ?? A_DAY;
const A_DAY = 1440;
const NEXT = [10, 60, 240];
/** After so many in a row that nobody kept, the last ones a day apart, no more is promised: he is asked to call us. */
export const MOST_BROKEN_CALLS = 7;
/** Who is told that somebody looks into it hears again at the next round five minutes that are at least this far off. */
export const UPDATE_MINUTES = 6;
/** The desk is reminded this long before a call-back falls due. */
export const REMIND_MINUTES = 5;
