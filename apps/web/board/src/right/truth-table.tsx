import type { FiguresView } from '#store/views';
import { PlaceLink } from '../live/place-link';
import { type Asked, rightAddress } from './asked';
import { AimStrip, MinutesStrip, ShareStrip, SideStrip } from './strip';
import { sayBias, sayCount, sayOff, sayPercent, TOO_FEW } from './words';
import css from './right.module.css';

export type TruthRow = {
  readonly key: string;
  readonly label: string;
  readonly part: Asked;
  readonly visits: number;
  /** Absent where the rows are times before the arrival. */
  readonly firstPromise?: FiguresView['firstPromise'];
} & FiguresView['predictions'];

type Props = {
  readonly title: string;
  readonly first: string;
  readonly days: Asked;
  readonly rows: readonly TruthRow[];
};

/** Rows of figures with the drawing in each cell: a table to every reader, bars to the eye. */
export function TruthTable({ title, first, days, rows }: Props) {
  const most = Math.max(10, ...rows.map(({ error }) => error.value ?? 0));
  const hasPromises = rows.some(({ firstPromise }) => firstPromise);
  return (
    <section className={css.section}>
      <h2>{title}</h2>
      <div className={css.scroll} tabIndex={0} role="region" aria-label={title}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              <th scope="col">Visits</th>
              {hasPromises && <th scope="col">First promise kept</th>}
              <th scope="col">Within the range</th>
              <th scope="col">Off by</th>
              <th scope="col">Came, on average</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, part, visits, firstPromise, coverage, error, bias }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                <td className={css.count}>{visits.toLocaleString('en-US')}</td>
                {firstPromise && (
                  <td>
                    <Opens
                      part={{ ...days, ...part, figure: 'first-promise' }}
                      said={sayPercent(firstPromise)}
                      of={sayCount(firstPromise)}
                    />
                    <ShareStrip percent={firstPromise.percent} />
                  </td>
                )}
                <td>
                  <Opens
                    part={{ ...days, ...part, figure: 'predictions' }}
                    said={sayPercent(coverage)}
                    of={sayCount(coverage, 'predictions')}
                  />
                  <AimStrip percent={coverage.percent} />
                </td>
                <td>
                  <span className={css.value}>{sayOff(error) ?? TOO_FEW}</span>
                  <MinutesStrip minutes={error.value} most={most} />
                </td>
                <td>
                  <span className={css.value}>{sayBias(bias) ?? TOO_FEW}</span>
                  <SideStrip minutes={bias.value} most={most} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const Opens = ({ part, said, of }: { part: Asked; said: string | null; of: string }) => (
  <PlaceLink to={() => rightAddress(part)} className={css.value}>
    {said ?? TOO_FEW} <span className={css.quiet}>({of})</span>
  </PlaceLink>
);
