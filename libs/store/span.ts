import type { Window } from '#time/window';

/** A window as PostgreSQL writes it: half-open, `[from,to)`. */
export const toRange = ({ from, to }: Window) => `[${from.toISOString()},${to.toISOString()})`;
