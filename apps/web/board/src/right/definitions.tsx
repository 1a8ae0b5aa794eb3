import css from './right.module.css';

/** What each figure counts, for whoever doubts one. */
export const Definitions = () => (
  <details className={css.definitions}>
    <summary>How this is counted</summary>
    <dl>
      <dt>Which visits</dt>
      <dd>
        Those whose last window begins in these days (by the clocks of their territory) and that are over: somebody
        came, or the time we had given last has passed. Cancelled in time, a visit counts for nothing.
      </dd>
      <dt>First promise</dt>
      <dd>
        The first window. A customer who moves the visit for reasons of his own makes a new first promise; a window that
        we moved, or that he gave up after word of a delay, was not kept. Coming early keeps it.
      </dd>
      <dt>The new time</dt>
      <dd>The range told with a delay, or else the later window: kept when we came by its end.</dd>
      <dt>Predictions</dt>
      <dd>
        What the board showed 2 h, 1 h, 30 and 15 min before the arrival. A range is made to hold 80 of 100 arrivals; 75
        to 85 is the aim. By technician, only predictions about himself count.
      </dd>
      <dt>Late by surprise</dt>
      <dd>Came after the range told last (after the window where none was), and no new word was sent in between.</dd>
      <dt>Warning</dt>
      <dd>
        From the first word of a delay to the end of the first promise, for those not kept. Who was told nothing learned
        it at his door. A text that did not arrive told nobody.
      </dd>
      <dt>False alarm</dt>
      <dd>Announced late, the window left standing, and come in time.</dd>
      <dt>Too few to say</dt>
      <dd>Below 10 visits there is no figure, only the count.</dd>
    </dl>
  </details>
);
