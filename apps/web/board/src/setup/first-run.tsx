import { useDesk } from '../live/desk-context';
import { PlaceLink } from '../live/place-link';
import { useCellPart } from '../live/use-cell';
import { setupAddress } from './asked';
import css from './setup.module.css';

/** A board without technicians: how to get there. */
export function FirstRun() {
  const { store } = useDesk();
  const isEmpty = useCellPart(store.technicians, (technicians) => technicians.length === 0);
  const isKnown = useCellPart(store.title, (title) => title !== null);
  if (!isEmpty || !isKnown) return null;
  return (
    <section className={css.first} aria-label="First steps">
      <h2>Nobody works here yet</h2>
      <p>The board shows technicians and their visits once they are set up.</p>
      <p className={css.links}>
        <PlaceLink to={() => setupAddress('import')}>Bring your people by CSV</PlaceLink>
        <PlaceLink to={() => setupAddress('start')}>Set up by hand</PlaceLink>
      </p>
    </section>
  );
}
