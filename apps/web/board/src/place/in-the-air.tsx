import { Button } from '@mantine/core';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { Icon } from '../look/icon';
import { dayAt, sayDay } from '../time/day';
import { sayTime } from '../time/say-time';
import { drop } from './drop';
import { carry, type Lifted } from './lifted';
import { carryByDays, putBack } from './other-day';
import { placeWords } from './place-words';
import { snap } from './snap';
import css from './place.module.css';

/** A visit that was picked up without being dragged: where it is, what that means, and buttons for what the keys do. */
export function InTheAir() {
  const lifted = useCell(useDesk().lifted);
  return lifted?.by === 'keys' && !lifted.isAsking ? <Carried lifted={lifted} /> : null;
}

const STEP_MS = 15 * 60_000;

function Carried({ lifted }: { lifted: Lifted }) {
  const desk = useDesk();
  const { visit, technicianId, at } = lifted;
  const technicians = useCell(desk.store.technicians);
  const name = technicians.find(({ id }) => id === technicianId)?.name ?? 'nobody';
  const { tone, icon, says } = placeWords(lifted);
  const step = (by: number) => carry(desk, technicianId, snap(at, 15) + by * STEP_MS);
  const button = (words: string, label: string, act: () => void) => (
    <Button size="compact-sm" variant="default" aria-label={label} onClick={act}>
      {words}
    </Button>
  );
  return (
    <section className={css.air} aria-label={`Moving the visit of ${visit.customer}`} data-tone={tone} data-air="">
      <p>
        Moving <bdi>{visit.customer}</bdi> to{' '}
        <b>
          {sayDay(dayAt(at, visit.zone))}, {sayTime(at, visit.zone)}
        </b>
        , <bdi>{name}</bdi>{' '}
        <span className={css.verdict}>
          <Icon name={icon} size={12} /> <bdi>{says}</bdi>
        </span>
      </p>
      <p className={css.hint}>Press where it shall go, or use the arrows; D is the next day, Shift+D the one before.</p>
      <div className={css.buttons}>
        {button('− day', 'A day earlier', () => void carryByDays(desk, -1))}
        {button('+ day', 'A day later', () => void carryByDays(desk, 1))}
        {button('− 15 min', '15 minutes earlier', () => step(-1))}
        {button('+ 15 min', '15 minutes later', () => step(1))}
        <Button size="compact-sm" onClick={() => drop(desk)}>
          Put it here (Enter)
        </Button>
        {button('Cancel (Esc)', 'Cancel: it stays where it was', () => putBack(desk))}
      </div>
    </section>
  );
}
