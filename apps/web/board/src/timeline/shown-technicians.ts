import type { BoardTechnician } from '#store/views';
import type { Desk } from '../live/desk';
import { currentView, type View } from '../live/view';
import { shareOf } from './load';

/** The technicians of the day as they are looked at now: those asked for, in the order asked for. */
export const shownTechnicians = (desk: Desk): readonly BoardTechnician[] =>
  arranged(desk, desk.store.technicians.get(), currentView());

export function arranged(
  { store }: Pick<Desk, 'store'>,
  technicians: readonly BoardTechnician[],
  { skill, territory, sort }: Pick<View, 'skill' | 'territory' | 'sort'>,
): readonly BoardTechnician[] {
  const shown = technicians.filter(
    (technician) =>
      (skill === null || technician.skills.includes(skill)) &&
      (territory === null || technician.territory === territory),
  );
  if (sort === 'name') return shown;
  const by = (technician: BoardTechnician): number => {
    const plan = store.row(technician.id).get();
    return sort === 'load' ? -shareOf(technician, plan) : (plan.starts ?? Number.MAX_SAFE_INTEGER);
  };
  return shown
    .map((technician) => ({ technician, at: by(technician) }))
    .sort((a, b) => a.at - b.at)
    .map(({ technician }) => technician);
}
