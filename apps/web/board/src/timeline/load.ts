import type { BoardTechnician } from '#store/views';
import type { RowPlan } from '../live/row-plan';

/** The share of his shifts that is taken by visits; 0 on a day off. */
export function shareOf({ shifts }: Pick<BoardTechnician, 'shifts'>, { minutes }: Pick<RowPlan, 'minutes'>): number {
  const all = shifts.reduce((sum, { from, to }) => sum + (Date.parse(to) - Date.parse(from)) / 60_000, 0);
  return all ? minutes / all : 0;
}
