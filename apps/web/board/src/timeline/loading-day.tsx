import { Skeleton } from '@mantine/core';
import css from './timeline.module.css';

const ROWS = ['62%', '40%', '75%', '55%', '30%', '68%', '48%'];

export const LoadingDay = () => (
  <div className={css.loading} role="status" aria-label="Loading the day">
    {ROWS.map((width) => (
      <div key={width} className={css.loadingRow}>
        <Skeleton height={16} width={110} />
        <Skeleton height={46} width={width} />
      </div>
    ))}
  </div>
);
