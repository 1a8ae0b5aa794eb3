import { PlaceLink } from '../live/place-link';
import { type Part, setupAddress } from './asked';
import { useSetup } from './use-setup';
import css from './setup.module.css';

type Step = { readonly part: Part; readonly does: string; readonly isDone: boolean; readonly says: string };

/** What is needed before the first visit can be booked, and what is there already. */
export function Start() {
  const { view } = useSetup();
  const working = view.technicians.filter(({ active }) => active);
  const steps: readonly Step[] = [
    {
      part: 'territories',
      does: 'Add a territory',
      isDone: view.territories.length > 0,
      says: view.territories.map(({ name }) => name).join(', ') || 'where you send technicians, and by which clocks',
    },
    {
      part: 'work',
      does: 'Add a work type',
      isDone: view.workTypes.length > 0,
      says:
        view.workTypes.map(({ name }) => name).join(', ') || 'what is done, how long it takes, which skill it needs',
    },
    {
      part: 'technicians',
      does: 'Add a technician',
      isDone: working.length > 0,
      says: working.length ? `${working.length} at work` : 'with phone, skills and where the day begins',
    },
    {
      part: 'shifts',
      does: 'Give shifts',
      isDone: view.shiftsToCome > 0,
      says: view.shiftsToCome ? `${view.shiftsToCome} to come` : 'a week’s pattern for the weeks ahead',
    },
    {
      part: 'visit',
      does: 'Book the first visit',
      isDone: view.workOrders > 0,
      says: view.workOrders ? `${view.workOrders} work orders so far` : 'by hand here, or let the customer choose',
    },
  ];
  const next = steps.find(({ isDone }) => !isDone);
  return (
    <section className={css.part} aria-labelledby="start">
      <h1 id="start">Setup</h1>
      <div className={css.ways}>
        <div>
          <h2>Bring your people by CSV</h2>
          <p>Customers, technicians and visits from a list: looked through first, row by row, then brought in.</p>
          <PlaceLink to={() => setupAddress('import')}>Import lists</PlaceLink>
        </div>
        <div>
          <h2>Set up by hand</h2>
          <p>{next ? `Next: ${next.does.toLowerCase()}.` : 'All that a booking needs is there.'}</p>
          {next && <PlaceLink to={() => setupAddress(next.part)}>{next.does}</PlaceLink>}
        </div>
      </div>
      <ol className={css.steps}>
        {steps.map(({ part, does, isDone, says }) => (
          <li key={part} data-done={isDone || undefined}>
            <PlaceLink to={() => setupAddress(part)}>{does}</PlaceLink>
            <span>
              {isDone ? 'Done: ' : ''}
              <bdi>{says}</bdi>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
