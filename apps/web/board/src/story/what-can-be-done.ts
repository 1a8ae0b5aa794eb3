import type { BoardVisit, Story } from '#store/views';

/** States in which the technician can still be another one, or come at another time. */
const BEFORE_ARRIVAL = new Set(['created', 'delivered', 'acknowledged', 'en_route']);

export const canMoveVisit = ({ state, ticket, window }: BoardVisit): boolean =>
  state === 'confirmed' && window !== null && (ticket === null || BEFORE_ARRIVAL.has(ticket.state));

export const canMove = ({ visit }: Story): boolean => canMoveVisit(visit);

/** A call is noted against the promise to call. */
export const canCall = ({ promises }: Story): boolean =>
  promises.some(({ kind, state }) => kind === 'call-back' && state === 'open');

/** Nothing is promised: whether anything more is done is for the office to say. */
export const canCloseOrder = ({ closedAt, visit, others }: Story): boolean =>
  closedAt === null && ![visit, ...others].some(({ state }) => state === 'confirmed');

/** The last visit was not completed and none is to come. */
export const canGoOn = ({ closedAt, visit, others }: Story): boolean =>
  closedAt === null &&
  visit.state === 'failed' &&
  !others.some(({ state }) => state === 'requested' || state === 'confirmed');
