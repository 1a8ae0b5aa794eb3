/** Anything with a deadline that a customer was told. */
export type PromiseKind = 'window' | 'eta' | 'call-back' | 'update';
export type PromiseState = 'open' | 'kept' | 'broken' | 'replaced';

/** A call-back is promised for this many minutes ahead; after a broken one the supervisor gets less. */
export const CALL_BACK_MINUTES = 15;
export const SECOND_CALL_BACK_MINUTES = 10;
/** Who is told that somebody looks into it hears again at the next round five minutes that are at least this far off. */
export const UPDATE_MINUTES = 6;
/** The desk is reminded this long before a call-back falls due. */
export const REMIND_MINUTES = 5;
