import type { BoardVisit } from '#store/views';

/** The rows that belong to no technician. */
export const UNASSIGNED = 'unassigned';
export const CALLED_OFF = 'called-off';

/** The row a visit stands in: its technician's, or that of those nobody has, or that of those nobody needs any more. */
export function rowOf({ ticket, state }: BoardVisit): string {
  if (ticket) return ticket.technicianId;
  return state === 'requested' || state === 'confirmed' ? UNASSIGNED : CALLED_OFF;
}
