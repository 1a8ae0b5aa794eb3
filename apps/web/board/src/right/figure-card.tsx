import type { ReactNode } from 'react';
import { PlaceLink } from '../live/place-link';
import { type Asked, rightAddress } from './asked';
import css from './right.module.css';

type Props = {
  readonly title: string;
  /** Null where the visits are too few to say. */
  readonly number: string | null;
  readonly opens: Asked;
  readonly drawing?: ReactNode;
  readonly children: ReactNode;
};

/** One figure: what it is, the number, the same in a sentence. All of it opens the visits behind. */
export const FigureCard = ({ title, number, opens, drawing, children }: Props) => (
  <li className={css.card}>
    <h3>
      <PlaceLink to={() => rightAddress(opens)} className={css.opens}>
        {title}
      </PlaceLink>
    </h3>
    {number === null ? <p className={css.few}>Too few visits to say</p> : <p className={css.number}>{number}</p>}
    {number !== null && drawing}
    <p className={css.said}>{children}</p>
  </li>
);
