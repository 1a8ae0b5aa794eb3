import type { BoardTechnician } from '#store/views';
import { useDesk } from '../live/desk-context';
import { useCell, useCellPart } from '../live/use-cell';
import { useNow } from '../live/use-now';
import { sayZone } from '../time/day';
import { sayMinutes } from '../time/say-minutes';
import { shareOf } from './load';
import css from './timeline.module.css';

/** How full his day is, how old his position is, and his zone where it is another one than the board's. */
export function TechnicianFacts({ technician }: { technician: BoardTechnician }) {
  const { store } = useDesk();
  const share = useCellPart(store.row(technician.id), (plan) => Math.round(shareOf(technician, plan) * 100));
  const zone = useCellPart(store.title, (title) => title?.zone ?? null);
  const isElsewhere = zone !== null && zone !== technician.zone;
  return (
    <span className={css.facts}>
      {technician.shifts.length > 0 && (
        <span title={`${share} % of the shift is visits`}>
          <meter className={css.load} min={0} max={100} value={Math.min(100, share)} aria-label="Load" /> {share} %
        </span>
      )}
      <PositionAge technicianId={technician.id} />
      {isElsewhere && (
        <span className={css.zoneTag} title={`Lives by the clocks of ${technician.zone}`}>
          {sayZone(Date.now(), technician.zone)}
        </span>
      )}
    </span>
  );
}

/** A position older than this says where he was and not where he is. */
const OLD_MINUTES = 10;

function PositionAge({ technicianId }: { technicianId: string }) {
  const position = useCell(useDesk().positions.of(technicianId));
  const now = useNow(30);
  if (!position) return null;
  const minutes = Math.max(0, (now - position.at) / 60_000);
  return (
    <span className={css.gps} data-old={minutes > OLD_MINUTES || undefined} title="Age of the last position">
      GPS {minutes < 1 ? 'now' : sayMinutes(minutes)}
    </span>
  );
}
