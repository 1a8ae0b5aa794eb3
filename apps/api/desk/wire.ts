import type { Window } from '#time/window';
import type { AssignedView, Span } from '#store/views';
import type { Changed } from '#flows/steps/by-hand';

/** A window, and until when a change may be undone, as they go over the wire: instants are text there. */
export const span = ({ from, to }: Window): Span => ({ from: from.toISOString(), to: to.toISOString() });
export const undoing = ({ undo: { id, until } }: Changed): AssignedView['undo'] => ({ id, until: until.toISOString() });
