import type { FiguresView } from '#store/views';
import { PlaceLink } from '../live/place-link';
import { type Asked, rightAddress } from './asked';
import { AimStrip, MinutesStrip, ShareStrip, SideStrip } from './strip';
import { sayBias, sayCounts, sayCoverage, sayOff, sayPercent, TOO_FEW } from './words';
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

/**
 * Rows of figures with the drawing in each cell: a table to every reader, bars to the eye. On a phone the cells stand below
 * each other, which takes a table its roles; so they are given by name.
 */
export function TruthTable({ title, first, days, rows }: Props) {
  const most = Math.max(10, ...rows.map(({ error }) => error.value ?? 0));
  const hasPromises = rows.some(({ firstPromise }) => firstPromise);
  return (
    <section className={css.section}>
      <h2>{title}</h2>
      <div className={css.paper}>
        <table className={css.table} role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">
                {first}
              </th>
              <th scope="col" role="columnheader">
                Visits
              </th>
              {hasPromises && (
                <th scope="col" role="columnheader">
                  First promise kept
                </th>
              )}
              <th scope="col" role="columnheader">
                Within the range
              </th>
              <th scope="col" role="columnheader">
                Off by
              </th>
              <th scope="col" role="columnheader">
                Came, on average
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map(({ key, label, part, visits, firstPromise, coverage, error, bias }) => (
              <tr key={key} role="row">
                <th scope="row" role="rowheader">
                  <bdi>{label}</bdi>
                </th>
                <td className={css.count} role="cell" data-is="Visits">
                  {visits.toLocaleString('en-US')}
                </td>
                {firstPromise && (
                  <td role="cell" data-is="First promise kept">
                    <Opens
                      part={{ ...days, ...part, figure: 'first-promise' }}
                      said={sayPercent(firstPromise)}
                      of={sayCounts(firstPromise)}
                    />
                    <ShareStrip percent={firstPromise.percent} />
                  </td>
                )}
                <td role="cell" data-is="Within the range">
                  <Opens
                    part={{ ...days, ...part, figure: 'predictions' }}
                    said={sayCoverage(coverage)}
                    of={sayCounts(coverage)}
                  />
                  <AimStrip percent={coverage.percent} />
                </td>
                <td role="cell" data-is="Off by">
                  <span className={css.value}>{sayOff(error) ?? TOO_FEW}</span>
                  <MinutesStrip minutes={error.value} most={most} />
                </td>
                <td role="cell" data-is="Came, on average">
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
