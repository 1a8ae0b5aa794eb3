import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import css from './story.module.css';

/** Who else has this story open, and who is writing. */
export function ColleaguesHere({ workOrderId }: { workOrderId: string }) {
  const here = useCell(useDesk().colleagues).filter((colleague) => colleague.workOrderId === workOrderId);
  return (
    <p className={css.colleagues} role="status">
      {here.map(({ name, isWriting }, nth) => (
        <span key={`${name} ${nth}`}>
          <bdi>{name}</bdi> {isWriting ? 'is writing to this customer' : 'is looking at this'}
        </span>
      ))}
    </p>
  );
}
