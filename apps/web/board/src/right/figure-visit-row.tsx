import type { FigureVisitView, Span, ToldEta } from '#store/views';
import { useDesk } from '../live/desk-context';
import { useCellPart } from '../live/use-cell';
import { Icon } from '../look/icon';
import { dayAt, sayDay } from '../time/day';
import { saySpan, sayTime } from '../time/say-time';
import css from './right.module.css';

/** One visit behind a figure: the verdict, and what it rests on. It opens its story. */
export function FigureVisitRow({ visit }: { visit: FigureVisitView }) {
  const { selected, select } = useDesk();
  const isOpen = useCellPart(selected, (id) => id === visit.workOrderId);
  const { zone, promised, movedTo, told, predicted, arrivedAt, isGood } = visit;
  const look = isGood === null ? 'dot' : isGood ? 'check' : 'warning';
  return (
    <li className={css.visit} data-good={isGood ?? 'neither'} data-open={isOpen || undefined}>
      <span className={css.sign}>
        <Icon name={look} />
      </span>
      <span>
        <button type="button" data-visit="" aria-pressed={isOpen} onClick={() => select(visit.workOrderId)}>
          <bdi>{visit.customer}</bdi>
        </button>{' '}
        <span className={css.quiet}>{visit.ref}</span>
      </span>
      <p className={css.verdict}>{visit.verdict}</p>
      <p className={css.facts}>
        <span>
          <bdi>{visit.technician}</bdi>, <bdi>{visit.work}</bdi>
        </span>
        <span>Promised {sayWindow(promised, zone)}</span>
        {movedTo && <span>Moved to {sayWindow(movedTo, zone)}</span>}
        {told && <span>Told {sayRange(told, zone)}</span>}
        {predicted && <span>Predicted {sayRange(predicted, zone)}</span>}
        <span>{arrivedAt ? `Came ${sayTime(arrivedAt, zone)}` : 'Nobody came'}</span>
      </p>
    </li>
  );
}

const sayWindow = (window: Span, zone: string) =>
  `${sayDay(dayAt(Date.parse(window.from), zone))}, ${saySpan(window, zone)}`;
const sayRange = ({ p10, p90 }: ToldEta, zone: string) => saySpan({ from: p10, to: p90 }, zone);
