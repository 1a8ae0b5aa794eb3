import type { FiguresView } from '#store/views';
import { Icon } from '../look/icon';
import { PlaceLink } from '../live/place-link';
import { type Asked, rightAddress } from './asked';
import { sayCount, sayQuarter } from './words';
import css from './right.module.css';

/** Kept, or told in time: 95 of 100 in each quarter is the standard American law sets cable companies. */
export const Quarters = ({ quarters, days }: { quarters: FiguresView['quarters']; days: Asked }) => (
  <section className={css.section}>
    <h2>Kept, or told in time</h2>
    <p className={css.quiet}>
      The window was kept, or the customer had word before it ended: at least 95 of 100 visits in a quarter, as 47 CFR
      76.309 asks of cable companies. Only the days looked at are counted.
    </p>
    <ul className={css.quarters}>
      {quarters.map(({ quarter, met, isMet }) => (
        <li key={quarter} data-met={isMet ?? 'unknown'}>
          <Icon name={isMet === null ? 'question' : isMet ? 'check' : 'warning'} />
          <PlaceLink to={() => rightAddress({ ...days, figure: 'standard', quarter })}>{sayQuarter(quarter)}</PlaceLink>
          <span>
            {met.percent === null
              ? `too few to say (${sayCount(met)})`
              : `${(Math.floor(met.percent * 10) / 10).toFixed(1)}%, ${isMet ? 'met' : 'not met'} (${sayCount(met)})`}
          </span>
        </li>
      ))}
    </ul>
  </section>
);
