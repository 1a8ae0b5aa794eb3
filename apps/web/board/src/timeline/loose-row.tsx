import { useDesk } from '../live/desk-context';
import { useCellPart } from '../live/use-cell';
import { DayRow } from './day-row';
import css from './timeline.module.css';

/** Visits without a technician; the row is there only while there are some. */
export function LooseRow({ rowKey, name }: { rowKey: string; name: string }) {
  const visits = useCellPart(useDesk().store.row(rowKey), ({ places }) => places.length);
  if (visits === 0) return null;
  return <DayRow rowKey={rowKey} name={name} isFirst label={() => <LooseLabel name={name} visits={visits} />} />;
}

const LooseLabel = ({ name, visits }: { name: string; visits: number }) => (
  <>
    <span className={css.name}>{name}</span>
    <span className={css.skills}>{visits === 1 ? '1 visit' : `${visits} visits`}</span>
  </>
);
