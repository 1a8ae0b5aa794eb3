import type { ReactNode } from 'react';
import css from './setup.module.css';

type Row = {
  readonly key: string;
  /** What the row is of. */
  readonly name: ReactNode;
  readonly cells: readonly ReactNode[];
  readonly acts?: ReactNode;
  readonly isOff?: boolean;
};
type Props = { readonly heads: readonly string[]; readonly rows: readonly Row[] };

/**
 * A table; on a phone each row is a card that says what each of its cells is. The roles are written out because a row
 * that is laid out as a card is none to a screen reader.
 */
export const SetupTable = ({ heads, rows }: Props) => (
  <table className={css.table} role="table">
    <thead role="rowgroup">
      <tr role="row">
        {heads.map((head) => (
          <th key={head} scope="col" role="columnheader">
            {head}
          </th>
        ))}
        {rows.some(({ acts }) => acts) && <td role="cell" />}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {rows.map(({ key, name, cells, acts, isOff }) => (
        <tr key={key} role="row" data-off={isOff ? '' : undefined}>
          <th scope="row" role="rowheader">
            {name}
          </th>
          {cells.map((cell, i) => (
            <td key={heads[i + 1]} role="cell" data-head={heads[i + 1]}>
              <div>{cell}</div>
            </td>
          ))}
          {acts && (
            <td role="cell">
              <div className={css.acts}>{acts}</div>
            </td>
          )}
        </tr>
      ))}
    </tbody>
  </table>
);
